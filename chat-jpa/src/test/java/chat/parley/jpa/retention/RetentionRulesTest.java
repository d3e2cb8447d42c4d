package chat.parley.jpa.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.retention.RetentionRule.Periods;
import chat.parley.jpa.retention.RetentionRule.State;
import chat.parley.jpa.retention.RetentionTerms.Term;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules about keeping, and what they come to in each conversation. */
@ExtendWith(RealDatabase.class)
class RetentionRulesTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final List<String> LABELS = List.of("records", "projects", "public");

    private final Database database;
    private final Sequences sequences;
    private final Town town;
    private final RetentionRules rules;
    private final AccountId anna;
    private final ConversationId group;

    RetentionRulesTest(Database database, Sequences sequences, TestTransactions transactions) {
        this.database = database;
        this.sequences = sequences;
        town = new Town(database, sequences, transactions);
        rules = new RetentionRules(database);
        anna = town.person("anna");
        group = town.group(HistoryVisibility.ALL, anna);
    }

    @Test
    void a_rule_is_found_as_it_was_set_and_not_in_another_organization() {
        RetentionRule rule = rule(new RetentionReach.Label("records"), new Periods(3650, null, true, 7), State.DRAFT);
        rules.put(rule);

        assertThat(rules.find(town.organization, rule.id())).contains(rule);
        assertThat(rules.of(town.organization)).containsExactly(rule);
        assertThat(rules.of(new OrganizationId(1))).doesNotContain(rule);
        rules.remove(rule);
        assertThat(rules.of(town.organization)).isEmpty();
    }

    @Test
    void a_conversation_has_the_labels_it_was_given_last() {
        rules.label(group, List.of("records", "projects"));
        rules.label(group, List.of("records", "public"));

        assertThat(rules.labels(group)).containsExactly("public", "records");
    }

    @Test
    void each_change_is_counted_in_its_organization() {
        long before = rules.revision(town.organization);

        rules.raise(town.organization);

        assertThat(rules.revision(town.organization)).isEqualTo(before + 1);
    }

    @Test
    void the_database_finds_the_terms_that_the_rules_come_to() {
        Random random = new Random(51);
        for (int round = 0; round < 60; round++) {
            rules.label(group, LABELS.stream().filter(_ -> random.nextBoolean()).toList());
            List<RetentionRule> all = new ArrayList<>();
            for (int i = random.nextInt(9); i > 0; i--) {
                RetentionRule rule =
                        rule(reach(random), periods(random), random.nextBoolean() ? State.ON : State.DRAFT);
                rules.put(rule);
                all.add(rule);
            }
            long[] adding = all.stream()
                    .mapToLong(RetentionRule::id)
                    .filter(_ -> random.nextInt(4) == 0)
                    .toArray();
            long[] without = all.stream()
                    .mapToLong(RetentionRule::id)
                    .filter(_ -> random.nextInt(4) == 0)
                    .toArray();

            Map<Long, RetentionTerms> terms = database
                    .query(
                            "select * from retention_terms(?, ?, ?)",
                            row -> Map.entry(row.getLong("conversation_id"), read(row)),
                            town.organization.value(),
                            adding,
                            without)
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

            List<String> labels = rules.labels(group);
            List<RetentionRule> applying = all.stream()
                    .filter(rule -> rule.state() == State.ON || contains(adding, rule.id()))
                    .filter(rule -> !contains(without, rule.id()))
                    .filter(rule -> appliesTo(rule.reach(), labels))
                    .toList();
            assertThat(terms.get(group.value()))
                    .as("%s with %s of %s without %s", applying, labels, adding, without)
                    .isEqualTo(RetentionTerms.of(applying));
            all.forEach(rules::remove);
        }
    }

    private boolean appliesTo(RetentionReach reach, List<String> labels) {
        return switch (reach) {
            case RetentionReach.Organization _ -> true;
            case RetentionReach.Kind(ConversationKind kind) -> kind == ConversationKind.GROUP;
            case RetentionReach.Label(String label) -> labels.contains(label);
            case RetentionReach.Conversation(ConversationId conversation) -> conversation.equals(group);
        };
    }

    private RetentionReach reach(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new RetentionReach.Organization();
            case 1 -> new RetentionReach.Kind(random.nextBoolean() ? ConversationKind.GROUP : ConversationKind.CHANNEL);
            case 2 -> new RetentionReach.Label(LABELS.get(random.nextInt(LABELS.size())));
            default -> new RetentionReach.Conversation(random.nextInt(3) == 0 ? new ConversationId(1) : group);
        };
    }

    private static Periods periods(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Periods(1 + random.nextInt(3), null, false, null);
            case 1 -> new Periods(null, 1 + random.nextInt(3), false, null);
            case 2 -> new Periods(null, null, true, random.nextInt(3));
            default -> new Periods(1 + random.nextInt(3), 1 + random.nextInt(3), false, random.nextInt(3));
        };
    }

    private RetentionRule rule(RetentionReach reach, Periods periods, State state) {
        return new RetentionRule(
                sequences.next("retention_rule_id"), town.organization, reach, "Rule", periods, state, anna, NOON);
    }

    private static boolean contains(long[] ids, long id) {
        for (long each : ids) {
            if (each == id) {
                return true;
            }
        }
        return false;
    }

    private static RetentionTerms read(ResultSet row) throws SQLException {
        return new RetentionTerms(term(row, "keep"), term(row, "delete"), term(row, "withdrawn"));
    }

    private static @Nullable Term term(ResultSet row, String which) throws SQLException {
        Long rule = row.getObject(which + "_rule", Long.class);
        return rule == null ? null : new Term(rule, row.getObject(which + "_days", Integer.class));
    }
}
