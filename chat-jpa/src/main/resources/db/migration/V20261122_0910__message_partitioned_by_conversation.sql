-- The log. A message exists when the transaction that inserted it has committed, under a number without gaps.
-- No foreign keys and no unique key across conversations: the same schema spreads over machines by conversation_id.
create table message (
    conversation_id bigint not null,
    seq             bigint not null,
    sender_id       bigint not null,
    client_id       uuid not null,
    created_at      timestamptz not null,
    rev             bigint not null default 0,
    reply_to        bigint,
    edited_at       timestamptz,
    deleted_at      timestamptz,
    format          text not null check (format in ('PLAIN', 'MARKDOWN', 'SYSTEM')),
    body            text not null,
    primary key (conversation_id, seq),
    unique (conversation_id, sender_id, client_id)
) partition by hash (conversation_id);

do $$
begin
    for i in 0..31 loop
        execute format('create table message_%s partition of message for values with (modulus 32, remainder %s)', i, i);
    end loop;
end $$;

-- Every body a message has had before its present one.
create table message_version (
    conversation_id bigint not null,
    seq             bigint not null,
    rev             bigint not null,
    body            text not null,
    format          text not null,
    replaced_at     timestamptz not null,
    replaced_by     bigint not null,
    primary key (conversation_id, seq, rev)
);

-- What was changed in messages that existed, numbered by conversation without gaps.
create table message_change (
    conversation_id bigint not null,
    rev             bigint not null,
    seq             bigint not null,
    kind            text not null check (kind in ('EDITED', 'DELETED')),
    changed_by      bigint not null,
    changed_at      timestamptz not null,
    primary key (conversation_id, rev)
);

-- Appends a batch of drafts to the logs of their conversations: the one statement that makes messages exist.
-- Draft i is (conversations[i], senders[i], …). For each comes back what became of it:
--   POSTED   it is message seq, written at at
--   RESENT   it was message seq already (same conversation, sender and client id); nothing was written
--   STALE    who may do what changed since the draft was let in (access_rev); ask again
--   MISSING  there is no such conversation
--   ORPHAN   it answers a message that does not exist
-- Rows are locked in the order of their ids, so writers never wait for each other in a circle. The lock is a statement
-- of its own: what follows sees all that was committed before it was granted.
create function post_batch(
    conversations bigint[], senders bigint[], client_ids uuid[], access_revs bigint[],
    replies_to bigint[], formats text[], bodies text[])
    returns table (ord bigint, outcome text, seq bigint, at timestamptz)
    language plpgsql
    set plan_cache_mode = force_generic_plan
as $$
begin
    perform 1 from conversation c where c.id = any (conversations) order by c.id for no key update;
    return query
    with draft as (
        select d.*, c.id is not null as found, c.access_rev = d.access_rev as fresh,
               d.reply_to is not null and d.reply_to not between c.first_seq and c.last_seq as orphan, first.seq as first_seq, first.created_at as first_at,
               row_number() over (partition by d.conversation_id, d.sender_id, d.client_id order by d.ord) as attempt
        from unnest(conversations, senders, client_ids, access_revs, replies_to, formats, bodies)
             with ordinality as d (conversation_id, sender_id, client_id, access_rev, reply_to, format, body, ord)
        left join conversation c on c.id = d.conversation_id
        left join lateral (
            select m.seq, m.created_at from message m
            where m.conversation_id = d.conversation_id and m.sender_id = d.sender_id and m.client_id = d.client_id
        ) first on true
    ), fresh as (
        select d.ord, d.conversation_id, d.sender_id, d.client_id, d.reply_to, d.format, d.body,
               row_number() over (partition by d.conversation_id order by d.ord) as place
        from draft d
        where d.found and d.fresh and not d.orphan and d.first_seq is null and d.attempt = 1
    ), head as (
        update conversation c set last_seq = c.last_seq + n.count
        from (select f.conversation_id, count(*) as count from fresh f group by f.conversation_id) n
        where c.id = n.conversation_id
        returning c.id, c.last_seq - n.count as base
    ), posted as (
        insert into message (conversation_id, seq, sender_id, client_id, created_at, reply_to, format, body)
        select f.conversation_id, h.base + f.place, f.sender_id, f.client_id, clock_timestamp(), f.reply_to, f.format, f.body
        from fresh f join head h on h.id = f.conversation_id
        order by f.ord
        returning message.conversation_id, message.sender_id, message.client_id, message.seq, message.created_at
    )
    select d.ord,
           case when not d.found then 'MISSING'
                when d.first_seq is not null then 'RESENT'
                when not d.fresh then 'STALE'
                when d.orphan then 'ORPHAN'
                when d.attempt > 1 then 'RESENT'
                else 'POSTED' end,
           coalesce(d.first_seq, p.seq), coalesce(d.first_at, p.created_at)
    from draft d
    left join posted p on p.conversation_id = d.conversation_id and p.sender_id = d.sender_id and p.client_id = d.client_id
    order by d.ord;
end $$;
