package chat.parley.ejb.screening;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import chat.parley.ejb.screening.Rulebook.Ready;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.screening.Ruling;
import chat.parley.jpa.screening.ScreeningRule;
import chat.parley.jpa.screening.ScreeningRule.Kind;
import chat.parley.jpa.screening.ScreeningScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RedactionTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NUMBERS  | card              | Mine is 4111-1111-1111-1111, thanks | Mine is ████, thanks",
                "NUMBERS  | iban              | to DE89 3704 0044 0532 0130 00.     | to ████.",
                "WORDS    | project dragonfly | About Project  Dragonfly: no        | About ████: no",
                "WORDS    | dragonfly         | drаgonfly with a Cyrillic letter    | ████ with a Cyrillic letter",
                "WORDS    | dragonfly         | dragonflies stay                    | dragonflies stay",
                "PATTERNS | PRJ-[0-9]+        | prj-17 and PRJ-4, not PRJ-          | ████ and ████, not PRJ-"
            })
    void what_meets_a_rule_is_black_and_the_rest_stays(Kind kind, String term, String said, String left) {
        Judgement judgement = Screening.judge(Utterance.of(said), List.of(rule(kind, Ruling.REDACT, term)));

        assertThat(judgement.redaction().of(List.of(said))).contains(List.of(left));
        assertThat(judgement.verdict()).isEqualTo(said.equals(left) ? Ruling.ALLOW : Ruling.REDACT);
    }

    @Test
    void all_rules_that_black_something_out_count_though_a_stricter_one_holds() {
        String said = "PRJ-4 costs 4111111111111111, PRJ-5 nothing";

        Judgement judgement = Screening.judge(
                Utterance.of(said),
                List.of(
                        rule(Kind.WORDS, Ruling.HOLD, "nothing"),
                        rule(Kind.PATTERNS, Ruling.REDACT, "PRJ-[0-9]+"),
                        rule(Kind.NUMBERS, Ruling.REDACT, "card"),
                        rule(Kind.WORDS, Ruling.WARN, "costs")));

        assertThat(judgement.verdict()).isEqualTo(Ruling.HOLD);
        assertThat(judgement.redaction().of(List.of(said))).contains(List.of("████ costs ████, ████ nothing"));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLAG", "WARN"})
    void what_is_black_is_flagged_and_warned_of_nevertheless(Ruling other) {
        List<Ready> rules = List.of(rule(Kind.WORDS, Ruling.REDACT, "dragonfly"), rule(Kind.WORDS, other, "secret"));

        Judgement judgement = Screening.judge(Utterance.of("dragonfly is secret"), rules);

        assertThat(judgement.verdict()).isEqualTo(other);
        assertThat(judgement.redaction().of(List.of("dragonfly is secret"))).contains(List.of("████ is secret"));
    }

    @Test
    void what_would_still_meet_a_rule_is_not_posted() {
        String said = "any text";

        Redaction redaction = Screening.judge(Utterance.of(said), List.of(rule(Kind.PATTERNS, Ruling.REDACT, ".*")))
                .redaction();

        assertThat(redaction.of(List.of(said))).isEqualTo(Optional.empty());
    }

    @Test
    void a_word_over_two_options_of_a_poll_is_not_overlooked() {
        Judgement judgement = Screening.judge(
                Utterance.of("Which?\nproject\ndragonfly"),
                List.of(rule(Kind.WORDS, Ruling.REDACT, "project dragonfly")));

        assertThat(judgement.redaction().of(List.of("Which?", "project", "dragonfly")))
                .isEmpty();
    }

    @Test
    void only_what_has_a_place_can_be_black() {
        for (SetRule wish : List.of(
                wish(Kind.LINKS, Ruling.REDACT, "evil.example"), wish(Kind.CLASSIFIER, Ruling.REDACT, "spam"))) {
            assertThatThrownBy(wish::checked).hasMessageContaining("blacked out");
        }
        assertThatThrownBy(() -> wish(Kind.NUMBERS, Ruling.REDACT, "us-ssn").checked())
                .hasMessageContaining("pl-pesel");
    }

    private static Ready rule(Kind kind, Ruling verdict, String... terms) {
        SetRule wish = wish(kind, verdict, terms).checked();
        ScreeningRule rule = new ScreeningRule(
                1,
                new ScreeningScope(new OrganizationId(1), null),
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
                new AccountId(1),
                CLOCK.instant());
        return new Ready(rule, Check.of(rule, new Check.Tools(new RecentTexts(), text -> Optional.empty(), CLOCK)));
    }

    private static SetRule wish(Kind kind, Ruling verdict, String... terms) {
        return new SetRule(kind, verdict, "a rule", "Not here.", Arrays.asList(terms), false, 0, 0, false);
    }
}
