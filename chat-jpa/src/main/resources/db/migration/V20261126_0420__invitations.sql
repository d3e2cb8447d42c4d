-- Links by which whoever has one becomes a member. Only the hash of a link's token is kept. Rows stay: of one that was
-- revoked, has ended or is used up, they say who made it and how often it was used.
create sequence invitation_id increment by 50 start with 1;

create table invitation (
    token_hash      bytea primary key,
    id              bigint not null,
    conversation_id bigint not null,
    role            text not null check (role in ('MEMBER', 'GUEST')),
    made_by         bigint not null,
    made_at         timestamptz not null,
    until           timestamptz not null,
    most_uses       integer check (most_uses > 0),
    uses            integer not null default 0,
    revoked_at      timestamptz,
    revoked_by      bigint
);
create index invitation_of_conversation on invitation (conversation_id, id) where revoked_at is null;
