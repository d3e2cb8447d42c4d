package chat.parley.it.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import chat.parley.it.client.Json;
import chat.parley.it.client.Patience;
import chat.parley.launcher.AuditVerifier;
import chat.parley.launcher.AuditVerifier.Verdict;
import chat.parley.launcher.PublicKeys;
import chat.parley.launcher.TimeStamps;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Time stamps of the audit log by a real authority, which is not always there. */
@NodeTest
class TimeStampsIT {

    @TempDir
    private Path directory;

    @Test
    void an_authority_says_when_the_log_was_there_and_whoever_verifies_decides_whom_to_believe() throws Exception {
        export();
        try (TimeStampServer authority = new TimeStampServer(directory, RealServer.TIME_STAMP_PORT)) {
            Patience.await(
                    "a time stamp", Patience.USUAL, () -> export().stream().anyMatch(TimeStampsIT::isStamp));
            List<String> lines = export();
            int at = lines.indexOf(lines.stream()
                    .filter(TimeStampsIT::isStamp)
                    .reduce((_, last) -> last)
                    .orElseThrow());

            Verdict verdict = verify(lines, authority.root());
            assertThat(verdict.findings()).isEmpty();
            assertThat(verdict.stamped()).satisfies(stamped -> {
                assertThat(stamped.number())
                        .isEqualTo(Json.read(lines.get(at)).path("number").asLong());
                assertThat(stamped.by()).isEqualTo("CN=Time");
            });

            assertThat(verify(lines, authority.root("stranger")).findings())
                    .anyMatch(finding -> finding.startsWith("the time stamp of entry"));
            assertThat(verify(changed(lines, at, "at", "2026-01-01T00:00:00Z"), authority.root())
                            .findings())
                    .anyMatch(finding -> finding.endsWith("says another time"));
            String early = Json.read(lines.stream()
                            .filter(TimeStampsIT::isStamp)
                            .findFirst()
                            .orElseThrow())
                    .path("token")
                    .asText();
            List<String> moved = changed(lines, at, "token", early.replace(early.substring(100, 104), "AAAA"));
            assertThat(verify(moved, authority.root()).findings()).isNotEmpty();
            List<String> elsewhere = new ArrayList<>(lines);
            elsewhere.add(2, elsewhere.remove(at));
            assertThat(verify(elsewhere, authority.root()).findings()).isNotEmpty();
        }
    }

    private static boolean isStamp(String line) {
        return Json.read(line).path("type").asText().equals("stamp");
    }

    private static List<String> changed(List<String> lines, int at, String field, String value) {
        List<String> changed = new ArrayList<>(lines);
        JsonNode line = ((ObjectNode) Json.read(lines.get(at))).put(field, value);
        changed.set(at, line.toString());
        return changed;
    }

    private static List<String> export() {
        try (Stream<String> lines = RealServer.operator().audit("parley")) {
            return lines.toList();
        }
    }

    private static Verdict verify(List<String> lines, Path roots) throws Exception {
        Map<String, PublicKey> keys =
                PublicKeys.of(List.of(Files.readString(RealServer.seal().publicFile())));
        return AuditVerifier.verify(lines.stream(), keys, TimeStamps.roots(roots));
    }
}
