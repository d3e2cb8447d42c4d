package chat.parley.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.TrustAnchor;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * Verifies an exported audit log without the server, and without its code: {@code docs/compliance.md} says what is hashed and
 * signed, and this reads it from there. It finds entries that were changed, taken out, put in, exchanged or cut off.
 */
public final class AuditVerifier {

    private static final int MOST_FINDINGS = 100;
    private static final String START = "0".repeat(64);
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final @Nullable Map<String, PublicKey> trusted;
    private final @Nullable Set<TrustAnchor> authorities;
    private final List<String> findings = new ArrayList<>();
    private Map<String, PublicKey> keys = Map.of();
    private String organization = "";
    private @Nullable JsonNode until;
    private long number;
    private String hash = START;
    private long entries;
    private long signed;
    private @Nullable JsonNode checkpoint;
    private @Nullable Stamped stamped;

    /**
     * What it came to.
     *
     * @param entries how many there are
     * @param signed up to which one the log was signed
     * @param stamped up to which one somebody else says when it was there; null if nobody does
     * @param findings what is wrong; nothing if it is as it was written
     * @param keys the names of the keys that were believed
     */
    public record Verdict(
            long entries, long signed, @Nullable Stamped stamped, List<String> findings, List<String> keys) {}

    /** That everything up to an entry was there at a time, and who says so. */
    public record Stamped(long number, Instant at, String by) {}

    private AuditVerifier(@Nullable Map<String, PublicKey> trusted, @Nullable Set<TrustAnchor> authorities) {
        this.trusted = trusted;
        this.authorities = authorities;
    }

    /**
     * Verifies the lines of a file.
     *
     * @param trusted public keys by their names; null: whichever the file itself names, which proves only that it hangs
     *     together
     * @param authorities who has certified the authorities of time stamps that are believed; null: whoever
     */
    public static Verdict verify(
            Stream<String> lines, @Nullable Map<String, PublicKey> trusted, @Nullable Set<TrustAnchor> authorities) {
        AuditVerifier verifier = new AuditVerifier(trusted, authorities);
        Iterator<String> all = lines.iterator();
        verifier.begin(all.hasNext() ? all.next() : "");
        while (all.hasNext() && verifier.findings.size() < MOST_FINDINGS) {
            verifier.next(all.next());
        }
        verifier.end();
        return new Verdict(
                verifier.entries,
                verifier.signed,
                verifier.stamped,
                List.copyOf(verifier.findings),
                verifier.keys.keySet().stream().sorted().toList());
    }

    private void begin(String line) {
        JsonNode head = read(line);
        if (!head.path("type").asText().equals("audit")
                || !head.path("format").asText().equals("parley-audit-1")) {
            findings.add("the first line is not that of an audit log");
            return;
        }
        organization = head.path("organization").asText();
        keys = trusted == null ? PublicKeys.of(texts(head.path("keys"))) : trusted;
        if (head.has("until")) {
            JsonNode promised = head.path("until");
            until = promised;
            checkSignature(promised, "what the first line says of the end");
        } else {
            findings.add("the first line does not say, signed, how far the log goes");
        }
    }

    private void next(String line) {
        JsonNode read = read(line);
        switch (read.path("type").asText()) {
            case "entry" -> entry(read);
            case "checkpoint" -> checkpoint(read);
            case "stamp" -> stamp(read);
            default -> findings.add("after entry " + number + " there is a line of no kind that a log has");
        }
    }

    private void entry(JsonNode entry) {
        entries++;
        long its = entry.path("number").asLong();
        if (its > number + 1) {
            findings.add(
                    its == number + 2
                            ? "entry " + (number + 1) + " is missing"
                            : "entries " + (number + 1) + " to " + (its - 1) + " are missing");
        } else if (its <= number) {
            findings.add("entry " + its + " stands after entry " + number);
        }
        if (!entry.path("hash").asText().equals(link(entry))) {
            findings.add("entry " + its + " is not as it was written, or does not follow the one before it");
        }
        number = its;
        hash = entry.path("hash").asText();
    }

    private void checkpoint(JsonNode read) {
        checkpoint = read;
        long its = read.path("number").asLong();
        if (its != number || !read.path("hash").asText().equals(hash)) {
            findings.add("what was signed of entry " + its + " is not the entry before that line");
        } else if (checkSignature(read, "the checkpoint of entry " + its)) {
            signed = its;
        }
    }

    private void stamp(JsonNode stamp) {
        long its = stamp.path("number").asLong();
        JsonNode before = checkpoint;
        if (before == null || its != number || its != before.path("number").asLong()) {
            findings.add("the time stamp of entry " + its + " does not stand after its checkpoint");
            return;
        }
        try {
            TimeStamps.Stamp said = TimeStamps.verify(
                    Base64.getDecoder().decode(stamp.path("token").asText()),
                    Base64.getDecoder().decode(before.path("signature").asText()),
                    authorities);
            if (said.at().toString().equals(stamp.path("at").asText())) {
                stamped = new Stamped(its, said.at(), said.by());
            } else {
                findings.add("the time stamp of entry " + its + " says another time");
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            findings.add("the time stamp of entry " + its + " is not one: " + e.getMessage());
        }
    }

    private void end() {
        JsonNode promised = until;
        if (promised == null) {
            return;
        }
        long last = promised.path("number").asLong();
        if (number != last) {
            findings.add("the log goes to entry " + last + ", but the file ends with " + number);
        } else if (!promised.path("hash").asText().equals(hash)) {
            findings.add("entry " + last + " is not the one that was signed as the last");
        } else {
            signed = last;
        }
    }

    private boolean checkSignature(JsonNode checkpoint, String what) {
        String signed = "parley-checkpoint-1"
                + field(organization)
                + field(checkpoint.path("number"))
                + field(checkpoint.path("hash"))
                + field(micros(checkpoint.path("at")));
        Optional<String> complaint = PublicKeys.complaint(
                keys,
                checkpoint.path("key").asText(),
                signed.getBytes(StandardCharsets.UTF_8),
                checkpoint.path("signature").asText());
        complaint.ifPresent(wrong -> findings.add(what + ' ' + wrong));
        return complaint.isEmpty();
    }

    private String link(JsonNode entry) {
        String content = "parley-audit-1"
                + field(hash)
                + field(organization)
                + field(entry.path("number"))
                + field(micros(entry.path("at")))
                + field(entry.path("account"))
                + field(entry.path("device"))
                + field(entry.path("address"))
                + field(entry.path("deed"))
                + field(entry.path("subject"))
                + field(entry.path("outcome"))
                + field(entry.path("details"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String field(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "-" : field(value.asText());
    }

    private static String field(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length + ":" + value + ",";
    }

    /** Microseconds since 1970, of a moment that is written in no other way than the server does. */
    private static String micros(JsonNode at) {
        try {
            Instant moment = Instant.parse(at.asText());
            Instant whole = moment.truncatedTo(ChronoUnit.MICROS);
            return whole.toString().equals(at.asText())
                    ? Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, whole))
                    : "not a moment";
        } catch (DateTimeException e) {
            return "not a moment";
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
