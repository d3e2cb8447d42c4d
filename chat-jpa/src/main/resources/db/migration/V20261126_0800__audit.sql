-- What was done and has to be answered for, numbered without gaps in each organization. The number is given out by the
-- row of audit_head, which is held until the transaction ends: so the order of the numbers is the order of the commits.
create table audit_head (
    organization_id bigint primary key,
    last_number     bigint not null
) with (fillfactor = 50);

create table audit_entry (
    organization_id bigint not null,
    number          bigint not null,
    at              timestamptz not null,
    account_id      bigint,
    device_id       bigint,
    address         text,
    deed            text not null,
    subject         text,
    outcome         text not null check (outcome in ('DONE', 'REFUSED')),
    details         jsonb not null,
    primary key (organization_id, number)
);
create index audit_entry_of_account on audit_entry (organization_id, account_id, number);
create index audit_entry_of_subject on audit_entry (organization_id, subject, number);

-- Nothing that was written is written again. Whoever owns the tables could take the triggers away; the rights of the
-- application's own role come on top of them.
create function refuse_to_change_audit() returns trigger language plpgsql as $$
begin
    raise exception 'what was written into % stays as it is', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create trigger audit_entry_stays before update or delete on audit_entry
    for each row execute function refuse_to_change_audit();
create trigger audit_entry_stays_whole before truncate on audit_entry
    for each statement execute function refuse_to_change_audit();
