-- Who has blocked whom. A row stays when that was taken back, so that devices which were away learn of it; account_rev is the
-- number of the account's own state under which it was written.
create table account_block (
    account_id  bigint not null,
    other_id    bigint not null,
    blocked     boolean not null,
    changed_at  timestamptz not null,
    account_rev bigint not null,
    primary key (account_id, other_id)
);
create index account_block_changed on account_block (account_id, account_rev);
create index account_block_other on account_block (other_id) where blocked;
