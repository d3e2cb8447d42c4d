package chat.parley.it.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import chat.parley.launcher.ParleyHome;

/** The table of duties in {@code docs/compliance.md}, as a reader without the server's classes understands it. */
final class DutiesTable {

    static final List<String> DUTIES = List.of("system", "people", "compliance", "audit", "moderation");

    private final Map<String, Set<String>> duties;

    private DutiesTable(Map<String, Set<String>> duties) {
        this.duties = duties;
    }

    static DutiesTable read() {
        try {
            Map<String, Set<String>> duties = new LinkedHashMap<>();
            Files.readAllLines(ParleyHome.find().checkout().resolve("docs/compliance.md")).stream()
                    .dropWhile(line -> !line.startsWith("| to | called |"))
                    .takeWhile(line -> line.startsWith("|"))
                    .skip(2)
                    .map(DutiesTable::cells)
                    .forEach(cells -> duties.put(cells.get(1).replace("`", ""), yes(cells)));
            return new DutiesTable(duties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that can be done. */
    Set<String> actions() {
        return duties.keySet();
    }

    /** Whether this duty lets one do it. */
    boolean lets(String duty, String action) {
        return duties.getOrDefault(action, Set.of()).contains(duty);
    }

    private static Set<String> yes(List<String> cells) {
        Set<String> yes = new LinkedHashSet<>();
        for (int i = 0; i < DUTIES.size(); i++) {
            if (cells.get(2 + i).equals("yes")) {
                yes.add(DUTIES.get(i));
            }
        }
        return yes;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.length() - 1).split("\\|"))
                .map(String::strip)
                .toList();
    }
}
