-- What accounts have marked for themselves, to come back to. What is no longer marked stays for a while as a row without a
-- time, so that devices which were away are told. account_rev numbers the account's own state, and so the list.
create table saved_message (
    account_id      bigint not null,
    conversation_id bigint not null,
    seq             bigint not null,
    saved_at        timestamptz,
    account_rev     bigint not null,
    primary key (account_id, conversation_id, seq)
);
create index saved_message_changed on saved_message (account_id, account_rev);
