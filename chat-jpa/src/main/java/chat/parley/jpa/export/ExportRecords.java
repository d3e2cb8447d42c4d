package chat.parley.jpa.export;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

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

    /** A message as it was at a point, with all versions until then, what was answered, and what of that was taken back. */
    public record Line(Position place, String json) {}

    /**
     * At most {@code limit} messages of a conversation that meet the terms in a matter, system messages too, after a number.
     * Each is as it was at the point: other words that came later are left out. Answers to what a message wants have no place
     * among the changes; they go by time. Of an anonymous poll there is who voted, not what.
     */
    public List<Line> messages(LegalMatterId matter, SearchTerms terms, ExportPoint point, long after, int limit) {
        AccountId sender = terms.sender();
        return database.query(
                """
                with point as (
                    select ?::bigint as conversation_id, ?::bigint as seq, ?::bigint as rev, ?::timestamptz as at
                ), later as materialized (
                    select c.seq, count(*) as times
                    from message_change c join point t on t.conversation_id = c.conversation_id
                    where c.rev > t.rev and c.kind in ('EDITED', 'DELETED')
                    group by c.seq
                )
                select m.conversation_id, m.seq, jsonb_strip_nulls(jsonb_build_object(
                    'conversation', m.conversation_id, 'seq', m.seq, 'id', m.client_id, 'sender', m.sender_id,
                    'at', export_time(m.created_at), 'format', lower(coalesce(w.format, m.format)),
                    'body', case when l.times is null then text_of(m) else coalesce(w.body, '') end,
                    'edited', export_time(case when l.times is null then m.edited_at else w.edited_at end),
                    'deleted', export_time(case when l.times is null then m.deleted_at end),
                    'replyTo', m.reply_to, 'thread', m.thread_root, 'forwardedFrom', m.source,
                    'purpose', case when l.times is null then m.purpose else w.purpose end,
                    'versions', w.versions,
                    'reactions', (
                        select coalesce(jsonb_agg(jsonb_build_object(
                            'emoji', r.emoji, 'by', r.account_id, 'at', export_time(r.at)) order by r.rev, r.account_id), '[]')
                        from (
                            select r.emoji, r.account_id, r.reacted_at as at, r.rev from reaction r
                            where r.conversation_id = m.conversation_id and r.seq = m.seq
                            union all
                            select b.emoji, b.account_id, b.given_at, b.rev from taken_back b
                            where b.conversation_id = m.conversation_id and b.seq = m.seq and b.kind = 'REACTION'
                              and b.taken_rev > t.rev
                        ) r
                        where r.rev <= t.rev),
                    'answers', (
                        select coalesce(jsonb_agg(jsonb_build_object(
                            'kind', lower(a.kind), 'choices', case when not w.secret then a.choices end,
                            'by', a.account_id, 'at', export_time(a.at)) order by a.account_id, a.kind, a.at), '[]')
                        from (
                            select 'ACKNOWLEDGEMENT' as kind, null::smallint[] as choices, r.account_id, r.acknowledged_at as at
                            from response r where r.conversation_id = m.conversation_id and r.seq = m.seq
                            union all
                            select 'VOTE', r.choices, r.account_id, r.voted_at
                            from response r
                            where r.conversation_id = m.conversation_id and r.seq = m.seq and r.choices <> '{}'
                            union all
                            select b.kind, b.choices, b.account_id, b.given_at from taken_back b
                            where b.conversation_id = m.conversation_id and b.seq = m.seq and b.kind <> 'REACTION'
                              and b.taken_at > t.at
                        ) a
                        where a.at <= t.at),
                    'takenBack', (
                        select coalesce(jsonb_agg(jsonb_build_object(
                            'kind', lower(b.kind), 'emoji', b.emoji,
                            'choices', case when not w.secret then b.choices end, 'by', b.account_id,
                            'given', export_time(b.given_at), 'taken', export_time(b.taken_at)) order by b.id), '[]')
                        from taken_back b
                        where b.conversation_id = m.conversation_id and b.seq = m.seq
                          and case when b.kind = 'REACTION' then b.taken_rev <= t.rev else b.taken_at <= t.at end)
                    ))::text as json
                from point t
                cross join lateral matter_messages(
                    ?, t.conversation_id, ?, ?, ?, ?::bigint, t.conversation_id, ?::timestamptz, ?::timestamptz, ?::text, true,
                    ?) f
                join message m on m.conversation_id = f.conversation_id and m.seq = f.seq
                left join later l on l.seq = m.seq
                cross join lateral (
                    select coalesce(jsonb_agg(jsonb_build_object(
                               'rev', v.rev, 'format', lower(v.format), 'body', v.body, 'purpose', v.purpose,
                               'replaced', export_time(v.replaced_at), 'by', v.replaced_by) order by v.rev)
                               filter (where v.back > coalesce(l.times, 0)), '[]') as versions,
                           max(v.replaced_at) filter (where v.back > l.times) as edited_at,
                           max(v.body) filter (where v.back = l.times) as body,
                           max(v.format) filter (where v.back = l.times) as format,
                           (array_agg(v.purpose) filter (where v.back = l.times))[1] as purpose,
                           coalesce(bool_or(v.purpose @> '{"anonymous": true}'), false)
                               or coalesce(m.purpose @> '{"anonymous": true}', false) as secret
                    from (
                        select v.*, row_number() over (order by v.rev desc) as back from message_version v
                        where v.conversation_id = m.conversation_id and v.seq = m.seq
                    ) v
                ) w
                where m.seq <= t.seq
                order by m.seq
                """,
                row -> new Line(
                        new Position(row.getLong("conversation_id"), row.getLong("seq")), row.getString("json")),
                point.conversation().value(),
                point.seq(),
                point.rev(),
                point.at(),
                matter.value(),
                after,
                MatterContents.patterns(terms.words()),
                MatterContents.patterns(terms.keywords()),
                sender == null ? null : sender.value(),
                terms.from(),
                terms.until(),
                terms.tag(),
                limit);
    }

    /**
     * A conversation with everybody who was in it until a point, from which message to which, and how far they have read of
     * that by now.
     */
    public Optional<String> conversation(ExportPoint point) {
        return database.first(
                """
                select jsonb_strip_nulls(jsonb_build_object(
                    'conversation', s.conversation_id, 'kind', lower(s.kind), 'name', s.name, 'topic', s.topic,
                    'visibility', lower(s.visibility), 'createdBy', s.created_by, 'created', export_time(s.created_at),
                    'archived', export_time(s.archived_at),
                    'asOf', jsonb_build_object('seq', t.seq, 'rev', t.rev, 'at', export_time(t.at)),
                    'members', (
                        select coalesce(jsonb_agg(jsonb_build_object(
                            'account', m.account_id, 'role', lower(m.role), 'joined', m.joined_seq, 'from', m.from_seq,
                            'to', case when m.to_seq <= t.seq then m.to_seq end) order by m.joined_seq, m.account_id), '[]')
                        from member m where m.conversation_id = s.conversation_id and m.joined_seq <= t.seq),
                    'read', (
                        select coalesce(jsonb_agg(jsonb_build_object(
                            'account', c.account_id, 'read', least(c.read_seq, t.seq),
                            'delivered', least(c.delivered_seq, t.seq)) order by c.account_id), '[]')
                        from read_cursor c where c.conversation_id = s.conversation_id
                          and c.account_id in (
                              select m.account_id from member m
                              where m.conversation_id = s.conversation_id and m.joined_seq <= t.seq))
                    ))::text
                from (select ?::bigint as conversation_id, ?::bigint as seq, ?::bigint as rev, ?::timestamptz as at) t
                join conversation_settings s on s.conversation_id = t.conversation_id
                """, row -> row.getString(1), point.conversation().value(), point.seq(), point.rev(), point.at());
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
