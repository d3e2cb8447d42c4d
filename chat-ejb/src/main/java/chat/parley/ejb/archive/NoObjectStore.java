package chat.parley.ejb.archive;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** The operator has named no storage. */
final class NoObjectStore implements ObjectStore {

    @Override
    public boolean isThere() {
        return false;
    }

    @Override
    public void check() {
        throw StoreProblems.none();
    }

    @Override
    public void put(String name, byte[] content, @Nullable Instant lockedUntil) {
        throw StoreProblems.none();
    }

    @Override
    public byte[] get(String name) {
        throw StoreProblems.none();
    }

    @Override
    public void delete(String name) {
        throw StoreProblems.none();
    }

    @Override
    public Optional<Instant> lockedUntil(String name) {
        throw StoreProblems.none();
    }
}
