package chat.parley.ejb.person;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import chat.parley.ejb.conversation.Company;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administrations;
import chat.parley.ejb.identity.QuietRevocations;
import chat.parley.ejb.message.Withdrawals;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Span;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.Duty;
import chat.parley.jpa.message.Appended;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.Mentioned;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.person.Erasures;
import chat.parley.jpa.person.OwnTraces;
import chat.parley.jpa.person.PersonStates;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Looks for what was somebody's in every text of every table. */
@ExtendWith(RealDatabase.class)
class ErasureTest {

    private final String mark = "Zebulon" + UUID.randomUUID().toString().substring(0, 8);
    private final Company company;
    private final ErasingPeople erasing = new ErasingPeople();
    private final ErasingWords words = new ErasingWords();
    private final Restricting restricting = new Restricting();
    private Actor keeper;
    private Actor anna;
    private Actor ben;
    private ConversationId group;

    ErasureTest(Sequences sequences, TestTransactions transactions) {
        company = new Company(sequences, transactions);
        erasing.states = new PersonStates(company.database);
        erasing.erasures = new Erasures(company.database);
        erasing.traces = new OwnTraces(company.database);
        erasing.administration = Administrations.on(company.database);
        erasing.revocations = QuietRevocations.on(company.feed, company.clock);
        erasing.audit = company.audit;
        erasing.clock = company.clock;
        words.erasures = erasing.erasures;
        words.messages = new Messages(company.database);
        words.changes = new Changes(company.database);
        words.entries = new AuditEntries(company.database);
        words.emptying = Withdrawals.emptying(company);
        words.clock = company.clock;
        restricting.states = erasing.states;
        restricting.administration = erasing.administration;
        restricting.revocations = erasing.revocations;
        restricting.audit = company.audit;
        restricting.clock = company.clock;
    }

    @BeforeEach
    void somebody_leaves_traces() {
        keeper = company.hire("keeper");
        company.appoint(keeper, Duty.PEOPLE);
        anna = company.hire("anna");
        ben = company.hire(mark);
        group = company.group(anna, ben);
        company.direct(ben, anna);
        for (String body : List.of("I am " + mark, "and I say " + mark)) {
            company.say(ben, group, body);
        }
        company.say(anna, group, "hello");
        PostedMessage said = new Messages(company.database).find(group, 2).orElseThrow();
        company.done(() ->
                words.changes.edit(said, "no, " + mark, Mentioned.NOBODY, ben.account(), company.clock.instant()));
        everywhere();
    }

    /** In each table that has something to say of a person. */
    private void everywhere() {
        long me = ben.account().value();
        long there = group.value();
        insert(
                "insert into device (id, account_id, installation, name, created_at, last_seen_at)"
                        + " values (?, ?, ?, ?, now(), now())",
                number(),
                me,
                mark,
                mark);
        insert("insert into account_presence (account_id, text) values (?, ?)", me, mark);
        insert(
                "insert into memo (account_id, name, value, clock, device_id, account_rev) values (?, 'x', ?, 1, 1, 1)",
                me,
                mark);
        insert("""
                insert into scheduled_message
                    (account_id, id, device_id, conversation_id, format, body, due_at, try_at, state, account_rev)
                values (?, gen_random_uuid(), 1, ?, 'PLAIN', ?, now() + interval '1 day', now() + interval '1 day', 'WAITING', 1)
                """, me, there, mark);
        insert("""
                insert into held_message (conversation_id, sender_id, client_id, format, body, purpose, rule, words, held_at,
                                          state, account_rev)
                values (?, ?, gen_random_uuid(), 'PLAIN', ?, jsonb_build_object('options', ?), 'r', 'w', now(), 'HELD', 1)
                """, there, me, mark, mark);
        insert(
                "insert into join_request (conversation_id, account_id, text, asked_at, state, account_rev)"
                        + " values (?, ?, ?, now(), 'OPEN', 1)",
                there,
                me,
                mark);
        insert(
                "insert into sanction (conversation_id, account_id, kind, imposed_at, imposed_by, reason)"
                        + " values (?, ?, 'MUTE', now(), 1, ?)",
                there,
                me,
                mark);
        insert(
                "insert into removal (conversation_id, seq, sender_id, removed_by, removed_at, reason, account_rev)"
                        + " values (?, 9, ?, 1, now(), ?, 1)",
                there,
                me,
                mark);
        insert("""
                insert into moderation_case (id, organization_id, conversation_id, seq, accused_id, level, state, opened_at,
                                             decision, decided_by, decided_at, why, appeal, appealed_at, reversed, answer)
                values (?, ?, ?, 2, ?, 'CONVERSATION', 'CLOSED', now(), 'WARN', 1, now(), ?, ?, now(), false, ?)
                """, number(), company.organization.value(), there, me, mark, mark, mark);
        insert(
                "insert into report (case_id, reporter_id, reason, text, reported_at, account_rev)"
                        + " values (?, ?, 'SPAM', ?, now(), 1)",
                number(),
                me,
                mark);
        insert(
                "insert into case_message (case_id, seq, rev, sender_id, created_at, format, body)"
                        + " values (?, 2, 1, ?, now(), 'PLAIN', ?)",
                number(),
                me,
                mark);
        insert(
                "insert into message_preview (conversation_id, seq, place, url, title, site) values (?, 2, 0, 'u', ?, 's')",
                there,
                mark);
    }

