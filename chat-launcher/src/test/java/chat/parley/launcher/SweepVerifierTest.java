package chat.parley.launcher;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Certificates written as {@code docs/compliance.md} says it, and spoiled in all the ways there are. */
class SweepVerifierTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeyPair ours = newPair();
    private final Map<String, PublicKey> trusted = Map.of("ours", ours.getPublic());
    private final List<String> file = new ArrayList<>();

    @BeforeEach
    void a_sweep_with_three_certificates() {
        List<String> texts = List.of(certificate(11, 4, 5), certificate(12, 4, 7), certificate(15, 4, 1));
        byte[] chain = {};
        for (String text : texts) {
            MessageDigest next = sha256();
            next.update(chain);
            next.update(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
            chain = next.digest();
        }
        file.add(signed(end(4, texts.size(), 13, HexFormat.of().formatHex(chain)), ours));
        texts.forEach(text -> file.add(signed(text, ours)));
    }

    @Test
    void what_was_written_is_genuine() {
        SweepVerifier.Verdict verdict = SweepVerifier.verify(file.stream(), trusted);

        assertThat(verdict).isEqualTo(new SweepVerifier.Verdict(4, 3, 13, List.of()));
    }

    @Test
    void a_sweep_that_destroyed_nothing_is_genuine() {
        List<String> nothing = List.of(signed(end(5, 0, 0, ""), ours));

        assertThat(SweepVerifier.verify(nothing.stream(), trusted).findings()).isEmpty();
    }

    @Test
    void what_was_changed_is_found() {
        file.set(2, file.get(2).replace("\\\"messages\\\":7", "\\\"messages\\\":6"));

        assertThat(findings())
                .contains("certificate 2 of the file does not have the signature of its key")
                .anyMatch(finding -> finding.startsWith("the messages are not"))
                .anyMatch(finding -> finding.startsWith("the chain of hashes are not"));
    }

    @Test
    void what_is_missing_is_found() {
        for (int gone : new int[] {1, 2, 3}) {
            List<String> rest = new ArrayList<>(file);
            rest.remove(gone);

            assertThat(SweepVerifier.verify(rest.stream(), trusted).findings())
                    .contains("the certificates are not what the sweep ended with: 2, not 3");
        }
    }

    @Test
    void what_was_exchanged_is_found() {
        Collections.swap(file, 1, 2);

        assertThat(findings()).contains("certificate 2 of the file is not in its place");
    }

    @Test
    void a_certificate_of_another_sweep_is_found_though_it_is_signed() {
        file.set(1, signed(certificate(3, 2, 5), ours));

        assertThat(findings())
                .contains("certificate 1 of the file is about another sweep")
                .anyMatch(finding -> finding.startsWith("the chain of hashes are not"));
    }

    @Test
    void what_somebody_else_signed_is_found() {
        file.set(1, signed(certificate(11, 4, 5), newPair()));
        file.set(2, file.get(2).replace("\"key\":\"ours\"", "\"key\":\"theirs\""));

        assertThat(findings())
                .containsExactly(
                        "certificate 1 of the file does not have the signature of its key",
                        "certificate 2 of the file is signed with the key theirs, which is not known");
    }

    @Test
    void without_an_end_nothing_is_proved() {
        assertThat(SweepVerifier.verify(file.stream().skip(1), trusted).findings())
                .isNotEmpty();
        assertThat(SweepVerifier.verify(List.of("{\"id\":4}").stream(), trusted).findings())
                .contains("the sweep has not ended: nothing says that no certificate is missing");
        assertThat(SweepVerifier.verify(List.<String>of().stream(), trusted).findings())
                .isNotEmpty();
        assertThat(SweepVerifier.verify(List.of("no JSON", "nor this").stream(), trusted)
                        .findings())
                .isNotEmpty();
    }

    private List<String> findings() {
        return SweepVerifier.verify(file.stream(), trusted).findings();
    }

    private static String certificate(long id, long sweep, long messages) {
        return JSON.createObjectNode()
                .put("certificate", id)
                .put("organization", 1)
                .put("sweep", sweep)
                .put("messages", messages)
                .toString();
    }

    private static String end(long sweep, long certificates, long messages, String chain) {
        return JSON.createObjectNode()
                .put("sweep", sweep)
                .put("organization", 1)
                .put("messages", messages)
                .put("certificates", certificates)
                .put("chain", chain)
                .toString();
    }

    private static String signed(String text, KeyPair by) {
        try {
            Signature signing = Signature.getInstance("Ed25519");
            signing.initSign(by.getPrivate());
            signing.update(text.getBytes(StandardCharsets.UTF_8));
            ObjectNode line = JSON.createObjectNode();
            line.putObject("document")
                    .put("text", text)
                    .put("key", "ours")
                    .put("signature", Base64.getEncoder().encodeToString(signing.sign()));
            return line.toString();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair newPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
