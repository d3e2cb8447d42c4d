package chat.parley.web.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import chat.parley.ejb.message.Mentions;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.Gap;
import chat.parley.jpa.message.Mention;
import chat.parley.jpa.message.Messages.Position;
import chat.parley.jpa.message.NumberRange;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Reached;
import chat.parley.jpa.message.SystemEvent;
import chat.parley.jpa.message.SystemMessages;
import chat.parley.web.wire.ServerFrame;
import org.jspecify.annotations.Nullable;

/**
 * One conversation on one node: brings its news into the order of its numbers, notices what is missing, follows who is a
 * member, and passes each thing on to those who are at that very number. Nothing is passed on before everything
 * earlier was; what comes early waits, and what never comes is read from the log by {@link ConversationStreams}.
 */
final class ConversationStream {

    private static final long UNKNOWN = -1;

    /** Above this it is cheaper to read the log again than to remember. */
    private static final int MOST_EARLY = 5_000;

    private final ConversationId id;
    private final int large;
    private final Consumer<AccountId> arrivals;
    private final List<Listener> listeners = new ArrayList<>(2);
    private final TreeMap<Long, PostedMessage> earlyPosts = new TreeMap<>();
    private final TreeMap<Long, Alteration> earlyChanges = new TreeMap<>();
    private final EarlyReceipts earlyReceipts = new EarlyReceipts();
    private long seq = UNKNOWN;
    private long rev = UNKNOWN;
    private boolean healing;
    /** The log holds something after the stream's position that nobody has begun to read yet. */
    private boolean unread;

    private boolean closed;
    private volatile boolean stirred;

    /**
     * A stream of this conversation.
     *
     * @param large from so many connections on only those that look at it are told everything
     * @param arrivals is told, without waiting, of each account that has joined
     */
    ConversationStream(ConversationId id, int large, Consumer<AccountId> arrivals) {
        this.id = id;
        this.large = large;
        this.arrivals = arrivals;
    }

    /** What a change comes to. */
    private sealed interface Alteration {

        /** A message is this now. */
        record Rewritten(PostedMessage message) implements Alteration {}

        /** There is no message any more under these numbers. */
        record Gone(List<NumberRange> numbers) implements Alteration {}

        /** How far a stream has to have come in the messages before it passes this on. */
        default long after() {
            return switch (this) {
                case Rewritten(var message) -> message.seq();
                case Gone _ -> 0;
            };
        }
    }

    /** What is to be done after the stream was told something. */
    enum Next {
        NOTHING,
        /** Something is missing, and nobody reads it from the log yet: do. */
        HEAL,
        /** Nobody listens any more: the stream can go. */
        CLOSE,
        /** The stream is gone; ask for the one that took its place. */
        GONE
    }

    /** What became of a wish to listen. */
    enum Joined {
        /** A place was made; it is held until {@link #release}. */
        NEWLY,
        /** The connection had a place already. */
        ALREADY,
        /** The stream is gone; ask for the one that took its place. */
        GONE
    }

    /** Makes a place for a connection whose client is about to be caught up. */
    synchronized Joined join(Connection connection, AccountId account) {
        if (closed) {
            return Joined.GONE;
        }
        if (find(connection).isPresent()) {
            return Joined.ALREADY;
        }
        listeners.add(new Listener(connection, account, seq != UNKNOWN));
        return Joined.NEWLY;
    }

    /** A connection's client is about to be caught up again. */
    synchronized void hold(Connection connection) {
        find(connection).ifPresent(listener -> listener.hold(seq != UNKNOWN));
    }

    /** A connection does not listen any more. */
    synchronized Next leave(Connection connection) {
        listeners.removeIf(listener -> listener.connection() == connection);
        return next();
    }

    /** Closes the stream if nobody listens; whether it is closed now. */
    synchronized boolean closeIfUnheard() {
        closed |= listeners.isEmpty();
        return closed;
    }

    /** A connection's client has been brought to these numbers by reading the log, of which it may see all from the first. */
    synchronized Next release(Connection connection, long from, Position caughtUp) {
        if (seq == UNKNOWN) {
            seq = caughtUp.seq();
            rev = caughtUp.rev();
        }
        find(connection).filter(listener -> !listener.isWhole()).ifPresent(_ -> rewind(caughtUp));
        find(connection).ifPresent(listener -> listener.release(from, caughtUp.seq(), caughtUp.rev()));
        listeners.removeIf(Listener::ended);
        advance();
        return next();
    }

    /**
     * Tells a connection what the conversation is now, if it listens because of the membership that sees from this message
     * on: whoever was told that it has ended is told nothing of it afterwards.
     */
    synchronized void show(Connection connection, long from, ServerFrame frame) {
        find(connection).filter(listener -> listener.sees(from)).ifPresent(_ -> connection.say(frame));
    }

    /** A message was posted. */
    synchronized Next posted(PostedMessage message) {
        if (closed) {
            return Next.GONE;
        }
        earlyPosts.put(message.seq(), message);
        return told();
    }

