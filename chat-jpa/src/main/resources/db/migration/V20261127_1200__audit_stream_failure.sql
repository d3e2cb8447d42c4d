-- Why the receiver could not be reached when that was tried last, and when that was; gone as soon as it has something.
alter table audit_streamer add column failure text, add column failed_at timestamptz;
