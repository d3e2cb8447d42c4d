package chat.parley.jpa.matter;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.matter.Finding.Answer;
import chat.parley.jpa.matter.Finding.Earlier;
import chat.parley.jpa.matter.Finding.NoMore;
import chat.parley.jpa.matter.Finding.Remark;
import chat.parley.jpa.matter.LegalMatter.Mark;
import chat.parley.jpa.message.Format;
import org.jspecify.annotations.Nullable;

/**
 * What is in a matter: whatever its holds in force cover, deleted messages and earlier versions too. Pages are walks along
 * the log, one conversation after the other.
 */
@Dependent
public final class MatterContents {

    private static final String MEETING =
            "matter_messages(?, ?, ?, ?, ?, ?::bigint, ?::bigint, ?::timestamptz, ?::timestamptz, ?::text, false, ?)";

    /** The order is that of a hash, so that everybody gets the same who asks with the same seed. */
    private static final String SOME_OF_THEM = """
            (select c.*, count(*) over () as found from %s c
             order by md5(concat_ws('/', ?::bigint, c.conversation_id, c.seq)) limit ?)
            """.formatted(MEETING);

    private static final String ROWS = """
            select m.conversation_id, m.seq, m.sender_id, m.created_at, m.format, text_of(m) as body,
                   m.edited_at, m.deleted_at,
                   k.tags, k.note, k.marked_by, k.marked_at%s
            from %s f
            join message m on m.conversation_id = f.conversation_id and m.seq = f.seq
            left join matter_mark k on k.matter_id = ? and k.conversation_id = m.conversation_id and k.seq = m.seq
            order by m.conversation_id, m.seq
            """;
    private static final String PAGE = ROWS.formatted("", MEETING);
    private static final String SAMPLE = ROWS.formatted(", f.found", SOME_OF_THEM);

    private final Database database;

    /** Works on this database. */
    @Inject
    public MatterContents(Database database) {
        this.database = database;
    }

    /** Where a page begins: after this message. */
    public record Position(long conversation, long seq) {

        /** Before all. */
        public static final Position START = new Position(0, 0);
    }

    /**
     * Some of what meets the terms, any as likely as any other.
     *
     * @param of how many meet them
     */
    public record Sample(List<Finding> findings, long of) {}

    /** At most {@code limit} messages that meet the terms, after a position, by conversation and number. */
    public List<Finding> page(LegalMatterId matter, SearchTerms terms, Position after, int limit) {
        List<@Nullable Object> values = values(matter, terms, after, limit);
        values.add(matter.value());
        return withTraces(database.query(PAGE, MatterContents::read, values.toArray()));
    }

    /**
     * A sample of at most {@code size} messages that meet the terms, by conversation and number.
     *
     * @param seed of the same messages the same seed takes the same
     * @param most so many are walked through at the most; of more it is a sample of the first
     */
    public Sample sample(LegalMatterId matter, SearchTerms terms, int size, long seed, int most) {
        List<@Nullable Object> values = values(matter, terms, Position.START, most);
        values.addAll(List.of(seed, size, matter.value()));
        List<Drawn> drawn = database.query(SAMPLE, row -> new Drawn(read(row), row.getLong("found")), values.toArray());
        return new Sample(
                withTraces(drawn.stream().map(Drawn::row).toList()),
                drawn.isEmpty() ? 0 : drawn.getFirst().of());
    }

    private static List<@Nullable Object> values(LegalMatterId matter, SearchTerms terms, Position after, int limit) {
        AccountId sender = terms.sender();
        ConversationId conversation = terms.conversation();
        return new ArrayList<>(Arrays.asList(
                matter.value(),
                after.conversation(),
                after.seq(),
                patterns(terms.words()),
                patterns(terms.keywords()),
                sender == null ? null : sender.value(),
                conversation == null ? null : conversation.value(),
                terms.from(),
                terms.until(),
                terms.tag(),
                limit));
    }

    /** Whether something of a matter is still to come back from the archive, after a hold has come over it. */
    public boolean hasMoved(LegalMatterId matter) {
        return database.query("select matter_has_moved(?)", row -> row.getBoolean(1), matter.value())
                .getFirst();
    }

    /** Whether a message is in a matter. */
    public boolean has(LegalMatterId matter, ConversationId conversation, long seq) {
        return database.first("""
                        select 1 from message m
                        cross join lateral held_of(
                            array[m.conversation_id], array[m.seq], array[m.sender_id], array[m.created_at]) f
                        join legal_hold h on h.id = f.hold_id and h.matter_id = ?
                        where m.conversation_id = ? and m.seq = ? limit 1
                        """, row -> true, matter.value(), conversation.value(), seq)
                .isPresent();
    }

