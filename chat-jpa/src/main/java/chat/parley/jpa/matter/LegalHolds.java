package chat.parley.jpa.matter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.matter.LegalMatter.Mark;
import org.jspecify.annotations.Nullable;

/**
 * The holds: tables {@code legal_hold}, {@code hold_custodian}, {@code hold_conversation}, {@code hold_acknowledgement}.
 * None is changed or taken away; one is released.
 */
@Dependent
public final class LegalHolds {

    private static final String SELECT = """
            select h.id, h.matter_id, h.name, nullif(h.from_at, '-infinity') as from_at,
                   nullif(h.until_at, 'infinity') as until_at, h.notice, h.placed_by, h.placed_at, h.released_by,
                   h.released_at,
                   array(select k.account_id from hold_custodian k where k.hold_id = h.id) as custodians,
                   array(select c.conversation_id from hold_conversation c where c.hold_id = h.id) as conversations
            from legal_hold h
            """;

    private final Database database;

    /** Works on this database. */
    @Inject
    public LegalHolds(Database database) {
        this.database = database;
    }

    /**
     * Places a hold, which is in force when the transaction has committed. Whoever writes in one of the conversations, or
     * destroys something anywhere, is waited for, and waits.
     */
    public void place(OrganizationId organization, LegalHold hold) {
        lockConversations(hold.scope());
        database.update(
                """
                insert into legal_hold (id, organization_id, matter_id, name, from_at, until_at, notice, placed_by, placed_at)
                values (?, ?, ?, ?, coalesce(?::timestamptz, '-infinity'), coalesce(?::timestamptz, 'infinity'), ?::text,
                        ?, ?)
                """,
                hold.id().value(),
                organization.value(),
                hold.matter().value(),
                hold.name(),
                hold.scope().from(),
                hold.scope().until(),
                hold.notice(),
                hold.placed().by().value(),
                hold.placed().at());
        database.update(
                "insert into hold_custodian (account_id, hold_id) select a, ? from unnest(?) a",
                hold.id().value(),
                hold.scope().accountNumbers());
        database.update(
                "insert into hold_conversation (conversation_id, hold_id) select c, ? from unnest(?) c",
                hold.id().value(),
                hold.scope().conversationNumbers());
    }

    /** Those that it names, and those in which its custodians are or were; in the order in which everybody takes them. */
    private void lockConversations(HoldScope scope) {
        database.query("""
                select c.id from conversation c
                where c.id = any (?)
                   or c.id in (select m.conversation_id from member m where m.account_id = any (?))
                order by c.id for no key update
                """, row -> row.getLong(1), scope.conversationNumbers(), scope.accountNumbers());
    }

    /** Releases one that is in force; nothing is destroyed by it. */
    public boolean release(LegalHoldId id, Mark mark) {
        return database.update("""
                        update legal_hold set released_by = ?, released_at = ? where id = ? and released_at is null
                        """, mark.by().value(), mark.at(), id.value()) == 1;
    }

    /** The holds of a matter, the oldest first. */
    public List<LegalHold> of(LegalMatterId matter) {
        return database.query(SELECT + "where h.matter_id = ? order by h.id", LegalHolds::read, matter.value());
    }

    /** One of them. */
    public Optional<LegalHold> find(LegalMatterId matter, LegalHoldId id) {
        return database.first(
                SELECT + "where h.matter_id = ? and h.id = ?", LegalHolds::read, matter.value(), id.value());
    }

    /** Whether any of a matter is in force. */
    public boolean anyInForce(LegalMatterId matter) {
        return database.first(
                        "select 1 from legal_hold where matter_id = ? and released_at is null limit 1",
                        row -> true,
                        matter.value())
                .isPresent();
    }

    /** Of these conversations, those that are an organization's. */
    public Set<ConversationId> among(OrganizationId organization, Set<ConversationId> conversations) {
        return database
                .query(
                        "select conversation_id from conversation_settings where organization_id = ? and conversation_id = any (?)",
                        row -> new ConversationId(row.getLong(1)),
                        organization.value(),
                        conversations.stream().mapToLong(ConversationId::value).toArray())
                .stream()
                .collect(Collectors.toSet());
    }

    /** What an account is told of holds, the newest first. */
    public List<HoldNotice> notices(AccountId custodian) {
        return database.query("""
                select h.id, h.notice, h.placed_at, h.released_at, a.acknowledged_at
                from hold_custodian k
                join legal_hold h on h.id = k.hold_id and h.notice is not null
                left join hold_acknowledgement a on a.hold_id = h.id and a.account_id = k.account_id
                where k.account_id = ?
                order by h.id desc
                """, LegalHolds::readNotice, custodian.value());
    }

    /** Who has acknowledged the notice of a hold, and when. */
    public List<Mark> acknowledgements(LegalHoldId id) {
        return database.query(
                "select account_id, acknowledged_at from hold_acknowledgement where hold_id = ? order by account_id",
                row -> new Mark(new AccountId(row.getLong("account_id")), Database.instant(row, "acknowledged_at")),
                id.value());
    }

    /** A custodian has read the notice of a hold; whether there is one that they had not acknowledged. */
    public boolean acknowledge(LegalHoldId id, AccountId custodian, Instant at) {
        return database.update("""
                        insert into hold_acknowledgement (hold_id, account_id, acknowledged_at)
                        select h.id, k.account_id, ? from hold_custodian k
                        join legal_hold h on h.id = k.hold_id and h.notice is not null
                        where k.account_id = ? and k.hold_id = ?
                        on conflict do nothing
                        """, at, custodian.value(), id.value()) == 1;
    }

    private static HoldNotice readNotice(ResultSet row) throws SQLException {
        return new HoldNotice(
                new LegalHoldId(row.getLong("id")),
                row.getString("notice"),
                Database.instant(row, "placed_at"),
                Database.instantOrNull(row, "released_at"),
                Database.instantOrNull(row, "acknowledged_at"));
    }

    private static LegalHold read(ResultSet row) throws SQLException {
        return new LegalHold(
                new LegalHoldId(row.getLong("id")),
                new LegalMatterId(row.getLong("matter_id")),
                row.getString("name"),
                scope(row),
                row.getString("notice"),
                new Mark(new AccountId(row.getLong("placed_by")), Database.instant(row, "placed_at")),
                released(row));
    }

    private static HoldScope scope(ResultSet row) throws SQLException {
        return new HoldScope(
                numbers(row, "custodians").stream().map(AccountId::new).collect(Collectors.toSet()),
                numbers(row, "conversations").stream().map(ConversationId::new).collect(Collectors.toSet()),
                Database.instantOrNull(row, "from_at"),
                Database.instantOrNull(row, "until_at"));
    }

    private static @Nullable Mark released(ResultSet row) throws SQLException {
        Instant at = Database.instantOrNull(row, "released_at");
        return at == null ? null : new Mark(new AccountId(row.getLong("released_by")), at);
    }

    private static Set<Long> numbers(ResultSet row, String column) throws SQLException {
        return new TreeSet<>(Arrays.asList((Long[]) row.getArray(column).getArray()));
    }
}
