-- Exports: what of a matter is written into files, requested by one and released by another. What was looked for is in the
-- columns from words to tag. Whoever makes it takes it for a time (lease_until), and writes down how far they have come:
-- after the message last_conversation/last_seq the file of records had so many bytes.
create sequence export_id increment by 50 start with 1;

create table export_job (
    id                bigint primary key,
    organization_id   bigint not null references organization,
    matter_id         bigint not null references legal_matter,
    reason            text not null,
    words             text[] not null,
    keywords          text[] not null,
    sender_id         bigint,
    conversation_id   bigint,
    from_at           timestamptz,
    until_at          timestamptz,
    tag               text,
    requested_by      bigint not null,
    requested_at      timestamptz not null,
    state             text not null check (state in ('REQUESTED', 'DENIED', 'RELEASED', 'READY', 'FAILED')),
    decided_by        bigint,
    decided_at        timestamptz,
    attempt           integer not null default 0,
    lease_until       timestamptz,
    messages          bigint not null default 0,
    bytes             bigint not null default 0,
    last_conversation bigint not null default 0,
    last_seq          bigint not null default 0,
    finished_at       timestamptz,
    root              text,
    size              bigint,
    failure           text,
    constraint four_eyes check (decided_by <> requested_by),
    constraint decided check ((state = 'REQUESTED') = (decided_by is null))
);
create index export_job_of_organization on export_job (organization_id, id);
create index export_job_to_make on export_job (id) where state = 'RELEASED';

create function export_time(at timestamptz) returns text language sql stable as $$
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;
