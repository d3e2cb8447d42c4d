package chat.parley.ejb.screening;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.problem.ChatException.Unavailable;
import chat.parley.ejb.screening.Rulebook.Ready;
import chat.parley.ejb.time.MovableClock;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.screening.Ruling;
import chat.parley.jpa.screening.ScreeningRule;
import chat.parley.jpa.screening.ScreeningRule.Kind;
import chat.parley.jpa.screening.ScreeningScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What rules make of texts. */
class ScreeningTest {

    private static final ConversationId ROOM = new ConversationId(51);
    private static final ConversationId OTHER_ROOM = new ConversationId(52);
    private static final AccountId ANNA = new AccountId(1);
    private static final ScreeningScope EVERYWHERE = new ScreeningScope(new OrganizationId(1), null);

    private final MovableClock clock = MovableClock.atNoon();
    private final RecentTexts recent = new RecentTexts();
    private Optional<Set<String>> labels = Optional.of(Set.of());
    private int asked;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "buy viagra now",
                "VIAGRA!",
                "ｖｉａｇｒａ",
                "vi\u200Bagra",
                "vi\u00ADagra",
                "vi\u0430gra", // the Cyrillic letter
                "\u03BDi\u0430gra",
                "get cheap   pills-here",
                "**viagra**"
            })
    void a_word_is_found_however_it_is_dressed_up(String said) {
        assertThat(met(wish(Kind.WORDS, "viagra", "cheap pills"), said)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"viagrax", "a pill is cheap", "сор", "cheap, said she. Pillsbury", ""})
    void what_only_contains_it_is_left_alone(String said) {
        assertThat(met(wish(Kind.WORDS, "viagra", "cheap pills", "cop"), said)).isFalse();
    }

    @Test
    void words_of_other_scripts_are_found_too() {
        assertThat(met(wish(Kind.WORDS, "спам", "مزعج"), "это СПАМ")).isTrue();
        assertThat(met(wish(Kind.WORDS, "спам", "مزعج"), "هذا مزعج جدا")).isTrue();
        assertThat(met(wish(Kind.WORDS, "schon"), "wie schön")).isFalse();
    }

    @Test
    void a_pattern_is_found_anywhere_in_small_and_great_letters() {
        SetRule cards = wish(Kind.PATTERNS, "\\b(?:\\d{4}[ -]?){3}\\d{4}\\b", "secret-[a-z]+");

        assertThat(met(cards, "mine is 4111 1111 1111 1111, ok?")).isTrue();
        assertThat(met(cards, "the SECRET-plan")).isTrue();
        assertThat(met(cards, "4111 1111")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "see https://evil.example/x",
                "see http://EVIL.example",
                "https://www.evil.example./",
                "https://good.example@evil.example/",
                "https:evil.example",
                "https:\\\\evil.example\\x",
                "//evil.example/x",
                "[click](https://evil.example/)",
                "<https://evil.example>",
                "https://ev%69l.example/",
                "https://evil\u3002example/",
                "https://ｅｖｉｌ.example/",
                "https://ev\u00ADil.example/",
                "evil&#46;example",
                "evil\\.example",
                "just evil.example in words",
                "https://evil.example:8443/",
                "https://\u0435v\u0456l.example/", // Cyrillic е and і
                "https://xn--vl-mlc7k.example/",
                "https://evi1.example/",
                "https://bücher.example/",
                "https://xn--bcher-kva.example/"
            })
    void a_denied_domain_is_found_however_the_link_is_written(String said) {
        assertThat(met(wish(Kind.LINKS, "evil.example", "bücher.example"), said))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://good.example/evil.example-was-here",
                "https://notevil.example/",
                "https://evil.example.org/",
                "evil example",
                "// a comment"
            })
    void another_domain_is_none(String said) {
        assertThat(met(wish(Kind.LINKS, "evil.example"), said)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://parley.example/x, false",
        "https://docs.parley.example/x, false",
        "https://parley.example.evil.org/x, true",
        "https://p\u0430rley.example/x, true",
        "https://pariey.example/x, true",
        "https://[2001:db8::1]/x, true",
        "https://localhost/x, true",
        "www.other.example, true",
        "read notes.txt or e.g. this, false",
        "no link, false"
    })
    void where_only_some_domains_are_allowed_every_other_link_is_met(String said, boolean expected) {
        assertThat(met(others("parley.example"), said)).isEqualTo(expected);
    }

    @Test
    void saying_the_same_too_often_is_met_over_conversations_until_time_has_passed() {
        List<Ready> rules = rules(repeats(EVERYWHERE, 2, 60));

        assertThat(say(rules, ROOM, "Vote for me!")).isFalse();
        assertThat(say(rules, OTHER_ROOM, "vote   for ME")).isFalse();
        assertThat(say(rules, ROOM, "Vote for me")).isTrue();
        assertThat(say(rules, ROOM, "Something else")).isFalse();
        clock.pass(Duration.ofSeconds(61));
        assertThat(say(rules, ROOM, "Vote for me")).isFalse();
    }

    @Test
    void a_conversations_own_rule_counts_what_was_said_there() {
        List<Ready> rules = rules(repeats(new ScreeningScope(new OrganizationId(1), ROOM), 1, 60));

        say(rules, OTHER_ROOM, "Vote for me!");

        assertThat(say(rules, ROOM, "Vote for me!")).isFalse();
        assertThat(say(rules, ROOM, "Vote for me!")).isTrue();
    }

    @Test
    void nearly_the_same_is_the_same_if_it_is_long_enough() {
        List<Ready> rules = rules(repeats(EVERYWHERE, 1, 60));
        String text = "Dear all, our shop gives everyone who comes before Friday evening half of everything for free, "
                + "so come and look at what we have, number ";

        say(rules, ROOM, text + 17);

        assertThat(say(rules, ROOM, text + 18)).isTrue();
        assertThat(
                        say(
                                rules,
                                ROOM,
                                "Dear all, the meeting of this week is moved from Tuesday morning to Thursday "
                                        + "afternoon, because the room is painted until Wednesday; sorry for the short notice to you"))
                .isFalse();
        say(rules, ROOM, "ok 1");
        assertThat(say(rules, ROOM, "ok 2")).isFalse();
    }

    @Test
    void a_message_that_is_sent_again_is_no_repetition_of_itself() {
        List<Ready> rules = rules(repeats(EVERYWHERE, 1, 60));
        UUID id = UUID.randomUUID();

        assertThat(say(rules, ROOM, id, "Vote for me!")).isFalse();
        assertThat(say(rules, ROOM, id, "Vote for me!")).isFalse();
    }

    @Test
    void what_the_classifier_calls_by_a_label_is_met_and_it_is_asked_once_a_message() {
        labels = Optional.of(Set.of("spam"));
        List<Ready> rules = new ArrayList<>(rules(wish(Kind.CLASSIFIER, "insult")));
        rules.addAll(rules(wish(Kind.CLASSIFIER, "spam")));
        rules.addAll(rules(wish(Kind.CLASSIFIER)));

        assertThat(rules.stream().map(each -> each.check().meets(said("hello"))))
                .containsExactly(false, true, true);
        asked = 0;
        Screening.judge(said("hello"), rules);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void where_the_classifier_is_away_a_rule_holds_or_not_as_it_says_and_refuses_nothing_for_good() {
        labels = Optional.empty();

        assertThat(met(new SetRule(Kind.CLASSIFIER, Ruling.HOLD, "c", "w", List.of(), false, 0, 0, false), "hello"))
                .isFalse();
        assertThat(met(new SetRule(Kind.CLASSIFIER, Ruling.HOLD, "c", "w", List.of(), false, 0, 0, true), "hello"))
                .isTrue();
        assertThatThrownBy(() -> met(
                        new SetRule(Kind.CLASSIFIER, Ruling.REFUSE, "c", "w", List.of(), false, 0, 0, true), "hello"))
                .isInstanceOfSatisfying(
                        Unavailable.class, away -> assertThat(away.code()).isEqualTo("screening.away"));
    }

    @Test
    void the_strictest_rule_wins_and_of_two_alike_the_first() {
        List<Ready> rules = new ArrayList<>();
        rules.addAll(rules(named("flags", Ruling.FLAG)));
        rules.addAll(rules(named("refuses", Ruling.REFUSE)));
        rules.addAll(rules(named("holds", Ruling.HOLD)));
        rules.addAll(rules(named("refuses too", Ruling.REFUSE)));

        Judgement judgement = Screening.judge(said("a word"), rules);

        assertThat(judgement.verdict()).isEqualTo(Ruling.REFUSE);
        assertThat(judgement.rule()).isNotNull().extracting(ScreeningRule::name).isEqualTo("refuses");
        assertThat(Screening.judge(said("nothing"), rules)).isEqualTo(Judgement.ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(unclosed",
                "a{1001}",
                "(a{1000}){1000}",
                "((((a{1000}){1000}){1000}){1000}){1000}",
                "((a{30}){30}){30}",
                "(?:(?:(?:(?:a{10}){10}){10}){10}){10}",
                "[a-z]{500}[0-9]{500}",
                "(?=lookahead)",
                "(a)\\1"
            })
    void a_pattern_that_is_none_or_too_large_is_refused_at_once(String pattern) {
        long begun = System.nanoTime();

        refused(wish(Kind.PATTERNS, pattern));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void what_makes_no_sense_is_refused() {
        refused(wish(Kind.WORDS));
        refused(wish(Kind.WORDS, "..."));
        refused(wish(Kind.WORDS, "a b c d e f g h i"));
        refused(wish(Kind.WORDS, "x".repeat(201)));
        refused(wish(Kind.LINKS, "not a domain"));
        refused(wish(Kind.LINKS, "a..b"));
        refused(wish(Kind.LINKS));
        refused(repeatsWish(0, 60));
        refused(repeatsWish(32, 60));
        refused(repeatsWish(1, 3601));
        refused(new SetRule(Kind.WORDS, Ruling.ALLOW, "n", "w", List.of("x"), false, 0, 0, false));
        refused(new SetRule(Kind.WORDS, Ruling.FLAG, " ", "w", List.of("x"), false, 0, 0, false));
    }

    /** The longest text there can be, the worst patterns that may be set, and texts that are made to take long. */
    @ParameterizedTest
    @CsvSource({
        "(x+x+)+y, x",
        "(a|aa)+$, a",
        "(.*)*(.*)*z, a",
        "((((a?)?)?)?)*b, a",
        "(a|b|ab)*c, ab",
        "[a-z]{240}[0-9], a",
        "\\pL{400}!, é",
        "(?:\\w+\\s?)+#, word "
    })
    void judging_takes_no_longer_than_the_text_is_long(String pattern, String piece) {
        String text = piece.repeat(32 * 1024 / piece.getBytes(StandardCharsets.UTF_8).length);
        List<Ready> rules = rules(wish(Kind.PATTERNS, pattern));

        assertThat(timed(rules, text)).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://", "//", "a.", "@", "xn--", "%41", "&#46;", "\u200B", "\\", "w", "ﷺ", "[", "http:"})
    void words_links_and_repeats_are_judged_in_no_time_whatever_is_said(String piece) {
        String text = piece.repeat(32 * 1024 / piece.length());
        List<Ready> rules = new ArrayList<>(rules(wish(Kind.WORDS, "one two three four five six seven eight", "spam")));
        rules.addAll(rules(wish(Kind.LINKS, "evil.example")));
        rules.addAll(rules(others("good.example")));
        rules.addAll(rules(repeats(EVERYWHERE, 3, 60)));

        assertThat(timed(rules, text)).isLessThan(Duration.ofSeconds(3));
    }

    private Duration timed(List<Ready> rules, String text) {
        long begun = System.nanoTime();
        rules.forEach(each -> each.check().meets(said(text)));
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static void refused(SetRule wish) {
        assertThatThrownBy(wish::checked)
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("screening.rule"));
    }

    private static SetRule named(String name, Ruling verdict) {
        return new SetRule(Kind.WORDS, verdict, name, "w", List.of("word"), false, 0, 0, false);
    }

    private static SetRule wish(Kind kind, String... terms) {
        return new SetRule(kind, Ruling.REFUSE, "a rule", "Not here.", List.of(terms), false, 0, 0, false);
    }

    private static SetRule others(String... allowed) {
        return new SetRule(Kind.LINKS, Ruling.REFUSE, "a rule", "Not here.", List.of(allowed), true, 0, 0, false);
    }

    private static SetRule repeatsWish(int most, int seconds) {
        return new SetRule(Kind.REPEATS, Ruling.REFUSE, "a rule", "w", List.of(), false, most, seconds, false);
    }

    private ScreeningRule repeats(ScreeningScope scope, int most, int seconds) {
        return rule(scope, repeatsWish(most, seconds));
    }

    private boolean met(SetRule wish, String said) {
        return Screening.judge(said(said), rules(wish)).verdict() != Ruling.ALLOW;
    }

    private boolean say(List<Ready> rules, ConversationId where, String text) {
        return say(rules, where, UUID.randomUUID(), text);
    }

    private boolean say(List<Ready> rules, ConversationId where, UUID id, String text) {
        Utterance said = new Utterance(ANNA, where, id, text);
        recent.note(ANNA, where, id, said.likeness(), clock.instant());
        return Screening.judge(said, rules).verdict() != Ruling.ALLOW;
    }

    private static Utterance said(String text) {
        return new Utterance(ANNA, ROOM, UUID.randomUUID(), text);
    }

    private List<Ready> rules(SetRule wish) {
        return rules(rule(EVERYWHERE, wish.checked()));
    }

    private List<Ready> rules(ScreeningRule rule) {
        Check.Tools tools = new Check.Tools(
                recent,
                _ -> {
                    asked++;
                    return labels;
                },
                clock);
        return List.of(new Ready(rule, Check.of(rule, tools)));
    }

    private static ScreeningRule rule(ScreeningScope scope, SetRule wish) {
        return new ScreeningRule(
                1,
                scope,
                wish.kind(),
                wish.verdict(),
                wish.name(),
                wish.words(),
                wish.terms(),
                wish.others(),
                wish.most(),
                wish.seconds(),
                wish.unasked(),
                false,
                ANNA,
                Instant.EPOCH);
    }
}
