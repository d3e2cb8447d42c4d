-- How long after it was said a message is archived, and for how long its object is locked in the storage.
create table archive_rule (
    organization_id bigint primary key references organization,
    after_days      integer not null check (after_days >= 0),
    lock_days       integer check (lock_days > 0),
    set_by          bigint not null,
    set_at          timestamptz not null
);

-- Up to which message, and up to which change of the messages before it, a conversation is archived.
create table archive_place (
    conversation_id bigint primary key,
    seq             bigint not null,
    rev             bigint not null
);

create sequence archive_segment_id increment by 1 start with 1;

-- What lies in the storage. Without the key an object says nothing, and there is no other copy of the key.
create table archive_segment (
    id              bigint primary key,
    organization_id bigint not null references organization,
    conversation_id bigint not null,
    from_seq        bigint not null,
    to_seq          bigint not null,
    messages        integer not null,
    object          text not null unique,
    object_bytes    bigint not null,
    object_hash     bytea not null,
    text_bytes      bigint not null,
    text_hash       bytea not null,
    key             bytea not null,
    locked_until    timestamptz,
    archived_at     timestamptz not null,
    -- How often something of it was destroyed since it was written
    touched         bigint not null default 0
);
create index archive_segment_of_conversation on archive_segment (conversation_id, to_seq);
create index archive_segment_of_organization on archive_segment (organization_id, id);
create index archive_segment_touched on archive_segment (id) where touched > 0;

-- Objects that nothing is kept in any more: their keys are gone. They go when the storage lets them.
create table archive_leftover (
    object       text primary key,
    locked_until timestamptz
);

-- Whoever destroys a message, or what it said before, has what was archived of it written anew. A segment that is written
-- anew is the same row: who destroys and who writes wait for each other there, and neither overlooks the other.
create function touch_archive() returns trigger language plpgsql as $$
begin
    update archive_segment s set touched = s.touched + 1
    from (select g.conversation_id, min(g.seq) as first, max(g.seq) as last from gone g group by g.conversation_id) d
    where s.conversation_id = d.conversation_id and s.to_seq >= d.first and s.from_seq <= d.last;
    return null;
end $$;

create trigger message_archived after delete on message referencing old table as gone
    for each statement execute function touch_archive();
create trigger message_version_archived after delete on message_version referencing old table as gone
    for each statement execute function touch_archive();

-- The node that archives, for a time.
create table archiver (
    one        boolean primary key default true check (one),
    node       text not null,
    held_until timestamptz not null
);
insert into archiver (node, held_until) values ('', '-infinity');
