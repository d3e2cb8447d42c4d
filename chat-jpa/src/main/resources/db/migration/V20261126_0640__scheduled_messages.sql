-- What accounts want to be posted later. id is what the message will be called in the log (message.client_id): posting it
-- twice makes one message, so a node that dies between posting and noting so does no harm. try_at is due_at, or later when
-- a try found the server busy. What was sent or deleted stays for a while without its words, so that devices which were
-- away are told.
create table scheduled_message (
    account_id      bigint not null,
    id              uuid not null,
    device_id       bigint not null,
    conversation_id bigint not null,
    reply_to        bigint,
    thread_root     bigint,
    format          text not null check (format in ('PLAIN', 'MARKDOWN')),
    body            text not null,
    due_at          timestamptz not null,
    try_at          timestamptz not null,
    state           text not null check (state in ('WAITING', 'REFUSED', 'SENT', 'DELETED')),
    problem         text,
    account_rev     bigint not null,
    primary key (account_id, id)
);
create index scheduled_message_due on scheduled_message (try_at) where state = 'WAITING';
create index scheduled_message_changed on scheduled_message (account_id, account_rev);
