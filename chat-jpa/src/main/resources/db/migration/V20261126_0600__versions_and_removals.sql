-- Who is shown what messages said before they were edited: nobody, moderators and whoever wrote them, or all readers.
alter table conversation_settings
    add column versions text not null default 'MODERATORS' check (versions in ('NOBODY', 'MODERATORS', 'READERS'));

-- That a moderator has taken somebody's message away, and why. account_rev numbers the writer's own state: they are told.
create table removal (
    conversation_id bigint not null,
    seq             bigint not null,
    sender_id       bigint not null,
    removed_by      bigint not null,
    removed_at      timestamptz not null,
    reason          text,
    account_rev     bigint not null,
    primary key (conversation_id, seq)
);
create index removal_told on removal (sender_id, account_rev);
