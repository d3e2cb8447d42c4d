-- When an export was released, and where each conversation of its matter stood then: it tells of nothing later.
alter table export_job add column as_of timestamptz;

create table export_point (
    export_id       bigint not null references export_job,
    conversation_id bigint not null,
    last_seq        bigint not null,
    last_rev        bigint not null,
    primary key (export_id, conversation_id)
);