    @Test
    void nothing_of_them_is_found_in_any_text_of_any_table() {
        assertThat(found()).hasSizeGreaterThan(15);

        erase(true);

        assertThat(found()).isEmpty();
    }

    @Test
    void their_words_stay_if_that_is_wished_and_nothing_else() {
        erase(false);

        assertThat(found()).containsExactlyInAnyOrder("message.body", "message_version.body", "message_preview.title");
        assertThat(company.database.first(
                        "select display_name from account where id = ?",
                        row -> row.getString(1),
                        ben.account().value()))
                .contains("Deleted person " + ben.account());
    }

    @Test
    void others_words_and_the_numbers_of_messages_stay() {
        erase(true);

        List<PostedMessage> all = new Messages(company.database).after(group, Span.since(1), 0, 100);
        assertThat(all).extracting(PostedMessage::seq).containsExactly(1L, 2L, 3L, 4L);
        assertThat(all.get(3).body()).isEqualTo("hello");
        assertThat(all.get(1).deletedAt()).isNotNull();
        assertThat(company.say(anna, group, "go on")).isInstanceOf(Appended.Posted.class);
    }

    @Test
    void a_legal_hold_goes_before_all_of_it_until_it_is_released() {
        long hold = hold();

        assertThatThrownBy(() -> erase(true))
                .isInstanceOfSatisfying(
                        Conflict.class, no -> assertThat(no.code()).isEqualTo("erasure.held"));
        assertThat(look().outlook().held()).isEqualTo(2);
        assertThat(found()).contains("account.display_name", "message.body", "message_version.body");

        company.database.update("update legal_hold set released_at = now(), released_by = 1 where id = ?", hold);
        erase(true);
        assertThat(found()).isEmpty();
    }

    @Test
    void what_comes_on_hold_meanwhile_stays_and_goes_when_it_is_asked_for_again() {
        company.done(() -> erasing.erase(keeper, ben.account(), username(), true));
        long hold = hold();
        finish();

        assertThat(found()).contains("message.body", "message_version.body");
        assertThat(look().erasure())
                .isNotNull()
                .extracting(Erasures.Erasure::held)
                .isEqualTo(2L);

        company.database.update("update legal_hold set released_at = now(), released_by = 1 where id = ?", hold);
        erase(true);
        assertThat(found()).isEmpty();
    }

    @Test
    void what_a_rule_keeps_for_a_while_stays_so_long_and_the_name_does_not() {
        insert(
                "insert into retention_rule (id, organization_id, reach, name, keep_days, keep_forever, state, set_by, set_at)"
                        + " values (?, ?, 'ORGANIZATION', 'Books', 365, false, 'ON', 1, now())",
                number(),
                company.organization.value());

        erase(true);

        assertThat(look().outlook().minimum()).isEqualTo(2);
        assertThat(look().erasure())
                .isNotNull()
                .extracting(Erasures.Erasure::minimum)
                .isEqualTo(2L);
        assertThat(found()).containsExactlyInAnyOrder("message.body", "message_version.body", "message_preview.title");
        assertThat(company.database.query(
                        "select 1 from erasure_request where account_id = ?",
                        row -> 1,
                        ben.account().value()))
                .hasSize(1);
    }

    @Test
    void what_was_said_in_an_open_case_stays_until_it_is_decided() {
        company.database.update("""
                update moderation_case
                set state = 'OPEN', decision = null, decided_by = null, decided_at = null, appeal = null, reversed = null,
                    why = null, answer = null
                where id = ?
                """, number());

        erase(true);

        assertThat(look().outlook().openCases()).isEqualTo(1);
        assertThat(found()).containsExactlyInAnyOrder("case_message.body", "report.text");
    }

