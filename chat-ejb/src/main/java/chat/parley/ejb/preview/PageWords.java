package chat.parley.ejb.preview;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import chat.parley.ejb.preview.PageFetch.Page;
import chat.parley.jpa.message.Preview;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Reads what a page says of itself: by the words of the Open Graph protocol, else by those of HTML. */
final class PageWords {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_DESCRIPTION = 300;
    private static final int LONGEST_SITE = 100;
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

    private PageWords() {}

    /** What it says, shown under a link; empty if it has no title. */
    static Optional<Preview> of(URI link, Page page) throws IOException {
        Document document = Jsoup.parse(
                new ByteArrayInputStream(page.content()),
                charset(page.contentType()),
                page.url().toString());
        String title = words(LONGEST_TITLE, meta(document, "og:title"), document.title());
        if (title == null) {
            return Optional.empty();
        }
        String description =
                words(LONGEST_DESCRIPTION, meta(document, "og:description"), meta(document, "description"));
        String site =
                words(LONGEST_SITE, meta(document, "og:site_name"), page.url().getHost());
        return Optional.of(new Preview(link.toString(), title, description, site == null ? "" : site));
    }

    private static String meta(Document document, String name) {
        Element found = document.selectFirst("meta[property=%1$s][content], meta[name=%1$s][content]".formatted(name));
        return found == null ? "" : found.attr("content");
    }

    /** As its server says, if it says one that there is; else the page is asked. */
    private static @Nullable String charset(String contentType) {
        Matcher said = CHARSET.matcher(contentType);
        try {
            return said.find() && Charset.isSupported(said.group(1)) ? said.group(1) : null;
        } catch (IllegalCharsetNameException e) {
            return null;
        }
    }

    /** The first of these that says something, on one line, without what cannot be stored or turns lines around. */
    private static @Nullable String words(int longest, String... texts) {
        for (String text : texts) {
            String line = text.replaceAll("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\s\\u00a0]+", " ")
                    .replaceAll("[\\u202a-\\u202e\\u2066-\\u2069]", "")
                    .strip();
            if (!line.isEmpty()) {
                return shortened(line, longest);
            }
        }
        return null;
    }

    private static String shortened(String line, int longest) {
        if (line.length() <= longest) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return line.substring(0, end).stripTrailing() + "…";
    }
}
