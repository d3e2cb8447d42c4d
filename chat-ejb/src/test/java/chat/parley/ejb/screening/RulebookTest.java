package chat.parley.ejb.screening;

import java.time.Instant;
import java.util.List;

import chat.parley.ejb.time.MovableClock;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.screening.Ruling;
import chat.parley.jpa.screening.ScreeningRule;
import chat.parley.jpa.screening.ScreeningRule.Kind;
import chat.parley.jpa.screening.ScreeningRules;
import chat.parley.jpa.screening.ScreeningScope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** What a node knows of rules that are kept in the database. */
@ExtendWith(RealDatabase.class)
class RulebookTest {

    private final MovableClock clock = MovableClock.atNoon();
    private final Sequences sequences;
    private final ScreeningRules stored;
    private final OrganizationId company;
    private final ConversationId room;
    private final ConversationId otherRoom;
    private final Rulebook node;

    RulebookTest(Database database, Sequences sequences) {
        this.sequences = sequences;
        stored = new ScreeningRules(database);
        company = new OrganizationId(sequences.next("organization_id"));
        database.update(
                "insert into organization (id, name, created_at) values (?, ?, ?)",
                company.value(),
                "company " + company,
                clock.instant());
        room = new ConversationId(sequences.next("conversation_id"));
        otherRoom = new ConversationId(sequences.next("conversation_id"));
        node = new Rulebook();
        node.stored = stored;
        node.classifier = new Classifier();
        node.clock = clock;
        node.refresh();
    }

    @Test
    void where_there_are_no_rules_nothing_is_concerned() {
        assertThat(node.concerns(company, room)).isFalse();
        assertThat(node.of(company, room)).isEmpty();
    }

    @Test
    void a_rule_holds_once_the_node_has_looked_again_and_only_where_it_belongs() {
        ScreeningRule rule = put(room, "one", Ruling.HOLD);
        assertThat(node.concerns(company, room)).isFalse();

        node.refresh();

        assertThat(node.concerns(company, room)).isTrue();
        assertThat(node.of(company, room)).extracting(Rulebook.Ready::rule).containsExactly(rule);
        assertThat(node.concerns(company, otherRoom)).isFalse();
        assertThat(node.concerns(new OrganizationId(company.value() + 1), room)).isFalse();
    }

    @Test
    void the_organizations_rules_hold_everywhere_and_come_first() {
        ScreeningRule own = put(room, "one", Ruling.HOLD);
        ScreeningRule everywhere = put(null, "two", Ruling.REFUSE);

        node.refresh();

        assertThat(node.of(company, room)).extracting(Rulebook.Ready::rule).containsExactly(everywhere, own);
        assertThat(node.of(company, otherRoom)).extracting(Rulebook.Ready::rule).containsExactly(everywhere);
    }

    @Test
    void what_was_changed_or_taken_away_is_noticed() {
        ScreeningRule rule = put(room, "one", Ruling.HOLD);
        node.refresh();
        node.of(company, room);

        ScreeningRule changed = put(rule.id(), room, "other", Ruling.FLAG);
        node.refresh();

        assertThat(node.of(company, room)).extracting(Rulebook.Ready::rule).containsExactly(changed);
        assertThat(stored.find(changed.scope(), rule.id())).contains(changed);
        stored.raise();
        stored.remove(changed);
        node.refresh();
        assertThat(node.concerns(company, room)).isFalse();
    }

    @Test
    void a_rule_that_is_off_holds_nowhere_until_it_is_on_again_as_it_was() {
        ScreeningRule rule = put(room, "one", Ruling.HOLD);
        stored.raise();
        stored.turn(rule.id(), true);
        node.refresh();
        assertThat(node.concerns(company, room)).isFalse();
        ScreeningRule other = put(room, "two", Ruling.HOLD);
        node.refresh();
        assertThat(node.of(company, room)).extracting(Rulebook.Ready::rule).containsExactly(other);

        stored.raise();
        stored.turn(rule.id(), false);
        node.refresh();

        assertThat(node.of(company, room)).extracting(Rulebook.Ready::rule).containsExactly(rule, other);
    }

    @Test
    void a_rule_that_is_not_understood_does_not_keep_the_others_from_holding() {
        stored.raise();
        stored.put(new ScreeningRule(
                sequences.next("screening_rule_id"),
                new ScreeningScope(company, room),
                Kind.PATTERNS,
                Ruling.REFUSE,
                "broken",
                "w",
                List.of("("),
                false,
                0,
                0,
                false,
                false,
                new AccountId(1),
                clock.instant()));
        ScreeningRule good = put(room, "one", Ruling.HOLD);

        node.refresh();

        assertThat(node.of(company, room)).extracting(Rulebook.Ready::rule).containsExactly(good);
    }

    private ScreeningRule put(@Nullable ConversationId conversation, String word, Ruling verdict) {
        return put(sequences.next("screening_rule_id"), conversation, word, verdict);
    }

    private ScreeningRule put(long id, @Nullable ConversationId conversation, String word, Ruling verdict) {
        Instant now = clock.instant();
        ScreeningRule rule = new ScreeningRule(
                id,
                new ScreeningScope(company, conversation),
                Kind.WORDS,
                verdict,
                "about " + word,
                "Not here.",
                List.of(word),
                false,
                0,
                0,
                false,
                false,
                new AccountId(1),
                now);
        stored.raise();
        stored.put(rule);
        return rule;
    }
}
