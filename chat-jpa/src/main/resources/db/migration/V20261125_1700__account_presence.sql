-- What people say of themselves, and when they were last here. Nobody's row is there before it is needed. Who is here
-- now is not in the database: the nodes tell each other.
create table account_presence (
    account_id       bigint primary key references account,
    status           text not null default 'ONLINE' check (status in ('ONLINE', 'AWAY', 'BUSY', 'INVISIBLE')),
    text             text,
    until            timestamptz,
    chosen_at        timestamptz,
    last_seen_at     timestamptz,
    show_last_seen   boolean not null default true
) with (fillfactor = 70);
