-- That a clearance was taken back, before somebody had decided about it or afterwards. The state still says what was decided.
alter table clearance
    add column revoked_by bigint,
    add column revoked_at timestamptz,
    add constraint revoked check ((revoked_by is null) = (revoked_at is null)),
    -- Also a node of an earlier version, which knows nothing of these columns, neither gives what was taken back nor lets
    -- anybody look by it.
    add constraint revoked_ends check (ends_at <= revoked_at);
create index clearance_current on clearance (organization_id, id)
    where revoked_at is null and state <> 'DENIED';
