package chat.parley.launcher;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Verifies what a sweep says it has destroyed, without the server, and without its code: {@code docs/compliance.md} says what is
 * hashed and signed. It finds certificates that were changed, taken out, put in, or exchanged, and an end that is not theirs.
 */
public final class SweepVerifier {

    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final Map<String, PublicKey> keys;
    private final List<String> findings = new ArrayList<>();
    private String chain = "";
    private long certificates;
    private long messages;
    private long last;

    /**
     * What it came to.
     *
     * @param sweep its number
     * @param certificates how many there are
     * @param messages how many they say were destroyed
     * @param findings what is wrong; nothing if it is as it was written
     */
    public record Verdict(long sweep, long certificates, long messages, List<String> findings) {}

    private SweepVerifier(Map<String, PublicKey> keys) {
        this.keys = keys;
    }

    /**
     * Verifies a sweep.
     *
     * @param lines the sweep as REST has it, and then its certificates in their order, each in a line
     * @param keys public keys to believe, by their names
     */
    public static Verdict verify(Stream<String> lines, Map<String, PublicKey> keys) {
        return new SweepVerifier(keys).verdict(lines.iterator());
    }

    private Verdict verdict(Iterator<String> lines) {
        JsonNode head = lines.hasNext() ? read(lines.next()) : JSON.missingNode();
        if (!head.has("document")) {
            findings.add("the sweep has not ended: nothing says that no certificate is missing");
        }
        JsonNode end = read(text(head, "what the sweep ended with"));
        while (lines.hasNext()) {
            add(lines.next(), end);
        }
        compare("certificates", end.path("certificates").asText(), String.valueOf(certificates));
        compare("messages", end.path("messages").asText(), String.valueOf(messages));
        compare("chain of hashes", end.path("chain").asText(), chain);
        return new Verdict(end.path("sweep").asLong(), certificates, messages, List.copyOf(findings));
    }

    private void add(String line, JsonNode end) {
        String what = "certificate " + (certificates + 1) + " of the file";
        String text = text(read(line), what);
        JsonNode certificate = read(text);
        for (String same : List.of("sweep", "organization")) {
            if (!certificate.path(same).equals(end.path(same))) {
                findings.add(what + " is about another " + same);
            }
        }
        long number = certificate.path("certificate").asLong();
        if (number <= last) {
            findings.add(what + " is not in its place");
        }
        last = number;
        certificates++;
        messages += certificate.path("messages").asLong();
        chain = chained(text);
    }

    /** The text that is signed; what is wrong with it is noted. */
    private String text(JsonNode holder, String what) {
        JsonNode document = holder.path("document");
        String text = document.path("text").asText();
        PublicKeys.complaint(
                        keys,
                        document.path("key").asText(),
                        text.getBytes(StandardCharsets.UTF_8),
                        document.path("signature").asText())
                .ifPresent(complaint -> findings.add(what + ' ' + complaint));
        return text;
    }

    private void compare(String what, String signed, String found) {
        if (!signed.equals(found)) {
            findings.add("the " + what + " are not what the sweep ended with: " + found + ", not " + signed);
        }
    }

    private String chained(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] hash = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
            sha256.update(HexFormat.of().parseHex(chain));
            return HexFormat.of().formatHex(sha256.digest(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
