alter table message_change drop constraint message_change_kind_check;
alter table message_change add constraint message_change_kind_check
    check (kind in ('EDITED', 'DELETED', 'REACTED', 'UNREACTED', 'PINNED', 'UNPINNED', 'ANSWERED', 'COUNTED', 'CLOSED'));

-- What a message wants of its readers besides being read: attention, an acknowledgement, a vote. Null: nothing.
alter table message add column purpose jsonb;

-- What members have answered to that: when they acknowledged it, and which options of a poll they chose. Written without
-- the conversation's row, so that nobody who posts waits for those who vote. told: whether the message's tally has it.
-- account_rev numbers the account's own state: a person sees on all their devices what they have answered.
create table response (
    conversation_id bigint not null,
    seq             bigint not null,
    account_id      bigint not null,
    acknowledged_at timestamptz,
    choices         smallint[] not null default '{}',
    voted_at        timestamptz,
    told            boolean not null default false,
    account_rev     bigint not null,
    primary key (conversation_id, seq, account_id)
) with (fillfactor = 70);
create index response_to_tell on response (conversation_id, seq) where not told;
create index response_changed on response (account_id, account_rev);

-- What is shown of it with the message: how many have acknowledged it, how many voted, how often each option was chosen.
create table tally (
    conversation_id bigint not null,
    seq             bigint not null,
    acknowledged    bigint not null,
    voters          bigint not null,
    votes           bigint[] not null,
    closed_at       timestamptz,
    primary key (conversation_id, seq)
) with (fillfactor = 70);

-- As before, for drafts with a purpose: purposes[i] is JSON as a text. The function of nine arrays stays for nodes of the
-- version before.
create function post_batch(
    conversations bigint[], senders bigint[], client_ids uuid[], access_revs bigint[],
    replies_to bigint[], threads bigint[], sources text[], purposes text[],
    formats text[], bodies text[])
    returns table (ord bigint, outcome text, conversation bigint, seq bigint, at timestamptz, rev bigint)
    language plpgsql
    set plan_cache_mode = force_generic_plan
as $$
declare
    -- As threads, with 0 for what is no root
    roots bigint[] := threads;
    threaded boolean := array_remove(threads, null) <> '{}';
begin
    perform 1 from conversation c where c.id = any (conversations) order by c.id for no key update;
    -- In a statement of its own: to look up messages is dear for a plan, though there be none
    if threaded then
        roots := array(
            select case when t.root_seq is null then null
                        when exists (
                            select 1 from message m
                            where m.conversation_id = t.conversation_id and m.seq = t.root_seq
                              and m.thread_root is null and m.format <> 'SYSTEM') then t.root_seq
                        else 0 end
            from unnest(conversations, threads) with ordinality as t (conversation_id, root_seq, ord)
            order by t.ord);
    end if;
    return query
    with draft as (
        select d.*, c.id is not null as found, c.access_rev = d.access_rev as fresh,
               d.reply_to is not null and d.reply_to not between c.first_seq and c.last_seq as orphan,
               coalesce(d.thread_root = 0, false) as rootless,
               first.seq as first_seq, first.created_at as first_at,
               row_number() over (partition by d.conversation_id, d.sender_id, d.client_id order by d.ord) as attempt
        from unnest(
                 conversations, senders, client_ids, access_revs, replies_to, roots, sources, purposes, formats, bodies)
             with ordinality as d (
                 conversation_id, sender_id, client_id, access_rev, reply_to, thread_root, source, purpose, format, body,
                 ord)
        left join conversation c on c.id = d.conversation_id
        left join lateral (
            select m.seq, m.created_at from message m
            where m.conversation_id = d.conversation_id and m.sender_id = d.sender_id and m.client_id = d.client_id
        ) first on true
    ), fresh as (
        select d.ord, d.conversation_id, d.sender_id, d.client_id, d.reply_to, d.thread_root, d.source, d.purpose,
               d.format, d.body,
               row_number() over (partition by d.conversation_id order by d.ord) as place
        from draft d
        where d.found and d.fresh and not d.orphan and not d.rootless and d.first_seq is null and d.attempt = 1
    ), head as (
        update conversation c set last_seq = c.last_seq + n.count
        from (select f.conversation_id, count(*) as count from fresh f group by f.conversation_id) n
        where c.id = n.conversation_id
        returning c.id, c.last_seq - n.count as base
    ), posted as (
        insert into message (
            conversation_id, seq, sender_id, client_id, created_at, reply_to, thread_root, source, purpose,
            format, body)
        select f.conversation_id, h.base + f.place, f.sender_id, f.client_id, clock_timestamp(), f.reply_to,
               f.thread_root, f.source::bigint[], f.purpose::jsonb, f.format, f.body
        from fresh f join head h on h.id = f.conversation_id
        order by f.ord
        returning message.conversation_id, message.sender_id, message.client_id, message.seq, message.created_at
    )
    select d.ord,
           case when not d.found then 'MISSING'
                when d.first_seq is not null then 'RESENT'
                when not d.fresh then 'STALE'
                when d.orphan then 'ORPHAN'
                when d.rootless then 'ROOTLESS'
                when d.attempt > 1 then 'RESENT'
                else 'POSTED' end,
           d.conversation_id, coalesce(d.first_seq, p.seq), coalesce(d.first_at, p.created_at), 0::bigint
    from draft d
    left join posted p
        on p.conversation_id = d.conversation_id and p.sender_id = d.sender_id and p.client_id = d.client_id
    order by d.ord;

    if threaded then
        return query
        select 0::bigint, 'ANSWERED', a.conversation_id, a.seq, null::timestamptz, a.rev
        from answer_threads(conversations, threads) a;
    end if;
end $$;
