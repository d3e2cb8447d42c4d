package chat.parley.bench.history;

import java.util.random.RandomGenerator;

/** One kind of reading that is measured. */
record Read(String name, Reader reader) {

    /** Reads once, something else each time. */
    @FunctionalInterface
    interface Reader {
        /** How many rows came. */
        int read(RandomGenerator random);
    }
}
