-- What newcomers see of what was said before: everything, nothing, the last so many messages, or what was said since a
-- moment. It can change; what a member sees was decided when they came.
alter table conversation_settings drop constraint conversation_settings_history_check;
alter table conversation_settings
    add column history_last integer check (history_last between 1 and 10000),
    add column history_since timestamptz,
    add constraint conversation_settings_history_check check (
        history in ('ALL', 'JOINED', 'LAST', 'SINCE')
        and (history = 'LAST') = (history_last is not null)
        and (history = 'SINCE') = (history_since is not null));

-- How often the bookmarks of a conversation were changed; 0 if it never had any.
alter table conversation_settings add column bookmarks_rev bigint not null default 0;

-- Links that members keep at hand, in their order.
create table bookmark (
    conversation_id bigint not null,
    place           smallint not null,
    title           text not null,
    url             text not null,
    primary key (conversation_id, place)
);
