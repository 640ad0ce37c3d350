-- The authorities that live in this database, and how each works.
-- depends: 0060.listed

set local role ehcp_owner;

create table if not exists ehcp.authorities (
    authority text collate "C" not null,
    id uuid not null,
    name text,
    database text collate "C",
    readings jsonb not null,
    days_before jsonb not null,
    days_since date not null,
    recipients jsonb not null,
    version bigint not null,
    primary key (authority, id)
);
create table if not exists ehcp.authorities_beside (like ehcp.authorities including all);
call ehcp.guard('ehcp.authorities'::regclass);
call ehcp.guard('ehcp.authorities_beside'::regclass);

reset role;
