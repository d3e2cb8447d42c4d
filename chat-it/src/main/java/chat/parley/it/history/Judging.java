package chat.parley.it.history;

import java.util.HashMap;
import java.util.Map;

/** Judges what clients recorded against the log as it ended. */
public final class Judging {

    private Judging() {}

    /**
     * The verdict on all that was recorded.
     *
     * @param entries the entries of all clients; those of one client in its order; read twice
     */
    public static Verdict judge(FinalLog log, Iterable<Entry> entries) {
        Findings findings = new Findings();
        LogRules logRules = new LogRules(findings);
        log.conversations().forEach(logRules::check);

        Promises promises = new Promises();
        SenderRules senders = new SenderRules(log, findings, promises);
        entries.forEach(senders::check);
        senders.end();

        Sightings sightings = new Sightings();
        Map<String, ReaderRules> readers = new HashMap<>();
        for (Entry entry : entries) {
            readers.computeIfAbsent(
                            entry.by().client(), client -> new ReaderRules(client, log, findings, promises, sightings))
                    .check(entry);
        }
        readers.values().forEach(ReaderRules::end);
        sightings.end(findings);
        return findings.verdict();
    }
}