    /** A message was changed. */
    synchronized Next changed(long number, PostedMessage message) {
        if (closed) {
            return Next.GONE;
        }
        earlyChanges.put(number, new Alteration.Rewritten(message));
        return told();
    }

    /** Messages were destroyed, as the change of this number. */
    synchronized Next destroyed(long number, List<NumberRange> gaps) {
        if (closed) {
            return Next.GONE;
        }
        earlyChanges.put(number, new Alteration.Gone(gaps));
        return told();
    }

    /** Somebody is writing; dropped for those who have much else to be told. */
    synchronized void typed(AccountId account, String frame) {
        boolean all = listeners.size() < large;
        for (Listener listener : listeners) {
            if (!listener.account().equals(account)
                    && (all || listener.connection().looksAt(id))) {
                listener.connection().hint(frame);
            }
        }
    }

    /** Where a client stands that was not told everything. */
    synchronized Optional<Position> lagging(Connection connection) {
        return find(connection).filter(Listener::lags).map(listener -> listener.position(id));
    }

    /** Tells those who were not told everything how far the conversation has come, if it has since the last time. */
    void announce() {
        if (stirred) {
            announceNow();
        }
    }

    private synchronized void announceNow() {
        stirred = false;
        String frame = activity(null);
        listeners.stream()
                .filter(Listener::lags)
                .forEach(listener ->
                        listener.connection().tell(listener.mentions() == 0 ? frame : activity(listener.mentions())));
    }

    private String activity(@Nullable Long mentions) {
        return FrameCodec.write(new ServerFrame.Activity(id.value(), seq, rev, mentions));
    }

    /** Members have come further. */
    synchronized void receipts(List<Reached> moved) {
        earlyReceipts.add(moved);
        passReceipts();
    }

    /** Where the stream stands; the log may be further. Negative while it stands nowhere yet. */
    synchronized Position position() {
        return new Position(id, seq, rev);
    }

    /** Compares with the log's last numbers. */
    synchronized Next compare(Position head) {
        unread |= seq != UNKNOWN && (head.seq() > seq || head.rev() > rev);
        return next();
    }

    /** Where the stream stands, for whoever is about to read from the log what comes after. */
    synchronized Position beginReading() {
        unread = false;
        return position();
    }

    /** This is what the log holds after the stream's position. Numbers that it should hold and does not are passed over. */
    synchronized void healed(Healing read) {
        read.posted().forEach(message -> earlyPosts.put(message.seq(), message));
        read.changed().forEach(change -> earlyChanges.put(change.rev(), new Alteration.Rewritten(change.message())));
        read.destroyed().stream()
                .collect(Collectors.groupingBy(Gap::rev, Collectors.mapping(Gap::numbers, Collectors.toList())))
                .forEach((number, gone) -> earlyChanges.put(number, new Alteration.Gone(gone)));
        advance();
        if (!unread && seq != UNKNOWN && seq >= read.from().seq()) {
            passOverMessages(read.wholeSeq());
            passOverChanges(read.wholeRev());
        }
    }

    private void passOverMessages(long whole) {
        while (seq < whole) {
            Long next = earlyPosts.ceilingKey(seq + 1);
            seq = next == null || next > whole ? whole : next - 1;
            advance();
        }
    }

    private void passOverChanges(long whole) {
        boolean stuck = false;
        while (rev < whole && !stuck) {
            Long next = earlyChanges.ceilingKey(rev + 1);
            long before = next == null || next > whole ? whole : next - 1;
            stuck = before == rev;
            rev = before;
            advance();
        }
    }

    /** The log could not be read: what is unread still is. */
    synchronized void readInVain() {
        unread = true;
    }

    /** Ends healing; {@link Next#HEAL} if something is missing still. */
    synchronized Next endHealing() {
        healing = false;
        return next();
    }

    /** The connections that listen here. */
    synchronized List<Connection> connections() {
        return listeners.stream().map(Listener::connection).toList();
    }

    /**
     * Who came while the stream stood nowhere may have been brought to less than the one who gave it its position. What
     * is between is read from the log and passed on again; those who know it do not hear it twice. So is what is held for
     * others who came then: it may begin after what is between.
     */
    private void rewind(Position to) {
        if (to.seq() < seq || to.rev() < rev) {
            seq = Math.min(seq, to.seq());
            rev = Math.min(rev, to.rev());
            unread = true;
            listeners.stream().filter(listener -> !listener.isWhole()).forEach(Listener::forget);
        }
    }

    private Next told() {
        advance();
        if (earlyPosts.size() + earlyChanges.size() > MOST_EARLY) {
            earlyPosts.clear();
            earlyChanges.clear();
            return beginHealing() ? Next.HEAL : Next.NOTHING;
        }
        return next();
    }

    private Next next() {
        if (listeners.isEmpty()) {
            return Next.CLOSE;
        }
        boolean missing = unread || (seq != UNKNOWN && !(earlyPosts.isEmpty() && earlyChanges.isEmpty()));
        return missing && beginHealing() ? Next.HEAL : Next.NOTHING;
    }

