package chat.parley.web.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.rate.TokenBucket;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Attention;
import chat.parley.web.wire.ClientFrame;
import chat.parley.web.wire.CloseCode;
import chat.parley.web.wire.ServerFrame;
import org.jspecify.annotations.Nullable;

/**
 * One client at this node: the line to it, who it is, what came from it and waits to be answered, and what it is
 * still to be told.
 */
final class Connection {

    private static final int OUTBOX_CHARACTERS = 1024 * 1024;
    private static final int LONGEST_INBOX = 2_000;
    private static final Duration BETWEEN_TYPING = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String id = UUID.randomUUID().toString();
    private final Line line;
    private final Instant opened;
    private final TokenBucket frames;
    private final Outbox outbox = new Outbox(OUTBOX_CHARACTERS);
    private final ConcurrentLinkedQueue<ClientFrame> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unansweredPings = new AtomicInteger();
    private final Observer observer;
    private final AtomicInteger inboxLength = new AtomicInteger();
    private final AtomicBoolean answering = new AtomicBoolean();
    private final Lock catchingUp = new ReentrantLock();

    private final Set<ConversationId> places = ConcurrentHashMap.newKeySet(2);
    private final Map<ConversationId, Instant> typed = new HashMap<>(2);

    private volatile @Nullable Actor actor;
    private volatile boolean gone;
    private volatile boolean givenUp;
    private volatile @Nullable CloseCode farewell;
    private volatile Instant heard;
    private volatile long accountRev = Long.MAX_VALUE;
    private volatile @Nullable ConversationId focus;
    private volatile boolean seesReceipts;
    private volatile Attention attention = Attention.USUAL;

    /** Is told what becomes of a connection's news; must not block. */
    interface Observer {

        /** The client is so slow that its queue was dropped. */
        void dropped();

        /** All is written that waited for the client, the first message of it posted then. */
        void written(Instant posted);
    }

    /**
     * A connection that has just been made.
     *
     * @param frames how many it may send
     * @param observer is told what becomes of its news
     */
    Connection(Line line, Instant now, TokenBucket frames, Observer observer) {
        this.line = line;
        this.observer = observer;
        this.opened = now;
        this.heard = now;
        this.frames = frames;
    }

    String id() {
        return id;
    }

    Line line() {
        return line;
    }

    Instant opened() {
        return opened;
    }

    /** Who this is; null until a valid {@code hello}. */
    @Nullable
    Actor actor() {
        return actor;
    }

    /** Who this is, for whatever happens only after a valid {@code hello}. */
    Actor signedIn() {
        Actor known = actor;
        if (known == null) {
            throw new IllegalStateException("nobody has said hello on connection " + id);
        }
        return known;
    }

    void signIn(Actor who) {
        actor = who;
    }

    /** Its person looks at this conversation now, or at none. */
    void focus(@Nullable ConversationId conversation) {
        focus = conversation;
    }

    boolean looksAt(ConversationId conversation) {
        return conversation.equals(focus);
    }

    void hear(Instant now) {
        heard = now;
        unansweredPings.set(0);
    }

    boolean mayHear(Instant now) {
        return frames.take(now).isZero();
    }

    /** Asks whether the client is still there. */
    void ping() {
        unansweredPings.incrementAndGet();
        say(new ServerFrame.Ping());
    }

    int unansweredPings() {
        return unansweredPings.get();
    }

    /** When to ask next, if nothing is heard until then. */
    Instant nextPing(Duration every) {
        return heard.plus(every.multipliedBy(unansweredPings.get() + 1L));
    }

    /**
     * Queues a frame to be answered.
     *
     * @return whether the caller is to start answering, since nobody does yet
     */
    boolean enqueue(ClientFrame frame) {
        if (inboxLength.incrementAndGet() > LONGEST_INBOX) {
            close(CloseCode.TOO_MANY);
            return false;
        }
        inbox.add(frame);
        return answering.compareAndSet(false, true);
    }

    /** The next frame to answer; after null somebody else may start to answer. */
    @Nullable
    ClientFrame nextFrame() {
        ClientFrame frame = inbox.poll();
        if (frame != null) {
            inboxLength.decrementAndGet();
        }
        return frame;
    }

    /** Ends answering; true if a frame came meanwhile and the caller is to go on. */
    boolean stopAnswering() {
        answering.set(false);
        return !inbox.isEmpty() && answering.compareAndSet(false, true);
    }

    /** Tells of a message that was posted then; otherwise as {@link #tell(String)}. */
    void tell(String frame, Instant posted) {
        follow(outbox.offer(frame, posted));
    }

    /** Tells news: dropped, with a word to catch up, if the client does not keep up. */
    void tell(String frame) {
        follow(outbox.offer(frame));
    }

