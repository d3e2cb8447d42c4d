-- Numbers whose messages were destroyed. They are never given out again. rev is the conversation's change that took the
-- last of them, so that whoever knows an earlier one is told; neighbours become one row, with the later rev.
create table message_gap (
    conversation_id bigint not null,
    from_seq        bigint not null,
    to_seq          bigint not null check (to_seq >= from_seq),
    rev             bigint not null,
    primary key (conversation_id, from_seq)
);
create index message_gap_told on message_gap (conversation_id, rev);

-- A walk through all conversations of an organization that destroys what is due; at most one goes on at a time. as_of is
-- the moment it goes by. The node that is at it moves held_until ahead; if it dies, another goes on after conversation_id
-- and seq. chain is the hash over its certificates so far. When it has ended, document says so, signed.
create sequence retention_sweep_id increment by 1 start with 1;

create table retention_sweep (
    id              bigint primary key,
    organization_id bigint not null references organization,
    as_of           timestamptz not null,
    asked_by        bigint,
    held_until      timestamptz not null,
    conversation_id bigint not null default 0,
    seq             bigint not null default 0,
    messages        bigint not null default 0,
    certificates    bigint not null default 0,
    chain           bytea not null default '\x',
    ended_at        timestamptz,
    document        text,
    key             text,
    signature       bytea
);
create unique index retention_sweep_open on retention_sweep (organization_id) where ended_at is null;
create index retention_sweep_of_organization on retention_sweep (organization_id, id);

-- What was destroyed, a batch of one conversation in each; written in the transaction that destroyed it. document is the
-- JSON that is signed: it holds numbers, rules and hashes, and nothing of what was said.
create sequence destruction_certificate_id increment by 1 start with 1;

create table destruction_certificate (
    id              bigint primary key,
    organization_id bigint not null,
    sweep_id        bigint not null,
    conversation_id bigint not null,
    messages        bigint not null,
    destroyed_at    timestamptz not null,
    document        text not null,
    key             text not null,
    signature       bytea not null
);
create index destruction_certificate_of_sweep on destruction_certificate (sweep_id, id);
create index destruction_certificate_of_organization on destruction_certificate (organization_id, id);

create function refuse_to_change_certificate() returns trigger language plpgsql as $$
begin
    raise exception 'a certificate stays as it is' using errcode = 'insufficient_privilege';
end $$;

create trigger destruction_certificate_stays before update or delete on destruction_certificate
    for each row execute function refuse_to_change_certificate();
create trigger destruction_certificate_stays_whole before truncate on destruction_certificate
    for each statement execute function refuse_to_change_certificate();

-- The number of the first message from one on that its organization's rules let go; null if there is none. Holds are left
-- out: they are asked about when it is destroyed.
create function next_due(organization bigint, conversation bigint, first_seq bigint, now_at timestamptz) returns bigint
    language plpgsql stable
as $$
declare
    t record;
    found_seq bigint;
begin
    select * into t from retention_terms(organization, '{}', '{}', conversation);
    if t.delete_days is null and t.withdrawn_days is null and not exists (select from erasure_request) then
        return null;
    end if;
    select m.seq into found_seq
    from message m
    left join erasure_request e on e.account_id = m.sender_id and e.requested_at >= m.created_at
    cross join lateral disposition(
        false, m.created_at, e.requested_at, m.deleted_at, t.keep_rule, t.keep_days, t.delete_rule, t.delete_days,
        t.withdrawn_rule, t.withdrawn_days, now_at) d
    where m.conversation_id = conversation and m.seq >= next_due.first_seq and d.destroys
    order by m.seq
    limit 1;
    return found_seq;
end $$;

-- Marks are found by conversation when messages go.
create index saved_message_of_message on saved_message (conversation_id, seq);
create index hidden_message_of_message on hidden_message (conversation_id, seq);
create index mention_done_of_message on mention_done (conversation_id, seq);
create index thread_follow_of_thread on thread_follow (conversation_id, root_seq);