    @Test
    void nobody_is_erased_by_whom_it_is_no_duty_or_under_another_name_or_with_duties() {
        assertThatThrownBy(() -> erasing.erase(anna, ben.account(), username(), true))
                .isInstanceOf(Denied.class);
        refused("erasure.username", () -> erasing.erase(keeper, ben.account(), "anna", true));
        refused("account.duties", () -> erasing.erase(keeper, keeper.account(), "keeper" + keeper.account(), true));
        assertThat(found()).hasSizeGreaterThan(15);
    }

    @Test
    void who_rests_cannot_act_and_is_not_found_and_comes_back_as_they_were() {
        company.done(() -> restricting.restrict(keeper, ben.account()));

        assertThat(disabled()).isTrue();
        assertThat(company.database.query(
                        "select 1 from device where account_id = ? and revoked_at is null",
                        row -> 1,
                        ben.account().value()))
                .isEmpty();
        assertThat(found()).hasSizeGreaterThan(15);

        company.done(() -> restricting.restore(keeper, ben.account()));
        assertThat(disabled()).isFalse();
    }

    @Test
    void who_was_disabled_before_they_rested_is_disabled_afterwards() {
        company.database.update(
                "update account set disabled_at = now() where id = ?",
                ben.account().value());

        company.done(() -> restricting.restrict(keeper, ben.account()));
        company.done(() -> restricting.restore(keeper, ben.account()));

        assertThat(disabled()).isTrue();
    }

    private boolean disabled() {
        return company.database
                .first(
                        "select disabled_at is not null from account where id = ?",
                        row -> row.getBoolean(1),
                        ben.account().value())
                .orElseThrow();
    }

    private void refused(String code, Runnable wish) {
        assertThatThrownBy(wish::run)
                .isInstanceOfSatisfying(
                        Conflict.class, no -> assertThat(no.code()).isEqualTo(code));
    }

    private void erase(boolean wordsToo) {
        company.done(() -> erasing.erase(keeper, ben.account(), username(), wordsToo));
        finish();
    }

    private void finish() {
        while (company.done(words::eraseSome)) {}
    }

    private ErasingPeople.Progress look() {
        return company.done(() -> erasing.look(keeper, ben.account()));
    }

    private String username() {
        return company.database
                .first(
                        "select username from account where id = ?",
                        row -> row.getString(1),
                        ben.account().value())
                .orElseThrow();
    }

    private long hold() {
        long id = number();
        insert(
                "insert into legal_matter (id, organization_id, name, keywords, opened_by, opened_at)"
                        + " values (?, ?, 'A matter', '{}', 1, now())",
                id,
                company.organization.value());
        insert(
                "insert into legal_hold (id, organization_id, matter_id, name, placed_by, placed_at)"
                        + " values (?, ?, ?, 'A hold', 1, now())",
                id,
                company.organization.value(),
                id);
        insert("insert into hold_conversation (conversation_id, hold_id) values (?, ?)", group.value(), id);
        return id;
    }

    /** For rows of whatever kind, and far from those that other tests are given by the sequences. */
    private long number() {
        return 1_000_000_000 + ben.account().value();
    }

    private void insert(String sql, Object... values) {
        company.database.update(sql, values);
    }

    /** In which columns of which tables the mark is. */
    private List<String> found() {
        List<String> columns = company.database.query("""
                select c.table_name || '.' || c.column_name
                from information_schema.columns c
                join pg_class t on t.oid = format('%I.%I', c.table_schema, c.table_name)::regclass
                where c.table_schema = 'public' and t.relkind in ('r', 'p') and not t.relispartition
                  and c.data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'bytea')
                order by 1
                """, row -> row.getString(1));
        List<String> found = new ArrayList<>();
        for (String column : columns) {
            String[] parts = column.split("\\.", 2);
            String sql = "select 1 from \"%s\" where \"%s\"::text ilike ? or \"%s\"::text ilike ? limit 1"
                    .formatted(parts[0], parts[1], parts[1]);
            String hex = HexFormat.of().formatHex(mark.getBytes(StandardCharsets.UTF_8));
            if (company.database
                    .first(sql, row -> 1, "%" + mark + "%", "%" + hex + "%")
                    .isPresent()) {
                found.add(column);
            }
        }
        return found;
    }
}
