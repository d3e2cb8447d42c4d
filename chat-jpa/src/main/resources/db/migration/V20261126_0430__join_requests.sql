-- Whether people may ask to join a private channel; everybody in the organization may know then that it exists.
alter table conversation_settings add column takes_requests boolean not null default false;
create index conversation_listed on conversation_settings (organization_id, lower(name))
    where visibility = 'PUBLIC' or takes_requests;

-- The last time that an account asked to join a conversation, and what became of it. account_rev is the number of the
-- asker's own state under which it was written.
create table join_request (
    conversation_id bigint not null,
    account_id      bigint not null,
    text            text,
    asked_at        timestamptz not null,
    state           text not null check (state in ('OPEN', 'ACCEPTED', 'REFUSED', 'WITHDRAWN')),
    answered_by     bigint,
    answered_at     timestamptz,
    account_rev     bigint not null,
    primary key (conversation_id, account_id)
);
create index join_request_open on join_request (conversation_id, account_id) where state = 'OPEN';
create index join_request_changed on join_request (account_id, account_rev);
