package chat.parley.web.conversation;

import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.conversation.Bookmarking;
import chat.parley.ejb.conversation.SetBookmarks;
import chat.parley.jpa.conversation.Bookmark;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.message.MessageWishes;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/** The links that the members of a conversation keep at hand. */
@Path("/conversations/{conversation}/bookmarks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class BookmarksResource {

    @Inject
    CurrentActor current;

    @Inject
    Bookmarking bookmarking;

    @PathParam("conversation")
    long conversation;

    /** A link. */
    public record Link(@Nullable String title, @Nullable String url) {

        static Link of(Bookmark bookmark) {
            return new Link(bookmark.title(), bookmark.url());
        }

        Bookmark bookmark() {
            return new Bookmark(RequestBody.required(title, "title"), RequestBody.required(url, "url"));
        }
    }

    /** All links in their order, and the number of the change that made them so, or on which a wish is based. */
    public record Links(@Nullable Long rev, @Nullable List<Link> bookmarks) {

        static Links of(Bookmarking.Kept kept) {
            return new Links(kept.rev(), kept.bookmarks().stream().map(Link::of).toList());
        }
    }

    /** The bookmarks. */
    @GET
    public Links bookmarks() {
        return Links.of(bookmarking.list(current.get(), MessageWishes.conversation(conversation)));
    }

    /** Puts others in their place. */
    @PUT
    public Links set(@Nullable Links body) {
        Links links = RequestBody.required(body);
        SetBookmarks wish = new SetBookmarks(
                RequestBody.required(links.rev(), "rev"),
                RequestBody.required(links.bookmarks(), "bookmarks").stream()
                        .map(Link::bookmark)
                        .toList());
        return Links.of(bookmarking.set(current.get(), MessageWishes.conversation(conversation), wish));
    }
}
