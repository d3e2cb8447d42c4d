-- Texts of old messages move out of their rows into segments of the archive. The row stays, with the number of its segment in
-- place of the text.
alter table archive_rule add column move_after_days integer check (move_after_days > 0);

-- Up to which message a conversation was looked through for texts to move.
alter table archive_place add column moved_seq bigint not null default 0;

-- Whether texts of it lie nowhere else.
alter table archive_segment add column moved boolean not null default false;
create index archive_segment_moved on archive_segment (conversation_id, id) where moved;

alter table message add column moved_to bigint;
alter table message add constraint message_moved_is_bare check (moved_to is null or body = '') not valid;

-- Whoever changes or destroys what a message says has the text brought back before: no version is made of a text that is not
-- there, and what is destroyed is hashed with what it said.
create function keep_moved() returns trigger language plpgsql as $$
begin
    raise exception 'the text of message % of conversation % has moved: bring it back first', old.seq, old.conversation_id
        using errcode = 'integrity_constraint_violation', constraint = 'message_moved';
end $$;

create trigger message_moved before delete on message
    for each row when (old.moved_to is not null) execute function keep_moved();
create trigger message_moved_stays before update on message
    for each row
    when (old.moved_to is not null
          and (new.moved_to <> old.moved_to or (new.moved_to is null and new.body = '')
               or new.deleted_at is distinct from old.deleted_at or new.edited_at is distinct from old.edited_at))
    execute function keep_moved();

-- Nor does a segment go that has texts which are nowhere else.
create function keep_moved_segment() returns trigger language plpgsql as $$
begin
    if exists (
        select from message m
        where m.conversation_id = old.conversation_id and m.seq between old.from_seq and old.to_seq and m.moved_to = old.id
    ) then
        raise exception 'segment % has texts that are nowhere else', old.id
            using errcode = 'integrity_constraint_violation', constraint = 'archive_segment_moved';
    end if;
    return old;
end $$;

create trigger archive_segment_stays before delete on archive_segment
    for each row when (old.moved) execute function keep_moved_segment();

-- A text that comes back takes the place of no other, and has no new links.
drop trigger message_words_held on message;
create trigger message_words_held after update of body, sender_id, created_at on message
    for each row
    when ((old.body is distinct from new.body or old.sender_id <> new.sender_id or old.created_at <> new.created_at)
          and not (old.moved_to is not null and new.moved_to is null
                   and old.sender_id = new.sender_id and old.created_at = new.created_at))
    execute function keep_held_words();

drop trigger message_links on message;
create trigger message_links after insert on message
    for each row when (new.format <> 'SYSTEM' and new.body like '%http%://%')
    execute function note_links();
create trigger message_links_again after update of body on message
    for each row when (new.format <> 'SYSTEM' and new.body like '%http%://%' and old.moved_to is null)
    execute function note_links();

-- What a message says, for those who read it in a statement: where the text has moved they fail, and get no empty one.
create function text_of(m message) returns text language plpgsql stable as $$
begin
    if m.moved_to is not null then
        raise exception 'the text of message % of conversation % has moved', m.seq, m.conversation_id
            using errcode = 'object_not_in_prerequisite_state';
    end if;
    return m.body;
end $$;

-- Takes these texts out of their rows, which a segment has; false if one of them is another by now, or the conversation is on
-- hold: whoever calls gives up everything then. The legal holds before the conversation, as whoever destroys locks them.
create function move_texts(segment bigint, conversation bigint, seqs bigint[], bodies text[]) returns boolean
    language plpgsql
as $$
declare
    moved bigint;
begin
    perform set_config('lock_timeout', '2s', true);
    lock table legal_hold in share mode;
    perform from conversation c where c.id = conversation for no key update;
    if exists (select from held_span s where s.conversation_id = conversation) then
        return false;
    end if;
    update message m set body = '', moved_to = segment
    from unnest(seqs, bodies) as u (seq, body)
    where m.conversation_id = conversation and m.seq = u.seq and m.body = u.body and m.body <> ''
      and m.moved_to is null and m.deleted_at is null and m.format <> 'SYSTEM';
    get diagnostics moved = row_count;
    return moved = cardinality(seqs);
end $$;

-- Whether a text of a matter is still to be brought back, after a hold has come over it.
create function matter_has_moved(matter bigint) returns boolean language sql stable as $$
    select exists (
        select from archive_segment s
        where s.moved and s.conversation_id in (
            select p.conversation_id from legal_hold h join held_span p on p.hold_id = h.id where h.matter_id = matter))
$$;

-- As it was, but that words are never looked for in a text that is not there.
create or replace function matter_messages(
    matter bigint, after_conversation bigint, after_seq bigint, words text[], keywords text[], sender bigint,
    only_conversation bigint, since timestamptz, before timestamptz, tag text, system_too boolean, most integer)
    returns table (conversation_id bigint, seq bigint)
    language sql stable
as $$
    with span as materialized (
        select s.conversation_id, s.from_seq, s.to_seq, s.from_at, s.until_at
        from legal_hold h
        join held_span s on s.hold_id = h.id
        where h.matter_id = matter and (only_conversation is null or s.conversation_id = only_conversation)
    ), custodian as materialized (
        select k.account_id, h.from_at, h.until_at
        from legal_hold h
        join hold_custodian k on k.hold_id = h.id
        where h.matter_id = matter and h.released_at is null
    )
    select p.conversation_id, m.seq
    from (
        select distinct s.conversation_id from span s where s.conversation_id >= after_conversation
    ) p
    cross join lateral (
        select m.seq from message m
        where m.conversation_id = p.conversation_id
          and m.seq > case when p.conversation_id = after_conversation then after_seq else 0 end
          and (system_too or m.format <> 'SYSTEM')
          and (sender is null or m.sender_id = sender)
          and (since is null or m.created_at >= since) and (before is null or m.created_at < before)
          and (exists (
                  select from span s
                  where s.conversation_id = m.conversation_id and m.seq between s.from_seq and s.to_seq
                    and m.created_at >= s.from_at and m.created_at < s.until_at)
              or exists (
                  select from custodian k
                  where k.account_id = m.sender_id and m.created_at >= k.from_at and m.created_at < k.until_at))
          and (cardinality(words) = 0 and cardinality(keywords) = 0 or exists (
              select from (
                  select case when m.moved_to is null then m.body else text_of(m) end as words
                  union all
                  select v.body from message_version v where v.conversation_id = m.conversation_id and v.seq = m.seq
              ) said
              where said.words ilike all (matter_messages.words)
                and (cardinality(keywords) = 0 or said.words ilike any (keywords))))
          and (tag is null or exists (
              select from matter_mark k
              where k.matter_id = matter and k.conversation_id = m.conversation_id and k.seq = m.seq
                and tag = any (k.tags)))
        order by m.seq
        limit most
    ) m
    order by p.conversation_id, m.seq
    limit most
$$;
