-- What is held for a matter is looked at by four eyes, unless an organization says that a reason is enough. Where there are people
-- already, it stays as they have it; the organization that a fresh installation begins with has nobody yet.
alter table organization alter column clearance_needed set default true;
update organization set clearance_needed = true
where not exists (select from account where account.organization_id = organization.id);
