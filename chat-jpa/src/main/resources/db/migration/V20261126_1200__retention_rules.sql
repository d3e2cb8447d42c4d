-- How long messages are kept: of a whole organization, of a kind of conversation, of conversations with a label, of one
-- conversation. Days are of 24 hours. delete_days and keep_forever answer the same question: when messages go at the latest.
create sequence retention_rule_id increment by 50 start with 1;

create table retention_rule (
    id              bigint primary key,
    organization_id bigint not null references organization,
    reach           text not null check (reach in ('ORGANIZATION', 'KIND', 'LABEL', 'CONVERSATION')),
    kind            text check (kind in ('DIRECT', 'GROUP', 'CHANNEL')),
    label           text,
    conversation_id bigint,
    name            text not null,
    keep_days       integer check (keep_days between 1 and 36500),
    delete_days     integer check (delete_days between 1 and 36500),
    keep_forever    boolean not null,
    withdrawn_days  integer check (withdrawn_days between 0 and 36500),
    state           text not null check (state in ('DRAFT', 'ON')),
    set_by          bigint not null,
    set_at          timestamptz not null,
    check ((reach = 'KIND') = (kind is not null)),
    check ((reach = 'LABEL') = (label is not null)),
    check ((reach = 'CONVERSATION') = (conversation_id is not null)),
    check (not (keep_forever and delete_days is not null)),
    check (keep_days is not null or delete_days is not null or keep_forever or withdrawn_days is not null)
);
create index retention_rule_of_organization on retention_rule (organization_id, id);

-- How often what decides about keeping was changed in an organization: what was tried out before counts no more.
create table retention_revision (
    organization_id bigint primary key,
    revision        bigint not null
) with (fillfactor = 50);

-- What rules know conversations by, like "records".
create table conversation_label (
    conversation_id bigint not null,
    label           text not null check (label ~ '^[a-z0-9][a-z0-9-]{0,49}$'),
    primary key (conversation_id, label)
);
create index conversation_label_of_rule on conversation_label (label, conversation_id);

-- Who asked for what they wrote to be erased; what has precedence over that still keeps it.
create table erasure_request (
    account_id   bigint primary key,
    requested_at timestamptz not null
);

-- The rules that hold in each conversation: of its organization's that are on, with those of adding and without those of
-- leaving_out. The longest minimum holds wherever it comes from; of the maxima, and of what members delete, the one of the
-- most specific rule, and the longest of several such. delete_days is null with a rule that keeps for ever. Of one
-- conversation only, if one is named.
create function retention_terms(
    organization bigint, adding bigint[], leaving_out bigint[], conversation bigint default null)
    returns table (
        conversation_id bigint, keep_rule bigint, keep_days integer, delete_rule bigint, delete_days integer,
        withdrawn_rule bigint, withdrawn_days integer)
    language sql stable
as $$
    with rule as (
        select r.* from retention_rule r
        where r.organization_id = organization and (r.state = 'ON' or r.id = any (adding)) and r.id <> all (leaving_out)
    ), applying as (
        select s.conversation_id, r.id, r.keep_days, r.delete_days, r.keep_forever, r.withdrawn_days,
               array_position(array['ORGANIZATION', 'KIND', 'LABEL', 'CONVERSATION'], r.reach) as place
        from conversation_settings s
        join rule r on r.reach = 'ORGANIZATION'
                    or (r.reach = 'KIND' and r.kind = s.kind)
                    or (r.reach = 'LABEL' and exists (
                        select 1 from conversation_label l
                        where l.conversation_id = s.conversation_id and l.label = r.label))
                    or (r.reach = 'CONVERSATION' and r.conversation_id = s.conversation_id)
        where s.organization_id = organization and (conversation is null or s.conversation_id = conversation)
    ), minimum as (
        select distinct on (a.conversation_id) a.conversation_id, a.id, a.keep_days
        from applying a
        where a.keep_days is not null
        order by a.conversation_id, a.keep_days desc, a.id
    ), maximum as (
        select distinct on (a.conversation_id) a.conversation_id, a.id, a.delete_days
        from applying a
        where a.delete_days is not null or a.keep_forever
        order by a.conversation_id, a.place desc, a.delete_days desc nulls first, a.id
    ), withdrawal as (
        select distinct on (a.conversation_id) a.conversation_id, a.id, a.withdrawn_days
        from applying a
        where a.withdrawn_days is not null
        order by a.conversation_id, a.place desc, a.withdrawn_days desc, a.id
    )
    select s.conversation_id, m.id, m.keep_days, x.id, x.delete_days, w.id, w.withdrawn_days
    from conversation_settings s
    left join minimum m on m.conversation_id = s.conversation_id
    left join maximum x on x.conversation_id = s.conversation_id
    left join withdrawal w on w.conversation_id = s.conversation_id
    where s.organization_id = organization and (conversation is null or s.conversation_id = conversation)
$$;

-- What becomes of a message: the same as Disposition.of in Java, row by row. basis says what decided, rule by which rule of
-- the terms, at when it may be destroyed: null if never, as things are. It is destroyed if destroys.
create function disposition(
    held boolean, posted_at timestamptz, erasure_at timestamptz, withdrawn_at timestamptz,
    keep_rule bigint, keep_days integer, delete_rule bigint, delete_days integer,
    withdrawn_rule bigint, withdrawn_days integer, now_at timestamptz)
    returns table (destroys boolean, basis text, rule bigint, at timestamptz)
    language sql stable
as $$
    select case when f.blocked then false else coalesce(f.due <= now_at, false) and f.earliest <= now_at end,
           case when f.blocked then 'HOLD'
                when f.due is null and f.earliest > now_at then 'MINIMUM'
                when f.due is null then case when delete_rule is null then 'NONE' else 'MAXIMUM' end
                when f.earliest > f.due and f.earliest > now_at then 'MINIMUM'
                else f.cause end,
           case when f.blocked then null
                when f.due is null and f.earliest > now_at then keep_rule
                when f.due is null then delete_rule
                when f.earliest > f.due and f.earliest > now_at then keep_rule
                when f.cause = 'MAXIMUM' then delete_rule
                when f.cause = 'WITHDRAWAL' then withdrawn_rule end,
           case when f.blocked then null else greatest(f.due, case when f.due is null then null else f.earliest end) end
    from (
        select held as blocked, d.due, d.cause,
               coalesce(posted_at + make_interval(hours => 24 * keep_days), '-infinity') as earliest
        from (
            select case when erasure_at is not null then erasure_at
                        when delete_rule is not null then posted_at + make_interval(hours => 24 * delete_days)
                        else withdrawn_at + make_interval(hours => 24 * withdrawn_days) end as due,
                   case when erasure_at is not null then 'ERASURE'
                        when delete_rule is not null then 'MAXIMUM'
                        else 'WITHDRAWAL' end as cause
        ) d
    ) f
$$;
