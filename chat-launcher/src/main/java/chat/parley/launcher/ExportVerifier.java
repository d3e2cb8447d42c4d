package chat.parley.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * Verifies an export without the server, and without its code: {@code docs/compliance.md} says what is hashed and signed. It
 * finds files that were changed, taken out, put in, or called otherwise, and a manifest that is not the one that was signed.
 */
public final class ExportVerifier {

    private static final String MANIFEST = "manifest.json";
    private static final String SIGNATURE = "manifest.sig.json";
    private static final int BUFFER = 1 << 16;
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final Path root;
    private final @Nullable Map<String, PublicKey> trusted;
    private final List<String> findings = new ArrayList<>();
    private String key = "none";

    /**
     * What it came to.
     *
     * @param files how many there are
     * @param root the root over their hashes, as the manifest has it
     * @param key the name of the key it was signed with
     * @param findings what is wrong; nothing if it is as it was made
     */
    public record Verdict(int files, String root, String key, List<String> findings) {}

    private ExportVerifier(Path root, @Nullable Map<String, PublicKey> trusted) {
        this.root = root;
        this.trusted = trusted;
    }

    /**
     * Verifies an export, packed or unpacked.
     *
     * @param trusted public keys by their names; null: the one that the export names itself, which proves only that it hangs
     *     together
     */
    public static Verdict verify(Path export, @Nullable Map<String, PublicKey> trusted) throws IOException {
        if (Files.isDirectory(export)) {
            return new ExportVerifier(export, trusted).verdict();
        }
        try (FileSystem packed = FileSystems.newFileSystem(export)) {
            return new ExportVerifier(packed.getPath("/"), trusted).verdict();
        }
    }

    private Verdict verdict() throws IOException {
        Path written = root.resolve(MANIFEST);
        if (!Files.exists(written) || !Files.exists(root.resolve(SIGNATURE))) {
            findings.add("there is no manifest, or no signature of it");
            return new Verdict(0, "", key, List.copyOf(findings));
        }
        byte[] bytes = Files.readAllBytes(written);
        checkSignature(bytes);
        JsonNode manifest = read(bytes);
        List<String> leaves = new ArrayList<>();
        Set<String> listed = new HashSet<>();
        for (JsonNode file : manifest.path("files")) {
            String path = file.path("path").asText();
            listed.add(path);
            leaves.add(path
                    + '\n'
                    + file.path("size").asText()
                    + '\n'
                    + file.path("sha256").asText());
            checkFile(path, file);
        }
        checkNothingElse(listed);
        String over = manifest.path("root").asText();
        if (!HexFormat.of()
                .formatHex(leaves.isEmpty() ? sha256().digest() : tree(leaves))
                .equals(over)) {
            findings.add("the root of the hashes is not what the files come to");
        }
        return new Verdict(listed.size(), over, key, List.copyOf(findings));
    }

    private void checkFile(String path, JsonNode expected) throws IOException {
        Path file = root.resolve(path).normalize();
        if (!file.startsWith(root.normalize()) || !Files.isRegularFile(file)) {
            findings.add(path + " is missing");
            return;
        }
        MessageDigest digest = sha256();
        long size = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
            }
        }
        if (size != expected.path("size").asLong()
                || !HexFormat.of()
                        .formatHex(digest.digest())
                        .equals(expected.path("sha256").asText())) {
            findings.add(path + " is not as it was made");
        }
    }

    private void checkNothingElse(Set<String> listed) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> !path.equals(MANIFEST) && !path.equals(SIGNATURE) && !listed.contains(path))
                    .forEach(path -> findings.add(path + " was not there when it was made"));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void checkSignature(byte[] manifest) throws IOException {
        JsonNode signature = read(Files.readAllBytes(root.resolve(SIGNATURE)));
        key = signature.path("key").asText();
        Map<String, PublicKey> keys = trusted == null
                ? PublicKeys.of(List.of(signature.path("publicKey").asText()))
                : trusted;
        PublicKeys.complaint(keys, key, manifest, signature.path("signature").asText())
                .ifPresent(complaint -> findings.add("the manifest " + complaint));
    }

    private static byte[] tree(List<String> leaves) {
        MessageDigest digest = sha256();
        if (leaves.size() == 1) {
            digest.update((byte) 0);
            return digest.digest(leaves.getFirst().getBytes(StandardCharsets.UTF_8));
        }
        int left = Integer.highestOneBit(leaves.size() - 1);
        digest.update((byte) 1);
        digest.update(tree(leaves.subList(0, left)));
        return digest.digest(tree(leaves.subList(left, leaves.size())));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
