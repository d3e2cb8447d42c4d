-- Supervision: a share of what people write, and what has words of a lexicon, goes to reviewers who sign it off.
create sequence supervision_rule_id increment by 50 start with 1;

-- A rule is set and ended and in between only its reviewers change. share is in hundredths of a percent. It goes by the key
-- seed which messages are drawn; considered is among how many. user_group_id and segment_id are both null: everybody.
create table supervision_rule (
    id              bigint primary key,
    organization_id bigint not null references organization,
    name            text not null,
    user_group_id   bigint,
    segment_id      bigint,
    kinds           text[] not null,
    share           integer not null check (share between 0 and 10000),
    words           text[] not null,
    patterns        text[] not null,
    due_days        integer not null check (due_days > 0),
    reviewers       bigint[] not null,
    seed            text not null,
    considered      bigint not null default 0,
    set_by          bigint not null,
    set_at          timestamptz not null,
    ended_by        bigint,
    ended_at        timestamptz,
    check (user_group_id is null or segment_id is null)
);
create index supervision_rule_of_organization on supervision_rule (organization_id, id);

-- Whoever draws, and whoever sets or ends a rule, has the row of the organization until the transaction ends. So a rule is in
-- force for what was posted from its set_at on, by the database's clock, and nothing falls in between.
create table supervision_desk (
    organization_id bigint primary key references organization
);

-- How far each conversation was walked through: messages by seq, changes by rev. Without a row: not at all.
create table supervision_progress (
    conversation_id bigint primary key,
    seq             bigint not null,
    rev             bigint not null
) with (fillfactor = 70);

-- A message that somebody is to review. It says which, and nothing of what was said.
create table supervision_item (
    id              bigint generated always as identity primary key,
    organization_id bigint not null references organization,
    rule_id         bigint not null references supervision_rule,
    conversation_id bigint not null,
    seq             bigint not null,
    sender_id       bigint not null,
    posted_at       timestamptz not null,
    selected_at     timestamptz not null,
    due_at          timestamptz not null,
    drawn           boolean not null,
    worded          boolean not null,
    state           text not null default 'OPEN' check (state in ('OPEN', 'CLEARED', 'ESCALATED')),
    decided_by      bigint,
    decided_at      timestamptz,
    comment         text,
    matter_id       bigint references legal_matter,
    unique (rule_id, conversation_id, seq),
    constraint others_eyes check (decided_by <> sender_id),
    constraint decided check ((state = 'OPEN') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
    constraint selected_for_a_reason check (drawn or worded)
);
create index supervision_item_open on supervision_item (organization_id, id) where state = 'OPEN';
create index supervision_item_of_period on supervision_item (organization_id, selected_at);

create function refuse_to_change_supervision_item() returns trigger language plpgsql as $$
begin
    if tg_op <> 'UPDATE' or old.state <> 'OPEN'
        or (old.organization_id, old.rule_id, old.conversation_id, old.seq, old.sender_id, old.posted_at, old.selected_at,
            old.due_at, old.drawn, old.worded)
           is distinct from
           (new.organization_id, new.rule_id, new.conversation_id, new.seq, new.sender_id, new.posted_at, new.selected_at,
            new.due_at, new.drawn, new.worded) then
        raise exception 'what is to be reviewed is signed off once, and nothing else' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

create trigger supervision_item_stays before update or delete on supervision_item
    for each row execute function refuse_to_change_supervision_item();
create trigger supervision_item_stays_whole before truncate on supervision_item
    for each statement execute function refuse_to_change_supervision_item();

create function refuse_to_change_supervision_rule() returns trigger language plpgsql as $$
begin
    if tg_op <> 'UPDATE' or (old.ended_at is not null and old.ended_at is distinct from new.ended_at)
        or (old.organization_id, old.name, old.user_group_id, old.segment_id, old.kinds, old.share, old.words, old.patterns,
            old.due_days, old.seed, old.set_by, old.set_at)
           is distinct from
           (new.organization_id, new.name, new.user_group_id, new.segment_id, new.kinds, new.share, new.words, new.patterns,
            new.due_days, new.seed, new.set_by, new.set_at) then
        raise exception 'a rule of supervision is set and ended, and never made another'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

create trigger supervision_rule_stays before update or delete on supervision_rule
    for each row execute function refuse_to_change_supervision_rule();
