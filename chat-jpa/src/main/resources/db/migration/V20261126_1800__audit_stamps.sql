-- What a time-stamp authority (RFC 3161) has said of the signature of a checkpoint: that it was there at this time.
create table audit_stamp (
    organization_id bigint not null,
    number          bigint not null,
    at              timestamptz not null,
    token           bytea not null,
    primary key (organization_id, number)
);
create trigger audit_stamp_stays before update or delete on audit_stamp
    for each row execute function refuse_to_change_audit();
create trigger audit_stamp_stays_whole before truncate on audit_stamp
    for each statement execute function refuse_to_change_audit();