    private void follow(Outbox.Offer offer) {
        switch (offer) {
            case WAKE -> line.wake(this);
            case OVERFLOW -> askToCatchUp();
            case QUEUED, DROPPED -> {}
        }
    }

    /** Tells what can be done without, while there is little else to tell; false if it was dropped. */
    boolean hint(String frame) {
        Outbox.Offer offer = outbox.offerWithRoom(frame);
        if (offer == Outbox.Offer.WAKE) {
            line.wake(this);
        }
        return offer != Outbox.Offer.DROPPED;
    }

    /** Tells a word about the connection itself. */
    void say(ServerFrame frame) {
        if (outbox.insist(FrameCodec.write(frame)) == Outbox.Offer.WAKE) {
            line.wake(this);
        }
    }

    /** Whether there is room for an answer now. */
    boolean hasRoom() {
        return outbox.hasRoom();
    }

    /** Waits for room for an answer; false if there was none in time, and then the connection ends. */
    boolean awaitRoom() {
        try {
            boolean room = outbox.awaitRoom(PATIENCE);
            if (!room) {
                close(CloseCode.TOO_MANY);
            }
            return room;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Tells an answer, once there is room for it: who does not read its answers gets no more of them. May block. */
    void answer(ServerFrame frame) {
        if (awaitRoom()) {
            say(frame);
        }
    }

    /** News had to be dropped: none is told until the client catches up, which it is asked to do. */
    void overflow() {
        if (outbox.overflow()) {
            askToCatchUp();
        }
    }

    private void askToCatchUp() {
        observer.dropped();
        say(new ServerFrame.Resync("too-slow"));
    }

    /** What its client should be told could not be read: it is told nothing more until it catches up, as it is asked to do. */
    void interrupt() {
        if (outbox.overflow()) {
            say(new ServerFrame.Resync("unread"));
        }
    }

    /**
     * Its client asked to catch up, and what it lacks could not be read: news would come after a gap, so it is told none any
     * more, and is to come back.
     */
    void giveUp() {
        outbox.overflow();
        givenUp = true;
    }

    boolean isGivenUp() {
        return givenUp;
    }

    /** From here on the client catches up, and news is worth telling again. */
    void recover() {
        outbox.recover();
    }

    /** Sends what waits, in one message; called when the line is ready, and again when that message is gone. */
    void drain() {
        if (line.isOpen()) {
            Outbox.Batch batch = outbox.next();
            CloseCode last = farewell;
            if (batch != null) {
                line.send(batch.text(), () -> sent(batch));
            } else if (last != null) {
                line.close(last);
            }
        }
    }

    private void sent(Outbox.Batch batch) {
        Instant oldest = batch.oldest();
        if (oldest != null) {
            observer.written(oldest);
        }
        line.wake(this);
    }

    /** Its client knows its account's own state up to this number. */
    void knowAccount(long rev) {
        accountRev = rev;
    }

    /** How far its client knows its account's own state; before it is caught up there is nothing it could miss. */
    long accountRev() {
        return accountRev;
    }

    /** Whether its account is shown how far others have come. */
    boolean seesReceipts() {
        return seesReceipts;
    }

    /** What decides which messages concern its account, as far as this node knows. */
    Attention attention() {
        return attention;
    }

    void attend(Attention to) {
        attention = to;
    }

    void seeReceipts(boolean whether) {
        seesReceipts = whether;
    }

    /** Notes that this connection has a place in a conversation. */
    void place(ConversationId conversation) {
        places.add(conversation);
    }

    /** Where this connection has had a place. */
    Set<ConversationId> places() {
        return places;
    }

    /** The line is gone. */
    void end() {
        gone = true;
    }

    /** How many frames wait for its client. */
    int waiting() {
        return outbox.waiting();
    }

    boolean isGone() {
        return gone;
    }

    /** Whether to pass on that its person is writing there; otherwise it was passed on a moment ago. */
    boolean mayType(ConversationId conversation, Instant now) {
        synchronized (typed) {
            typed.values().removeIf(last -> Duration.between(last, now).compareTo(BETWEEN_TYPING) >= 0);
            return typed.putIfAbsent(conversation, now) == null;
        }
    }

    /** Held while its client is being caught up, so that only one does it at a time. */
    Lock catchingUp() {
        return catchingUp;
    }

    /** Ends the connection and says why. */
    void close(CloseCode code) {
        line.close(code);
    }

    /** The same, after what it was told so far has gone out. */
    void closeWhenTold(CloseCode code) {
        farewell = code;
        if (outbox.isIdle()) {
            line.close(code);
        }
    }
}
