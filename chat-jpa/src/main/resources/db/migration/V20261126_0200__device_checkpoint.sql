-- What a device has last said it has applied (docs/decisions/0093): of each conversation the last message and the last
-- change, in three arrays of the same order, and the last change of the account's own state. Read by its own account only.
create table device_checkpoint (
    device_id     bigint primary key references device on delete cascade,
    epoch         uuid not null,
    account_rev   bigint not null,
    conversations bigint[] not null,
    seqs          bigint[] not null,
    revs          bigint[] not null,
    kept_at       timestamptz not null
) with (fillfactor = 50);

-- Rows of devices stay when they are revoked; what was kept for them goes, whoever revokes.
create function forget_device_checkpoint() returns trigger language plpgsql as $$
begin
    delete from device_checkpoint where device_id = new.id;
    return null;
end
$$;
create trigger device_revoked after update of revoked_at on device
    for each row when (new.revoked_at is not null) execute function forget_device_checkpoint();
