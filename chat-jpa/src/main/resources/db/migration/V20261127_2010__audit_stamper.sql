-- Which node asks for time stamps: it alone until then, by this clock, unless it says so again before. So nobody has to hold a
-- transaction while an authority outside takes its time.
create table audit_stamper (
    only_one   boolean primary key default true check (only_one),
    node       text not null,
    held_until timestamptz not null
);
insert into audit_stamper (node, held_until) values ('', '-infinity');
