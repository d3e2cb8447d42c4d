-- Up to which entry each organization's audit log was handed to a syslog receiver; one that has no row is at its beginning.
-- advanced_at is when that moved last: who has waited longest comes first.
create table audit_stream (
    organization_id bigint primary key,
    number          bigint not null,
    advanced_at     timestamptz not null
) with (fillfactor = 50);

-- Which node hands it on, and until when it does so alone though nothing is heard of it. One row.
create table audit_streamer (
    only_one        boolean primary key default true check (only_one),
    node            text not null,
    held_until      timestamptz not null
);
insert into audit_streamer (node, held_until) values ('', '-infinity');
