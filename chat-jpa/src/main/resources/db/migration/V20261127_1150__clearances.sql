-- Clearances: that somebody may look for a time at what is held for a matter, requested by one and given by another. What they
-- may see of it is in the columns from conversation_id to until_at.
create sequence clearance_id increment by 50 start with 1;

create table clearance (
    id              bigint primary key,
    organization_id bigint not null references organization,
    matter_id       bigint not null references legal_matter,
    reason          text not null,
    conversation_id bigint,
    from_at         timestamptz,
    until_at        timestamptz,
    hours           integer not null check (hours between 1 and 168),
    requested_by    bigint not null,
    requested_at    timestamptz not null,
    state           text not null check (state in ('REQUESTED', 'DENIED', 'GIVEN')),
    decided_by      bigint,
    decided_at      timestamptz,
    ends_at         timestamptz,
    constraint four_eyes check (decided_by <> requested_by),
    constraint decided check ((state = 'REQUESTED') = (decided_by is null)),
    constraint ends check ((state = 'GIVEN') = (ends_at is not null))
);
create index clearance_of_matter on clearance (matter_id, id);

-- Whether nobody looks without one.
alter table organization add column clearance_needed boolean not null default false;
