-- Who has opened what they are to review: nobody signs off what they have not looked at. It is only added to.
create table supervision_opening (
    item_id   bigint not null references supervision_item,
    opened_by bigint not null,
    opened_at timestamptz not null default clock_timestamp(),
    primary key (item_id, opened_by)
);

create function refuse_to_change_supervision_opening() returns trigger language plpgsql as $$
begin
    raise exception 'that something was opened is not taken back' using errcode = 'insufficient_privilege';
end $$;

create trigger supervision_opening_stays before update or delete on supervision_opening
    for each row execute function refuse_to_change_supervision_opening();
create trigger supervision_opening_stays_whole before truncate on supervision_opening
    for each statement execute function refuse_to_change_supervision_opening();

-- What waits is listed by when it is due.
create index supervision_item_due on supervision_item (organization_id, due_at, id) where state = 'OPEN';
drop index supervision_item_open;
