package chat.parley.jpa.export;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.matter.LegalMatterId;
import chat.parley.jpa.matter.MatterContents;
import chat.parley.jpa.matter.MatterContents.Position;
import chat.parley.jpa.matter.SearchTerms;

/** What is written into exports: a JSON object for each message, conversation and account, as the database makes it. */
@Dependent
public final class ExportRecords {

    private final Database database;

    /** Works on this database. */
    @Inject
    public ExportRecords(Database database) {
        this.database = database;
    }

    /**
     * A message, with all versions, with what was answered to it, and with what was taken back of that. Of an anonymous poll
     * there is who voted, not what.
     */
    public record Line(Position place, String json) {}

    /** At most {@code limit} messages of a matter that meet the terms, system messages too, after a position. */
    public List<Line> messages(LegalMatterId matter, SearchTerms terms, Position after, int limit) {
        AccountId sender = terms.sender();
        ConversationId conversation = terms.conversation();
        return database.query(
                """
                select m.conversation_id, m.seq, jsonb_strip_nulls(jsonb_build_object(
                    'conversation', m.conversation_id, 'seq', m.seq, 'id', m.client_id, 'sender', m.sender_id,
                    'at', export_time(m.created_at), 'format', lower(m.format), 'body', text_of(m),
                    'edited', export_time(m.edited_at), 'deleted', export_time(m.deleted_at),
                    'replyTo', m.reply_to, 'thread', m.thread_root, 'forwardedFrom', m.source, 'purpose', m.purpose,
                    'versions', (
                        select coalesce(jsonb_agg(jsonb_build_object(
                            'rev', v.rev, 'format', lower(v.format), 'body', v.body, 'purpose', v.purpose,
                            'replaced', export_time(v.replaced_at), 'by', v.replaced_by) order by v.rev), '[]')
                        from message_version v where v.conversation_id = m.conversation_id and v.seq = m.seq),
                    'reactions', (
                        select coalesce(jsonb_agg(jsonb_build_object(
                            'emoji', r.emoji, 'by', r.account_id, 'at', export_time(r.reacted_at))
                            order by r.rev, r.account_id), '[]')
                        from reaction r where r.conversation_id = m.conversation_id and r.seq = m.seq),
                    'answers', (
                        select coalesce(jsonb_agg(jsonb_build_object(
                            'by', r.account_id, 'acknowledged', export_time(r.acknowledged_at),
                            'choices', case when r.choices <> '{}' and not p.secret then r.choices end,
                            'voted', case when r.choices <> '{}' then export_time(r.voted_at) end)
                            order by r.account_id), '[]')
                        from response r where r.conversation_id = m.conversation_id and r.seq = m.seq
                          and (r.acknowledged_at is not null or r.choices <> '{}')),
                    'takenBack', (
                        select coalesce(jsonb_agg(jsonb_build_object(
                            'kind', lower(b.kind), 'emoji', b.emoji,
                            'choices', case when not p.secret then b.choices end, 'by', b.account_id,
                            'given', export_time(b.given_at), 'taken', export_time(b.taken_at)) order by b.id), '[]')
                        from taken_back b where b.conversation_id = m.conversation_id and b.seq = m.seq)
                    ))::text as json
                from matter_messages(
                    ?, ?, ?, ?, ?, ?::bigint, ?::bigint, ?::timestamptz, ?::timestamptz, ?::text, true, ?) f
                join message m on m.conversation_id = f.conversation_id and m.seq = f.seq
                cross join lateral (
                    select coalesce(bool_or(q.purpose @> '{"anonymous": true}'), false) as secret
                    from (
                        select m.purpose
                        union all
                        select v.purpose from message_version v
                        where v.conversation_id = m.conversation_id and v.seq = m.seq
                    ) q
                ) p
                order by m.conversation_id, m.seq
                """,
                row -> new Line(
                        new Position(row.getLong("conversation_id"), row.getLong("seq")), row.getString("json")),
                matter.value(),
                after.conversation(),
                after.seq(),
                MatterContents.patterns(terms.words()),
                MatterContents.patterns(terms.keywords()),
                sender == null ? null : sender.value(),
                conversation == null ? null : conversation.value(),
                terms.from(),
                terms.until(),
                terms.tag(),
                limit);
    }

    /** A conversation with everybody who was in it, from which message to which, and how far they have read. */
    public Optional<String> conversation(long id) {
        return database.first("""
                select jsonb_strip_nulls(jsonb_build_object(
                    'conversation', s.conversation_id, 'kind', lower(s.kind), 'name', s.name, 'topic', s.topic,
                    'visibility', lower(s.visibility), 'createdBy', s.created_by, 'created', export_time(s.created_at),
                    'archived', export_time(s.archived_at),
                    'members', (
                        select coalesce(jsonb_agg(jsonb_build_object(
                            'account', m.account_id, 'role', lower(m.role), 'joined', m.joined_seq, 'from', m.from_seq,
                            'to', m.to_seq) order by m.joined_seq, m.account_id), '[]')
                        from member m where m.conversation_id = s.conversation_id),
                    'read', (
                        select coalesce(jsonb_agg(jsonb_build_object(
                            'account', c.account_id, 'read', c.read_seq, 'delivered', c.delivered_seq)
                            order by c.account_id), '[]')
                        from read_cursor c where c.conversation_id = s.conversation_id
                          and c.account_id in (
                              select m.account_id from member m where m.conversation_id = s.conversation_id))
                    ))::text
                from conversation_settings s where s.conversation_id = ?
                """, row -> row.getString(1), id);
    }

    /** Accounts, by number. */
    public List<String> people(long[] accounts) {
        return database.query("""
                select jsonb_strip_nulls(jsonb_build_object(
                    'account', a.id, 'username', a.username, 'name', a.display_name, 'kind', lower(a.kind),
                    'disabled', export_time(a.disabled_at)))::text
                from account a where a.id = any (?) order by a.id
                """, row -> row.getString(1), accounts);
    }
}
