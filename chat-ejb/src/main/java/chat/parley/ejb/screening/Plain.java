package chat.parley.ejb.screening;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Texts as a person reads them: one form of each character, small letters, nothing that is not seen, and letters of other
 * scripts that look like Latin ones taken for those where they are mixed into a Latin word. All of it in time that grows
 * with the length only.
 */
final class Plain {

    /** What looks like a Latin letter in Cyrillic and Greek, after small letters were made of all. */
    private static final Map<Integer, Character> LOOK_ALIKE = Map.ofEntries(
            Map.entry((int) 'а', 'a'),
            Map.entry((int) 'в', 'b'),
            Map.entry((int) 'с', 'c'),
            Map.entry((int) 'ԁ', 'd'),
            Map.entry((int) 'е', 'e'),
            Map.entry((int) 'һ', 'h'),
            Map.entry((int) 'і', 'i'),
            Map.entry((int) 'ј', 'j'),
            Map.entry((int) 'к', 'k'),
            Map.entry((int) 'ӏ', 'l'),
            Map.entry((int) 'м', 'm'),
            Map.entry((int) 'н', 'h'),
            Map.entry((int) 'о', 'o'),
            Map.entry((int) 'р', 'p'),
            Map.entry((int) 'ԛ', 'q'),
            Map.entry((int) 'ѕ', 's'),
            Map.entry((int) 'т', 't'),
            Map.entry((int) 'ѵ', 'v'),
            Map.entry((int) 'ԝ', 'w'),
            Map.entry((int) 'х', 'x'),
            Map.entry((int) 'у', 'y'),
            Map.entry((int) 'α', 'a'),
            Map.entry((int) 'ε', 'e'),
            Map.entry((int) 'η', 'n'),
            Map.entry((int) 'ι', 'i'),
            Map.entry((int) 'κ', 'k'),
            Map.entry((int) 'ν', 'v'),
            Map.entry((int) 'ο', 'o'),
            Map.entry((int) 'ρ', 'p'),
            Map.entry((int) 'τ', 't'),
            Map.entry((int) 'υ', 'u'),
            Map.entry((int) 'χ', 'x'),
            Map.entry((int) 'ı', 'i'),
            Map.entry((int) 'ɑ', 'a'),
            Map.entry((int) 'ɡ', 'g'));

    private static final Set<UnicodeScript> TAKEN_FOR_LATIN = EnumSet.of(UnicodeScript.CYRILLIC, UnicodeScript.GREEK);

    private Plain() {}

    /** The text in one form, in small letters, without what is not seen. */
    static String text(String said) {
        String one = Normalizer.normalize(said, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder seen = new StringBuilder(one.length());
        one.codePoints().filter(c -> Character.getType(c) != Character.FORMAT).forEach(seen::appendCodePoint);
        return seen.toString();
    }

    /** The words of such a text, in their order. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || isMark(c)) {
                word.appendCodePoint(c);
            } else if (!word.isEmpty()) {
                words.add(word(word.toString()));
                word.setLength(0);
            }
        });
        if (!word.isEmpty()) {
            words.add(word(word.toString()));
        }
        return words;
    }

    /** A word as it is read, and where in the text it stands as it was written. */
    record Word(String plain, int from, int to) {}

    /** The words of a text that was not changed, with their places. */
    static List<Word> placed(String said) {
        List<Word> words = new ArrayList<>();
        int from = 0;
        while (from < said.length()) {
            int to = from;
            while (to < said.length() && isOfWord(said.codePointAt(to))) {
                to += Character.charCount(said.codePointAt(to));
            }
            for (String word : words(text(said.substring(from, to)))) {
                words.add(new Word(word, from, to));
            }
            from = to > from ? to : from + Character.charCount(said.codePointAt(from));
        }
        return words;
    }

    private static boolean isOfWord(int character) {
        return Character.isLetterOrDigit(character)
                || isMark(character)
                || Character.getType(character) == Character.FORMAT;
    }

    /** A word of one script stays as it is: a Russian word is not an English one that looks the same. */
    private static String word(String letters) {
        boolean latin = letters.codePoints().anyMatch(c -> UnicodeScript.of(c) == UnicodeScript.LATIN);
        boolean other = letters.codePoints().anyMatch(c -> TAKEN_FOR_LATIN.contains(UnicodeScript.of(c)));
        return latin && other ? looks(letters) : letters;
    }

    /** What a text in small letters looks like. */
    static String looks(String text) {
        StringBuilder looks = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            Character like = LOOK_ALIKE.get(c);
            if (like == null) {
                looks.appendCodePoint(c);
            } else {
                looks.append(like.charValue());
            }
        });
        return looks.toString();
    }

    private static boolean isMark(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }
}
