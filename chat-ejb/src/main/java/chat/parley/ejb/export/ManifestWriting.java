package chat.parley.ejb.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.Seal;
import chat.parley.ejb.export.ExportMaking.Packed;
import chat.parley.jpa.export.ExportJob;
import chat.parley.jpa.matter.LegalMatter.Mark;
import chat.parley.jpa.matter.SearchTerms;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Packs the files of an export, with a manifest: what each file's SHA-256 is, the root over all of them, what was asked for,
 * and who has requested, released and made it. The manifest is signed; {@code docs/compliance.md} says exactly how, so that
 * anybody can verify it.
 */
@ApplicationScoped
public class ManifestWriting {

    static final String MANIFEST = "manifest.json";
    static final String SIGNATURE = "manifest.sig.json";

    private static final String OF_IMAGES =
            "The pages in concordance/IMAGES are drawn in Liberation Sans, without shaping of"
                    + " letters. A crossed box stands for a character that it lacks. What was said is in messages.jsonl.";

    private static final int PIECE = 65_536;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Seal seal;

    @Inject
    Clock clock;

    private record Entry(String path, long size, String hash) {

        String leaf() {
            return path + '\n' + size + '\n' + hash;
        }
    }

    /** Packs all that lies below a directory, beside it. */
    Packed pack(ExportLease lease, Path work) throws IOException {
        List<Entry> entries = new ArrayList<>();
        Path packed = work.resolveSibling(work.getFileName() + ".zip");
        String root;
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(packed))) {
            for (Path file : files(work)) {
                entries.add(add(lease, out, file, name(work, file)));
            }
            root = HashTree.root(entries.stream().map(Entry::leaf).toList());
            byte[] manifest = manifest(lease.job(), entries, root);
            add(out, MANIFEST, manifest);
            add(out, SIGNATURE, signature(manifest));
        }
        return new Packed(packed, root);
    }

    private static List<Path> files(Path work) throws IOException {
        try (Stream<Path> all = Files.walk(work)) {
            return all.filter(Files::isRegularFile)
                    .sorted((one, other) -> name(work, one).compareTo(name(work, other)))
                    .toList();
        }
    }

    private static String name(Path work, Path file) {
        return work.relativize(file).toString().replace('\\', '/');
    }

    /** The hash is of what was packed, not of what may lie there later. */
    private static Entry add(ExportLease lease, ZipOutputStream out, Path file, String name) throws IOException {
        MessageDigest digest = Seal.sha256();
        out.putNextEntry(new ZipEntry(name));
        long size = 0;
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                out.write(piece, 0, read);
                size += read;
                lease.touch();
            }
        }
        out.closeEntry();
        return new Entry(name, size, HexFormat.of().formatHex(digest.digest()));
    }

    private static void add(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }

    private byte[] manifest(ExportJob job, List<Entry> entries, String root) throws IOException {
        ObjectNode manifest = JSON.createObjectNode().put("type", "export").put("format", "parley-export-1");
        manifest.put("export", job.id().value());
        manifest.put("organization", job.organization().value());
        manifest.put("matter", job.matter().value());
        manifest.put("reason", job.reason());
        manifest.set("terms", terms(job.terms()));
        Instant asOf = job.asOf();
        if (asOf != null) {
            manifest.put("asOf", asOf.toString());
        }
        manifest.put("messages", job.messages());
        ArrayNode custody = manifest.putArray("custody");
        custody(custody, "requested", job.requested());
        Mark decided = job.decided();
        if (decided != null) {
            custody(custody, "released", decided);
        }
        custody.addObject()
                .put("deed", "made")
                .put("at", clock.instant().truncatedTo(ChronoUnit.MICROS).toString());
        if (entries.stream().anyMatch(entry -> entry.path.startsWith("concordance/IMAGES/"))) {
            manifest.put("images", OF_IMAGES);
        }
        ArrayNode files = manifest.putArray("files");
        entries.forEach(entry -> files.addObject()
                .put("path", entry.path)
                .put("size", entry.size)
                .put("sha256", entry.hash));
        manifest.put("root", root);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
    }

    private static void custody(ArrayNode custody, String deed, Mark mark) {
        custody.addObject()
                .put("deed", deed)
                .put("account", mark.by().value())
                .put("at", mark.at().toString());
    }

    private static ObjectNode terms(SearchTerms terms) {
        ObjectNode written = JSON.createObjectNode();
        terms.words().forEach(written.putArray("words")::add);
        terms.keywords().forEach(written.putArray("keywords")::add);
        if (terms.sender() != null) {
            written.put("sender", terms.sender().value());
        }
        if (terms.conversation() != null) {
            written.put("conversation", terms.conversation().value());
        }
        if (terms.from() != null) {
            written.put("from", terms.from().toString());
        }
        if (terms.until() != null) {
            written.put("until", terms.until().toString());
        }
        return written.put("tag", terms.tag());
    }

    private byte[] signature(byte[] manifest) {
        Seal.Signature signature = seal.sign(manifest);
        return JSON.createObjectNode()
                .put("key", signature.key())
                .put("signature", Base64.getEncoder().encodeToString(signature.value()))
                .put("publicKey", Seal.pem(seal.publicKey()))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
