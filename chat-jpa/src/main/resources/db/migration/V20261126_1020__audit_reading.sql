-- For those who look for what was done, not by whom or on what, and when.
create index audit_entry_of_deed on audit_entry (organization_id, deed, number);
create index audit_entry_of_time on audit_entry (organization_id, at);
