-- Each entry of the audit log holds the SHA-256 over itself and over the hash of the one before it in its organization, so that
-- nothing can be changed, taken out or put in between without changing all that follow. AuditChain does the same in Java.
create function audit_field(value text) returns text language sql stable as $$
    select coalesce(octet_length(convert_to(value, 'UTF8')) || ':' || value || ',', '-')
$$;

create function audit_link(previous bytea, entry audit_entry) returns bytea language sql stable as $$
    select sha256(convert_to(
        'parley-audit-1'
        || audit_field(encode(previous, 'hex'))
        || audit_field(entry.organization_id::text)
        || audit_field(entry.number::text)
        || audit_field((extract(epoch from entry.at) * 1000000)::bigint::text)
        || audit_field(entry.account_id::text)
        || audit_field(entry.device_id::text)
        || audit_field(entry.address)
        || audit_field(entry.deed)
        || audit_field(entry.subject)
        || audit_field(entry.outcome)
        || audit_field(entry.details::text), 'UTF8'))
$$;

alter table audit_entry add column hash bytea;

alter table audit_entry disable trigger audit_entry_stays;
do $$
declare
    start constant bytea := decode(repeat('00', 32), 'hex');
    entry audit_entry;
    organization bigint;
    previous bytea;
begin
    for entry in select * from audit_entry order by organization_id, number loop
        if organization is distinct from entry.organization_id then
            organization := entry.organization_id;
            previous := start;
        end if;
        previous := audit_link(previous, entry);
        update audit_entry e set hash = previous where e.organization_id = organization and e.number = entry.number;
    end loop;
end $$;
alter table audit_entry enable trigger audit_entry_stays;
alter table audit_entry alter column hash set not null;

-- Whoever adds an entry holds the row of audit_head, so the one before it is committed, and stays.
create function chain_audit_entry() returns trigger language plpgsql as $$
declare
    previous bytea := decode(repeat('00', 32), 'hex');
begin
    if new.number > 1 then
        select e.hash into previous from audit_entry e
        where e.organization_id = new.organization_id and e.number = new.number - 1;
        if not found then
            raise exception 'there is no entry % of organization % to go on after', new.number - 1, new.organization_id;
        end if;
    end if;
    new.hash := audit_link(previous, new);
    return new;
end $$;
create trigger audit_entry_is_chained before insert on audit_entry
    for each row execute function chain_audit_entry();

-- Up to which entry the chain was signed, with what is signed: the hash of that entry, and the time.
create table audit_checkpoint (
    organization_id bigint not null,
    number          bigint not null,
    hash            bytea not null,
    at              timestamptz not null,
    key             text not null,
    signature       bytea not null,
    primary key (organization_id, number)
);
create trigger audit_checkpoint_stays before update or delete on audit_checkpoint
    for each row execute function refuse_to_change_audit();
create trigger audit_checkpoint_stays_whole before truncate on audit_checkpoint
    for each statement execute function refuse_to_change_audit();

-- The public halves of the keys that this installation has ever signed with, so that exports can hold them.
create table seal_key (
    key             text primary key,
    public_key      bytea not null,
    since           timestamptz not null
);
create trigger seal_key_stays before update or delete on seal_key
    for each row execute function refuse_to_change_audit();
create trigger seal_key_stays_whole before truncate on seal_key
    for each statement execute function refuse_to_change_audit();
