-- What would become of all messages of an organization if a rule were switched on, or off; kept for a day. revision is
-- that of the rules it was made with: when that has changed, it says nothing any more.
create sequence retention_dry_run_id increment by 1 start with 1;

create table retention_dry_run (
    id              bigint primary key,
    organization_id bigint not null,
    rule_id         bigint not null,
    switches_on     boolean not null,
    revision        bigint not null,
    ran_by          bigint not null,
    ran_at          timestamptz not null
);
create index retention_dry_run_of_organization on retention_dry_run (organization_id, ran_at);

-- How many messages of a conversation share a fate. due: whether they would go with the next sweep (NOW), in a later month
-- (LATER) or not at all (NEVER); of those on a hold, when they would go if it were released. rule_id is 0 where no rule
-- decided.
create table retention_forecast (
    dry_run_id      bigint not null references retention_dry_run on delete cascade,
    conversation_id bigint not null,
    basis           text not null,
    rule_id         bigint not null,
    due             text not null check (due in ('NOW', 'LATER', 'NEVER')),
    month           date not null,
    messages        bigint not null,
    primary key (dry_run_id, conversation_id, basis, rule_id, due, month)
);

-- Writes down the forecast of a dry run: by the same functions that the sweep asks. Returns how many messages there are.
create function forecast_retention(
    dry_run bigint, organization bigint, adding bigint[], leaving_out bigint[], now_at timestamptz)
    returns bigint
    language plpgsql
as $$
declare
    looked_at bigint;
begin
    with terms as materialized (
        select * from retention_terms(organization, adding, leaving_out)
    ), held as materialized (
        select t.conversation_id, h.seq
        from terms t
        cross join lateral held_numbers(t.conversation_id, 1, 9223372036854775807) as h (seq)
    ), fate as (
        select m.conversation_id,
               case when h.seq is not null then 'HOLD' else d.basis end as basis,
               case when h.seq is not null then 0 else coalesce(d.rule, 0) end as rule_id,
               case when d.destroys then 'NOW' when d.at is not null then 'LATER' else 'NEVER' end as due,
               case when d.destroys or d.at is null then '-infinity'::date
                    else date_trunc('month', d.at at time zone 'UTC')::date end as month
        from terms t
        join message m on m.conversation_id = t.conversation_id
        left join held h on h.conversation_id = m.conversation_id and h.seq = m.seq
        left join erasure_request e on e.account_id = m.sender_id and e.requested_at >= m.created_at
        cross join lateral disposition(
            false, m.created_at, e.requested_at, m.deleted_at, t.keep_rule, t.keep_days, t.delete_rule, t.delete_days,
            t.withdrawn_rule, t.withdrawn_days, now_at) d
    ), written as (
        insert into retention_forecast (dry_run_id, conversation_id, basis, rule_id, due, month, messages)
        select dry_run, f.conversation_id, f.basis, f.rule_id, f.due, f.month, count(*)
        from fate f
        group by f.conversation_id, f.basis, f.rule_id, f.due, f.month
        returning messages
    )
    select coalesce(sum(w.messages), 0) into looked_at from written w;
    return looked_at;
end $$;
