package chat.parley.ejb.conversation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.jpa.conversation.Blocks;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.ConversationSummary;
import chat.parley.jpa.conversation.Conversations;
import chat.parley.jpa.conversation.Conversations.Foundation;
import chat.parley.jpa.conversation.Memberships;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.conversation.Visibility;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.SystemEvent.Created;

import static chat.parley.jpa.message.SystemEvent.MOST_ACCOUNTS;

/** Beginning a conversation. Two people have one direct conversation, however often and at once they begin it. */
@Stateless
public class Founding {

    @Inject
    Conversations conversations;

    @Inject
    Memberships memberships;

    @Inject
    Arrivals arrivals;

    @Inject
    Chronicle chronicle;

    @Inject
    Sequences sequences;

    @Inject
    Blocks blocks;

    @Inject
    Clock clock;

    /**
     * What came of the wish for a conversation.
     *
     * @param anew whether it was founded now; a direct one may have been there
     */
    public record Founded(ConversationSummary conversation, boolean anew) {}

    /** Founds what is wished for; a direct conversation that there is already is the answer as it is. */
    public Founded found(Actor actor, FoundConversation wish) {
        return wish.kind() == ConversationKind.DIRECT ? direct(actor, wish) : room(actor, wish);
    }

    private Founded direct(Actor actor, FoundConversation wish) {
        AccountId other = wish.members().getFirst();
        return conversations
                .direct(actor.account(), other)
                .map(known -> founded(actor, known, false))
                .orElseGet(() -> newDirect(actor, wish, other));
    }

    private Founded newDirect(Actor actor, FoundConversation wish, AccountId other) {
        if (blocks.between(actor.account(), other)) {
            throw Refusal.BLOCKED.exception();
        }
        ConversationId id = new ConversationId(sequences.next("conversation_id"));
        arrivals.newcomers(id, actor, wish.members());
        if (!conversations.pair(actor.account(), other, id)) {
            return founded(actor, conversations.direct(actor.account(), other).orElseThrow(), false);
        }
        List<AccountId> both = other.equals(actor.account()) ? List.of(other) : List.of(actor.account(), other);
        long seq = begin(actor, wish, id, both);
        arrivals.seat(id, wish.history(), seq, Role.MEMBER, seq, both);
        return founded(actor, id, true);
    }

    private Founded room(Actor actor, FoundConversation wish) {
        ConversationId id = new ConversationId(sequences.next("conversation_id"));
        List<AccountId> others = new ArrayList<>(arrivals.newcomers(id, actor, wish.members()));
        others.remove(actor.account());
        checkName(actor, wish, id);
        List<AccountId> first = others.subList(0, Math.min(MOST_ACCOUNTS - 1, others.size()));
        List<AccountId> named = new ArrayList<>(List.of(actor.account()));
        named.addAll(first);
        long seq = begin(actor, wish, id, named);
        arrivals.seat(id, wish.history(), seq, Role.OWNER, seq, List.of(actor.account()));
        arrivals.seat(id, wish.history(), seq, Role.MEMBER, seq - 1, first);
        arrivals.bring(id, wish.history(), actor, Role.MEMBER, others.subList(first.size(), others.size()));
        return founded(actor, id, true);
    }

    private void checkName(Actor actor, FoundConversation wish, ConversationId id) {
        String name = wish.name();
        if (name == null || wish.visibility() == Visibility.PRIVATE) {
            return;
        }
        if (conversations.nameTaken(actor.organization(), name, id)) {
            throw new Conflict("name.taken", "There is a public channel of this name.");
        }
    }

    private long begin(Actor actor, FoundConversation wish, ConversationId id, List<AccountId> named) {
        conversations.found(new Foundation(
                id,
                actor.organization(),
                wish.kind(),
                wish.name(),
                wish.topic(),
                wish.visibility(),
                wish.history(),
                actor.account(),
                clock.instant()));
        return chronicle.write(id, actor, new Created(Arrivals.numbers(named)));
    }

    private Founded founded(Actor actor, ConversationId id, boolean anew) {
        return new Founded(memberships.summary(actor.account(), id).orElseThrow(), anew);
    }
}
