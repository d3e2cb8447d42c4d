package chat.parley.jpa.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.admin.PagedQuery.Condition;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.PostingPolicy;
import chat.parley.jpa.conversation.ReceiptPolicy;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.conversation.VersionPolicy;
import chat.parley.jpa.conversation.Visibility;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.identity.OrganizationId;

/** The conversations of an organization from outside, for those who administrate them. */
@Dependent
public final class AdministeredConversations {

    static final String MEMBERS = "(select count(*) from member m where m.conversation_id = c.id and m.to_seq is null)";
    static final String LAST_AT =
            "(select l.created_at from message l where l.conversation_id = c.id and l.seq = c.last_seq)";

    /** So many names stand for a conversation without one. */
    private static final int NAMED = 4;

    private static final PagedQuery LIST = new PagedQuery(
            """
            id, s.kind, s.name, s.topic, s.visibility, s.created_at, s.archived_at, c.last_seq,
            case when s.name is null then array(
                select a.display_name from member m join account a on a.id = m.account_id
                where m.conversation_id = c.id and m.to_seq is null order by a.id limit\s""" + NAMED + ") end as people, "
                    + "array(select label from conversation_label l where l.conversation_id = c.id order by label) as labels, "
                    + MEMBERS + " as members, " + LAST_AT + " as last_at",
            "from conversation c join conversation_settings s on s.conversation_id = c.id");

    private final Database database;

    /** Works on this database. */
    @Inject
    public AdministeredConversations(Database database) {
        this.database = database;
    }

    /** A page of those that a filter lets through. */
    public ListedPage<ConversationLine> page(
            OrganizationId organization, ConversationFilter filter, ListWish<ConversationOrder> wish) {
        Condition condition = new Condition().and("s.organization_id = ?", organization.value());
        if (!filter.text().isEmpty()) {
            condition.and(
                    "lower(s.name) like ?", '%' + Accounts.literal(filter.text().toLowerCase(Locale.ROOT)) + '%');
        }
        if (filter.kind() != null) {
            condition.and("s.kind = ?", filter.kind());
        }
        if (filter.visibility() != null) {
            condition.and("s.visibility = ?", filter.visibility());
        }
        Boolean archived = filter.archived();
        if (archived != null) {
            condition.and("(s.archived_at is not null) = ?", archived);
        }
        AccountId member = filter.member();
        if (member != null) {
            condition.and(
                    "id in (select m.conversation_id from member m where m.account_id = ? and m.to_seq is null)",
                    member.value());
        }
        if (filter.history() != null) {
            condition.and("s.history = ?", filter.history());
        }
        String label = filter.label();
        if (label != null) {
            condition.and("id in (select l.conversation_id from conversation_label l where l.label = ?)", label);
        }
        return LIST.page(database, condition, wish.order().key(), wish, AdministeredConversations::read);
    }

    /** One of them. */
    public Optional<ConversationLine> find(OrganizationId organization, ConversationId id) {
        return database.first(
                "select " + LIST.columns() + ' ' + LIST.from() + " where s.organization_id = ? and c.id = ?",
                AdministeredConversations::read,
                organization.value(),
                id.value());
    }

    /** How it is set and what there is of it; all its messages are counted. */
    public ConversationWeight weight(ConversationId id) {
        return database.first("""
                        select s.history, s.history_last, s.history_since, s.receipts, s.versions as shown_versions, s.posting, s.slow_seconds,
                               s.takes_requests, s.previews,
                               (select a.display_name from account a where a.id = s.created_by) as creator,
                               m.messages, m.bytes, v.versions, v.version_bytes
                        from conversation_settings s,
                             lateral (select count(*) as messages, coalesce(sum(octet_length(body)), 0) as bytes
                                      from message where conversation_id = s.conversation_id) m,
                             lateral (select count(*) as versions, coalesce(sum(octet_length(body)), 0) as version_bytes
                                      from message_version where conversation_id = s.conversation_id) v
                        where s.conversation_id = ?
                        """, AdministeredConversations::readWeight, id.value())
                .orElseThrow();
    }

    /** At most so many of its members after an account, by their numbers. */
    public List<AdministeredMember> members(ConversationId id, long after, int limit) {
        return database.query(
                """
                select a.id, a.username, a.display_name, a.disabled_at is not null as disabled, m.role
                from member m join account a on a.id = m.account_id
                where m.conversation_id = ? and m.to_seq is null and m.account_id > ? order by m.account_id limit ?
                """,
                row -> new AdministeredMember(
                        new AccountId(row.getLong("id")),
                        row.getString("username"),
                        row.getString("display_name"),
                        Role.valueOf(row.getString("role")),
                        row.getBoolean("disabled")),
                id.value(),
                after,
                limit);
    }

    private static ConversationLine read(ResultSet row) throws SQLException {
        var people = row.getArray("people");
        return new ConversationLine(
                new ConversationId(row.getLong("id")),
                ConversationKind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("topic"),
                Visibility.valueOf(row.getString("visibility")),
                people == null ? List.of() : List.of((String[]) people.getArray()),
                List.of((String[]) row.getArray("labels").getArray()),
                Database.instant(row, "created_at"),
                Database.instantOrNull(row, "archived_at"),
                row.getInt("members"),
                row.getLong("last_seq"),
                Database.instantOrNull(row, "last_at"));
    }

    private static ConversationWeight readWeight(ResultSet row) throws SQLException {
        return new ConversationWeight(
                new HistoryVisibility(
                        HistoryVisibility.Extent.valueOf(row.getString("history")),
                        row.getInt("history_last"),
                        Database.instantOrNull(row, "history_since")),
                ReceiptPolicy.valueOf(row.getString("receipts")),
                VersionPolicy.valueOf(row.getString("shown_versions")),
                PostingPolicy.valueOf(row.getString("posting")),
                Duration.ofSeconds(row.getInt("slow_seconds")),
                row.getBoolean("takes_requests"),
                row.getBoolean("previews"),
                row.getString("creator"),
                row.getLong("messages"),
                row.getLong("bytes"),
                row.getLong("versions"),
                row.getLong("version_bytes"));
    }
}
