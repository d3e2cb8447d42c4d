package chat.parley.ejb.screening;

import java.net.IDN;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * Where a text leads to: the hosts of its links, in the form that the network knows (punycode, small letters), read as a
 * browser reads them that forgives much.
 */
final class LinkedHosts {

    /** A scheme of the web with any slashes, also turned ones, or two slashes; then all up to the end of the host. */
    private static final Pattern LINK =
            Pattern.compile("(?i)(?:https?:[/\\\\]*|[/\\\\]{2})(\\[[0-9a-f:.]+\\]|[^\\s/\\\\?#<>\"'`|{}()\\[\\]]+)");

    /** How HTML writes a dot. */
    private static final Pattern WRITTEN_DOT = Pattern.compile("(?i)&(?:#0{0,8}46|#x0{0,8}2e|period);");

    private static final int LONGEST_HOST = 253;

    private LinkedHosts() {}

    /**
     * The hosts of a text.
     *
     * @param linked of what is a link by itself
     * @param named also of what only looks like a host, which clients may make a link of
     */
    record Hosts(Set<String> linked, Set<String> named) {}

    static Hosts of(String said) {
        String text = WRITTEN_DOT.matcher(visible(said)).replaceAll(".");
        Set<String> linked = new LinkedHashSet<>();
        Matcher links = LINK.matcher(text);
        while (links.find()) {
            String host = host(links.group(1));
            if (host.indexOf('.') > 0 || host.indexOf(':') >= 0 || isWeb(links.group())) {
                linked.add(host);
            }
        }
        Set<String> named = new LinkedHashSet<>(linked);
        bare(text.replace("\\", ""), linked, named);
        return new Hosts(linked, named);
    }

    /** A domain as rules name it, in the form of hosts; empty if it can be none. */
    static String domain(String given) {
        String domain = host(visible(given).strip());
        boolean plausible = !domain.isEmpty()
                && domain.length() <= LONGEST_HOST
                && domain.chars().allMatch(c -> (Character.isLetterOrDigit(c) && c < 128) || c == '-' || c == '.')
                && !domain.startsWith(".")
                && !domain.contains("..");
        return plausible ? domain : "";
    }

    /** What a host looks like to a person: letters of other scripts, zeros and ones are taken for what they resemble. */
    static String looks(String host) {
        return Plain.looks(IDN.toUnicode(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT))
                .replace('0', 'o')
                .replace('1', 'l')
                .replace("rn", "m")
                .replace("vv", "w");
    }

    private static String visible(String text) {
        StringBuilder seen = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .map(c -> c == 0x3002 ? '.' : c)
                .forEach(seen::appendCodePoint);
        return seen.toString();
    }

    private static boolean isWeb(String link) {
        return link.regionMatches(true, 0, "http", 0, 4);
    }

    private static String host(String authority) {
        String host = decoded(authority.substring(authority.lastIndexOf('@') + 1));
        if (host.startsWith("[")) {
            return host.toLowerCase(Locale.ROOT);
        }
        int port = host.indexOf(':');
        host = port < 0 ? host : host.substring(0, port);
        while (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return host.toLowerCase(
                    Locale.ROOT); // no name of the network; it is allowed nowhere and denied as it stands
        }
    }

    private static String decoded(String host) {
        if (host.indexOf('%') < 0) {
            return host;
        }
        try {
            return URLDecoder.decode(host.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return host;
        }
    }

    /** Words with a dot in them and letters at the end; one that begins with www is a link to every client. */
    private static void bare(String text, Set<String> linked, Set<String> named) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && isOfHost(text.charAt(i))) {
                continue;
            }
            if (i > start) {
                name(text.substring(start, i), linked, named);
            }
            start = i + 1;
        }
    }

    private static void name(String word, Set<String> linked, Set<String> named) {
        int last = word.lastIndexOf('.', word.length() - 2);
        if (last < 1 || word.length() > LONGEST_HOST || !Character.isLetter(word.charAt(last + 1))) {
            return;
        }
        String host = host(word);
        named.add(host);
        if (host.startsWith("www.")) {
            linked.add(host);
        }
    }

    private static boolean isOfHost(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || c == '-' || c == '.';
    }
}
