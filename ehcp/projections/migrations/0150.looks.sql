-- The looks are no read model, whatever took them for one; what is told of them has two: up to
-- when an authority's are sealed, and each unusual reading, without a word of a child.
-- depends: 0033.looks 0140.users-and-relations

set local role ehcp_owner;

call ehcp.guard_looks();

create table if not exists ehcp.looks_sealed (
    authority text collate "C" not null,
    id uuid not null,
    until timestamptz not null,
    version bigint not null,
    digest bigint not null default 0,
    primary key (authority, id)
);
create table if not exists ehcp.looks_sealed_beside (like ehcp.looks_sealed including all);
call ehcp.guard('ehcp.looks_sealed'::regclass);
call ehcp.guard('ehcp.looks_sealed_beside'::regclass);

create table if not exists ehcp.unusual_readings (
    authority text collate "C" not null,
    id uuid not null,
    subject text collate "C" not null,
    at_machine boolean not null,
    since timestamptz not null,
    until timestamptz not null,
    children bigint not null,
    version bigint not null,
    digest bigint not null default 0,
    primary key (authority, id)
);
create index if not exists unusual_readings_order on ehcp.unusual_readings (authority, until, id);
create table if not exists ehcp.unusual_readings_beside (like ehcp.unusual_readings including all);
call ehcp.guard('ehcp.unusual_readings'::regclass);
call ehcp.guard('ehcp.unusual_readings_beside'::regclass);

reset role;
