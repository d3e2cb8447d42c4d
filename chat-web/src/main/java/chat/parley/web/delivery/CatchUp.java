package chat.parley.web.delivery;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.conversation.AccountStates;
import chat.parley.jpa.conversation.AccountStates.Kept;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationSummary;
import chat.parley.jpa.conversation.Memberships;
import chat.parley.jpa.conversation.Memberships.Ended;
import chat.parley.jpa.conversation.Memberships.Head;
import chat.parley.jpa.conversation.Span;
import chat.parley.jpa.database.InstallationFacts;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.Messages.Change;
import chat.parley.jpa.message.Messages.Position;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.web.conversation.ConversationViews;
import chat.parley.web.wire.ClientFrame.Checkpoint;
import chat.parley.web.wire.ServerFrame;
import chat.parley.web.wire.ServerFrame.ConversationChanges;
import chat.parley.web.wire.ServerFrame.Message;
import org.jspecify.annotations.Nullable;

/**
 * Brings a client from where it stands to now. Always in this order: subscribe, so that all news from here on is held
 * for it; read the log; tell what came between; let go what is newer still. So nothing falls between reading and
 * hearing, whatever happens meanwhile.
 */
@ApplicationScoped
public class CatchUp {

    /** Whoever lacks more of a conversation than this does better to forget its copy and page through the history. */
    static final int MOST_MISSED = 500;

    /** However long each of them is, a frame of so many finds room in an outbox. */
    private static final int MEMOS_AT_ONCE = 20;

    /** Conversations read in one statement. */
    private static final int CONVERSATIONS_AT_ONCE = 50;

    @Inject
    Memberships memberships;

    @Inject
    Messages messages;

    @Inject
    InstallationFacts installation;

    @Inject
    AccountStates states;

    @Inject
    ConversationStreams streams;

    @Inject
    Connections connections;

    @Inject
    NodeThreads threads;

    private final Recheck recheck = new Recheck("all memberships", this::refreshAll);

    /**
     * Brings a connection up to now: from a checkpoint, or from nothing. Blocks until its client was told.
     *
     * @param ready runs after the connection hears all news and before its client is told anything else
     */
    void catchUp(Connection connection, @Nullable Checkpoint checkpoint, Consumer<String> ready) {
        exclusively(connection, () -> {
            if (connection.isGone()) {
                return;
            }
            AccountId account = connection.signedIn().account();
            connection.recover();
            Set<ConversationId> joined = subscribe(connection, account);
            String epoch = installation.epoch().toString();
            ready.accept(epoch);
            long accountRev = states.rev(account);
            connection.knowAccount(accountRev);
            connection.seeReceipts(!states.hidesReceipts(account));
            tellMemos(
                    connection,
                    account,
                    checkpoint == null || !checkpoint.epoch().equals(epoch) ? 0 : checkpoint.account());
            List<Head> heads = memberships.headsOf(account);
            heads.forEach(head -> joined.remove(head.conversation()));
            joined.forEach(ended -> streams.leave(connection, ended));
            ChangesPages pages = new ChangesPages(epoch, connection::answer);
            tellEnded(account, heads, checkpoint, pages);
            for (int i = 0; i < heads.size(); i += CONVERSATIONS_AT_ONCE) {
                List<Head> some = heads.subList(i, Math.min(heads.size(), i + CONVERSATIONS_AT_ONCE));
                tellChanged(account, some, checkpoint, pages);
            }
            pages.end(accountRev);
            heads.forEach(head -> streams.release(connection, head.fromSeq(), position(head)));
        });
    }

