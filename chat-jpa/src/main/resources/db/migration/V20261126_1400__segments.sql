-- Segments of the people of an organization, and which of them are parted from which by an information barrier. A barrier
-- is there in both directions. Somebody can be in several segments, and is parted from whoever one of them is parted from.
create sequence segment_id increment by 50 start with 1;

create table segment (
    id              bigint primary key,
    organization_id bigint not null references organization,
    name            text not null,
    created_at      timestamptz not null
);
create unique index segment_name on segment (organization_id, lower(name));

create table segment_member (
    account_id bigint not null references account,
    segment_id bigint not null references segment on delete cascade,
    primary key (account_id, segment_id)
);
create index segment_member_segment on segment_member (segment_id, account_id);

create table barrier (
    segment_id bigint not null references segment on delete cascade,
    other_id   bigint not null references segment on delete cascade,
    primary key (segment_id, other_id),
    check (segment_id <> other_id)
);
create index barrier_other on barrier (other_id);

-- Who is parted from whom. Always asked of one account, so that it is a walk along three keys.
create view parted as
    select mine.account_id, theirs.account_id as other_id
    from segment_member mine
    join barrier b on b.segment_id = mine.segment_id
    join segment_member theirs on theirs.segment_id = b.other_id and theirs.account_id <> mine.account_id;

-- How often any of this was changed; every node looks here once a second.
create table barrier_revision (
    single   boolean primary key default true check (single),
    revision bigint not null
);
insert into barrier_revision (revision) values (0);
