alter table message_change drop constraint message_change_kind_check;
alter table message_change add constraint message_change_kind_check
    check (kind in ('EDITED', 'DELETED', 'REACTED', 'UNREACTED', 'PINNED', 'UNPINNED'));

-- What a conversation keeps in sight, for all its members. rev is the change that pinned it, and so the order of the list.
create table message_pin (
    conversation_id bigint not null,
    seq             bigint not null,
    rev             bigint not null,
    pinned_by       bigint not null,
    pinned_at       timestamptz not null,
    primary key (conversation_id, seq)
);
