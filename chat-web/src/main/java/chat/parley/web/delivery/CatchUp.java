package chat.parley.web.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.conversation.AccountStates;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationSummary;
import chat.parley.jpa.conversation.Memberships;
import chat.parley.jpa.conversation.Memberships.Head;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Messages.Position;
import chat.parley.web.conversation.ConversationViews;
import chat.parley.web.wire.ClientFrame.Checkpoint;
import chat.parley.web.wire.ServerFrame;
import org.jspecify.annotations.Nullable;

/**
 * Brings a client from where it stands to now. Always in this order: subscribe, so that all news from here on is held
 * for it; read the log; tell what came between; let go what is newer still. So nothing falls between reading and
 * hearing, whatever happens meanwhile.
 */
@ApplicationScoped
public class CatchUp {

    @Inject
    Memberships memberships;

    @Inject
    MissedChanges missed;

    @Inject
    OwnState ownStates;

    @Inject
    ConversationStreams streams;

    @Inject
    Connections connections;

    @Inject
    NodeThreads threads;

    @Inject
    ReadingTurns turns;

    private final Recheck recheck = new Recheck("all memberships", this::refreshAll);

    /**
     * Brings a connection up to now: from a checkpoint, or from nothing. Blocks until its client was told.
     *
     * @param greeting makes of the epoch what its client is told first, when the connection hears all news
     */
    void catchUp(Connection connection, @Nullable Checkpoint checkpoint, Function<String, ServerFrame> greeting) {
        inTurn(connection, () -> {
            try {
                bringUpToNow(connection, checkpoint, greeting);
            } catch (RuntimeException e) {
                connection.giveUp();
                throw e;
            }
        });
    }

    private void bringUpToNow(
            Connection connection, @Nullable Checkpoint checkpoint, Function<String, ServerFrame> greeting) {
        AccountId account = connection.signedIn().account();
        Set<ConversationId> places = subscribe(connection, account);
        // Only now, as nothing may be told that comes after what was dropped
        connection.recover();
        connection.attend(ownStates.attention(account));
        String epoch = missed.epoch();
        answer(connection, greeting.apply(epoch));
        AccountStates.Own own = ownStates.of(account);
        connection.knowAccount(own.rev());
        connection.seeReceipts(!own.hidesReceipts());
        long known = checkpoint == null || !checkpoint.epoch().equals(epoch) ? 0 : checkpoint.account();
        if (known < own.rev()) {
            ownStates.tell(account, known, frame -> answer(connection, frame));
        }
        List<Head> heads = new ArrayList<>();
        for (Head head : memberships.headsOf(account)) {
            if (places.remove(head.conversation())) {
                heads.add(head);
            } else {
                // It has just come in, and its news may have passed by
                admit(connection, head.conversation());
            }
        }
        places.forEach(ended -> streams.leave(connection, ended));
        ChangesPages pages = new ChangesPages(epoch, frame -> answer(connection, frame));
        List<Head> standing = missed.tell(account, own.rev(), heads, checkpoint, pages);
        pages.end(own.rev());
        release(connection, heads, standing);
    }

    /** From here on its client is told the news of those that it was told of, and has no place in the others. */
    private void release(Connection connection, List<Head> heads, List<Head> standing) {
        standing.forEach(head -> streams.release(connection, head.fromSeq(), position(head)));
        heads.stream()
                .filter(head -> !standing.contains(head))
                .forEach(head -> streams.leave(connection, head.conversation()));
    }

    /** Brings a conversation to a connection whose account has just become a member of it. */
    void admit(Connection connection, ConversationId conversation) {
        threads.start(() -> tellInTurn(connection, () -> {
            AccountId account = connection.signedIn().account();
            if (streams.join(connection, account, conversation)) {
                introduce(connection, account, conversation);
            }
        }));
    }

    /** Tells a connection that has just got a place what the conversation is, and from there on its news. */
    private void introduce(Connection connection, AccountId account, ConversationId conversation) {
        ConversationSummary summary = memberships.summary(account, conversation).orElse(null);
        if (summary == null) {
            streams.leave(connection, conversation);
        } else {
            answer(connection, new ServerFrame.ConversationSet(ConversationViews.of(summary)));
            Position caughtUp = new Position(conversation, summary.lastSeq(), summary.lastRev());
            streams.release(connection, summary.fromSeq(), caughtUp);
        }
    }

    /** A connection's person looks at this conversation now, or at none: what its client was not told of it comes now. */
    void focus(Connection connection, @Nullable ConversationId conversation) {
        connection.focus(conversation);
        if (conversation != null && streams.lagging(connection, conversation).isPresent()) {
            tellInTurn(connection, () -> bring(connection, conversation));
        }
    }

