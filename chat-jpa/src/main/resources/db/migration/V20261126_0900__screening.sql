-- Rules by which messages are judged before they are posted: of a whole organization, or of one conversation.
create sequence screening_rule_id increment by 50 start with 1;

create table screening_rule (
    id              bigint primary key,
    organization_id bigint not null references organization,
    conversation_id bigint,
    kind            text not null check (kind in ('WORDS', 'PATTERNS', 'LINKS', 'REPEATS', 'CLASSIFIER')),
    verdict         text not null check (verdict in ('FLAG', 'HOLD', 'REFUSE')),
    name            text not null,
    words           text not null,
    terms           text[] not null,
    others          boolean not null,
    most            integer not null,
    seconds         integer not null,
    unasked         boolean not null,
    set_by          bigint not null,
    set_at          timestamptz not null
);
create index screening_rule_place on screening_rule (organization_id, conversation_id, id);

-- How often any of them was changed; every node looks here once a second.
create table screening_revision (
    single   boolean primary key default true check (single),
    revision bigint not null
);
insert into screening_revision (revision) values (0);

-- Messages that wait for a moderator before they are posted, and what became of them. What was decided keeps no text.
-- account_rev is the number of the sender's own state under which it was written.
create table held_message (
    id              bigint generated always as identity primary key,
    conversation_id bigint not null,
    sender_id       bigint not null,
    client_id       uuid not null,
    format          text not null,
    body            text not null,
    reply_to        bigint,
    thread_root     bigint,
    source          bigint[] check (cardinality(source) = 3),
    purpose         jsonb,
    rule            text not null,
    words           text not null,
    held_at         timestamptz not null,
    state           text not null check (state in ('HELD', 'RELEASED', 'DROPPED')),
    decided_by      bigint,
    decided_at      timestamptz,
    reason          text,
    account_rev     bigint not null,
    unique (conversation_id, sender_id, client_id)
);
create index held_message_waiting on held_message (conversation_id, id) where state = 'HELD';
create index held_message_changed on held_message (sender_id, account_rev);

-- Messages that were posted, and that a rule wants a moderator to look at. Written before the message, so that none is
-- posted without; one that came to nothing is not listed.
create table message_flag (
    id              bigint generated always as identity primary key,
    conversation_id bigint not null,
    sender_id       bigint not null,
    client_id       uuid not null,
    rule            text not null,
    flagged_at      timestamptz not null,
    seen_by         bigint,
    seen_at         timestamptz,
    unique (conversation_id, sender_id, client_id)
);
create index message_flag_unseen on message_flag (conversation_id, id) where seen_at is null;
