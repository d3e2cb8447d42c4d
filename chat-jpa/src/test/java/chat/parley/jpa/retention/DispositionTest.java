package chat.parley.jpa.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.retention.Disposition.Facts;
import chat.parley.jpa.retention.RetentionTerms.Term;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a message: the function, the table that explains it, and its twin in the database. */
@ExtendWith(RealDatabase.class)
class DispositionTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final long MINIMUM = 1;
    private static final long MAXIMUM = 2;
    private static final long WITHDRAWAL = 3;

    private final Database database;

    DispositionTest(Database database) {
        this.database = database;
    }

    @Test
    void the_table_in_the_handbook_is_what_the_function_does() throws IOException {
        List<String[]> lines;
        try (Stream<String> handbook = Files.lines(Path.of("../docs/compliance.md"))) {
            lines = handbook.dropWhile(line -> !line.startsWith("| on hold "))
                    .skip(2)
                    .takeWhile(line -> line.startsWith("|"))
                    .map(line -> Arrays.stream(line.split("\\|", -1))
                            .map(String::strip)
                            .toArray(String[]::new))
                    .toList();
        }

        assertThat(lines).hasSizeGreaterThan(12);
        for (String[] line : lines) {
            Disposition disposition = Disposition.of(
                    new Facts(
                            line[1].equals("yes"),
                            ago(100),
                            line[3].equals("asked") ? ago(5) : null,
                            line[5].startsWith("deleted") ? ago(30) : null),
                    new RetentionTerms(term(MINIMUM, line[2]), term(MAXIMUM, line[4]), term(WITHDRAWAL, line[6])),
                    NOW);
            assertThat(told(disposition)).as(String.join(" | ", line)).isEqualTo(line[7] + ", " + line[8]);
        }
    }

    @Test
    void a_message_goes_at_the_very_moment_and_not_before() {
        Facts facts = new Facts(false, ago(30), null, null);
        RetentionTerms terms = new RetentionTerms(null, new Term(MAXIMUM, 30), null);

        assertThat(Disposition.of(facts, terms, NOW.minusNanos(1)).destroys()).isFalse();
        assertThat(Disposition.of(facts, terms, NOW)).isEqualTo(new Disposition(true, Basis.MAXIMUM, MAXIMUM, NOW));
    }

    @Test
    void the_database_decides_the_same_of_whatever_there_may_be() {
        Random random = new Random(20261126);
        List<Facts> facts = new ArrayList<>();
        List<RetentionTerms> terms = new ArrayList<>();
        List<@Nullable Long[]> columns = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            Facts some = new Facts(
                    random.nextInt(8) == 0,
                    ago(random.nextInt(60)),
                    random.nextInt(3) == 0 ? ago(random.nextInt(60)) : null,
                    random.nextInt(2) == 0 ? ago(random.nextInt(60)) : null);
            RetentionTerms their = new RetentionTerms(
                    random.nextBoolean() ? new Term(MINIMUM, 1 + random.nextInt(60)) : null,
                    maximum(random),
                    random.nextBoolean() ? new Term(WITHDRAWAL, random.nextInt(60)) : null);
            facts.add(some);
            terms.add(their);
            columns.add(new @Nullable Long[] {
                some.held() ? 1L : 0L,
                some.posted().getEpochSecond(),
                second(some.erasureAsked()),
                second(some.withdrawn()),
                days(their.minimum()),
                their.maximum() == null ? null : MAXIMUM,
                days(their.maximum()),
                days(their.withdrawal())
            });
        }

        List<Disposition> decided = database.query(
                """
                select d.destroys, d.basis, d.rule, d.at
                from unnest(?, ?, ?, ?, ?, ?, ?, ?) with ordinality
                    as u (held, posted, erasure, withdrawn, keep, maximum, remove, after, ord)
                cross join lateral disposition(
                    u.held = 1, to_timestamp(u.posted), to_timestamp(u.erasure), to_timestamp(u.withdrawn),
                    case when u.keep is not null then 1::bigint end, u.keep::integer, u.maximum, u.remove::integer,
                    case when u.after is not null then 3::bigint end, u.after::integer, ?) d
                order by u.ord
                """,
                DispositionTest::read,
                column(columns, 0),
                column(columns, 1),
                column(columns, 2),
                column(columns, 3),
                column(columns, 4),
                column(columns, 5),
                column(columns, 6),
                column(columns, 7),
                NOW);

        assertThat(decided).hasSize(5_000);
        for (int i = 0; i < decided.size(); i++) {
            assertThat(decided.get(i))
                    .as("%s under %s", facts.get(i), terms.get(i))
                    .isEqualTo(Disposition.of(facts.get(i), terms.get(i), NOW));
        }
        assertThat(decided.stream().map(Disposition::basis).distinct()).hasSize(Basis.values().length);
    }

    private static @Nullable Term maximum(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> new Term(MAXIMUM, null);
            default -> new Term(MAXIMUM, 1 + random.nextInt(60));
        };
    }

    private static @Nullable Long second(@Nullable Instant moment) {
        return moment == null ? null : moment.getEpochSecond();
    }

    private static @Nullable Long days(@Nullable Term term) {
        Integer days = term == null ? null : term.days();
        return days == null ? null : days.longValue();
    }

    private static @Nullable Long[] column(List<@Nullable Long[]> rows, int column) {
        @Nullable Long[] values = new @Nullable Long[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.get(i)[column];
        }
        return values;
    }

    private static Disposition read(ResultSet row) throws SQLException {
        return new Disposition(
                row.getBoolean("destroys"),
                Basis.valueOf(row.getString("basis")),
                row.getObject("rule", Long.class),
                Database.instantOrNull(row, "at"));
    }

    private static Instant ago(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private static @Nullable Term term(long rule, String cell) {
        return switch (cell) {
            case "–" -> null;
            case "for ever" -> new Term(rule, null);
            default -> new Term(rule, Integer.valueOf(cell));
        };
    }

    private static String told(Disposition disposition) {
        Instant at = disposition.at();
        String when = at == null
                ? "never"
                : disposition.destroys()
                        ? "now"
                        : "in " + Duration.between(NOW, at).toDays();
        return when + ", " + disposition.basis().name().toLowerCase(Locale.ROOT);
    }
}
