-- When somebody was last seen anywhere, for lists of many people: also on devices that were revoked since.
create index device_of_account on device (account_id, last_seen_at desc);

-- The conversations of an organization, for those who administrate them.
create index conversation_of_organization on conversation_settings (organization_id);
