package chat.parley.ejb.screening;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import chat.parley.ejb.problem.ChatException.Unavailable;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.screening.Ruling;
import chat.parley.jpa.screening.ScreeningRule;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** What one rule looks for, ready to look for it. */
sealed interface Check {

    /** Whether this is what the rule is about. */
    boolean meets(Utterance said);

    /** Which parts of a text are, as far as the rule is about parts; in no order, and they may overlap. */
    default List<Passage> passages(String text) {
        return List.of();
    }

    /** What checks need besides the text. */
    record Tools(RecentTexts recent, Function<String, Optional<Set<String>>> classifier, Clock clock) {}

    /** The check of a rule, which was looked over when it was set. */
    static Check of(ScreeningRule rule, Tools tools) {
        return switch (rule.kind()) {
            case WORDS -> Phrases.of(rule.terms());
            case PATTERNS -> Patterns.of(rule.terms());
            case LINKS -> Domains.of(rule.terms(), rule.others());
            case NUMBERS -> Numbers.of(rule.terms());
            case REPEATS ->
                new Repeats(rule.scope().conversation(), rule.most(), Duration.ofSeconds(rule.seconds()), tools);
            case CLASSIFIER ->
                new Labels(Set.copyOf(rule.terms()), rule.unasked(), rule.verdict() == Ruling.REFUSE, tools);
        };
    }

    /**
     * One of these words or phrases, whole.
     *
     * @param lengths how many words the phrases have
     */
    record Phrases(Set<String> phrases, Set<Integer> lengths) implements Check {

        static Phrases of(List<String> terms) {
            Set<String> phrases = new HashSet<>();
            Set<Integer> lengths = new TreeSet<>();
            for (String term : terms) {
                List<String> words = Plain.words(Plain.text(term));
                phrases.add(String.join(" ", words));
                lengths.add(words.size());
            }
            return new Phrases(phrases, lengths);
        }

        @Override
        public boolean meets(Utterance said) {
            List<String> words = said.words();
            for (int length : lengths) {
                for (int from = 0; from + length <= words.size(); from++) {
                    if (phrases.contains(String.join(" ", words.subList(from, from + length)))) {
                        return true;
                    }
                }
            }
            return false;
        }

        @Override
        public List<Passage> passages(String text) {
            List<Plain.Word> words = Plain.placed(text);
            List<Passage> found = new ArrayList<>();
            for (int length : lengths) {
                for (int from = 0; from + length <= words.size(); from++) {
                    List<Plain.Word> some = words.subList(from, from + length);
                    if (phrases.contains(some.stream().map(Plain.Word::plain).collect(Collectors.joining(" ")))) {
                        found.add(new Passage(
                                some.getFirst().from(), some.getLast().to()));
                    }
                }
            }
            return found;
        }
    }

    /** One of these regular expressions, somewhere in the text, great and small letters alike. */
    record Patterns(List<Pattern> patterns) implements Check {

        static Patterns of(List<String> terms) {
            return new Patterns(terms.stream().map(Patterns::compiled).toList());
        }

        /** Throws RE2/J's {@code PatternSyntaxException} if it is none. */
        static Pattern compiled(String term) {
            return Pattern.compile(term, Pattern.CASE_INSENSITIVE);
        }

        @Override
        public boolean meets(Utterance said) {
            return patterns.stream()
                    .anyMatch(pattern -> pattern.matcher(said.body()).find());
        }

        @Override
        public List<Passage> passages(String text) {
            List<Passage> found = new ArrayList<>();
            for (Pattern pattern : patterns) {
                Matcher matcher = pattern.matcher(text);
                while (matcher.find()) {
                    if (matcher.end() > matcher.start()) {
                        found.add(new Passage(matcher.start(), matcher.end()));
                    }
                }
            }
            return found;
        }
    }

    /** A number of one of these kinds, whose check digits are right. */
    record Numbers(List<CheckedNumber> kinds) implements Check {

        static Numbers of(List<String> terms) {
            return new Numbers(terms.stream()
                    .map(term -> CheckedNumber.named(term).orElseThrow())
                    .toList());
        }

        @Override
        public boolean meets(Utterance said) {
            return kinds.stream().anyMatch(kind -> !kind.in(said.body()).isEmpty());
        }

        @Override
        public List<Passage> passages(String text) {
            return kinds.stream().flatMap(kind -> kind.in(text).stream()).toList();
        }
    }

    /**
     * A link to one of these domains, or below; or to any other.
     *
     * @param looks what the domains look like; not asked where others are met
     */
    record Domains(Set<String> domains, Set<String> looks, boolean others) implements Check {

        static Domains of(List<String> terms, boolean others) {
            Set<String> domains = terms.stream().map(LinkedHosts::domain).collect(Collectors.toSet());
            return new Domains(domains, domains.stream().map(LinkedHosts::looks).collect(Collectors.toSet()), others);
        }

        @Override
        public boolean meets(Utterance said) {
            if (others) {
                return !said.hosts().linked().stream().allMatch(host -> isBelow(host, domains));
            }
            return said.hosts().named().stream()
                    .anyMatch(host -> isBelow(host, domains) || isBelow(LinkedHosts.looks(host), looks));
        }

        private static boolean isBelow(String host, Set<String> domains) {
            for (String end = host; ; end = end.substring(end.indexOf('.') + 1)) {
                if (domains.contains(end)) {
                    return true;
                }
                if (end.indexOf('.') < 0) {
                    return false;
                }
            }
        }
    }

    /**
     * The same, or nearly, more often than so within this time; what is said now counts.
     *
     * @param where in this conversation; null: anywhere
     */
    record Repeats(@Nullable ConversationId where, int most, Duration time, Tools tools) implements Check {

        @Override
        public boolean meets(Utterance said) {
            int before = tools.recent.alike(
                    said.sender(),
                    where,
                    said.message(),
                    said.likeness(),
                    tools.clock.instant().minus(time));
            return before + 1 > most;
        }
    }

    /**
     * What the operator's classifier calls by one of these labels, or by any if none is named.
     *
     * @param unasked also what it could not be asked about
     * @param refuses what is met is refused for good, which nothing should be because a service is away
     */
    record Labels(Set<String> labels, boolean unasked, boolean refuses, Tools tools) implements Check {

        @Override
        public boolean meets(Utterance said) {
            Optional<Set<String>> found = said.labels(tools.classifier);
            if (found.isEmpty() && unasked && refuses) {
                throw new Unavailable("screening.away", "Messages cannot be looked over right now.");
            }
            return found.map(these ->
                            labels.isEmpty() ? !these.isEmpty() : these.stream().anyMatch(labels::contains))
                    .orElse(unasked);
        }
    }
}
