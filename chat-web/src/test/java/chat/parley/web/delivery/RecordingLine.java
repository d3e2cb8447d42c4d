package chat.parley.web.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import chat.parley.ejb.rate.TokenBucket;
import chat.parley.web.wire.CloseCode;
import org.jspecify.annotations.Nullable;

/** A line that keeps what goes out by it, and that can be slow: then it takes one batch and no second. */
final class RecordingLine implements Line {

    private final List<String> frames = new ArrayList<>();
    private final Written written = new Written();
    private final Map<String, Runnable> awaited = new HashMap<>();
    private boolean slow;
    private @Nullable CloseCode closed;

    /** Notes what is written. */
    static final class Written implements Connection.Observer {
        private final List<Instant> posted = new ArrayList<>();

        @Override
        public void dropped() {}

        @Override
        public void written(Instant at) {
            posted.add(at);
        }
    }

    Connection connection() {
        return new Connection(this, Instant.EPOCH, new TokenBucket(1000, 1000, Instant.EPOCH), written);
    }

    /** When the messages were posted whose writing was noted. */
    List<Instant> written() {
        return written.posted;
    }

    void becomeSlow() {
        slow = true;
    }

    /** Once this is among what goes out, this happens, before anything else does. */
    void whenTold(String words, Runnable work) {
        awaited.put(words, work);
    }

    List<String> frames() {
        return frames;
    }

    @Nullable
    CloseCode closed() {
        return closed;
    }

    @Override
    public boolean isOpen() {
        return closed == null;
    }

    @Override
    public void wake(Connection connection) {
        connection.drain();
    }

    @Override
    public void send(String batch, Runnable sent) {
        Stream.of(batch.split("\n")).forEach(frames::add);
        List<Runnable> due = new ArrayList<>();
        awaited.entrySet().removeIf(each -> batch.contains(each.getKey()) && due.add(each.getValue()));
        due.forEach(Runnable::run);
        if (!slow) {
            sent.run();
        }
    }

    @Override
    public void close(CloseCode code) {
        closed = code;
    }
}
