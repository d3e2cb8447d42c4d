package chat.parley.ejb.conversation;

import java.util.Set;
import java.util.regex.Pattern;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.AccountStates;
import chat.parley.jpa.conversation.AccountStates.Kept;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Memo;
import org.jspecify.annotations.Nullable;

/** Keeping something for oneself, on all one's devices; the last write stands (docs/decisions/0092). */
@Stateless
public class KeepingMemos {

    /** What can be kept of a conversation. Everything else is about the account as a whole. */
    private static final Set<String> OF_CONVERSATIONS =
            Set.of("draft", "mute", "aside", "unread", "star", "folder", "level");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final int LONGEST_VALUE = 40_000;
    private static final int MOST_SETTINGS = 100;

    /** Greater clocks no JSON number holds; nobody writes so often. */
    private static final long LAST_CLOCK = 1L << 52;

    @Inject
    ConversationAccess access;

    @Inject
    AccountStates states;

    @Inject
    LiveFeed feed;

    /** The wish to keep something, or to take it away; what it means is explained at {@link Memo}. */
    public record KeepMemo(
            @Nullable ConversationId conversation,
            String name,
            @Nullable String value,
            long clock) {}

    /** Keeps it unless something later is there already; the answer is what stands. */
    public Memo keep(Actor actor, KeepMemo wish) {
        check(actor, wish);
        Memo memo = new Memo(wish.conversation(), wish.name(), wish.value(), wish.clock(), actor.device());
        states.keep(actor.account(), memo)
                .ifPresent(rev -> feed.publishOnCommit(new ChatEvent.MemoKept(actor.account(), memo, rev)));
        return states.memo(actor.account(), memo.conversation(), memo.name()).orElse(memo);
    }

    /** A page of all that is kept, or was and was taken away, in the order of writing; {@code after} is the number of one. */
    public Page<Kept> page(Actor actor, @Nullable Long after, int limit) {
        Page.check(limit);
        return Page.of(
                states.memosSince(actor.account(), after == null ? 0 : after, limit + 1), limit, kept -> kept.rev());
    }

    private void check(Actor actor, KeepMemo wish) {
        ConversationId conversation = wish.conversation();
        if (conversation == null ? !NAME.matcher(wish.name()).matches() : !OF_CONVERSATIONS.contains(wish.name())) {
            throw new Rejected("memo.name", "Nothing can be kept under this name.");
        }
        String value = wish.value();
        if (value != null && value.length() > LONGEST_VALUE) {
            throw new Rejected("memo.too-long", "At most " + LONGEST_VALUE + " characters can be kept.");
        }
        if (value != null && value.indexOf('\0') >= 0) {
            throw new Rejected("memo.malformed", "A character in it cannot be stored.");
        }
        if (wish.clock() < 1 || wish.clock() > LAST_CLOCK) {
            throw new Rejected("memo.clock", "The clock of a write is 1 or more, and no more than 2 to the 52nd.");
        }
        if (conversation != null) {
            access.toNote(actor, conversation);
        } else if (states.settings(actor.account()) >= MOST_SETTINGS
                && states.memo(actor.account(), null, wish.name()).isEmpty()) {
            throw new Conflict("memo.too-many", "There is no room for more than " + MOST_SETTINGS + " settings.");
        }
    }
}
