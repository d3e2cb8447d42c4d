package chat.parley.ejb.conversation;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.Block;
import chat.parley.jpa.conversation.Blocks;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Conversations;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.Accounts;

/**
 * Not wanting to have to do with somebody: nothing new is said in the direct conversation of the two, and the other does
 * not see whether one is here. The other is told nothing (docs/decisions/0050).
 */
@Stateless
public class Blocking {

    /** How many one can block. */
    static final int MOST = 1000;

    @Inject
    Blocks blocks;

    @Inject
    Accounts accounts;

    @Inject
    Conversations conversations;

    @Inject
    Chronicle chronicle;

    @Inject
    LiveFeed feed;

    @Inject
    Clock clock;

    /** Blocks an account; nothing happens if that is so. */
    public void block(Actor actor, AccountId other) {
        if (other.equals(actor.account())) {
            throw new Rejected("request.malformed", "One does not block oneself.");
        }
        if (accounts.profile(actor.organization(), other).isEmpty()) {
            throw new Missing("account.missing", "There is no account " + other + ".");
        }
        List<Block> blocked = blocks.of(actor.account());
        if (blocked.size() >= MOST
                && blocked.stream().noneMatch(block -> block.other().equals(other))) {
            throw new Conflict("blocks.full", "You have blocked " + MOST + " accounts already.");
        }
        set(actor, other, true);
    }

    /** Takes it back; nothing happens if they are not blocked. */
    public void unblock(Actor actor, AccountId other) {
        set(actor, other, false);
    }

    /** Whom one has blocked. */
    public List<Block> list(Actor actor) {
        return blocks.of(actor.account());
    }

    /** Those of these accounts that have blocked the actor, who is not to see whether they are here. */
    public Set<AccountId> hiddenFrom(Actor actor, Collection<AccountId> accounts) {
        return blocks.against(actor.account(), accounts);
    }

    private void set(Actor actor, AccountId other, boolean blocked) {
        Optional<ConversationId> direct = conversations.direct(actor.account(), other);
        direct.ifPresent(conversations::lock);
        Block block = new Block(other, blocked, clock.instant().truncatedTo(ChronoUnit.MICROS));
        blocks.set(actor.account(), block).ifPresent(rev -> {
            direct.ifPresent(conversations::raiseAccessRev);
            direct.ifPresent(chronicle::rightsChanged);
            feed.publishOnCommit(new ChatEvent.BlockChanged(actor.account(), block, rev));
            feed.publishOnCommit(new ChatEvent.SightChanged(other));
        });
    }
}