    /** Brings a conversation to a connection whose account has just become a member of it. */
    void admit(Connection connection, ConversationId conversation) {
        threads.start(() -> exclusively(connection, () -> {
            AccountId account = connection.signedIn().account();
            if (!connection.isGone() && streams.join(connection, account, conversation)) {
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
            connection.answer(new ServerFrame.ConversationSet(ConversationViews.of(summary)));
            Position caughtUp = new Position(conversation, summary.lastSeq(), summary.lastRev());
            streams.release(connection, summary.fromSeq(), caughtUp);
        }
    }

    /** A connection's person looks at this conversation now, or at none: what its client was not told of it comes now. */
    void focus(Connection connection, @Nullable ConversationId conversation) {
        connection.focus(conversation);
        if (conversation != null && streams.lagging(connection, conversation).isPresent()) {
            exclusively(connection, () -> bring(connection, conversation));
        }
    }

    /** Brings one conversation of a connection up to now. */
    private void bring(Connection connection, ConversationId conversation) {
        AccountId account = connection.signedIn().account();
        Position known = streams.lagging(connection, conversation).orElse(null);
        if (connection.isGone() || known == null) {
            return;
        }
        streams.hold(connection, conversation);
        try {
            bring(connection, account, known);
        } catch (RuntimeException e) {
            connection.overflow();
            throw e;
        }
    }

    private void bring(Connection connection, AccountId account, Position known) {
        ConversationId conversation = known.conversation();
        List<Head> heads = memberships.headsOf(account).stream()
                .filter(head -> head.conversation().equals(conversation))
                .toList();
        if (heads.isEmpty()) {
            streams.leave(connection, conversation);
        }
        String epoch = installation.epoch().toString();
        long rev = connection.accountRev();
        ChangesPages pages = new ChangesPages(epoch, connection::answer);
        long[] numbers = {known.seq(), known.rev()};
        tellChanged(account, heads, new Checkpoint(epoch, rev, Map.of(conversation.value(), numbers)), pages);
        pages.end(rev);
        heads.forEach(head -> streams.release(connection, head.fromSeq(), position(head)));
    }

    /** Shows a conversation's new settings to a member. */
    void show(Connection connection, ConversationId conversation) {
        threads.start(() -> show(connection, connection.signedIn().account(), conversation));
    }

    private void show(Connection connection, AccountId account, ConversationId conversation) {
        memberships
                .summary(account, conversation)
                .ifPresent(
                        summary -> connection.answer(new ServerFrame.ConversationSet(ConversationViews.of(summary))));
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
        states.movedPast(known(some))
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
        exclusively(connection, () -> {
            long since = connection.accountRev();
            if (connection.isGone() || since >= rev) {
                return;
            }
            for (ConversationId changed : memberships.changedSince(account, since)) {
                if (streams.join(connection, account, changed)) {
                    introduce(connection, account, changed);
                } else {
                    show(connection, account, changed);
                }
            }
            tellMemos(connection, account, since);
            connection.seeReceipts(!states.hidesReceipts(account));
            connection.knowAccount(rev);
        });
    }

    /** Tells what the account keeps for itself that is newer than its client knows; which knows no more numbers by it. */
    private void tellMemos(Connection connection, AccountId account, long known) {
        long since = known;
        List<Kept> page;
        do {
            page = states.memosSince(account, since, MEMOS_AT_ONCE);
            if (!page.isEmpty()) {
                since = page.getLast().rev();
                connection.answer(
                        ServerFrames.memos(known, page.stream().map(Kept::memo).toList()));
            }
        } while (page.size() == MEMOS_AT_ONCE);
    }

    /** Its account has hidden how far it has come, or shows it again. */
    void lookAgain(Connection connection) {
        threads.start(() -> exclusively(
                connection,
                () -> connection.seeReceipts(
                        !states.hidesReceipts(connection.signedIn().account()))));
    }

    /** A connection has ended: it leaves every conversation, after whatever still brings it into one. */
    void end(Connection connection) {
        connection.end();
        threads.start(() ->
                exclusively(connection, () -> connection.places().forEach(place -> streams.leave(connection, place))));
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

    /** The conversations that the client knows and that its account is no member of any more. */
    private void tellEnded(AccountId account, List<Head> heads, @Nullable Checkpoint known, ChangesPages pages) {
        if (known == null) {
            return;
        }
        Set<Long> present =
                heads.stream().map(head -> head.conversation().value()).collect(Collectors.toSet());
        long since = known.epoch().equals(pages.epoch()) ? known.account() : 0;
        Map<Long, Span> spans = memberships.endedSince(account, since).stream()
                .collect(Collectors.toMap(ended -> ended.conversation().value(), Ended::span));
        known.conversations().forEach((id, numbers) -> {
            if (!present.contains(id)) {
                Span span = spans.get(id);
                long last = span == null ? numbers[0] : span.to();
                Position there = new Position(new ConversationId(id), last, numbers[1]);
                pages.add(there, new ConversationChanges(id, last, numbers[1], null, List.of(), null, true));
            }
        });
    }

    private void tellChanged(AccountId account, List<Head> heads, @Nullable Checkpoint known, ChangesPages pages) {
        Set<ConversationId> touched =
                known == null ? Set.of() : Set.copyOf(memberships.changedSince(account, known.account()));
        List<Behind> behind = heads.stream()
                .map(head -> Behind.of(head, known, pages.epoch()))
                .filter(each -> each.lacksSomething() || touched.contains(each.conversation()))
                .toList();
        Map<ConversationId, ConversationSummary> summaries =
                memberships
                        .summaries(
                                account,
                                behind.stream()
                                        .mapToLong(each -> each.conversation().value())
                                        .toArray())
                        .stream()
                        .collect(Collectors.toMap(ConversationSummary::id, Function.identity()));
        List<Position> readable =
                behind.stream().filter(Behind::readable).map(Behind::known).toList();
        Map<ConversationId, List<PostedMessage>> posted = messages.postedSince(readable, MOST_MISSED).stream()
                .collect(Collectors.groupingBy(PostedMessage::conversation));
        Map<ConversationId, List<Change>> changed = messages.changedSince(readable, MOST_MISSED).stream()
                .collect(Collectors.groupingBy(change -> change.message().conversation()));
        for (Behind each : behind) {
            ConversationSummary summary = summaries.get(each.conversation());
            if (summary != null) {
                List<Message> lacking = each.lacking(
                        posted.getOrDefault(each.conversation(), List.of()),
                        changed.getOrDefault(each.conversation(), List.of()));
                pages.add(each.known(), each.changes(ConversationViews.of(summary), lacking));
            }
        }
    }

    private static Position position(Head head) {
        return new Position(head.conversation(), head.lastSeq(), head.lastRev());
    }
}
