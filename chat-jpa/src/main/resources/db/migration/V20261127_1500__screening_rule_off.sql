-- A rule that is off stays as it was set and holds nowhere; a node of the release before this one still holds messages against it.
alter table screening_rule add column off boolean not null default false;
