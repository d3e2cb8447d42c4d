-- As before, but of what is on a hold rule_id says on which: the one that was placed first, if there are several.
create or replace function forecast_retention(
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
        select h.conversation_id, h.seq, min(h.hold_id) as hold_id
        from terms t
        cross join lateral (
            select array_agg(m.conversation_id) as conversations, array_agg(m.seq) as seqs,
                   array_agg(m.sender_id) as senders, array_agg(m.created_at) as ats
            from message m
            where m.conversation_id = t.conversation_id
        ) m
        cross join lateral held_of(m.conversations, m.seqs, m.senders, m.ats) h
        group by h.conversation_id, h.seq
    ), fate as (
        select m.conversation_id,
               case when h.seq is not null then 'HOLD' else d.basis end as basis,
               coalesce(h.hold_id, d.rule, 0) as rule_id,
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
