package chat.parley.ejb.retention;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.Seal;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.NumberRange;
import chat.parley.jpa.retention.Certificate;
import chat.parley.jpa.retention.DestroyedBatch;
import chat.parley.jpa.retention.SealedDocument;
import chat.parley.jpa.retention.Sweep;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Puts down in writing what was destroyed, and signs it. The certificates of a sweep are a chain: each adds its own hash to
 * the hash over those before it, and what the sweep ends with says the last one and their number. So none can be missing.
 */
@ApplicationScoped
public class Certifying {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    @Inject
    Seal seal;

    /** Asks whether anything can be certified; nothing is destroyed if not. */
    void check() {
        seal.check();
    }

    /** That these messages were destroyed. */
    Certificate certify(long id, Sweep sweep, ConversationId conversation, DestroyedBatch batch, Instant at) {
        ObjectNode document = JSON.createObjectNode()
                .put("certificate", id)
                .put("organization", sweep.organization().value())
                .put("sweep", sweep.id())
                .put("conversation", conversation.value())
                .put("messages", batch.messages());
        document.set("numbers", numbers(batch.numbers()));
        document.set("reasons", parse(batch.reasons()));
        document.put("digest", batch.digest())
                .put("asOf", sweep.asOf().toString())
                .put("at", at.toString());
        return new Certificate(
                id, sweep.organization(), sweep.id(), conversation, batch.messages(), at, sealed(document));
    }

    /** The chain with another certificate. */
    static String chained(String chain, SealedDocument document) {
        MessageDigest sha256 = Seal.sha256();
        sha256.update(HexFormat.of().parseHex(chain));
        sha256.update(Seal.sha256().digest(document.text().getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** That a sweep has ended, and what it came to. */
    SealedDocument conclude(Sweep sweep, Instant at) {
        return sealed(JSON.createObjectNode()
                .put("sweep", sweep.id())
                .put("organization", sweep.organization().value())
                .put("messages", sweep.messages())
                .put("certificates", sweep.certificates())
                .put("chain", sweep.chain())
                .put("asOf", sweep.asOf().toString())
                .put("ended", at.toString()));
    }

    private SealedDocument sealed(ObjectNode document) {
        String text = document.toString();
        Seal.Signature signature = seal.sign(text.getBytes(StandardCharsets.UTF_8));
        return new SealedDocument(text, signature.key(), signature.value());
    }

    private static ArrayNode numbers(List<NumberRange> ranges) {
        ArrayNode numbers = JSON.createArrayNode();
        ranges.forEach(range -> numbers.addArray().add(range.from()).add(range.to()));
        return numbers;
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database answers with JSON that is none", e);
        }
    }
}
