package chat.parley.bench.audit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import chat.parley.bench.report.Figures;
import chat.parley.jpa.database.Database;
import chat.parley.launcher.OperatorClient;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * Has a node hand out a long audit log, and verifies it: the file with the command that is shipped for it, in a heap
 * too small for the log, and where it lies by the node.
 */
public final class AuditTrial {

    private static final int AT_ONCE = 20_000;
    private static final String ORGANIZATION = "parley";
    private static final String AUDITOR = "auditor";

    private final Database database;
    private final OperatorClient operator;

    /** On a node whose operator may do this, and on its database. */
    public AuditTrial(Database database, OperatorClient operator) {
        this.database = database;
        this.operator = operator;
    }

    /** Notes so many entries in all, as the database chains them for everybody; answers how many it has noted in a second. */
    public double fill(long entries, Consumer<String> progress) {
        long organization = number("select id from organization where name = '" + ORGANIZATION + "'");
        long begin = System.nanoTime();
        long before = last(organization);
        for (long from = before; from < entries; from += AT_ONCE) {
            long to = Math.min(entries, from + AT_ONCE);
            note(organization, to);
            if (to / AT_ONCE % 5 == 0) {
                progress.accept("%,d entries".formatted(to));
            }
        }
        return Math.max(0, entries - before) / seconds(begin);
    }

    /** One transaction, with the row of the head as everybody who notes something has it. */
    private void note(long organization, long to) {
        database.update("""
                with head as (
                    select organization_id, last_number from audit_head where organization_id = ? for update
                ), moved as (
                    update audit_head h set last_number = ? from head where h.organization_id = head.organization_id
                )
                insert into audit_entry (
                    organization_id, number, at, account_id, device_id, address, deed, subject, outcome, details)
                select head.organization_id, n, clock_timestamp(), 1 + n % 500, 1 + n % 1000, '192.0.2.' || n % 250, 'SIGN_IN',
                       'account ' || 1 + n % 500, 'DONE', jsonb_build_object('device', 'Laptop ' || n % 1000, 'by', 'password')
                from head, generate_series(head.last_number + 1, ?) n
                order by n
                """, organization, to, to);
    }

    /**
     * Measures all of it.
     *
     * @param file where the log is written
     * @param heap the heap that the command has which verifies it, as Java is told
     */
    public Figures run(Path file, String heap) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long lines = export(file);
        double exported = seconds(begin);
        begin = System.nanoTime();
        verify(file, heap);
        double verified = seconds(begin);
        begin = System.nanoTime();
        long looked = verifyThere();
        double there = seconds(begin);
        return new Figures()
                .put("label", "audit")
                .put("entries", looked)
                .put("file_mb", Files.size(file) / 1e6)
                .put("export_s", exported)
                .put("export_per_s", lines / exported)
                .put("verify_heap", heap)
                .put("verify_s", verified)
                .put("verify_per_s", lines / verified)
                .put("verify_there_s", there)
                .put("verify_there_per_s", looked / there);
    }

    private long export(Path file) throws IOException {
        long count = 0;
        try (Stream<String> lines = operator.audit(ORGANIZATION);
                BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); count++) {
                write(out, each.next());
            }
        }
        return count;
    }

    private static void write(Writer out, String line) throws IOException {
        out.write(line);
        out.write('\n');
    }

    private static void verify(Path file, String heap) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "chat.parley.launcher.command.Launcher",
                        "audit",
                        "verify",
                        file.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(
                        file.resolveSibling("verified.txt").toFile()))
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(Files.readString(file.resolveSibling("verified.txt")));
        }
    }

    /** Answers how many entries there were. */
    private long verifyThere() {
        long after = 0;
        JsonNode stretch;
        do {
            stretch = operator.as(AUDITOR, "POST", "admin/audit/verify?after=" + after);
            if (!stretch.path("flaws").isEmpty()) {
                throw new IllegalStateException("The log does not verify: " + stretch);
            }
            after = stretch.path("to").asLong();
        } while (stretch.path("more").asBoolean());
        return after;
    }

    private long last(long organization) {
        return number("select last_number from audit_head where organization_id = " + organization);
    }

    private long number(String sql) {
        return database.first(sql, row -> row.getLong(1)).orElseThrow();
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
