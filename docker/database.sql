-- What PostgreSQL is told when it starts for the first time: a role that owns its database, and nothing else.
do $$ begin
  execute format('create role parley login password %L', pg_read_file('/run/secrets/database-password'));
end $$;

create database parley owner parley encoding 'UTF8';
