package chat.parley.ejb.archive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Unavailable;
import chat.parley.ejb.problem.ChatLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/** Counts how a storage does, and says when it fails and when it works again. */
final class WatchedObjectStore implements ObjectStore {

    private final ObjectStore store;
    private final Clock clock;
    private final Counter failures;
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile @Nullable Instant failingSince;

    WatchedObjectStore(ObjectStore store, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.clock = clock;
        failures = meters.counter("parley.archive.storage.failures");
        // Not by a builder: on a node this is a proxy, past which that would go.
        meters.gauge("parley.archive.storage.failing", this, WatchedObjectStore::failingForSeconds);
    }

    @Override
    public boolean isThere() {
        return store.isThere();
    }

    @Override
    public void check() {
        watched(() -> {
            store.check();
            return store;
        });
    }

    @Override
    public void put(String name, byte[] content, @Nullable Instant lockedUntil) {
        watched(() -> {
            store.put(name, content, lockedUntil);
            return name;
        });
    }

    @Override
    public byte[] get(String name) {
        return watched(() -> store.get(name));
    }

    @Override
    public void delete(String name) {
        watched(() -> {
            store.delete(name);
            return name;
        });
    }

    @Override
    public Optional<Instant> lockedUntil(String name) {
        return watched(() -> store.lockedUntil(name));
    }

    @Override
    public void close() {
        store.close();
    }

    private <T> T watched(Supplier<T> question) {
        try {
            T answer = question.get();
            worked();
            return answer;
        } catch (Unavailable e) {
            failed(e);
            throw e;
        } catch (Conflict e) {
            if (e.code().equals("archive.not-worm")) {
                failed(e);
            }
            throw e;
        }
    }

    private void failed(RuntimeException cause) {
        failures.increment();
        if (failing.compareAndSet(false, true)) {
            failingSince = clock.instant();
            ChatLog.LOG.archiveStorageFails(cause);
        }
    }

    private void worked() {
        if (failing.compareAndSet(true, false)) {
            failingSince = null;
            ChatLog.LOG.archiveStorageWorksAgain();
        }
    }

    private double failingForSeconds() {
        Instant since = failingSince;
        return since == null ? 0 : Duration.between(since, clock.instant()).toSeconds();
    }
}
