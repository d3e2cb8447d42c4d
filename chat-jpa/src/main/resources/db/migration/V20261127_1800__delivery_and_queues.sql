-- How fast each node gets along: what waits for it to be stored and to be told, at most in the last minute, and how long 99 of
-- 100 messages took at most from their commit to a client's line; null while there were none.
alter table node_report
    add column waiting_messages integer not null default 0,
    add column waiting_frames   integer not null default 0,
    add column delivery_p99     double precision;

-- The same of all nodes: what waits at all of them together, and the time of the slowest, in milliseconds. Not known of samples
-- from before.
alter table metric_sample
    add column waiting_messages bigint,
    add column waiting_frames   bigint,
    add column delivery_p99     double precision;
