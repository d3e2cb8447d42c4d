-- Reactions, votes and acknowledgements that are no more: taken back, chosen anew, or gone with what a message said. Kept as
-- long as the message, as the versions of its words are. rev is the change that brought a reaction; taken_rev the
-- conversation's last change when it went.
create table taken_back (
    id              bigint generated always as identity primary key,
    conversation_id bigint not null,
    seq             bigint not null,
    account_id      bigint not null,
    kind            text not null check (kind in ('REACTION', 'VOTE', 'ACKNOWLEDGEMENT')),
    emoji           text check ((kind = 'REACTION') = (emoji is not null)),
    choices         smallint[] check ((kind = 'VOTE') = (choices is not null)),
    given_at        timestamptz,
    rev             bigint,
    taken_at        timestamptz not null,
    taken_rev       bigint not null
);
create index taken_back_of_message on taken_back (conversation_id, seq);

create function keep_reaction() returns trigger language plpgsql as $$
begin
    insert into taken_back (conversation_id, seq, account_id, kind, emoji, given_at, rev, taken_at, taken_rev)
    select m.conversation_id, m.seq, old.account_id, 'REACTION', old.emoji, old.reacted_at, old.rev,
           clock_timestamp(), c.last_rev
    from message m join conversation c on c.id = m.conversation_id
    where m.conversation_id = old.conversation_id and m.seq = old.seq;
    return null;
end $$;

-- Of a row that is deleted there is no new one, and what was answered is another than nothing.
create function keep_response() returns trigger language plpgsql as $$
begin
    insert into taken_back (conversation_id, seq, account_id, kind, choices, given_at, taken_at, taken_rev)
    select m.conversation_id, m.seq, old.account_id, w.kind, w.choices, w.given_at, clock_timestamp(), c.last_rev
    from message m join conversation c on c.id = m.conversation_id
    cross join (values
        ('VOTE', old.choices, old.voted_at, old.choices <> '{}' and new.choices is distinct from old.choices),
        ('ACKNOWLEDGEMENT', null, old.acknowledged_at,
         old.acknowledged_at is not null and new.acknowledged_at is distinct from old.acknowledged_at)
    ) as w (kind, choices, given_at, gone)
    where w.gone and m.conversation_id = old.conversation_id and m.seq = old.seq;
    return null;
end $$;

create trigger reaction_kept after delete on reaction for each row execute function keep_reaction();
create trigger reaction_stays before update on reaction for each statement execute function refuse_to_renumber();
create trigger response_kept after delete on response for each row execute function keep_response();
create trigger response_kept_as_it_was after update on response
    for each row
    when (old.choices <> new.choices or old.acknowledged_at is distinct from new.acknowledged_at)
    execute function keep_response();
create trigger response_number_stays before update of conversation_id, seq, account_id on response
    for each statement execute function refuse_to_renumber();

-- What is kept of a held message is not destroyed, as its versions are not.
create trigger taken_back_held after delete on taken_back referencing old table as gone
    for each statement execute function keep_held_versions();
create trigger taken_back_stays before update on taken_back
    for each statement execute function refuse_to_renumber();
do $$
declare
    place text;
begin
    foreach place in array array['reaction', 'response', 'taken_back'] loop
        execute format('create trigger %I before truncate on %I '
            || 'for each statement execute function keep_while_any_is_held()', place || '_held_whole', place);
    end loop;
end $$;

-- As it was, but that answers go after their message, and with them what was taken back.
create or replace function destroy_due(
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
    delete from message_pin p where p.conversation_id = conversation and p.seq = any (changed);
    delete from message_preview p where p.conversation_id = conversation and p.seq = any (changed);
    delete from tally y where y.conversation_id = conversation and y.seq = any (changed);
    delete from removal r where r.conversation_id = conversation and r.seq = any (changed);
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
    -- Only now: of a message that is there it would be kept
    delete from reaction r where r.conversation_id = conversation and r.seq = any (changed);
    delete from response r where r.conversation_id = conversation and r.seq = any (doomed.seqs);
    delete from taken_back b where b.conversation_id = conversation and b.seq = any (doomed.seqs);

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