    /** Brings one conversation of a connection up to now. */
    private void bring(Connection connection, ConversationId conversation) {
        AccountId account = connection.signedIn().account();
        Position known = streams.lagging(connection, conversation).orElse(null);
        if (known == null) {
            return;
        }
        streams.hold(connection, conversation);
        List<Head> heads = memberships.headsOf(account).stream()
                .filter(head -> head.conversation().equals(conversation))
                .toList();
        if (heads.isEmpty()) {
            streams.leave(connection, conversation);
        }
        String epoch = missed.epoch();
        long rev = connection.accountRev();
        ChangesPages pages = new ChangesPages(epoch, frame -> answer(connection, frame));
        long[] numbers = {known.seq(), known.rev()};
        Checkpoint checkpoint = new Checkpoint(epoch, rev, Map.of(conversation.value(), numbers));
        List<Head> standing = missed.tell(account, rev, heads, checkpoint, pages);
        pages.end(rev);
        release(connection, heads, standing);
    }

    /** Shows a conversation's new settings to a member. */
    void show(Connection connection, ConversationId conversation) {
        threads.start(() -> tellInTurn(
                connection, () -> show(connection, connection.signedIn().account(), conversation)));
    }

    private void show(Connection connection, AccountId account, ConversationId conversation) {
        memberships
                .summary(account, conversation)
                .filter(_ -> hasRoom(connection))
                .ifPresent(summary -> streams.show(
                        connection, summary.fromSeq(), new ServerFrame.ConversationSet(ConversationViews.of(summary))));
    }

    /**
     * News may have been missed: whoever's own state has moved on is told what changed in it, soon. (What was missed in
     * conversations they are in is healed by {@link ConversationStreams}.)
     */
    void doubt() {
        recheck.ask(threads);
    }

    /** The same of these accounts alone. */
    void doubt(Set<AccountId> accounts) {
        threads.start(() -> {
            try {
                refresh(accounts.stream().flatMap(account -> connections.of(account).stream()));
            } catch (RuntimeException e) {
                ChatLog.LOG.healFailed(e, accounts.size() + " memberships");
                doubt();
            }
        });
    }

    private void refreshAll() {
        refresh(connections.all().stream());
    }

    private void refresh(Stream<Connection> some) {
        ownStates
                .movedPast(known(some))
                .forEach((account, rev) ->
                        connections.of(account).forEach(connection -> refresh(connection, account, rev)));
    }

    /** How far these clients know their accounts' own states. */
    private static Map<AccountId, Long> known(Stream<Connection> some) {
        return some.filter(connection -> connection.actor() != null)
                .collect(Collectors.toMap(
                        connection -> connection.signedIn().account(), Connection::accountRev, Math::min));
    }

    private void refresh(Connection connection, AccountId account, long rev) {
        tellInTurn(connection, () -> {
            long since = connection.accountRev();
            if (since >= rev) {
                return;
            }
            for (ConversationId changed : memberships.changedSince(account, since)) {
                if (streams.join(connection, account, changed)) {
                    introduce(connection, account, changed);
                } else {
                    show(connection, account, changed);
                }
            }
            ownStates.tell(account, since, frame -> answer(connection, frame));
            know(connection);
            connection.knowAccount(rev);
        });
    }

    /** Its account hides how far it has come, or has blocked somebody, or does so no longer. */
    void lookAgain(Connection connection) {
        threads.start(() -> tellInTurn(connection, () -> know(connection)));
    }

    private void know(Connection connection) {
        AccountId account = connection.signedIn().account();
        connection.attend(ownStates.attention(account));
        connection.seeReceipts(!ownStates.of(account).hidesReceipts());
    }

    /** A connection has ended: it leaves every conversation, after whatever still brings it into one. */
    void end(Connection connection) {
        connection.end();
        threads.start(() ->
                exclusively(connection, () -> connection.places().forEach(place -> streams.leave(connection, place))));
    }

    private void answer(Connection connection, ServerFrame frame) {
        if (hasRoom(connection)) {
            connection.say(frame);
        }
    }

    /** Whoever waits for room in a client's outbox lets others have the turn. */
    private boolean hasRoom(Connection connection) {
        return connection.hasRoom() || turns.without(connection::awaitRoom);
    }

    /**
     * As {@link #inTurn}. If it fails, its client has not been told what it was to be told, and nobody else would say it: so
     * the client is asked to catch up.
     */
    private void tellInTurn(Connection connection, Runnable work) {
        try {
            inTurn(connection, work);
        } catch (RuntimeException e) {
            ChatLog.LOG.healFailed(e, "connection " + connection.id());
            connection.interrupt();
        }
    }

    private void inTurn(Connection connection, Runnable work) {
        exclusively(
                connection,
                () -> turns.take(() -> {
                    if (!connection.isGone()) {
                        work.run();
                    }
                }));
    }

    private static void exclusively(Connection connection, Runnable work) {
        Lock lock = connection.catchingUp();
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    /** Makes a held place in every conversation of the account. */
    private Set<ConversationId> subscribe(Connection connection, AccountId account) {
        Set<ConversationId> joined = new HashSet<>();
        for (Head head : memberships.headsOf(account)) {
            joined.add(head.conversation());
            if (!streams.join(connection, account, head.conversation())) {
                streams.hold(connection, head.conversation());
            }
        }
        return joined;
    }

    private static Position position(Head head) {
        return new Position(head.conversation(), head.lastSeq(), head.lastRev());
    }
}
