-- Every change to what hangs on a message is numbered like an edit: what it is called is for people who read the table.
alter table message_change drop constraint message_change_kind_check;
alter table message_change add constraint message_change_kind_check
    check (kind in ('EDITED', 'DELETED', 'REACTED', 'UNREACTED'));

-- What people answer a message with in one sign. Found only for messages that were changed (message.rev > 0): a message
-- that never was has none. rev is the change that brought it, and so the order in which they came.
create table reaction (
    conversation_id bigint not null,
    seq             bigint not null,
    emoji           text not null check (octet_length(emoji) <= 64),
    account_id      bigint not null,
    rev             bigint not null,
    reacted_at      timestamptz not null,
    primary key (conversation_id, seq, emoji, account_id)
);
