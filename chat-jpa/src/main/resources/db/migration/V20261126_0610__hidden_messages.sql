-- What accounts no longer want to see themselves. As saved_message: what is shown again stays for a while as a row
-- without a time, so that devices which were away are told.
create table hidden_message (
    account_id      bigint not null,
    conversation_id bigint not null,
    seq             bigint not null,
    hidden_at       timestamptz,
    account_rev     bigint not null,
    primary key (account_id, conversation_id, seq)
);
create index hidden_message_changed on hidden_message (account_id, account_rev);