    /** A reviewer says something of a message; it takes the place of what was said of it. */
    public void remark(LegalMatterId matter, ConversationId conversation, long seq, Remark remark) {
        database.update(
                """
                insert into matter_mark (matter_id, conversation_id, seq, tags, note, marked_by, marked_at)
                values (?, ?, ?, ?, ?::text, ?, ?)
                on conflict (matter_id, conversation_id, seq) do update
                set tags = excluded.tags, note = excluded.note, marked_by = excluded.marked_by,
                    marked_at = excluded.marked_at
                """,
                matter.value(),
                conversation.value(),
                seq,
                remark.tags().toArray(String[]::new),
                remark.note(),
                remark.mark().by().value(),
                remark.mark().at());
    }

    /** With what each said before, and what people took back of what they answered. */
    private List<Finding> withTraces(List<Row> rows) {
        long[] conversations =
                rows.stream().mapToLong(row -> row.place.conversation).toArray();
        long[] seqs = rows.stream().mapToLong(row -> row.place.seq).toArray();
        Map<Position, List<Earlier>> earlier =
                byPlace(database.query("""
                        select v.conversation_id, v.seq, v.body, v.replaced_by, v.replaced_at
                        from unnest(?, ?) as u (conversation_id, seq)
                        join message_version v on v.conversation_id = u.conversation_id and v.seq = u.seq
                        order by v.conversation_id, v.seq, v.rev
                        """, row -> new Trace<>(place(row), earlier(row)), conversations, seqs));
        Map<Position, List<NoMore>> noMore =
                byPlace(database.query("""
                        select b.*, case when not coalesce(m.purpose @> '{"anonymous": true}', false) and not exists (
                            select from message_version v
                            where v.conversation_id = m.conversation_id and v.seq = m.seq
                              and v.purpose @> '{"anonymous": true}') then b.choices end as told
                        from unnest(?, ?) as u (conversation_id, seq)
                        join message m on m.conversation_id = u.conversation_id and m.seq = u.seq
                        join taken_back b on b.conversation_id = m.conversation_id and b.seq = m.seq
                        order by b.id
                        """, row -> new Trace<>(place(row), noMore(row)), conversations, seqs));
        return rows.stream()
                .map(row ->
                        row.with(earlier.getOrDefault(row.place, List.of()), noMore.getOrDefault(row.place, List.of())))
                .toList();
    }

    private static <T> Map<Position, List<T>> byPlace(List<Trace<T>> traces) {
        return traces.stream()
                .collect(Collectors.groupingBy(Trace::place, Collectors.mapping(Trace::left, Collectors.toList())));
    }

    private record Drawn(Row row, long of) {}

    /** What a message has left behind. */
    private record Trace<T>(Position place, T left) {}

    private record Row(Position place, Finding bare) {

        Finding with(List<Earlier> earlier, List<NoMore> noMore) {
            return new Finding(
                    bare.conversation(),
                    bare.seq(),
                    bare.sender(),
                    bare.at(),
                    bare.format(),
                    bare.body(),
                    bare.editedAt(),
                    bare.deletedAt(),
                    earlier,
                    noMore,
                    bare.remark());
        }
    }

    private static Position place(ResultSet row) throws SQLException {
        return new Position(row.getLong("conversation_id"), row.getLong("seq"));
    }

    private static Earlier earlier(ResultSet row) throws SQLException {
        return new Earlier(
                row.getString("body"),
                new Mark(new AccountId(row.getLong("replaced_by")), Database.instant(row, "replaced_at")));
    }

    private static NoMore noMore(ResultSet row) throws SQLException {
        Array choices = row.getArray("told");
        return new NoMore(
                Answer.valueOf(row.getString("kind")),
                new AccountId(row.getLong("account_id")),
                row.getString("emoji"),
                choices == null
                        ? List.of()
                        : Stream.of((Number[]) choices.getArray())
                                .map(Number::intValue)
                                .toList(),
                Database.instantOrNull(row, "given_at"),
                Database.instant(row, "taken_at"));
    }

    private static Row read(ResultSet row) throws SQLException {
        Position place = place(row);
        return new Row(
                place,
                new Finding(
                        new ConversationId(place.conversation),
                        place.seq,
                        new AccountId(row.getLong("sender_id")),
                        Database.instant(row, "created_at"),
                        Format.valueOf(row.getString("format")),
                        row.getString("body"),
                        Database.instantOrNull(row, "edited_at"),
                        Database.instantOrNull(row, "deleted_at"),
                        List.of(),
                        List.of(),
                        remark(row)));
    }

    private static @Nullable Remark remark(ResultSet row) throws SQLException {
        Instant at = Database.instantOrNull(row, "marked_at");
        return at == null
                ? null
                : new Remark(
                        List.of((String[]) row.getArray("tags").getArray()),
                        row.getString("note"),
                        new Mark(new AccountId(row.getLong("marked_by")), at));
    }

    /** What {@code ilike} reads as the words themselves, wherever they stand. */
    public static String[] patterns(List<String> words) {
        return words.stream().map(word -> '%' + Accounts.literal(word) + '%').toArray(String[]::new);
    }
}
