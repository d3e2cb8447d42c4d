package chat.parley.ejb.message;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.Admission;
import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Span;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;
import org.jspecify.annotations.Nullable;

/** Paging through a conversation, as far as the reader may see it. */
@ApplicationScoped
public class History {

    /** The most messages a page can have. */
    public static final int LARGEST_PAGE = 200;

    /** Which page is wanted. */
    public sealed interface Wanted {

        /** The last messages. */
        record Newest() implements Wanted {}

        /** Those right before a number. */
        record Before(long seq) implements Wanted {}

        /** Those right after a number. */
        record After(long seq) implements Wanted {}

        /** A number with about as many before as after it. */
        record Around(long seq) implements Wanted {}
    }

    /**
     * Messages in ascending order.
     *
     * @param more whether there are others beyond the page, on the side the page walks to; before it for {@code Around}
     */
    public record Page(List<PostedMessage> messages, boolean more) {}

    @Inject
    ConversationAccess access;

    @Inject
    Messages messages;

    /** A page of at most {@code limit} messages, 1 to {@value #LARGEST_PAGE}. */
    public Page page(Actor actor, ConversationId conversation, Wanted wanted, int limit) {
        check(limit);
        Span span = access.toRead(actor, conversation).span();
        return switch (wanted) {
            case Wanted.Newest _ -> before(conversation, span, Long.MAX_VALUE, limit);
            case Wanted.Before(long seq) -> before(conversation, span, seq, limit);
            case Wanted.After(long seq) -> after(conversation, span, seq, limit);
            case Wanted.Around(long seq) -> around(conversation, span, seq, limit);
        };
    }

    /** A page of the replies of a message's thread: before a number, after one, or the newest. */
    public Page thread(
            Actor actor,
            ConversationId conversation,
            long root,
            @Nullable Long before,
            @Nullable Long after,
            int limit) {
        check(limit);
        Admission admission = access.toRead(actor, conversation);
        Changeable.root(admission, messages, root);
        Span span = admission.span();
        List<PostedMessage> found = after == null
                ? messages.threadBefore(conversation, root, span, before == null ? Long.MAX_VALUE : before, limit + 1)
                : messages.threadAfter(conversation, root, span, after, limit + 1);
        boolean more = found.size() > limit;
        if (!more) {
            return new Page(found, false);
        }
        return new Page(after == null ? found.subList(1, limit + 1) : found.subList(0, limit), true);
    }

    private static void check(int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new Rejected(
                    "request.malformed", "A page has 1 to " + LARGEST_PAGE + " messages, not " + limit + ".");
        }
    }

    private Page before(ConversationId conversation, Span span, long seq, int limit) {
        List<PostedMessage> found = messages.before(conversation, span, seq, limit);
        return new Page(found, !found.isEmpty() && found.getFirst().seq() > span.from());
    }

    private Page after(ConversationId conversation, Span span, long seq, int limit) {
        List<PostedMessage> found = messages.after(conversation, span, seq, limit + 1);
        boolean more = found.size() > limit;
        return new Page(more ? found.subList(0, limit) : found, more);
    }

    private Page around(ConversationId conversation, Span span, long seq, int limit) {
        Page older = before(conversation, span, seq, Math.max(1, limit / 2));
        Page newer = after(conversation, span, seq - 1, limit - older.messages().size());
        List<PostedMessage> both = new ArrayList<>(older.messages());
        both.addAll(newer.messages());
        return new Page(both, older.more());
    }
}
