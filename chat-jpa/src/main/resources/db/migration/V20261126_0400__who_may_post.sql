-- Who may post: everybody who is a member, or moderators and above. How long a member who is no moderator has to wait
-- after a message before the next one; 0: not at all.
alter table conversation_settings
    add column posting text not null default 'EVERYBODY' check (posting in ('EVERYBODY', 'MODERATORS')),
    add column slow_seconds integer not null default 0 check (slow_seconds between 0 and 21600);

-- The last message of each member in conversations with a slow mode; of others there are no rows. The message's id lets
-- a second try of it pass.
create table slow_post (
    conversation_id bigint not null,
    account_id      bigint not null,
    client_id       uuid not null,
    posted_at       timestamptz not null,
    primary key (conversation_id, account_id)
) with (fillfactor = 70);

-- Who was muted or banned by whom, until when and why. Rows stay: one that was lifted, or replaced by another, says when
-- and by whom; one whose time is over has ended by itself. At most one of each kind is not lifted.
create table sanction (
    conversation_id bigint not null,
    account_id      bigint not null,
    kind            text not null check (kind in ('MUTE', 'BAN')),
    imposed_at      timestamptz not null,
    imposed_by      bigint not null,
    until           timestamptz,
    reason          text,
    lifted_at       timestamptz,
    lifted_by       bigint
);
create unique index sanction_standing on sanction (conversation_id, kind, account_id) where lifted_at is null;
