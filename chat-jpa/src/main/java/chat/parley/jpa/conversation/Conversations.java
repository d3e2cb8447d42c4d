package chat.parley.jpa.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Conversations and what people set of them: tables {@code conversation}, {@code conversation_settings} and {@code
 * direct_pair}. Changes are made in a transaction that holds the conversation's row ({@link #lock}).
 */
@Dependent
public final class Conversations {

    private final Database database;

    /** Works on this database. */
    @Inject
    public Conversations(Database database) {
        this.database = database;
    }

    /** All that is decided about a conversation when it is founded. */
    public record Foundation(
            ConversationId id,
            OrganizationId organization,
            ConversationKind kind,
            @Nullable String name,
            @Nullable String topic,
            Visibility visibility,
            HistoryVisibility history,
            AccountId by,
            Instant at) {}

    /** Makes a conversation, with an empty log and without members yet. */
    public void found(Foundation foundation) {
        database.update(
                """
                with hot as (insert into conversation (id) values (?) returning id)
                insert into conversation_settings (
                    conversation_id, organization_id, kind, name, topic, visibility, history, created_by, created_at)
                select hot.id, ?, ?, ?, ?, ?, ?, ?, ? from hot
                """,
                foundation.id().value(),
                foundation.organization().value(),
                foundation.kind(),
                foundation.name(),
                foundation.topic(),
                foundation.visibility(),
                foundation.history(),
                foundation.by().value(),
                foundation.at());
    }

    /** The direct conversation of these two, if there is one. */
    public Optional<ConversationId> direct(AccountId one, AccountId other) {
        return database.first(
                "select conversation_id from direct_pair where low_account = ? and high_account = ?",
                row -> new ConversationId(row.getLong(1)),
                Math.min(one.value(), other.value()),
                Math.max(one.value(), other.value()));
    }

    /**
     * Makes this the direct conversation of these two, unless they have one. Of two transactions that try at once the
     * second waits until the first has ended, and then finds its conversation with {@link #direct}.
     */
    public boolean pair(AccountId one, AccountId other, ConversationId conversation) {
        return database.update(
                        """
                        insert into direct_pair (low_account, high_account, conversation_id) values (?, ?, ?)
                        on conflict do nothing
                        """,
                        Math.min(one.value(), other.value()),
                        Math.max(one.value(), other.value()),
                        conversation.value())
                == 1;
    }

    /** Holds the conversation until the transaction ends: nothing is posted and no membership changes meanwhile. */
    public void lock(ConversationId conversation) {
        database.query(
                "select id from conversation where id = ? for no key update",
                row -> row.getLong(1),
                conversation.value());
    }

    /**
     * Whether an open public channel of the organization, other than this one, has this name, in whatever case. Nobody
     * else gives this name to one until the transaction ends; there is no unique key, for that would have to span
     * conversations.
     */
    public boolean nameTaken(OrganizationId organization, String name, ConversationId exceptFor) {
        database.query(
                "select pg_advisory_xact_lock(hashtextextended(lower(?), ?))", row -> true, name, organization.value());
        return database.first("""
                        select 1 from conversation_settings
                        where organization_id = ? and lower(name) = lower(?) and visibility = 'PUBLIC'
                          and archived_at is null and conversation_id <> ?
                        limit 1
                        """, row -> true, organization.value(), name, exceptFor.value())
                .isPresent();
    }

    /** Gives the conversation another name. */
    public void rename(ConversationId conversation, String name) {
        database.update(
                "update conversation_settings set name = ? where conversation_id = ?", name, conversation.value());
    }

    /** Gives the conversation another topic, or none. */
    public void describe(ConversationId conversation, @Nullable String topic) {
        database.update(
                "update conversation_settings set topic = ? where conversation_id = ?", topic, conversation.value());
    }

    /** Closes the conversation for writing since a moment, or opens it again. */
    public void archive(ConversationId conversation, @Nullable Instant since) {
        database.update(
                "update conversation_settings set archived_at = ?::timestamptz where conversation_id = ?",
                since,
                conversation.value());
    }

    /** Shows how far members have come to others than before. */
    public void showReceipts(ConversationId conversation, ReceiptPolicy receipts) {
        database.update(
                "update conversation_settings set receipts = ? where conversation_id = ?",
                receipts,
                conversation.value());
    }

    /** Shows what is behind the links in messages from now on, or no longer. */
    public void showPreviews(ConversationId conversation, boolean previews) {
        database.update(
                "update conversation_settings set previews = ? where conversation_id = ?",
                previews,
                conversation.value());
    }

    /** What is said about a conversation, as it is. */
    public record Wording(
            @Nullable String name, @Nullable String topic, ReceiptPolicy receipts, boolean previews) {}

    /** What the conversation is called now, whom it shows receipts, and whether it shows what is behind links. */
    public Wording wording(ConversationId conversation) {
        return database.first(
                        "select name, topic, receipts, previews from conversation_settings where conversation_id = ?",
                        row -> new Wording(
                                row.getString("name"),
                                row.getString("topic"),
                                ReceiptPolicy.valueOf(row.getString("receipts")),
                                row.getBoolean("previews")),
                        conversation.value())
                .orElseThrow();
    }

    /**
     * A public channel, as somebody sees it who looks for one.
     *
     * @param members how many it has
     * @param joined whether the one who looks is one of them
     */
    public record Channel(
            ConversationId id, String name, @Nullable String topic, long members, boolean joined) {}

    /**
     * At most {@code limit} open public channels of an organization whose name contains this text, in whatever case, by
     * name; after a channel of an earlier page, or from the start.
     */
    public List<Channel> channels(
            OrganizationId organization, AccountId asker, String text, @Nullable ConversationId after, int limit) {
        return database.query(
                """
                select s.conversation_id, s.name, s.topic,
                       (select count(*) from member m
                        where m.conversation_id = s.conversation_id and m.to_seq is null) as members,
                       exists (select 1 from member m
                               where m.conversation_id = s.conversation_id and m.account_id = ? and m.to_seq is null)
                           as joined
                from conversation_settings s
                where s.organization_id = ? and s.visibility = 'PUBLIC' and s.archived_at is null
                  and strpos(lower(s.name), lower(?)) > 0
                  and (?::bigint is null
                       or (lower(s.name), s.conversation_id) > (
                           select lower(p.name), p.conversation_id from conversation_settings p
                           where p.conversation_id = ? and p.organization_id = s.organization_id))
                order by lower(s.name), s.conversation_id
                limit ?
                """,
                row -> new Channel(
                        new ConversationId(row.getLong("conversation_id")),
                        row.getString("name"),
                        row.getString("topic"),
                        row.getLong("members"),
                        row.getBoolean("joined")),
                asker.value(),
                organization.value(),
                text,
                after == null ? null : after.value(),
                after == null ? null : after.value(),
                limit);
    }
}
