-- What each node says of itself every few seconds, and what is wished of it. A node that has started anew owes nothing to
-- what was wished of its life before.
create table node_report (
    name          text primary key,
    version       text not null,
    started_at    timestamptz not null,
    reported_at   timestamptz not null,
    connections   integer not null,
    people        integer not null,
    heap_used     bigint not null,
    heap_most     bigint not null,
    load          double precision not null,
    leaving       boolean not null,
    drain_at      timestamptz,
    drain_by      bigint
) with (fillfactor = 50);

-- The last minute that was measured: whoever moves it on measures, so that it is done once whatever the number of nodes.
create table metric_clock (
    one         boolean primary key default true check (one),
    measured_at timestamptz not null
);
insert into metric_clock (measured_at) values (timestamptz '2000-01-01T00:00:00Z');

-- How each organization was doing at a moment. Messages are all that were ever posted, so that the difference of two samples
-- is what was posted in between, whichever samples between them are gone; bytes are those of the whole database. Old samples
-- are thinned out: then online is the most of the time that one stands for.
create table metric_sample (
    organization_id bigint not null,
    at              timestamptz not null,
    online          integer,
    connections     integer not null,
    messages        bigint not null,
    bytes           bigint not null,
    primary key (organization_id, at)
);
