package chat.parley.ejb.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A load file in the interchange format of the Electronic Discovery Reference Model (EDRM XML 1.2): a document for each
 * message, with its {@link Letter} as the native file. The hashes are those that load files of this kind have always had,
 * and are there against mistakes only; against forging there is the manifest.
 */
final class EdrmFile implements ExportFormat {

    /** What XML 1.0 cannot say at all, not even escaped. */
    private static final String UNSPEAKABLE = "[^\\t\\n\\r\\x{20}-\\x{d7ff}\\x{e000}-\\x{fffd}\\x{10000}-\\x{10ffff}]";

    private final Cast cast;
    private final NumberedFiles natives;
    private final OutputStream file;
    private final XMLStreamWriter xml;

    EdrmFile(Path directory, Cast cast) throws IOException {
        this.cast = cast;
        Path edrm = Files.createDirectories(directory.resolve("edrm"));
        natives = new NumberedFiles(edrm, "NATIVE", ".eml");
        file = Files.newOutputStream(edrm.resolve("load.xml"));
        try {
            xml = XMLOutputFactory.newFactory().createXMLStreamWriter(file, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            begin("Root", "MajorVersion", "1", "MinorVersion", "2", "DataInterchangeType", "Update");
            begin("Batch");
            begin("Documents");
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void write(JsonNode message) throws IOException {
        byte[] letter = Letter.of(message, cast).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
        String path = natives.write(message, letter);
        try {
            begin(
                    "Document",
                    "DocID",
                    NumberedFiles.document(message),
                    "DocType",
                    "Message",
                    "MimeType",
                    "message/rfc822");
            tags(message);
            begin("Files");
            begin("File", "FileType", "Native");
            int name = path.lastIndexOf('/') + 1;
            empty(
                    "ExternalFile",
                    "FilePath",
                    path.substring(0, name - 1),
                    "FileName",
                    path.substring(name),
                    "FileSize",
                    Integer.toString(letter.length),
                    "Hash",
                    md5(letter),
                    "HashType",
                    "MD5");
            end("File", "Files", "Document");
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void tags(JsonNode message) throws XMLStreamException {
        long conversation = message.path("conversation").asLong();
        long seq = message.path("seq").asLong();
        begin("Tags");
        tag("#From", "Text", cast.name(message.path("sender").asLong()));
        tag("#To", "Text", cast.members(conversation, seq, "; ", cast::name));
        tag("#Subject", "Text", cast.title(conversation));
        tag("#DateSent", "DateTime", message.path("at").asText());
        tag("Conversation", "LongInteger", Long.toString(conversation));
        tag("Sequence", "LongInteger", Long.toString(seq));
        if (message.has("edited")) {
            tag("DateEdited", "DateTime", message.path("edited").asText());
        }
        if (message.has("deleted")) {
            tag("DateDeleted", "DateTime", message.path("deleted").asText());
        }
        end("Tags");
    }

    private void tag(String name, String type, String value) throws XMLStreamException {
        empty("Tag", "TagName", name, "TagDataType", type, "TagValue", value);
    }

    private void begin(String element, String... attributes) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(element);
        attributes(attributes);
    }

    private void empty(String element, String... attributes) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeEmptyElement(element);
        attributes(attributes);
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], attributes[i + 1].replaceAll(UNSPEAKABLE, "\ufffd"));
        }
    }

    private void end(String... elements) throws XMLStreamException {
        for (String _ : elements) {
            xml.writeEndElement();
        }
    }

    private static String md5(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try (file) {
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }
}
