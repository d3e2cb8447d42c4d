package chat.parley.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * The pair of RSA keys of an installation. Nodes sign access tokens with the private one; whoever can read it is an
 * operator, for it also signs the token that {@code /api/v1/operator} asks for.
 *
 * @param privateFile PEM, PKCS#8; only its owner can read it
 * @param publicFile PEM, X.509
 */
public record SigningKeys(Path privateFile, Path publicFile) {

    private static final Duration OPERATOR_TOKEN_LIFE = Duration.ofMinutes(1);
    private static final Base64.Encoder JOSE = Base64.getUrlEncoder().withoutPadding();

    /** Those in this directory, made now if there are none. */
    public static SigningKeys in(Path directory) {
        SigningKeys keys = new SigningKeys(directory.resolve("private.pem"), directory.resolve("public.pem"));
        if (!Files.exists(keys.privateFile) || !Files.exists(keys.publicFile)) {
            keys.make();
        }
        return keys;
    }

    /** A token that lets its bearer do what operators do, for a minute. */
    public String operatorToken(Instant now) {
        String header = """
                {"alg":"RS256","typ":"JWT"}""";
        String claims = """
                {"iss":"parley","sub":"0","upn":"operator","groups":["operator"],"dev":"0","jti":"%s","iat":%d,"exp":%d}""".formatted(
                        UUID.randomUUID(),
                        now.getEpochSecond(),
                        now.plus(OPERATOR_TOKEN_LIFE).getEpochSecond());
        String signed = encode(header) + "." + encode(claims);
        return signed + "." + JOSE.encodeToString(sign(signed));
    }

    private static String encode(String json) {
        return JOSE.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(privateKey());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(privateFile + " holds no RSA key", e);
        }
    }

    private PrivateKey privateKey() throws GeneralSecurityException {
        try {
            String base64 = Files.readString(privateFile).replaceAll("-----[^-]+-----", "");
            byte[] encoded = Base64.getMimeDecoder().decode(base64);
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (IOException e) {
            throw new LaunchException(ExitCode.UNEXPECTED, "The key " + privateFile + " cannot be read", e);
        }
    }

    private void make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPairFiles.write(generator.generateKeyPair(), privateFile, publicFile);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
