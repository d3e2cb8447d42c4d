alter table message_change drop constraint message_change_kind_check;
alter table message_change add constraint message_change_kind_check
    check (kind in ('EDITED', 'DELETED', 'REACTED', 'UNREACTED', 'PINNED', 'UNPINNED', 'ANSWERED'));

-- The message whose thread a message belongs to. Only replies are in the indexes: of a thread, and of a conversation, whose
-- unread count leaves them out.
alter table message add column thread_root bigint;
create index message_of_thread on message (conversation_id, thread_root, seq) where thread_root is not null;
create index message_in_threads on message (conversation_id, seq) where thread_root is not null;

-- What is shown of a thread with its root. last_seq is the last reply that is counted here; participants are the first
-- few who have written, in their order.
create table thread (
    conversation_id bigint not null,
    root_seq        bigint not null,
    replies         bigint not null,
    last_seq        bigint not null,
    last_at         timestamptz not null,
    participants    bigint[] not null,
    primary key (conversation_id, root_seq)
) with (fillfactor = 70);

-- Who follows which thread, and how far they have read it. Who writes in it follows it, and so does who wrote its root;
-- account_rev is 0 until it is said by hand, or read.
create table thread_follow (
    account_id      bigint not null,
    conversation_id bigint not null,
    root_seq        bigint not null,
    following       boolean not null,
    read_seq        bigint not null default 0,
    account_rev     bigint not null default 0,
    primary key (account_id, conversation_id, root_seq)
) with (fillfactor = 70);
create index thread_follow_changed on thread_follow (account_id, account_rev) where account_rev > 0;

-- Counts the replies that were posted to these threads and are not counted yet, as a change of each root; in the
-- transaction that has posted them and holds their conversations.
create function answer_threads(conversations bigint[], roots bigint[])
    returns table (conversation_id bigint, seq bigint, rev bigint)
    language sql
as $$
    with root as (
        select distinct u.conversation_id, u.root_seq
        from unnest(conversations, roots) as u (conversation_id, root_seq)
        where u.root_seq is not null
    ), reply as (
        select r.conversation_id, r.root_seq, m.seq, m.sender_id, m.created_at
        from root r
        left join thread t on t.conversation_id = r.conversation_id and t.root_seq = r.root_seq
        join message m on m.conversation_id = r.conversation_id and m.thread_root = r.root_seq
                      and m.seq > coalesce(t.last_seq, 0)
    ), added as (
        select p.conversation_id, p.root_seq, count(*) as count, max(p.seq) as last_seq, max(p.created_at) as last_at,
               (array_agg(p.sender_id order by p.seq desc))[1] as last_sender,
               row_number() over (partition by p.conversation_id order by p.root_seq) as place
        from reply p
        group by p.conversation_id, p.root_seq
    ), writer as (
        select p.conversation_id, p.root_seq, p.sender_id, min(p.seq) as first_seq, max(p.seq) as last_seq
        from reply p
        group by p.conversation_id, p.root_seq, p.sender_id
    ), head as (
        update conversation c set last_rev = c.last_rev + n.count
        from (select a.conversation_id, count(*) as count from added a group by a.conversation_id) n
        where c.id = n.conversation_id
        returning c.id, c.last_rev - n.count as base
    ), change as (
        insert into message_change (conversation_id, rev, seq, kind, changed_by, changed_at)
        select a.conversation_id, h.base + a.place, a.root_seq, 'ANSWERED', a.last_sender, a.last_at
        from added a join head h on h.id = a.conversation_id
        returning message_change.conversation_id, message_change.rev, message_change.seq
    ), changed as (
        update message m set rev = c.rev
        from change c
        where m.conversation_id = c.conversation_id and m.seq = c.seq
        returning m.conversation_id, m.seq, m.rev, m.sender_id
    ), counted as (
        insert into thread as t (conversation_id, root_seq, replies, last_seq, last_at, participants)
        select a.conversation_id, a.root_seq, a.count, a.last_seq, a.last_at,
               array(select w.sender_id from writer w
                     where w.conversation_id = a.conversation_id and w.root_seq = a.root_seq
                     order by w.first_seq limit 5)
        from added a
        on conflict on constraint thread_pkey do update
        set replies = t.replies + excluded.replies, last_seq = excluded.last_seq, last_at = excluded.last_at,
            participants = case
                when cardinality(t.participants) >= 5 then t.participants
                else (t.participants || array(
                    select n.id from unnest(excluded.participants) as n (id) where n.id <> all (t.participants)))[1:5]
            end
    ), followed as (
        insert into thread_follow as f (account_id, conversation_id, root_seq, following, read_seq)
        select w.sender_id, w.conversation_id, w.root_seq, true, w.last_seq from writer w
        union all
        select c.sender_id, c.conversation_id, c.seq, true, 0 from changed c
        where not exists (
            select 1 from writer w
            where w.conversation_id = c.conversation_id and w.root_seq = c.seq and w.sender_id = c.sender_id)
        -- Who has stopped following follows again by writing, but not because of what others write
        on conflict on constraint thread_follow_pkey do update
        set following = f.following or excluded.read_seq > 0, read_seq = greatest(f.read_seq, excluded.read_seq)
    )
    select c.conversation_id, c.seq, c.rev from changed c;
$$;

-- As before, for drafts that may belong to a thread. The function of seven arrays stays for nodes of the version before.
--   ROOTLESS  its thread's root does not exist, or is none: it is in a thread itself, or the system's
-- After all drafts, ANSWERED for each root whose thread has grown: rev is the number of that change of it.
create function post_batch(
    conversations bigint[], senders bigint[], client_ids uuid[], access_revs bigint[],
    replies_to bigint[], threads bigint[], formats text[], bodies text[])
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
        from unnest(conversations, senders, client_ids, access_revs, replies_to, roots, formats, bodies)
             with ordinality as d (
                 conversation_id, sender_id, client_id, access_rev, reply_to, thread_root, format, body, ord)
        left join conversation c on c.id = d.conversation_id
        left join lateral (
            select m.seq, m.created_at from message m
            where m.conversation_id = d.conversation_id and m.sender_id = d.sender_id and m.client_id = d.client_id
        ) first on true
    ), fresh as (
        select d.ord, d.conversation_id, d.sender_id, d.client_id, d.reply_to, d.thread_root, d.format, d.body,
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
            conversation_id, seq, sender_id, client_id, created_at, reply_to, thread_root, format, body)
        select f.conversation_id, h.base + f.place, f.sender_id, f.client_id, clock_timestamp(), f.reply_to,
               f.thread_root, f.format, f.body
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
