-- What accounts keep for themselves on all their devices: what they had begun to write, what they muted, settings. Of two
-- writes the one with the greater (clock, device_id) stands. What was taken away stays as a row without a value, so that
-- an older write does not bring it back. Conversation 0: the account as a whole.
create table memo (
    account_id      bigint not null,
    conversation_id bigint not null default 0,
    name            text not null,
    value           text,
    clock           bigint not null,
    device_id       bigint not null,
    account_rev     bigint not null,
    primary key (account_id, conversation_id, name)
);
create index memo_changed on memo (account_id, account_rev);
