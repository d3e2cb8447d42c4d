package chat.parley.jpa.person;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks whether a table was forgotten where data are handed out, forgotten and destroyed. Who adds one names it there, or here
 * with the reason why not.
 */
@ExtendWith(RealDatabase.class)
class PersonalTablesTest {

    private static final Pattern READ = Pattern.compile("\\b(?:from|join)\\s+(\\w+)");
    private static final Pattern CHANGED = Pattern.compile("\\b(?:update|delete\\s+from)\\s+(\\w+)");

    /** The columns by which a row is somebody's. */
    private static final List<String> SOMEBODYS =
            List.of("account_id", "sender_id", "reporter_id", "accused_id", "device_id");

    private static final Map<String, String> NOT_HANDED_OUT = Map.ofEntries(
            entry("case_message", "one's own words as they were reported: which, and when, would tell of the report"),
            entry("erasure", "who is erased cannot ask any more"),
            entry("erasure_request", "who is erased cannot ask any more"),
            entry("export_job", "whose words are exported in a matter is not told"),
            entry("message_flag", "what a rule noticed is for moderators; it would tell how to write around the rule"),
            entry("message_mention", "made of one's messages, which are handed out"),
            entry("queue_change", "only says that the cases to decide about have changed"),
            entry("refresh_token", "hashes of secrets; when a device was used is handed out with it"),
            entry("supervision_item", "whom a rule watches is not told; it names messages, which are handed out"),
            entry("slow_post", "when one last wrote where that is slowed down; the message has the same time"));

    private static final Map<String, String> NOT_FORGOTTEN = Map.ofEntries(
            entry("account_state", "a number that counts, and whether one hides receipts"),
            entry("audit_entry", "nothing is taken from the audit log"),
            entry("erasure", "says that the account was erased, and how far"),
            entry("erasure_request", "what a rule keeps for a while goes by it afterwards"),
            entry("export_job", "a gap: what was asked for in a matter stays, with the number of whose words"),
            entry("hold_acknowledgement", "proves that a notice was read"),
            entry("hold_custodian", "says what a hold was, after it was released too"),
            entry("member", "others see who was there when, by number"),
            entry("message", "words are emptied one after the other, unless something goes before"),
            entry("message_flag", "a gap: which rule noticed which message stays, by numbers"),
            entry("message_mention", "goes with the words it is made of"),
            entry("reaction", "others see it, by number"),
            entry("read_cursor", "others see how far a number has read"),
            entry("response", "others see it, by number, and it counts in a poll"),
            entry("supervision_item", "proves that a message was reviewed; a gap: what the reviewer noted stays"),
            entry("taken_back", "others saw it, by number; it stays as long as the message"),
            entry("terms_acceptance", "proves who agreed to which terms"));

    private static final Map<String, String> NOT_DESTROYED = Map.of(
            "archive_place", "how far a conversation is archived; what is, is destroyed by its segments",
            "erasure", "how far an erasure has come",
            "matter_mark", "a gap: a reviewer's tags and note stay with the matter, whatever the note quotes",
            "moderation_case", "what was decided stays; what had been said is in case_message, which goes",
            "supervision_item", "proves that a message was reviewed, by its number and without its words",
            "supervision_progress", "how far messages were walked through",
            "retention_sweep", "how far a sweep has come");

    private final Database database;

    PersonalTablesTest(Database database) {
        this.database = database;
    }

    @Test
    void what_is_somebodys_is_handed_to_them_but_for_a_reason() {
        Set<String> overlooked = having(SOMEBODYS, 1);

        overlooked.removeAll(named(READ, OwnData.statements()));

        assertThat(overlooked).isEqualTo(NOT_HANDED_OUT.keySet());
    }

    @Test
    void what_is_somebodys_is_forgotten_with_them_but_for_a_reason() {
        Set<String> overlooked = having(SOMEBODYS, 1);

        overlooked.removeAll(named(CHANGED, OwnTraces.FORGETTING));

        assertThat(overlooked).isEqualTo(NOT_FORGOTTEN.keySet());
    }

    @Test
    void what_hangs_on_a_message_is_destroyed_with_it_but_for_a_reason() {
        Set<String> overlooked = having(List.of("conversation_id", "seq"), 2);
        List<String> destroying =
                database.query("select prosrc from pg_proc where proname = 'destroy_due'", row -> row.getString(1));

        overlooked.removeAll(named(CHANGED, destroying));

        assertThat(overlooked).isEqualTo(NOT_DESTROYED.keySet());
    }

    /** The tables with at least so many of these columns. */
    private Set<String> having(List<String> columns, int least) {
        return new TreeSet<>(database.query("""
                select c.table_name
                from information_schema.columns c
                join pg_class t on t.oid = format('%I.%I', c.table_schema, c.table_name)::regclass
                where c.table_schema = 'public' and t.relkind in ('r', 'p') and not t.relispartition
                  and c.column_name::text = any (?)
                group by c.table_name having count(*) >= ?
                """, row -> row.getString(1), columns.toArray(String[]::new), least));
    }

    /** The tables that stand where the pattern says, in any of the statements. */
    private static Set<String> named(Pattern where, Collection<String> statements) {
        return statements.stream()
                .flatMap(sql -> where.matcher(sql).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}
