package chat.parley.ejb.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A page for each conversation, to be read by people. Nothing in it is markup that somebody wrote, and nothing runs. */
final class Transcript implements ExportFormat {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>@title@</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 50em; margin: 2em auto; padding: 0 1em }
            article { border-top: 1px solid #ccc; padding: .6em 0 }
            header { color: #555; font-size: 13px }
            .body, .was { white-space: pre-wrap; overflow-wrap: anywhere }
            .was { border-left: 3px solid #bbb; padding-left: .8em; color: #555 }
            </style>
            </head>
            <body>
            <h1>@title@</h1>
            """;

    private final Path directory;
    private final Cast cast;
    private @Nullable Writer page;
    private long conversation;

    Transcript(Path directory, Cast cast) throws IOException {
        this.directory = Files.createDirectories(directory.resolve("transcript"));
        this.cast = cast;
    }

    @Override
    public void write(JsonNode message) throws IOException {
        Writer out = page(message.path("conversation").asLong());
        out.write("<article id=\"m" + message.path("seq").asLong() + "\">\n<header>#"
                + message.path("seq").asLong()
                + " <b>" + escaped(cast.name(message.path("sender").asLong())) + "</b> <time>"
                + escaped(message.path("at").asText()) + "</time>" + mark(message, "edited")
                + mark(message, "deleted") + "</header>\n");
        for (JsonNode version : message.path("versions")) {
            out.write("<div class=\"was\" title=\"until "
                    + escaped(version.path("replaced").asText()) + "\">"
                    + escaped(version.path("body").asText()) + "</div>\n");
        }
        out.write("<div class=\"body\">" + escaped(message.path("body").asText()) + "</div>\n");
        for (JsonNode reaction : message.path("reactions")) {
            out.write("<span>" + escaped(reaction.path("emoji").asText()) + " "
                    + escaped(cast.name(reaction.path("by").asLong())) + "</span>\n");
        }
        for (JsonNode taken : message.path("takenBack")) {
            out.write("<del title=\"" + escaped(taken.path("given").asText()) + " to "
                    + escaped(taken.path("taken").asText()) + "\">" + escaped(what(taken)) + " "
                    + escaped(cast.name(taken.path("by").asLong())) + "</del>\n");
        }
        out.write("</article>\n");
    }

    /** What somebody has taken back of what they had answered. */
    static String what(JsonNode taken) {
        return switch (taken.path("kind").asText()) {
            case "reaction" -> taken.path("emoji").asText();
            case "vote" ->
                "vote"
                        + taken.path("choices")
                                .valueStream()
                                .map(each -> " " + each.asText())
                                .collect(Collectors.joining(","));
            default -> taken.path("kind").asText();
        };
    }

    private static String mark(JsonNode message, String what) {
        return message.has(what) ? " " + what + " " + escaped(message.path(what).asText()) : "";
    }

    private Writer page(long wanted) throws IOException {
        Writer open = page;
        if (open != null && conversation == wanted) {
            return open;
        }
        close();
        conversation = wanted;
        Writer fresh = Files.newBufferedWriter(directory.resolve("conversation-" + wanted + ".html"));
        fresh.write(HEAD.replace("@title@", escaped(cast.title(wanted))));
        fresh.write("<p>" + escaped(cast.asOf(wanted)) + "</p>\n");
        page = fresh;
        return fresh;
    }

    /** Text as HTML shows it. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public void close() throws IOException {
        Writer open = page;
        if (open != null) {
            open.write("</body>\n</html>\n");
            open.close();
            page = null;
        }
    }
}
