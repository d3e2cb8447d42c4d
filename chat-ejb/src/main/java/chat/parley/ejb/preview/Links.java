package chat.parley.ejb.preview;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The links in a message that are worth a look: the first {@value #MOST}. Not those in code, in hidden words, or between
 * angle brackets, which is how their writer says that they want no preview.
 */
final class Links {

    static final int MOST = 3;

    private static final int LONGEST = 2_000;
    private static final Pattern PASSED_OVER =
            Pattern.compile("```.*?(?:```|\\z)|`[^`\\n]*`|<https?://[^>\\s]*>|\\|\\|.+?\\|\\|", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"`\\\\^{|}]+", Pattern.CASE_INSENSITIVE);
    private static final String ENDS_A_SENTENCE = ".,;:!?'*_~";

    private Links() {}

    /** Them, in their order, each once. */
    static List<URI> in(String body) {
        Set<URI> found = new LinkedHashSet<>();
        Matcher link = LINK.matcher(PASSED_OVER.matcher(body).replaceAll(" "));
        while (link.find() && found.size() < MOST) {
            if (link.end() - link.start() <= LONGEST) {
                parse(trimmed(link.group())).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    /** A link as it can be asked for, without what names a place in its page; empty if it is none. */
    static Optional<URI> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            String authority = uri.getRawAuthority();
            if (scheme == null || authority == null || authority.contains("@")) {
                return Optional.empty();
            }
            String name = scheme.toLowerCase(Locale.ROOT);
            if (!name.equals("http") && !name.equals("https")) {
                return Optional.empty();
            }
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            URI plain = new URI(new URI(name + "://" + inAscii(authority) + path + query).toASCIIString());
            String host = plain.getHost();
            // A number alone is an address that is not written as one
            boolean named = host != null && !host.chars().allMatch(Character::isDigit);
            return named && plain.toString().length() <= LONGEST ? Optional.of(plain) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String inAscii(String authority) {
        String ascii = authority.startsWith("[") ? authority : IDN.toASCII(authority, IDN.ALLOW_UNASSIGNED);
        return ascii.toLowerCase(Locale.ROOT);
    }

    /** Without what ends the sentence, or a bracket that was opened before the link. */
    private static String trimmed(String link) {
        int end = link.length();
        while (end > 0) {
            char last = link.charAt(end - 1);
            String rest = link.substring(0, end);
            if (ENDS_A_SENTENCE.indexOf(last) < 0
                    && !(last == ')' && count(rest, ')') > count(rest, '('))
                    && !(last == ']' && count(rest, ']') > count(rest, '['))) {
                return rest;
            }
            end--;
        }
        return "";
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }
}
