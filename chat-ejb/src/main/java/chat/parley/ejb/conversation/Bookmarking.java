package chat.parley.ejb.conversation;

import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.jpa.conversation.Bookmark;
import chat.parley.jpa.conversation.Bookmarks;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.SystemEvent.BookmarksChanged;

/** The few links that the members of a conversation keep at hand. Whoever may post sets them. */
@Stateless
public class Bookmarking {

    @Inject
    ConversationAccess access;

    @Inject
    Bookmarks bookmarks;

    @Inject
    Chronicle chronicle;

    /** They as they are; {@code rev} is the number of the change that made them so. */
    public record Kept(long rev, List<Bookmark> bookmarks) {}

    /** The bookmarks; for members. */
    public Kept list(Actor actor, ConversationId conversation) {
        access.toSeeMembers(actor, conversation);
        return kept(conversation);
    }

    /** Puts others in their place, unless somebody has changed them meanwhile. */
    public Kept set(Actor actor, ConversationId conversation, SetBookmarks wish) {
        access.toChange(actor, conversation, Action.BOOKMARK);
        Kept before = kept(conversation);
        if (before.rev() != wish.rev()) {
            throw new Conflict("bookmarks.changed", "Somebody else has changed the bookmarks; look at them again.");
        }
        if (before.bookmarks().equals(wish.bookmarks())) {
            return before;
        }
        chronicle.write(
                conversation, actor, new BookmarksChanged(wish.bookmarks().size()));
        long rev = bookmarks.replace(conversation, wish.bookmarks());
        chronicle.settingsChanged(conversation);
        return new Kept(rev, wish.bookmarks());
    }

    private Kept kept(ConversationId conversation) {
        return new Kept(bookmarks.rev(conversation), bookmarks.of(conversation));
    }
}
