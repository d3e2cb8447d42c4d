package chat.parley.jpa.database;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Gives out the numbers that become ids. A database sequence that counts in steps of n gives this node a block of n
 * numbers at a time; what a node has not given out when it stops is never used.
 */
@ApplicationScoped
public class Sequences {

    private static final String NEXT_BLOCKS = """
            select nextval(s.seqrelid::regclass) as first, s.seqincrement as size
            from pg_sequence s, generate_series(1, ?) where s.seqrelid = ?::regclass""";

    @Inject
    Database database;

    private final Map<String, Block> begun = new ConcurrentHashMap<>();

    /** For the container only. */
    protected Sequences() {}

    /** For whoever has a database and no container. */
    public Sequences(Database database) {
        this.database = database;
    }

    /** A number of this sequence that nobody has or had. */
    public long next(String sequence) {
        Block block = begun.computeIfAbsent(sequence, name -> new Block());
        synchronized (block) {
            if (block.next == block.end) {
                Range fresh = blocks(sequence, 1).getFirst();
                block.next = fresh.first;
                block.end = fresh.first + fresh.size;
            }
            return block.next++;
        }
    }

    /** Many numbers of this sequence at once, by one statement. */
    public long[] next(String sequence, int count) {
        if (count == 0) {
            return new long[0];
        }
        long size = database.first(
                        "select seqincrement from pg_sequence where seqrelid = ?::regclass",
                        row -> row.getLong(1),
                        sequence)
                .orElseThrow();
        int needed = Math.toIntExact((count + size - 1) / size);
        return blocks(sequence, needed).stream()
                .flatMapToLong(range -> LongStream.range(range.first, range.first + range.size))
                .limit(count)
                .toArray();
    }

    private List<Range> blocks(String sequence, int count) {
        return database.query(
                NEXT_BLOCKS, row -> new Range(row.getLong("first"), row.getLong("size")), count, sequence);
    }

    private record Range(long first, long size) {}

    /** What is left of the block that single numbers are taken from; {@code end} is the first number after it. */
    private static final class Block {
        private long next;
        private long end;
    }
}