-- Destroys what is due of a conversation between two numbers, and is not on a hold, with all that hangs on it. Holds the
-- conversation's row from before it looks until the transaction ends, as posting does. One row comes back, or none if
-- nothing went: how many messages, for which reasons (an object for each basis and rule), the ranges of their numbers, the
-- gaps that these have become a part of, and the change that tells of them. digest is a hash over the hashes of what they
-- were, in their order; what was said is hashed with all its earlier versions.
create function destroy_due(
    organization bigint, conversation bigint, first_seq bigint, end_seq bigint, now_at timestamptz)
    returns table (
        messages bigint, reasons jsonb, from_seqs bigint[], to_seqs bigint[], gaps_from bigint[], gaps_to bigint[],
        digest bytea, change bigint)
    language plpgsql
as $$
declare
    t record;
    doomed record;
    changed bigint[];
    shown bigint[];
    ranges int8multirange;
    gaps int8multirange;
    head bigint;
begin
    perform set_config('lock_timeout', '2s', true);
    perform 1 from conversation c where c.id = conversation for no key update;
    select * into t from retention_terms(organization, '{}', '{}', conversation);

    with due as (
        select m.seq, m.rev, m.sender_id, m.client_id, d.basis, d.rule,
               -- A reply that a member has deleted is not counted any more
               case when m.deleted_at is null then m.thread_root end as thread_root,
               sha256(convert_to(concat_ws(
                   E'\x1f', m.conversation_id, m.seq, m.sender_id, m.client_id,
                   (extract(epoch from m.created_at) * 1000000)::bigint, m.format, m.body,
                   (select string_agg(concat_ws(E'\x1f', v.rev, v.format, v.body), E'\x1e' order by v.rev)
                    from message_version v
                    where m.rev > 0 and v.conversation_id = m.conversation_id and v.seq = m.seq)), 'UTF8')) as hash
        from message m
        left join erasure_request e on e.account_id = m.sender_id and e.requested_at >= m.created_at
        cross join lateral disposition(
            false, m.created_at, e.requested_at, m.deleted_at, t.keep_rule, t.keep_days, t.delete_rule, t.delete_days,
            t.withdrawn_rule, t.withdrawn_days, now_at) d
        where m.conversation_id = conversation and m.seq between destroy_due.first_seq and destroy_due.end_seq
          and d.destroys
          and m.seq not in (
              select h.seq from held_numbers(conversation, destroy_due.first_seq, destroy_due.end_seq) as h (seq))
    )
    select array_agg(d.seq order by d.seq) as seqs, array_agg(d.rev order by d.seq) as revs,
           array_agg(d.sender_id order by d.seq) as senders, array_agg(d.client_id order by d.seq) as ids,
           array_agg(d.thread_root order by d.seq) as roots, sha256(string_agg(d.hash, '' order by d.seq)) as digest,
           (select jsonb_agg(jsonb_strip_nulls(to_jsonb(r)) order by r.basis, r.rule)
            from (select x.basis, x.rule, count(*) as messages from due x group by x.basis, x.rule) r) as reasons
    into doomed
    from due d;
    if doomed.seqs is null then
        return;
    end if;

    select array_agg(u.seq) into changed from unnest(doomed.seqs, doomed.revs) as u (seq, rev) where u.rev > 0;
    delete from message_version v where v.conversation_id = conversation and v.seq = any (changed);
    delete from message_change c where c.conversation_id = conversation and c.seq = any (changed);
    delete from reaction r where r.conversation_id = conversation and r.seq = any (changed);
    delete from message_pin p where p.conversation_id = conversation and p.seq = any (changed);
    delete from message_preview p where p.conversation_id = conversation and p.seq = any (changed);
    delete from tally y where y.conversation_id = conversation and y.seq = any (changed);
    delete from removal r where r.conversation_id = conversation and r.seq = any (changed);
    delete from response r where r.conversation_id = conversation and r.seq = any (doomed.seqs);
    delete from link_task l where l.conversation_id = conversation and l.seq = any (doomed.seqs);
    delete from message_mention n where n.conversation_id = conversation and n.seq = any (doomed.seqs);
    delete from mention_done d where d.conversation_id = conversation and d.seq = any (doomed.seqs);
    delete from hidden_message h where h.conversation_id = conversation and h.seq = any (doomed.seqs);
    delete from message_flag f
    using unnest(doomed.senders, doomed.ids) as u (sender_id, client_id)
    where f.conversation_id = conversation and f.sender_id = u.sender_id and f.client_id = u.client_id;
    delete from case_message w
    using moderation_case k
    where k.id = w.case_id and k.conversation_id = conversation and k.state in ('DECIDED', 'CLOSED')
      and w.seq = any (doomed.seqs);
    delete from message m where m.conversation_id = conversation and m.seq = any (doomed.seqs);

    -- Threads that lose replies show it, as a change of their first message, if that stays
    with lost as (
        select u.root, count(*) as replies from unnest(doomed.roots) as u (root) where u.root is not null group by u.root
    ), counted as (
        update thread h set replies = greatest(0, h.replies - l.replies)
        from lost l
        where h.conversation_id = conversation and h.root_seq = l.root
        returning h.root_seq
    )
    select array_agg(m.seq) into shown
    from counted c
    join message m on m.conversation_id = conversation and m.seq = c.root_seq;
    delete from thread_follow f
    where f.conversation_id = conversation and f.root_seq = any (doomed.seqs) and not exists (
        select from message m where m.conversation_id = conversation and m.thread_root = f.root_seq);
    delete from thread h
    where h.conversation_id = conversation and h.root_seq = any (doomed.seqs) and not exists (
        select from message m where m.conversation_id = conversation and m.thread_root = h.root_seq);

    update conversation c set last_rev = c.last_rev + coalesce(cardinality(shown), 0) + 1
    where c.id = conversation
    returning c.last_rev into head;
    insert into message_change (conversation_id, rev, seq, kind, changed_by, changed_at)
    select conversation, head - u.place, u.seq, 'ANSWERED', m.sender_id, now_at
    from unnest(shown) with ordinality as u (seq, place)
    join message m on m.conversation_id = conversation and m.seq = u.seq;
    update message m set rev = head - u.place
    from unnest(shown) with ordinality as u (seq, place)
    where m.conversation_id = conversation and m.seq = u.seq;

    select range_agg(int8range(u.seq, u.seq + 1)) into ranges from unnest(doomed.seqs) as u (seq);
    with near as (
        delete from message_gap g
        where g.conversation_id = conversation and g.to_seq >= doomed.seqs[1] - 1
          and g.from_seq <= doomed.seqs[cardinality(doomed.seqs)] + 1
        returning int8range(g.from_seq, g.to_seq + 1) as gap
    )
    select ranges + coalesce(range_agg(n.gap), '{}') into gaps from near n;
    insert into message_gap (conversation_id, from_seq, to_seq, rev)
    select conversation, lower(u.gap), upper(u.gap) - 1, head from unnest(gaps) as u (gap);
    update conversation c set first_seq = g.to_seq + 1
    from message_gap g
    where c.id = conversation and g.conversation_id = conversation and g.from_seq = 1 and c.first_seq <= g.to_seq;

    -- Last, for whoever writes to an account's own state has the conversation's row before it
    with owner as (
        select distinct s.account_id from saved_message s
        where s.conversation_id = conversation and s.seq = any (doomed.seqs) and s.saved_at is not null
    ), raised as (
        insert into account_state as a (account_id, rev)
        select o.account_id, 1 from owner o order by o.account_id
        on conflict (account_id) do update set rev = a.rev + 1
        returning a.account_id, a.rev
    )
    update saved_message s set saved_at = null, account_rev = r.rev
    from raised r
    where s.account_id = r.account_id and s.conversation_id = conversation and s.seq = any (doomed.seqs);

    return query
    select cardinality(doomed.seqs)::bigint, doomed.reasons,
           array(select lower(u.r) from unnest(ranges) as u (r)),
           array(select upper(u.r) - 1 from unnest(ranges) as u (r)),
           array(select lower(u.r) from unnest(gaps) as u (r)),
           array(select upper(u.r) - 1 from unnest(gaps) as u (r)),
           doomed.digest, head;
end $$;
