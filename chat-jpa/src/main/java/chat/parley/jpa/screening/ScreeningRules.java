package chat.parley.jpa.screening;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which messages are judged: table {@code screening_rule}. Every change raises the one revision in the same
 * transaction, so whoever reads the revision first and the rules second never keeps older rules under a newer number.
 */
@Dependent
public final class ScreeningRules {

    private static final String SELECT = """
            select id, organization_id, conversation_id, kind, verdict, name, words, terms, others, most, seconds, unasked,
                   off, set_by, set_at
            from screening_rule
            """;
    private static final String OF_SCOPE =
            "where organization_id = ? and conversation_id is not distinct from ?::bigint ";

    private final Database database;

    /** Works on this database. */
    @Inject
    public ScreeningRules(Database database) {
        this.database = database;
    }

    /** How often any rule was changed. */
    public long revision() {
        return database.first("select revision from screening_revision", row -> row.getLong(1))
                .orElse(0L);
    }

    /** Wherever there are rules. */
    public List<ScreeningScope> scopes() {
        return database.query(
                "select distinct organization_id, conversation_id from screening_rule where not off",
                ScreeningRules::scope);
    }

    /** The rules of an organization or of a conversation, the oldest first. */
    public List<ScreeningRule> of(ScreeningScope scope) {
        return database.query(
                SELECT + OF_SCOPE + "order by id",
                ScreeningRules::read,
                scope.organization().value(),
                number(scope.conversation()));
    }

    /** One of them. */
    public Optional<ScreeningRule> find(ScreeningScope scope, long id) {
        return database.first(
                SELECT + OF_SCOPE + "and id = ?",
                ScreeningRules::read,
                scope.organization().value(),
                number(scope.conversation()),
                id);
    }

    /** Waits for whoever changes rules, and lets nobody else until the transaction ends. */
    public void raise() {
        database.update("update screening_revision set revision = revision + 1");
    }

    /** Sets a rule, a new one or in the place of the one of this number. */
    public void put(ScreeningRule rule) {
        database.update(
                """
                insert into screening_rule (id, organization_id, conversation_id, kind, verdict, name, words, terms, others,
                                            most, seconds, unasked, set_by, set_at)
                values (?, ?, ?::bigint, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update
                set kind = excluded.kind, verdict = excluded.verdict, name = excluded.name, words = excluded.words,
                    terms = excluded.terms, others = excluded.others, most = excluded.most, seconds = excluded.seconds,
                    unasked = excluded.unasked, set_by = excluded.set_by, set_at = excluded.set_at
                """,
                rule.id(),
                rule.scope().organization().value(),
                number(rule.scope().conversation()),
                rule.kind(),
                rule.verdict(),
                rule.name(),
                rule.words(),
                rule.terms().toArray(String[]::new),
                rule.others(),
                rule.most(),
                rule.seconds(),
                rule.unasked(),
                rule.by().value(),
                rule.at());
    }

    /** Has a rule hold, or not, and leaves it as it is. */
    public void turn(long id, boolean off) {
        database.update("update screening_rule set off = ? where id = ?", off, id);
    }

    /** Takes a rule away. */
    public void remove(ScreeningRule rule) {
        database.update("delete from screening_rule where id = ?", rule.id());
    }

    private static @Nullable Long number(@Nullable ConversationId conversation) {
        return conversation == null ? null : conversation.value();
    }

    private static ScreeningScope scope(ResultSet row) throws SQLException {
        long conversation = row.getLong("conversation_id");
        return new ScreeningScope(
                new OrganizationId(row.getLong("organization_id")),
                conversation == 0 ? null : new ConversationId(conversation));
    }

    private static ScreeningRule read(ResultSet row) throws SQLException {
        return new ScreeningRule(
                row.getLong("id"),
                scope(row),
                ScreeningRule.Kind.valueOf(row.getString("kind")),
                Ruling.valueOf(row.getString("verdict")),
                row.getString("name"),
                row.getString("words"),
                List.of((String[]) row.getArray("terms").getArray()),
                row.getBoolean("others"),
                row.getInt("most"),
                row.getInt("seconds"),
                row.getBoolean("unasked"),
                row.getBoolean("off"),
                new AccountId(row.getLong("set_by")),
                Database.instant(row, "set_at"));
    }
}
