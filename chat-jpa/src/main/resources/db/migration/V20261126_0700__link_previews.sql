-- What else can be a change of a message stands in the constraint already; this one is added to it.
do $$
declare
    rule text;
begin
    select pg_get_constraintdef(oid) into strict rule
    from pg_constraint
    where conrelid = 'message_change'::regclass and conname = 'message_change_kind_check';
    alter table message_change drop constraint message_change_kind_check;
    execute 'alter table message_change add constraint message_change_kind_check '
        || regexp_replace(rule, '^CHECK (.*)$', 'check (\1 or kind = ''PREVIEWED'')');
end $$;

-- Whether the links in what is said there are looked at.
alter table conversation_settings add column previews boolean not null default true;

-- What is shown of the pages that a message links to, in the order of the links.
create table message_preview (
    conversation_id bigint not null,
    seq             bigint not null,
    place           smallint not null,
    url             text not null,
    title           text not null,
    description     text,
    site            text not null,
    primary key (conversation_id, seq, place)
);

-- What was found behind a link, kept for some hours, so that nobody asks for it for each message. Somebody has begun to
-- ask at claimed_at; without fetched_at they are still at it, or are gone. Without a title there is nothing to show.
create table link_page (
    url         text primary key,
    claimed_at  timestamptz not null,
    fetched_at  timestamptz,
    title       text,
    description text,
    site        text
);
create index link_page_fetched on link_page (fetched_at);

-- Messages whose links are to be looked at. A node that is at it moves due_at ahead; if it dies, another one takes over.
create table link_task (
    conversation_id bigint not null,
    seq             bigint not null,
    noted_at        timestamptz not null,
    due_at          timestamptz not null,
    tries           smallint not null default 0,
    primary key (conversation_id, seq)
);
create index link_task_due on link_task (due_at);

-- A trigger, because bodies are written in many ways, also by nodes of the version before; and the condition costs nearly
-- nothing where there is no link.
create function note_links() returns trigger language plpgsql as $$
begin
    insert into link_task (conversation_id, seq, noted_at, due_at)
    values (new.conversation_id, new.seq, clock_timestamp(), clock_timestamp())
    on conflict (conversation_id, seq)
        do update set noted_at = excluded.noted_at, due_at = excluded.due_at, tries = 0;
    return null;
end $$;

create trigger message_links after insert or update of body on message
    for each row when (new.format <> 'SYSTEM' and new.body like '%http%://%')
    execute function note_links();
