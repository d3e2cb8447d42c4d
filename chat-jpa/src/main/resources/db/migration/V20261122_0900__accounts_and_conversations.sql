-- Ids are given out by the application from these sequences, a block at a time.
create sequence organization_id increment by 1 start with 1;
create sequence account_id increment by 50 start with 1;
create sequence device_id increment by 50 start with 1;
create sequence conversation_id increment by 50 start with 1;

-- What the whole installation agrees on. The epoch changes when history was restored from a backup: positions that
-- clients hold from before then mean nothing any more.
create table installation (
    one        boolean primary key default true check (one),
    epoch      uuid not null default gen_random_uuid(),
    created_at timestamptz not null default now()
);
insert into installation default values;

create table organization (
    id         bigint primary key,
    name       text not null,
    created_at timestamptz not null
);
create unique index organization_name on organization (lower(name));

create table account (
    id              bigint primary key,
    organization_id bigint not null references organization,
    username        text not null,
    display_name    text not null,
    kind            text not null check (kind in ('PERSON', 'SERVICE')),
    administrator   boolean not null default false,
    password_hash   text,
    created_at      timestamptz not null,
    disabled_at     timestamptz
);
create unique index account_username on account (organization_id, lower(username));

-- The number of the last change to what belongs to the account itself: memberships and read positions.
-- Apart from account, because it changes all the time and account hardly ever does.
create table account_state (
    account_id bigint primary key,
    rev        bigint not null default 0
) with (fillfactor = 50);

-- One installation of a client that somebody signed in on.
create table device (
    id           bigint primary key,
    account_id   bigint not null references account,
    installation text not null,
    name         text not null,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    revoked_at   timestamptz
);
create unique index device_installation on device (account_id, installation) where revoked_at is null;

-- Every refresh token that is not forgotten yet; used ones stay so that their reuse is noticed (RFC 9700, 4.14.2).
create table refresh_token (
    hash       bytea primary key,
    device_id  bigint not null references device on delete cascade,
    issued_at  timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index refresh_token_device on refresh_token (device_id);

-- The hot row of a conversation: everything that a message or a change of it touches, and nothing else.
-- access_rev counts changes to who may do what here; a draft that was let in under an older one is asked again.
create table conversation (
    id         bigint primary key,
    last_seq   bigint not null default 0,
    last_rev   bigint not null default 0,
    first_seq  bigint not null default 1,
    access_rev bigint not null default 0
) with (fillfactor = 50);

create table conversation_settings (
    conversation_id bigint primary key,
    organization_id bigint not null,
    kind            text not null check (kind in ('DIRECT', 'GROUP', 'CHANNEL')),
    name            text,
    topic           text,
    visibility      text not null check (visibility in ('PUBLIC', 'PRIVATE')),
    history         text not null check (history in ('ALL', 'JOINED')),
    created_by      bigint not null,
    created_at      timestamptz not null,
    archived_at     timestamptz
);
create index conversation_public on conversation_settings (organization_id, lower(name)) where visibility = 'PUBLIC';

-- One direct conversation for each pair of accounts.
create table direct_pair (
    low_account     bigint not null,
    high_account    bigint not null,
    conversation_id bigint not null,
    primary key (low_account, high_account),
    check (low_account <= high_account)
);

-- One row for each time an account was a member. [from_seq, to_seq] is exactly what it may see of that time:
-- from_seq is joined_seq, or 1 where history is open to newcomers; to_seq is the message of its leaving.
create table member (
    conversation_id bigint not null,
    account_id      bigint not null,
    joined_seq      bigint not null,
    from_seq        bigint not null,
    to_seq          bigint,
    role            text not null check (role in ('OWNER', 'ADMINISTRATOR', 'MODERATOR', 'MEMBER', 'GUEST')),
    account_rev     bigint not null,
    primary key (conversation_id, account_id, joined_seq)
);
create unique index member_current on member (conversation_id, account_id) where to_seq is null;
create index member_of_account on member (account_id, conversation_id) where to_seq is null;
create index member_changed on member (account_id, account_rev);

-- How far a member has read; never a row for a message.
create table read_cursor (
    conversation_id bigint not null,
    account_id      bigint not null,
    read_seq        bigint not null default 0,
    delivered_seq   bigint not null default 0,
    account_rev     bigint not null default 0,
    primary key (account_id, conversation_id)
) with (fillfactor = 70);
