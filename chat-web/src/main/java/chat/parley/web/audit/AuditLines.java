package chat.parley.web.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import chat.parley.ejb.audit.ExportingAudit;
import chat.parley.ejb.audit.ExportingAudit.Beginning;
import chat.parley.ejb.audit.ExportingAudit.Part;
import chat.parley.ejb.audit.Seal;
import chat.parley.jpa.audit.AuditCheckpoint;
import chat.parley.jpa.audit.AuditEntry;
import chat.parley.jpa.audit.AuditStamp;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * The audit log as lines of JSON: what it is and how far it goes, then every entry, each followed by the checkpoint about
 * it and the time stamp of that. {@code docs/compliance.md} says how to verify it.
 */
final class AuditLines {

    private static final ObjectMapper JSON =
            new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    private AuditLines() {}

    /** The first line. */
    record Head(
            String type,
            String format,
            long organization,
            List<String> keys,
            @Nullable SignedLine until) {}

    /** An entry; {@code details} is the text of a JSON object, exactly as it was hashed. */
    record EntryLine(
            String type,
            long number,
            String at,
            @Nullable Long account,
            @Nullable Long device,
            @Nullable String address,
            String deed,
            @Nullable String subject,
            String outcome,
            String details,
            String hash) {}

    /** A checkpoint. */
    record SignedLine(String type, long number, String hash, String at, String key, String signature) {}

    /** A time stamp of the signature of the checkpoint before it; {@code token} as RFC 3161 says, in DER. */
    record StampLine(String type, long number, String at, String token) {}

    static void write(ExportingAudit exporting, Beginning begun, OutputStream out) throws IOException {
        List<String> keys = begun.keys().stream().map(Seal::pem).toList();
        SignedLine until = begun.until().map(AuditLines::signed).orElse(null);
        line(out, new Head("audit", "parley-audit-1", begun.organization().value(), keys, until));
        Part part = exporting.next(begun, 0);
        while (!part.entries().isEmpty()) {
            write(part, out);
            part = exporting.next(begun, part.entries().getLast().number());
        }
        out.flush();
    }

    private static void write(Part part, OutputStream out) throws IOException {
        Map<Long, AuditCheckpoint> signed = new HashMap<>();
        part.checkpoints().forEach(checkpoint -> signed.put(checkpoint.number(), checkpoint));
        Map<Long, AuditStamp> stamped = new HashMap<>();
        part.stamps().forEach(stamp -> stamped.put(stamp.number(), stamp));
        for (AuditEntry entry : part.entries()) {
            line(out, entry(entry));
            AuditCheckpoint checkpoint = signed.get(entry.number());
            if (checkpoint != null) {
                line(out, signed(checkpoint));
            }
            AuditStamp stamp = stamped.get(entry.number());
            if (stamp != null) {
                line(out, stamped(stamp));
            }
        }
    }

    static EntryLine entry(AuditEntry entry) {
        AccountId by = entry.note().by();
        DeviceId device = entry.note().device();
        return new EntryLine(
                "entry",
                entry.number(),
                moment(entry.note().at()),
                by == null ? null : by.value(),
                device == null ? null : device.value(),
                entry.address(),
                entry.note().deed().name(),
                entry.note().subject(),
                entry.note().outcome().name(),
                entry.note().details(),
                entry.hash());
    }

    static SignedLine signed(AuditCheckpoint checkpoint) {
        return new SignedLine(
                "checkpoint",
                checkpoint.number(),
                checkpoint.hash(),
                moment(checkpoint.at()),
                checkpoint.key(),
                Base64.getEncoder().encodeToString(checkpoint.signature()));
    }

    private static StampLine stamped(AuditStamp stamp) {
        return new StampLine(
                "stamp", stamp.number(), moment(stamp.at()), Base64.getEncoder().encodeToString(stamp.token()));
    }

    static void line(OutputStream out, Object line) throws IOException {
        try {
            out.write(JSON.writeValueAsString(line).getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String moment(Instant at) {
        return at.toString();
    }
}
