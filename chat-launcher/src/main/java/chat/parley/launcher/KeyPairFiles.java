package chat.parley.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyPair;
import java.util.Base64;

/** A pair of keys in two files: PEM, PKCS#8, which only its owner can read, and PEM, X.509. */
final class KeyPairFiles {

    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private KeyPairFiles() {}

    static void write(KeyPair pair, Path privateFile, Path publicFile) {
        try {
            Files.createDirectories(
                    privateFile.resolveSibling("."),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.deleteIfExists(privateFile);
            Files.createFile(
                    privateFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(privateFile, pem("PRIVATE KEY", pair.getPrivate()));
            Files.writeString(publicFile, pem("PUBLIC KEY", pair.getPublic()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pem(String what, Key key) {
        return "-----BEGIN " + what + "-----\n" + PEM.encodeToString(key.getEncoded()) + "\n-----END " + what
                + "-----\n";
    }
}
