package chat.parley.web.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Messages.Position;
import org.jspecify.annotations.Nullable;

/**
 * A connection's place in a conversation. While its client is being caught up, news is held back; then what is newer
 * than what the client was brought to follows, and the rest is forgotten. Guarded by its stream.
 */
final class Listener {

    private static final int MOST_HELD = 2_000;

    private record Held(Piece piece, String frame) {}

    /** The places in the two orders of numbers that a piece of news can have. */
    private sealed interface Piece {
        record Post(long seq, Instant at) implements Piece {}

        record Change(long rev, long seq) implements Piece {}

        record Parting(long seq) implements Piece {}
    }

    private final Connection connection;
    private final AccountId account;
    private long from;
    private long seq;
    private long rev;
    private boolean ended;
    private boolean whole;
    private boolean lagging;
    private long mentions;
    private @Nullable List<Held> held = new ArrayList<>(0);

    /** Listens for a connection whose client is about to be caught up; {@code whole} as in {@link #hold}. */
    Listener(Connection connection, AccountId account, boolean whole) {
        this.connection = connection;
        this.account = account;
        this.whole = whole;
    }

    Connection connection() {
        return connection;
    }

    AccountId account() {
        return account;
    }

    /** The message of this number was posted then. */
    void posted(long number, Instant at, String frame) {
        hear(new Piece.Post(number, at), frame);
    }

    /** The message {@code message} was changed, as the change of this number. */
    void changed(long number, long message, String frame) {
        hear(new Piece.Change(number, message), frame);
    }

    /**
     * The message of this number ended the membership: its client is told so, after all that came before, and nothing
     * later. What its client was caught up past belongs to an earlier membership and ends nothing.
     */
    void parted(long number, String frame) {
        hear(new Piece.Parting(number), frame);
    }

    /** Its client does not look: it is told nothing more until it is caught up again, except that the membership ended. */
    void lag() {
        lagging |= held == null;
    }

    boolean lags() {
        return lagging;
    }

    /** A message that its client is not told of speaks to its account. */
    void mention() {
        mentions++;
    }

    /** How many such there were since its client was caught up. */
    long mentions() {
        return mentions;
    }

    /** The numbers that its client was brought to. */
    Position position(ConversationId conversation) {
        return new Position(conversation, seq, rev);
    }

    /** Whether its client has been caught up, and may see messages from this one on. */
    boolean sees(long first) {
        return held == null && !ended && from == first;
    }

    /** Members have come further; a client that is being caught up asks for where they are. */
    void receipts(String frame) {
        if (held == null && !ended && !lagging && connection.seesReceipts()) {
            connection.hint(frame);
        }
    }

    /** Whether its client was told that the membership has ended; then the place is to be given up. */
    boolean ended() {
        return ended;
    }

    /**
     * Its client is about to be caught up again: news is held back from now on.
     *
     * @param whole the stream stands somewhere, so that what is held will follow on what its client is brought to
     */
    void hold(boolean whole) {
        this.whole = whole;
        lagging = false;
        mentions = 0;
        held = new ArrayList<>(0);
    }

    /** Whether what is held follows on what its client is brought to. */
    boolean isWhole() {
        return whole;
    }

    /** What is held, if anything, is worth nothing: all of it is told again. */
    void forget() {
        if (held != null) {
            held = new ArrayList<>(0);
        }
    }

    /** Its client has been brought to these numbers, and may see messages from this one on: what is newer follows. */
    void release(long firstVisible, long caughtUpSeq, long caughtUpRev) {
        from = firstVisible;
        seq = caughtUpSeq;
        rev = caughtUpRev;
        List<Held> waiting = held == null ? List.of() : held;
        held = null;
        waiting.forEach(news -> hear(news.piece(), news.frame()));
    }

    private void hear(Piece piece, String frame) {
        List<Held> waiting = held;
        if (waiting == null) {
            tell(piece, frame);
        } else if (waiting.size() < MOST_HELD) {
            waiting.add(new Held(piece, frame));
        } else {
            connection.overflow();
        }
    }

    private void tell(Piece piece, String frame) {
        if (ended || (lagging && !(piece instanceof Piece.Parting))) {
            return;
        }
        switch (piece) {
            case Piece.Post(long number, Instant at)
            when number > seq -> {
                seq = number;
                connection.tell(frame, at);
            }
            case Piece.Change(long number, long message)
            when number > rev -> {
                rev = number;
                if (message >= from) {
                    connection.tell(frame);
                }
            }
            case Piece.Parting(long number)
            when number >= seq -> {
                ended = true;
                connection.tell(frame);
            }
            case Piece.Post _, Piece.Change _, Piece.Parting _ -> {}
        }
    }
}
