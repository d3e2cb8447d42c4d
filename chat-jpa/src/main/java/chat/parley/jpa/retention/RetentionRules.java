package chat.parley.jpa.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.retention.RetentionReach.Conversation;
import chat.parley.jpa.retention.RetentionReach.Kind;
import chat.parley.jpa.retention.RetentionReach.Label;
import chat.parley.jpa.retention.RetentionReach.Organization;
import chat.parley.jpa.retention.RetentionRule.Periods;
import chat.parley.jpa.retention.RetentionRule.State;
import org.jspecify.annotations.Nullable;

/** The rules about keeping, and the labels they know conversations by: {@code retention_rule}, {@code conversation_label}. */
@Dependent
public final class RetentionRules {

    private static final String SELECT = """
            select id, organization_id, reach, kind, label, conversation_id, name, keep_days, delete_days, keep_forever,
                   withdrawn_days, state, set_by, set_at
            from retention_rule
            where organization_id = ?
            """;

    private final Database database;

    /** Works on this database. */
    @Inject
    public RetentionRules(Database database) {
        this.database = database;
    }

    /** All of an organization, the oldest first. */
    public List<RetentionRule> of(OrganizationId organization) {
        return database.query(SELECT + "order by id", RetentionRules::read, organization.value());
    }

    /** One of them. */
    public Optional<RetentionRule> find(OrganizationId organization, long id) {
        return database.first(SELECT + "and id = ?", RetentionRules::read, organization.value(), id);
    }

    /** How often what decides about keeping was changed there. */
    public long revision(OrganizationId organization) {
        return database.first(
                        "select revision from retention_revision where organization_id = ?",
                        row -> row.getLong(1),
                        organization.value())
                .orElse(0L);
    }

    /** Waits for whoever changes something there, and lets nobody else until the transaction ends. */
    public long raise(OrganizationId organization) {
        return database.first("""
                        insert into retention_revision as r (organization_id, revision) values (?, 1)
                        on conflict (organization_id) do update set revision = r.revision + 1
                        returning revision
                        """, row -> row.getLong(1), organization.value()).orElseThrow();
    }

    /** Sets a rule, a new one or in the place of the one of this number. */
    public void put(RetentionRule rule) {
        RetentionReach reach = rule.reach();
        Periods periods = rule.periods();
        database.update(
                """
                insert into retention_rule (
                    id, organization_id, reach, kind, label, conversation_id, name, keep_days, delete_days, keep_forever,
                    withdrawn_days, state, set_by, set_at)
                values (?, ?, ?, ?::text, ?::text, ?::bigint, ?, ?::integer, ?::integer, ?, ?::integer, ?, ?, ?)
                on conflict (id) do update
                set reach = excluded.reach, kind = excluded.kind, label = excluded.label,
                    conversation_id = excluded.conversation_id, name = excluded.name, keep_days = excluded.keep_days,
                    delete_days = excluded.delete_days, keep_forever = excluded.keep_forever,
                    withdrawn_days = excluded.withdrawn_days, state = excluded.state, set_by = excluded.set_by,
                    set_at = excluded.set_at
                """,
                rule.id(),
                rule.organization().value(),
                word(reach),
                reach instanceof Kind(ConversationKind kind) ? kind : null,
                reach instanceof Label(String label) ? label : null,
                reach instanceof Conversation(ConversationId conversation) ? conversation.value() : null,
                rule.name(),
                periods.keep(),
                periods.delete(),
                periods.keepForever(),
                periods.withdrawn(),
                rule.state(),
                rule.by().value(),
                rule.at());
    }

    /** Takes a rule away. */
    public void remove(RetentionRule rule) {
        database.update("delete from retention_rule where id = ?", rule.id());
    }

    /** Whether there is such a conversation in the organization. */
    public boolean has(OrganizationId organization, ConversationId conversation) {
        return database.first(
                        "select 1 from conversation_settings where organization_id = ? and conversation_id = ?",
                        row -> row.getInt(1),
                        organization.value(),
                        conversation.value())
                .isPresent();
    }

    /** The labels of a conversation, by their names. */
    public List<String> labels(ConversationId conversation) {
        return database.query(
                "select label from conversation_label where conversation_id = ? order by label",
                row -> row.getString(1),
                conversation.value());
    }

    /** Gives a conversation these labels and no others. */
    public void label(ConversationId conversation, List<String> labels) {
        String[] names = labels.toArray(String[]::new);
        database.update(
                "delete from conversation_label where conversation_id = ? and label <> all (?)",
                conversation.value(),
                names);
        database.update(
                "insert into conversation_label (conversation_id, label) select ?, unnest(?) on conflict do nothing",
                conversation.value(),
                names);
    }

    private static String word(RetentionReach reach) {
        return switch (reach) {
            case Organization _ -> "ORGANIZATION";
            case Kind _ -> "KIND";
            case Label _ -> "LABEL";
            case Conversation _ -> "CONVERSATION";
        };
    }

    private static RetentionReach reach(ResultSet row) throws SQLException {
        String word = row.getString("reach");
        return switch (word) {
            case "ORGANIZATION" -> new Organization();
            case "KIND" -> new Kind(ConversationKind.valueOf(row.getString("kind")));
            case "LABEL" -> new Label(row.getString("label"));
            case "CONVERSATION" -> new Conversation(new ConversationId(row.getLong("conversation_id")));
            default -> throw new IllegalStateException("a rule of " + word);
        };
    }

    private static @Nullable Integer days(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Integer.class);
    }

    private static RetentionRule read(ResultSet row) throws SQLException {
        return new RetentionRule(
                row.getLong("id"),
                new OrganizationId(row.getLong("organization_id")),
                reach(row),
                row.getString("name"),
                new Periods(
                        days(row, "keep_days"),
                        days(row, "delete_days"),
                        row.getBoolean("keep_forever"),
                        days(row, "withdrawn_days")),
                State.valueOf(row.getString("state")),
                new AccountId(row.getLong("set_by")),
                Database.instant(row, "set_at"));
    }
}
