-- Who is shown how far members have come: everybody by name where the conversation is not too large (ON), nobody by
-- name (COUNTS), or nobody anything (OFF).
alter table conversation_settings
    add column receipts text not null default 'ON' check (receipts in ('ON', 'COUNTS', 'OFF'));

-- Who hides how far they have come from others, and is shown nothing of them in return.
alter table account_state add column hides_receipts boolean not null default false;

-- When the read position came to where it is.
alter table read_cursor add column read_at timestamptz;
