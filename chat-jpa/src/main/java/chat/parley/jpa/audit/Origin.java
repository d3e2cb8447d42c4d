package chat.parley.jpa.audit;

import org.jspecify.annotations.Nullable;

/**
 * The address that the running request comes from, as far as can be believed. It goes along with the thread, so that not
 * everything that may once note something has to hand it on; what a connection's frames wish has none.
 */
public final class Origin {

    private static final ScopedValue<String> ADDRESS = ScopedValue.newInstance();

    private Origin() {}

    /** To be run with an address as the origin of all that is done in it. */
    public static ScopedValue.Carrier from(String address) {
        return ScopedValue.where(ADDRESS, address);
    }

    /** The address, if there is one. */
    public static @Nullable String address() {
        return ADDRESS.isBound() ? ADDRESS.get() : null;
    }
}
