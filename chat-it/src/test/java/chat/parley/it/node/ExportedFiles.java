package chat.parley.it.node;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import chat.parley.it.client.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/** What was exported, unpacked and read by libraries that know nothing of us. */
record ExportedFiles(Path directory) {

    /** A message as one of the forms tells it, with all it said from the first. */
    record Told(long seq, String sender, List<String> said) {}

    static ExportedFiles unpack(byte[] packed, Path directory) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(packed))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = directory.resolve(entry.getName()).normalize();
                if (!file.startsWith(directory)) {
                    throw new IOException("outside: " + entry.getName());
                }
                Files.createDirectories(file.resolveSibling(""));
                Files.copy(in, file);
            }
        }
        return new ExportedFiles(directory);
    }

    List<JsonNode> lines(String name) throws IOException {
        return Files.readString(directory.resolve(name)).lines().map(Json::read).toList();
    }

    List<Told> byJson() throws IOException {
        return lines("messages.jsonl").stream()
                .map(message -> new Told(
                        message.path("seq").asLong(),
                        message.path("sender").asText(),
                        said(message.path("versions"), message.path("body").asText())))
                .toList();
    }

    List<Told> byCsv() throws IOException {
        List<Told> told = new ArrayList<>();
        try (var parser = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(Files.newBufferedReader(directory.resolve("messages.csv")))) {
            for (CSVRecord row : parser) {
                row.forEach(ExportedFiles::harmless);
                told.add(new Told(
                        Long.parseLong(row.get("seq")),
                        row.get("sender"),
                        said(Json.read(row.get("versions")), meant(row.get("body")))));
            }
        }
        return told;
    }

    private static void harmless(String cell) {
        if (!cell.isEmpty() && "=+-@\t\r\n".indexOf(cell.charAt(0)) >= 0) {
            throw new AssertionError("a spreadsheet would reckon with " + cell);
        }
    }

    private static String meant(String cell) {
        return cell.startsWith("'") ? cell.substring(1) : cell;
    }

    Document transcript(long conversation) throws IOException {
        return Jsoup.parse(directory.resolve("transcript/conversation-" + conversation + ".html"), "UTF-8");
    }

    static List<Told> byTranscript(Document page) {
        List<Told> told = new ArrayList<>();
        for (Element article : page.select("article")) {
            List<String> said = new ArrayList<>();
            article.select(".was").forEach(was -> said.add(was.wholeText()));
            said.add(article.expectFirst(".body").wholeText());
            told.add(new Told(
                    Long.parseLong(article.id().substring(1)),
                    article.expectFirst("b").wholeText(),
                    said));
        }
        return told;
    }

    /** Letters of an mbox: each begins with a line that begins with From and a space, after an empty one. */
    List<MimeMessage> letters() throws IOException, MessagingException {
        String box = Files.readString(directory.resolve("messages.mbox"), StandardCharsets.US_ASCII);
        List<MimeMessage> letters = new ArrayList<>();
        Session session = Session.getInstance(new Properties());
        for (String letter : box.split("(?m)^From [^\n]*\n", -1)) {
            if (!letter.isEmpty()) {
                letters.add(
                        new MimeMessage(session, new ByteArrayInputStream(letter.getBytes(StandardCharsets.US_ASCII))));
            }
        }
        return letters;
    }

    static Told told(MimeMessage letter) throws IOException, MessagingException {
        MimeMultipart parts = (MimeMultipart) letter.getContent();
        List<String> said = new ArrayList<>();
        for (int i = 1; i < parts.getCount(); i++) {
            said.add(text(parts, i));
        }
        said.add(text(parts, 0));
        String number = letter.getHeader("X-Parley-Message")[0];
        String address = letter.getFrom()[0].toString();
        return new Told(
                Long.parseLong(number.substring(number.indexOf('/') + 1)),
                address.replaceAll(".*<account-(\\d+)@.*", "$1"),
                said);
    }

    private static String text(MimeMultipart parts, int place) throws IOException, MessagingException {
        try (InputStream in = parts.getBodyPart(place).getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The rows of the load file, by field. */
    List<Map<String, String>> load() throws IOException {
        String text = Files.readString(directory.resolve("concordance/load.dat"));
        if (text.charAt(0) != '\ufeff') {
            throw new AssertionError("there is no mark of UTF-8");
        }
        List<List<String>> rows = text.substring(1)
                .lines()
                .map(line -> List.of(line.split("\u0014", -1)).stream()
                        .map(field -> field.substring(1, field.length() - 1)
                                .replace("\u00fe\u00fe", "\u00fe")
                                .replace('\u00ae', '\n'))
                        .toList())
                .toList();
        List<Map<String, String>> read = new ArrayList<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                fields.put(rows.getFirst().get(i), row.get(i));
            }
            read.add(fields);
        }
        return read;
    }

    /** The pages of the load file, each a picture that can be opened, by the number of the first page of their document. */
    Map<String, List<String>> pages() throws IOException {
        Map<String, List<String>> pages = new LinkedHashMap<>();
        String first = "";
        for (String line : Files.readAllLines(directory.resolve("concordance/load.opt"))) {
            String[] fields = line.split(",", -1);
            first = fields[3].equals("Y") ? fields[0] : first;
            pages.computeIfAbsent(first, _ -> new ArrayList<>()).add(fields[0]);
            assertThat(ImageIO.read(directory
                                    .resolve("concordance")
                                    .resolve(fields[2].replace('\\', '/'))
                                    .toFile())
                            .getWidth())
                    .isEqualTo(1654);
        }
        return pages;
    }

    /** The documents of the EDRM load file, each with its letter, which is as the load file says. */
    List<MimeMessage> edrm() throws Exception {
        Path place = directory.resolve("edrm");
        var root = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(place.resolve("load.xml").toFile())
                .getDocumentElement();
        NodeList documents = root.getElementsByTagName("Document");
        List<MimeMessage> letters = new ArrayList<>();
        for (int i = 0; i < documents.getLength(); i++) {
            var file = (org.w3c.dom.Element) ((org.w3c.dom.Element) documents.item(i))
                    .getElementsByTagName("ExternalFile")
                    .item(0);
            byte[] letter = Files.readAllBytes(
                    place.resolve(file.getAttribute("FilePath")).resolve(file.getAttribute("FileName")));
            String hash =
                    HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(letter));
            if (!file.getAttribute("Hash").equals(hash)
                    || !file.getAttribute("FileSize").equals(Integer.toString(letter.length))) {
                throw new AssertionError("not the file that the load file means: " + file.getAttribute("FileName"));
            }
            letters.add(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(letter)));
        }
        return letters;
    }

    /** The manifests of the short messages, each as the format's schema wants it. */
    List<JsonNode> shortMessages() throws IOException, MessagingException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(ExportedFiles.class.getResourceAsStream("/rsmf-2.0.0.schema.json"));
        List<JsonNode> manifests = new ArrayList<>();
        for (Path file : filesIn("rsmf")) {
            MimeMessage letter;
            try (InputStream in = Files.newInputStream(file)) {
                letter = new MimeMessage(Session.getInstance(new Properties()), in);
            }
            MimeMultipart parts = (MimeMultipart) letter.getContent();
            JsonNode manifest;
            try (ZipInputStream zip = new ZipInputStream(parts.getBodyPart(1).getInputStream())) {
                zip.getNextEntry();
                manifest = Json.read(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
            assertThat(schema.validate(
                            manifest, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true)))
                    .isEmpty();
            assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("rsmf.zip");
            assertThat(letter.getHeader("X-RSMF-Version")).containsExactly("2.0.0");
            assertThat(letter.getHeader("X-RSMF-EventCount"))
                    .containsExactly(Integer.toString(manifest.path("events").size()));
            manifests.add(manifest);
        }
        return manifests;
    }

    private List<Path> filesIn(String place) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(place))) {
            return files.sorted().toList();
        }
    }

    /** A message as a reviewer's tool sees it; one that was deleted says nothing in the end. */
    static Told told(JsonNode event) {
        List<String> said = new ArrayList<>();
        event.path("edits").forEach(edit -> said.add(edit.path("previous").asText()));
        said.add(event.path("body").asText());
        if (event.path("deleted").asBoolean()) {
            said.add("");
        }
        return new Told(
                Long.parseLong(event.path("id").asText().substring(1)),
                event.path("participant").asText().substring(1),
                said);
    }

    private static List<String> said(JsonNode versions, String body) {
        List<String> said = new ArrayList<>();
        versions.forEach(version -> said.add(version.path("body").asText()));
        said.add(body);
        return said;
    }
}
