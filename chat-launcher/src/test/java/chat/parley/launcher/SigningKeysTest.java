package chat.parley.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SigningKeysTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    @TempDir
    Path directory;

    private SigningKeys keys;

    @BeforeEach
    void fresh_keys() {
        keys = SigningKeys.in(directory.resolve("keys"));
    }

    @Test
    void only_their_owner_can_read_the_private_one() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.privateFile())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(keys.privateFile())).startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(Files.readString(keys.publicFile())).startsWith("-----BEGIN PUBLIC KEY-----\n");
    }

    @Test
    void they_stay_the_same() throws IOException {
        String before = Files.readString(keys.privateFile());

        SigningKeys again = SigningKeys.in(directory.resolve("keys"));

        assertThat(Files.readString(again.privateFile())).isEqualTo(before);
    }

    @Test
    void the_public_one_verifies_an_operator_token() throws GeneralSecurityException, IOException {
        String[] parts = keys.operatorToken(NOW).split("\\.", -1);

        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(publicKey());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8));

        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    @Test
    void an_operator_token_says_so_for_a_minute() throws IOException {
        String[] parts = keys.operatorToken(NOW).split("\\.", -1);
        JsonNode header = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[0]));
        JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));

        assertThat(header.path("alg").asText()).isEqualTo("RS256");
        assertThat(claims.path("iss").asText()).isEqualTo("parley");
        assertThat(claims.path("groups").path(0).asText()).isEqualTo("operator");
        assertThat(claims.path("exp").asLong()).isEqualTo(NOW.getEpochSecond() + 60);
    }

    private PublicKey publicKey() throws GeneralSecurityException, IOException {
        String base64 = Files.readString(keys.publicFile()).replaceAll("-----[^-]+-----", "");
        return KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
    }
}
