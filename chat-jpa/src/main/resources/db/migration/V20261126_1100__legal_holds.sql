-- Matters: what an organization has to answer for before others, and keeps what was said for.
create sequence legal_matter_id increment by 50 start with 1;
create sequence legal_hold_id increment by 50 start with 1;

create table legal_matter (
    id              bigint primary key,
    organization_id bigint not null references organization,
    name            text not null,
    description     text,
    keywords        text[] not null,
    opened_by       bigint not null,
    opened_at       timestamptz not null,
    closed_by       bigint,
    closed_at       timestamptz
);
create index legal_matter_of_organization on legal_matter (organization_id, id);

-- Holds, in force from their commit until they are released. What is held is not listed: it is whatever lies in the
-- conversations that are named, and in the spans in which a custodian may see a conversation, within the dates. So what
-- is posted later, and where a custodian comes later, is held as well. notice is what the custodians are told; without
-- one they are told nothing.
create table legal_hold (
    id              bigint primary key,
    organization_id bigint not null references organization,
    matter_id       bigint not null references legal_matter,
    name            text not null,
    from_at         timestamptz not null default '-infinity',
    until_at        timestamptz not null default 'infinity',
    notice          text,
    placed_by       bigint not null,
    placed_at       timestamptz not null,
    released_by     bigint,
    released_at     timestamptz
);
create index legal_hold_of_matter on legal_hold (matter_id, id);
create index legal_hold_in_force on legal_hold (id) where released_at is null;

create table hold_custodian (
    account_id bigint not null,
    hold_id    bigint not null references legal_hold,
    primary key (account_id, hold_id)
);
create index hold_custodian_of_hold on hold_custodian (hold_id);

create table hold_conversation (
    conversation_id bigint not null,
    hold_id         bigint not null references legal_hold,
    primary key (conversation_id, hold_id)
);
create index hold_conversation_of_hold on hold_conversation (hold_id);

-- That a custodian has read the notice.
create table hold_acknowledgement (
    hold_id         bigint not null references legal_hold,
    account_id      bigint not null,
    acknowledged_at timestamptz not null,
    primary key (hold_id, account_id)
);

-- What a message was besides its words, a poll for example, is kept with them.
alter table message_version add column purpose jsonb;

-- Which numbers of which conversations are on a hold in force, if they are from its time.
create view held_span as
    select h.id as hold_id, c.conversation_id, 1::bigint as from_seq, 9223372036854775807 as to_seq, h.from_at, h.until_at
    from legal_hold h
    join hold_conversation c on c.hold_id = h.id
    where h.released_at is null
    union all
    select h.id, m.conversation_id, m.from_seq, coalesce(m.to_seq, 9223372036854775807), h.from_at, h.until_at
    from legal_hold h
    join hold_custodian k on k.hold_id = h.id
    join member m on m.account_id = k.account_id
    where h.released_at is null;

-- Which of these messages are on a hold in force, and on which. What a custodian wrote is, wherever it stands. The one
-- place that says so: all others ask it.
create function held_of(conversations bigint[], seqs bigint[], senders bigint[], ats timestamptz[])
    returns table (conversation_id bigint, seq bigint, hold_id bigint)
    language sql stable
as $$
    with asked as materialized (
        select * from unnest(conversations, seqs, senders, ats) as u (conversation_id, seq, sender_id, at)
    ), span as materialized (
        select s.* from held_span s where s.conversation_id in (select a.conversation_id from asked a)
    )
    select a.conversation_id, a.seq, s.hold_id
    from asked a
    join span s on s.conversation_id = a.conversation_id and a.seq between s.from_seq and s.to_seq
               and a.at >= s.from_at and a.at < s.until_at
    union
    select a.conversation_id, a.seq, h.id
    from asked a
    join hold_custodian k on k.account_id = a.sender_id
    join legal_hold h on h.id = k.hold_id and h.released_at is null and a.at >= h.from_at and a.at < h.until_at
$$;

-- Whether a message is on any hold in force.
create function held(conversation bigint, seq bigint, sender bigint, at timestamptz) returns boolean
    language sql stable
as $$
    select exists (select from held_of(array[conversation], array[seq], array[sender], array[at]))
$$;

-- The numbers of a conversation, from one to another, whose messages are.
create function held_numbers(conversation bigint, from_seq bigint, to_seq bigint) returns setof bigint
    language sql stable
as $$
    select distinct h.seq
    from (
        select array_agg(m.conversation_id) as conversations, array_agg(m.seq) as seqs,
               array_agg(m.sender_id) as senders, array_agg(m.created_at) as ats
        from message m
        where m.conversation_id = held_numbers.conversation
          and m.seq between held_numbers.from_seq and held_numbers.to_seq
    ) m
    cross join lateral held_of(m.conversations, m.seqs, m.senders, m.ats) h
$$;

-- Refuses, if any of these messages is held. From then on until the transaction ends no hold is placed, and one that is
-- just being placed is waited for: what destroys and what holds are never at work at the same time, whatever locks the
-- destroyer took. So it has to see what was committed while it waited.
create function refuse_held(conversations bigint[], seqs bigint[], senders bigint[], ats timestamptz[]) returns void
    language plpgsql
as $$
declare
    covered record;
