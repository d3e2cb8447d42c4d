-- Small pictures that an organization uses like emoji, under names of its own. Who knows the key sees the picture: nobody
-- guesses it, and it never stands for another picture.
create table custom_emoji (
    organization_id bigint not null,
    name            text not null check (name ~ '^[a-z][a-z0-9_+-]{1,31}$'),
    key             uuid not null unique,
    type            text not null check (type in ('image/png', 'image/gif')),
    picture         bytea not null check (octet_length(picture) <= 131072),
    added_by        bigint not null,
    added_at        timestamptz not null,
    primary key (organization_id, name)
);
