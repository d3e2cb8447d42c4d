package chat.parley.ejb.archive;

import java.time.Instant;
import java.util.Optional;

import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Unavailable;
import org.jspecify.annotations.Nullable;

/**
 * Keeps objects: bytes under a name, written once and never changed. Names are like {@code segments/7/42/1f}: parts of
 * small letters, digits and {@code . _ -}, with slashes between. All nodes see the same ones. An object of one name is
 * put or deleted by one caller at a time; who that is is decided outside. All methods throw {@link Unavailable} ({@code
 * archive.away}) if the storage cannot be asked or does not keep its word; nothing has been lost then, and the same may
 * be tried again.
 */
public interface ObjectStore extends AutoCloseable {

    /** How large an object is at the most, in bytes. */
    int LARGEST = 64 << 20;

    /** Whether the operator has named a storage; without one everything is refused ({@code archive.none}). */
    boolean isThere();

    /**
     * Asks the storage whether it is there, and as the operator wants it.
     *
     * @throws Conflict if it is to lock what it keeps and does not ({@code archive.not-worm})
     */
    void check();

    /**
     * Puts an object; when this returns it lies on what keeps it. Putting the same content again changes nothing but the time
     * until which it is locked, and that never to an earlier one.
     *
     * @param lockedUntil nobody deletes it before; not locked if there is none, or if the operator wants nothing locked there,
     *     which {@link #lockedUntil} tells
     * @throws Conflict if there is another content under this name ({@code archive.differs}), or the storage is to lock what it
     *     keeps and does not ({@code archive.not-worm})
     * @throws IllegalArgumentException if it is larger than {@link #LARGEST}, or the name is none
     */
    void put(String name, byte[] content, @Nullable Instant lockedUntil);

    /**
     * The content of an object. Whether it is what was once put is for the caller to check.
     *
     * @throws Missing if there is none ({@code archive.missing})
     */
    byte[] get(String name);

    /**
     * Destroys an object, with everything the storage keeps of it. That there is none is no failure.
     *
     * @throws Conflict if it is locked ({@code archive.locked}); it is there as before
     */
    void delete(String name);

    /**
     * Until when the storage keeps an object against deletion, as the storage says it; empty if it was never locked.
     *
     * @throws Missing if there is no such object ({@code archive.missing})
     */
    Optional<Instant> lockedUntil(String name);

    /** Lets go of what it holds to reach the storage; nothing is asked of it afterwards. */
    @Override
    default void close() {}
}
