-- What was reported: one case for a message or a person, however many report it. Whoever moderates the conversation
-- decides about it, or the administrators of the organization. At most one of each is open.
create sequence case_id increment by 50 start with 1;

create table moderation_case (
    id              bigint primary key,
    organization_id bigint not null,
    conversation_id bigint,
    seq             bigint,
    accused_id      bigint not null,
    level           text not null check (level in ('CONVERSATION', 'ORGANIZATION')),
    state           text not null check (state in ('OPEN', 'DECIDED', 'APPEALED', 'CLOSED')),
    opened_at       timestamptz not null,
    taken_by        bigint,
    taken_at        timestamptz,
    decision        text check (decision in ('DISMISS', 'WARN', 'REMOVE', 'MUTE', 'BAN')),
    decided_by      bigint,
    decided_at      timestamptz,
    why             text,
    until           timestamptz,
    -- Where and when somebody was muted or banned by it
    sanctioned_in   bigint,
    sanctioned_at   timestamptz,
    appeal          text,
    appealed_at     timestamptz,
    reversed        boolean,
    answered_by     bigint,
    answered_at     timestamptz,
    answer          text,
    -- The number of the accused's own state under which they were told last; null: they never were
    accused_rev     bigint,
    check ((conversation_id is null) = (seq is null)),
    check (level = 'ORGANIZATION' or conversation_id is not null),
    check ((state = 'OPEN') = (decision is null)),
    check ((decision is null) = (decided_by is null)),
    check ((state in ('APPEALED', 'CLOSED')) = (appeal is not null)),
    check ((state = 'CLOSED') = (reversed is not null))
);
create unique index moderation_case_message on moderation_case (conversation_id, seq)
    where state = 'OPEN' and seq is not null;
create unique index moderation_case_person on moderation_case (accused_id) where state = 'OPEN' and seq is null;
create index moderation_case_waiting on moderation_case (organization_id, id) where state in ('OPEN', 'APPEALED');
create index moderation_case_done on moderation_case (organization_id, id) where state in ('DECIDED', 'CLOSED');
create index moderation_case_told on moderation_case (accused_id, accused_rev) where accused_rev is not null;

-- Who has reported it, and why; account_rev is the number of the reporter's own state under which they were told last.
create table report (
    case_id     bigint not null references moderation_case,
    reporter_id bigint not null,
    reason      text not null,
    text        text,
    reported_at timestamptz not null,
    account_rev bigint not null,
    primary key (case_id, reporter_id)
);
create index report_told on report (reporter_id, account_rev);

-- What was said, in the words in which it was reported: the message, and some of those before and after it.
create table case_message (
    case_id    bigint not null references moderation_case,
    seq        bigint not null,
    rev        bigint not null,
    sender_id  bigint not null,
    created_at timestamptz not null,
    format     text not null,
    body       text not null,
    edited_at  timestamptz,
    primary key (case_id, seq, rev)
);

-- For whoever decides about reports, the number of their own state under which the queue changed last.
create table queue_change (
    account_id  bigint primary key,
    account_rev bigint not null
) with (fillfactor = 50);
