-- Accounts that rest, and accounts of which nobody is to know whose they were.
alter table account
    add column restricted_at timestamptz,
    add column erased_at timestamptz;

-- Who is to be forgotten, and how far that has come: (conversation_id, seq) is the last of their messages that was looked at.
-- What something goes before is counted and stays: what is held until this is asked for again, what a rule keeps for a while
-- until the sweep of retention takes it, which looks at erasure_request.
create table erasure (
    account_id      bigint primary key references account,
    organization_id bigint not null,
    words           boolean not null,
    requested_by    bigint not null,
    requested_at    timestamptz not null,
    conversation_id bigint not null default 0,
    seq             bigint not null default 0,
    erased          bigint not null default 0,
    held            bigint not null default 0,
    minimum         bigint not null default 0,
    done_at         timestamptz
);
create index erasure_waiting on erasure (requested_at) where done_at is null;