begin
    if conversations is null then
        return;
    end if;
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'what is destroyed has to see holds placed meanwhile: only by read committed'
            using errcode = 'invalid_transaction_state';
    end if;
    lock table legal_hold in share mode;
    select h.* into covered from held_of(conversations, seqs, senders, ats) h limit 1;
    if found then
        raise exception 'message % of conversation % is on legal hold %', covered.seq, covered.conversation_id, covered.hold_id
            using errcode = 'integrity_constraint_violation', constraint = 'legal_hold';
    end if;
end $$;

create function keep_held_messages() returns trigger language plpgsql as $$
begin
    perform refuse_held(array_agg(g.conversation_id), array_agg(g.seq), array_agg(g.sender_id), array_agg(g.created_at))
    from gone g;
    return null;
end $$;

create function keep_held_versions() returns trigger language plpgsql as $$
begin
    perform refuse_held(array_agg(m.conversation_id), array_agg(m.seq), array_agg(m.sender_id), array_agg(m.created_at))
    from gone g
    join message m on m.conversation_id = g.conversation_id and m.seq = g.seq;
    return null;
end $$;

-- Other words may come in the place of held ones as long as those are kept as a version; whose they are and when they
-- were said stays.
create function keep_held_words() returns trigger language plpgsql as $$
begin
    if new.sender_id = old.sender_id and new.created_at = old.created_at and exists (
        select from message_version v
        where v.conversation_id = old.conversation_id and v.seq = old.seq and v.body = old.body
    ) then
        return null;
    end if;
    perform refuse_held(array[old.conversation_id], array[old.seq], array[old.sender_id], array[old.created_at]);
    return null;
end $$;

create function keep_while_any_is_held() returns trigger language plpgsql as $$
begin
    lock table legal_hold in share mode;
    if exists (select from legal_hold h where h.released_at is null) then
        raise exception '% is not emptied while there is a legal hold', tg_table_name
            using errcode = 'integrity_constraint_violation', constraint = 'legal_hold';
    end if;
    return null;
end $$;

create function refuse_to_renumber() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % stay under their numbers', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

-- Statements on a partition do not set off what is bound to the whole table.
do $$
declare
    place text;
begin
    foreach place in array array['message'] || array(select 'message_' || i from generate_series(0, 31) i) loop
        execute format('create trigger message_held after delete on %I referencing old table as gone '
            || 'for each statement execute function keep_held_messages()', place);
        execute format('create trigger message_number_stays before update of conversation_id, seq on %I '
            || 'for each statement execute function refuse_to_renumber()', place);
        execute format('create trigger message_held_whole before truncate on %I '
            || 'for each statement execute function keep_while_any_is_held()', place);
    end loop;
end $$;

create trigger message_words_held after update of body, sender_id, created_at on message
    for each row
    when (old.body is distinct from new.body or old.sender_id <> new.sender_id or old.created_at <> new.created_at)
    execute function keep_held_words();

create trigger message_version_held after delete on message_version referencing old table as gone
    for each statement execute function keep_held_versions();
create trigger message_version_words_held after update on message_version referencing old table as gone
    for each statement execute function keep_held_versions();
create trigger message_version_held_whole before truncate on message_version
    for each statement execute function keep_while_any_is_held();

-- Where custodians were is what a hold is made of.
create function keep_custodians_spans() returns trigger language plpgsql as $$
begin
    lock table legal_hold in share mode;
    if exists (
        select from gone g
        join hold_custodian k on k.account_id = g.account_id
        join legal_hold h on h.id = k.hold_id and h.released_at is null
    ) then
        raise exception 'where a custodian was is on legal hold'
            using errcode = 'integrity_constraint_violation', constraint = 'legal_hold';
    end if;
    return null;
end $$;

create trigger member_held after delete on member referencing old table as gone
    for each statement execute function keep_custodians_spans();
create trigger member_held_whole before truncate on member
    for each statement execute function keep_while_any_is_held();

-- A hold is never made another: it is placed, and released once. Whoever adds to one waits as whoever places one does.
create function let_holds_be() returns trigger language plpgsql as $$
begin
    raise exception 'a hold is placed and released, and nothing else' using errcode = 'integrity_constraint_violation';
end $$;

create function wait_for_destroyers() returns trigger language plpgsql as $$
begin
    lock table legal_hold in row exclusive mode;
    return null;
end $$;

create trigger legal_hold_stays before delete on legal_hold for each row execute function let_holds_be();
create trigger legal_hold_stays_as_it_was before update on legal_hold
    for each row
    when (old.released_at is not null or new.released_at is null or new.released_by is null
          or (new.id, new.organization_id, new.matter_id, new.name, new.from_at, new.until_at, new.placed_by, new.placed_at)
              <> (old.id, old.organization_id, old.matter_id, old.name, old.from_at, old.until_at, old.placed_by, old.placed_at)
          or new.notice is distinct from old.notice)
    execute function let_holds_be();
create trigger legal_hold_stays_whole before truncate on legal_hold for each statement execute function let_holds_be();
do $$
declare
    part text;
begin
    foreach part in array array['hold_custodian', 'hold_conversation'] loop
        execute format('create trigger hold_part_stays before update or delete on %I '
            || 'for each row execute function let_holds_be()', part);
        execute format('create trigger hold_part_stays_whole before truncate on %I '
            || 'for each statement execute function let_holds_be()', part);
        execute format('create trigger hold_part_waits before insert on %I '
            || 'for each statement execute function wait_for_destroyers()', part);
    end loop;
end $$;
