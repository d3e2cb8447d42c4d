package chat.parley.jpa.conversation;

import java.time.Duration;
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
                    conversation_id, organization_id, kind, name, topic, visibility, history, history_last, history_since,
                    created_by, created_at)
                select hot.id, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?::timestamptz, ?, ? from hot
                """,
                foundation.id().value(),
                foundation.organization().value(),
                foundation.kind(),
                foundation.name(),
                foundation.topic(),
                foundation.visibility(),
                foundation.history().extent(),
                foundation.history().last(),
                foundation.history().since(),
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

    /** Whoever was let in before is asked again. */
    public void raiseAccessRev(ConversationId conversation) {
        database.update("update conversation set access_rev = access_rev + 1 where id = ?", conversation.value());
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

    /** Shows what messages said before to others than before. */
    public void showVersions(ConversationId conversation, VersionPolicy versions) {
        database.update(
                "update conversation_settings set versions = ? where conversation_id = ?",
                versions,
                conversation.value());
    }

    /** Shows what is behind the links in messages from now on, or no longer. */
    public void showPreviews(ConversationId conversation, boolean previews) {
        database.update(
                "update conversation_settings set previews = ? where conversation_id = ?",
                previews,
                conversation.value());
    }

    /** Shows those who come from now on this much of what was said before. */
    public void showHistory(ConversationId conversation, HistoryVisibility history) {
        database.update("""
                update conversation_settings set history = ?, history_last = nullif(?, 0), history_since = ?::timestamptz
                where conversation_id = ?
                """, history.extent(), history.last(), history.since(), conversation.value());
    }

    /** Lets people ask to join, or no longer. */
    public void takeRequests(ConversationId conversation, boolean taken) {
        database.update(
                "update conversation_settings set takes_requests = ? where conversation_id = ?",
                taken,
                conversation.value());
    }

    /** Makes a channel of a group, under this name. */
    public void makeChannel(ConversationId conversation, String name) {
        database.update(
                "update conversation_settings set kind = 'CHANNEL', name = ? where conversation_id = ?",
                name,
                conversation.value());
    }

    /** Lets others post than before. */
    public void letPost(ConversationId conversation, PostingPolicy posting) {
        database.update(
                "update conversation_settings set posting = ? where conversation_id = ?",
                posting,
                conversation.value());
    }

    /** Lets members wait so long after a message, in whole seconds; zero: not at all. */
    public void slow(ConversationId conversation, Duration pause) {
        database.update(
                "update conversation_settings set slow_seconds = ? where conversation_id = ?",
                (int) pause.toSeconds(),
                conversation.value());
    }

    /** What is said about a conversation, as it is. */
    public record Wording(
            @Nullable String name,
            @Nullable String topic,
            ReceiptPolicy receipts,
            VersionPolicy versions,
            boolean previews,
            PostingPolicy posting,
            Duration slow,
            HistoryVisibility history,
            boolean takesRequests) {}

    /** What the conversation is called now, and what else is set of it. */
    public Wording wording(ConversationId conversation) {
        return database.first(
                        "select name, topic, receipts, versions, previews, posting, slow_seconds, history, history_last, history_since,"
                                + " takes_requests from conversation_settings where conversation_id = ?",
                        row -> new Wording(
                                row.getString("name"),
                                row.getString("topic"),
                                ReceiptPolicy.valueOf(row.getString("receipts")),
                                VersionPolicy.valueOf(row.getString("versions")),
                                row.getBoolean("previews"),
                                PostingPolicy.valueOf(row.getString("posting")),
                                Duration.ofSeconds(row.getInt("slow_seconds")),
                                Summaries.history(row),
                                row.getBoolean("takes_requests")),
                        conversation.value())
                .orElseThrow();
    }

    /**
     * A channel that everybody may know of, as somebody sees it who looks for one.
     *
     * @param open whether it can be joined; else one can ask
     * @param members how many it has
     * @param joined whether the one who looks is one of them
     * @param asked what became of it when they asked; null if they never did
     */
    public record Channel(
            ConversationId id,
            String name,
            @Nullable String topic,
            boolean open,
            long members,
            boolean joined,
            JoinRequest.@Nullable State asked) {}

    /**
     * At most {@code limit} channels of an organization that everybody may know of and whose name contains this text,
     * in whatever case, by name; after a channel of an earlier page, or from the start.
     */
    public List<Channel> channels(
            OrganizationId organization, AccountId asker, String text, @Nullable ConversationId after, int limit) {
        return database.query(
                """
                select s.conversation_id, s.name, s.topic, s.visibility = 'PUBLIC' as open,
                       (select j.state from join_request j
                        where j.conversation_id = s.conversation_id and j.account_id = ?) as asked,
                       (select count(*) from member m
                        where m.conversation_id = s.conversation_id and m.to_seq is null) as members,
                       exists (select 1 from member m
                               where m.conversation_id = s.conversation_id and m.account_id = ? and m.to_seq is null)
                           as joined
                from conversation_settings s
                where s.organization_id = ? and (s.visibility = 'PUBLIC' or s.takes_requests) and s.archived_at is null
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
                        row.getBoolean("open"),
                        row.getLong("members"),
                        row.getBoolean("joined"),
                        stateOrNull(row.getString("asked"))),
                asker.value(),
                asker.value(),
                organization.value(),
                text,
                after == null ? null : after.value(),
                after == null ? null : after.value(),
                limit);
    }

    private static JoinRequest.@Nullable State stateOrNull(@Nullable String state) {
        return state == null ? null : JoinRequest.State.valueOf(state);
    }
}
