-- The organization of everybody who names none.
insert into organization (id, name, created_at) values (nextval('organization_id'), 'parley', now());

-- The next refresh token is made of the one before it and this salt, so that a client whose answer was lost gets the
-- same one again. It goes as soon as the next one was used.
alter table refresh_token add column successor_salt bytea;

-- Every node looks at these each second: what may not be let in any more although its access token has not ended.
create index device_revoked on device (revoked_at) where revoked_at is not null;
create index account_disabled on account (disabled_at) where disabled_at is not null;

-- The directory finds people by any part of their names.
create extension if not exists pg_trgm;
create index account_names on account using gin (lower(username || ' ' || display_name) gin_trgm_ops);
