-- What an organization wants everybody to agree to: each version stays, with who agreed to it. And what it wants everybody to
-- have before their eyes.
create table terms (
    organization_id bigint not null references organization,
    version         integer not null,
    text            text not null,
    published_by    bigint not null,
    published_at    timestamptz not null,
    primary key (organization_id, version)
);

create table terms_acceptance (
    account_id  bigint not null references account,
    version     integer not null,
    accepted_at timestamptz not null,
    primary key (account_id, version)
);

create table banner (
    organization_id bigint primary key references organization,
    text            text not null,
    set_by          bigint not null,
    set_at          timestamptz not null
);
