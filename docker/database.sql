-- What PostgreSQL is told when it starts for the first time: a role that owns its database and migrates it, and one that
-- nodes work with and that owns nothing.
do $$ begin
  execute format('create role parley_owner login password %L', pg_read_file('/run/secrets/owner-password'));
  execute format('create role parley login password %L', pg_read_file('/run/secrets/database-password'));
end $$;

create database parley owner parley_owner encoding 'UTF8';

-- Where nodes find each other is a schema that they make themselves, before they migrate.
grant create on database parley to parley;
