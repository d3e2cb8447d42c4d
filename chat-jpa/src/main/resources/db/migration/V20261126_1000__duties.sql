-- Which parts of administrating its organization an account has. They take the place of account.administrator, which stays
-- until no node reads it any more; whoever was an administrator has what administrators could do.
create table account_duty (
    organization_id bigint not null references organization (id),
    account_id      bigint not null references account (id),
    duty            text not null check (duty in ('SYSTEM', 'PEOPLE', 'COMPLIANCE', 'AUDIT', 'MODERATION')),
    given_by        bigint references account (id),
    given_at        timestamptz not null,
    primary key (account_id, duty)
);
create index account_duty_of_organization on account_duty (organization_id, duty);

insert into account_duty (organization_id, account_id, duty, given_at)
select a.organization_id, a.id, d.duty, now()
from account a cross join unnest(array ['SYSTEM', 'PEOPLE', 'MODERATION']) as d (duty)
where a.administrator;
