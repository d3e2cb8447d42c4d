-- Groups of people of an organization, administrated by it: whom one adds to a conversation, or names, together.
create sequence user_group_id increment by 50 start with 1;

create table user_group (
    id              bigint primary key,
    organization_id bigint not null references organization,
    handle          text not null,
    name            text not null,
    created_at      timestamptz not null
);
create unique index user_group_handle on user_group (organization_id, lower(handle));

create table user_group_member (
    user_group_id bigint not null references user_group on delete cascade,
    account_id    bigint not null references account,
    primary key (user_group_id, account_id)
);
create index user_group_member_account on user_group_member (account_id);
