package chat.parley.web.emoji;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import chat.parley.ejb.emoji.EmojiAlbum;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.emoji.CustomEmoji;
import chat.parley.jpa.emoji.EmojiPicture;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/** The emoji of one's own organization. */
@Path("emoji")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class EmojiResource {

    @Inject
    CurrentActor current;

    @Inject
    EmojiAlbum album;

    /** All of them. */
    public record Emojis(List<Emoji> emoji) {}

    /** One of them; {@code key} names its picture. */
    public record Emoji(String name, String key, long by, String at) {

        static Emoji of(CustomEmoji emoji) {
            return new Emoji(
                    emoji.name(), emoji.key().toString(), emoji.addedBy().value(), ServerFrames.time(emoji.addedAt()));
        }
    }

    /** A picture, in base64. */
    @SuppressWarnings("ArrayRecordComponent")
    public record NewEmoji(byte @Nullable [] picture) {}

    /** All of them, by name. */
    @GET
    public Emojis all() {
        return new Emojis(album.all(current.get()).stream().map(Emoji::of).toList());
    }

    /** Adds one. */
    @PUT
    @Path("{name}")
    public Response add(@PathParam("name") String name, @Nullable NewEmoji body) {
        byte[] picture = RequestBody.required(RequestBody.required(body).picture(), "picture");
        return Response.status(Status.CREATED)
                .entity(Emoji.of(album.add(current.get(), name, picture)))
                .build();
    }

    /** Takes one away. */
    @DELETE
    @Path("{name}")
    public void remove(@PathParam("name") String name) {
        album.remove(current.get(), name);
    }

    /** The picture under a key, for whoever knows it: a page's pictures bear no token. It never changes. */
    @GET
    @Path("pictures/{key}")
    @PermitAll
    @Produces({"image/png", "image/gif", MediaType.APPLICATION_JSON})
    public Response picture(@PathParam("key") String key, @Context HttpServletResponse response) {
        EmojiPicture picture = album.picture(parse(key));
        // In the place of what all else under /api is answered with: that it is not to be kept
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        return Response.ok(picture.bytes(), picture.type()).build();
    }

    private static UUID parse(String key) {
        try {
            return UUID.fromString(key);
        } catch (IllegalArgumentException e) {
            throw new Missing("emoji.missing", "There is no such emoji.");
        }
    }
}