    private boolean beginHealing() {
        boolean first = !healing;
        healing = true;
        return first;
    }

    private void advance() {
        if (seq == UNKNOWN) {
            return;
        }
        for (var post = earlyPosts.firstEntry();
                post != null && post.getKey() <= seq + 1;
                post = earlyPosts.firstEntry()) {
            earlyPosts.remove(post.getKey());
            if (post.getKey() > seq) {
                seq = post.getKey();
                pass(post.getValue());
            }
        }
        for (var change = earlyChanges.firstEntry();
                change != null
                        && change.getKey() <= rev + 1
                        && change.getValue().after() <= seq;
                change = earlyChanges.firstEntry()) {
            earlyChanges.remove(change.getKey());
            if (change.getKey() > rev) {
                rev = change.getKey();
                pass(rev, change.getValue());
            }
        }
        passReceipts();
    }

    private void passReceipts() {
        List<Reached> due = earlyReceipts.take(seq);
        if (!due.isEmpty()) {
            String frame = FrameCodec.write(ServerFrames.receipts(id, due));
            listeners.forEach(listener -> listener.receipts(frame));
        }
    }

    private void pass(PostedMessage message) {
        spare();
        if (!listeners.isEmpty()) {
            String frame = FrameCodec.write(new ServerFrame.Posted(ServerFrames.message(message)));
            listeners.forEach(listener -> listener.posted(message.seq(), message.at(), frame));
            mention(message);
        }
        if (message.format() == Format.SYSTEM) {
            switch (SystemMessages.event(message)) {
                case SystemEvent.Left(long account) -> part(account, message.seq());
                case SystemEvent.Removed(long account) -> part(account, message.seq());
                case SystemEvent.Banned banned -> part(banned.account(), message.seq());
                case SystemEvent.Created created -> created.accounts().forEach(this::arrive);
                case SystemEvent.Joined joined -> joined.accounts().forEach(this::arrive);
                case SystemEvent.RoleChanged _, SystemEvent.Archived _ -> {}
                case SystemEvent.Renamed _, SystemEvent.TopicChanged _, SystemEvent.ReceiptsChanged _ -> {}
                case SystemEvent.PostingChanged _,
                        SystemEvent.SlowModeChanged _,
                        SystemEvent.HistoryChanged _,
                        SystemEvent.VersionsChanged _,
                        SystemEvent.RequestsChanged _,
                        SystemEvent.PreviewsSwitched _ -> {}
                case SystemEvent.ChannelMade _, SystemEvent.BookmarksChanged _ -> {}
                case SystemEvent.Muted _, SystemEvent.Unmuted _, SystemEvent.Unbanned _ -> {}
            }
        }
    }

    /** Whoever is spoken to and is not told of the message is told at least that there is one. */
    private void mention(PostedMessage message) {
        List<Mention> mentions = stirred ? Mentions.of(message) : List.of();
        if (!mentions.isEmpty()) {
            listeners.stream()
                    .filter(Listener::lags)
                    .filter(listener ->
                            listener.connection().attention().isDrawn(listener.account(), message.sender(), mentions))
                    .forEach(Listener::mention);
        }
    }

    private void pass(long number, Alteration change) {
        spare();
        if (!listeners.isEmpty()) {
            String frame = FrameCodec.write(
                    switch (change) {
                        case Alteration.Rewritten(var message) -> ServerFrames.changed(number, message);
                        case Alteration.Gone(var gone) -> ServerFrames.destroyed(id, number, gone);
                    });
            long last = switch (change) {
                case Alteration.Rewritten(var message) -> message.seq();
                case Alteration.Gone(var gone) -> gone.getLast().to();
            };
            listeners.forEach(listener -> listener.changed(number, last, frame));
        }
    }

    /** In a large conversation those who do not look at it are left behind. */
    private void spare() {
        boolean crowded = listeners.size() >= large;
        boolean leftBehind = false;
        for (Listener listener : listeners) {
            if (crowded && !listener.connection().looksAt(id)) {
                listener.lag();
            }
            leftBehind |= listener.lags();
        }
        if (leftBehind) {
            stirred = true;
        }
    }

    /** Nothing numbered after its leaving goes to this account. */
    private void part(long account, long lastSeq) {
        AccountId gone = new AccountId(account);
        String frame = FrameCodec.write(new ServerFrame.Removed(id.value(), lastSeq));
        listeners.stream()
                .filter(listener -> listener.account().equals(gone))
                .forEach(listener -> listener.parted(lastSeq, frame));
        listeners.removeIf(Listener::ended);
    }

    private void arrive(long account) {
        arrivals.accept(new AccountId(account));
    }

    private Optional<Listener> find(Connection connection) {
        for (Listener listener : listeners) {
            if (listener.connection() == connection) {
                return Optional.of(listener);
            }
        }
        return Optional.empty();
    }
}
