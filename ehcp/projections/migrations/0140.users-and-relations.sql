-- Who signs in with which roles, and who outside the authority has to do with which case.
-- depends: 0112.open-duties

set local role ehcp_owner;

create table if not exists ehcp.users (
    authority text collate "C" not null,
    id uuid not null,
    subject text collate "C" not null,
    name text not null,
    organisation text not null,
    roles jsonb not null,
    version bigint not null,
    digest bigint not null default 0,
    primary key (authority, id)
);
create index if not exists users_order on ehcp.users (authority, subject, id);
create table if not exists ehcp.users_beside (like ehcp.users including all);
call ehcp.guard('ehcp.users'::regclass);
call ehcp.guard('ehcp.users_beside'::regclass);

create table if not exists ehcp.relations (
    authority text collate "C" not null,
    case_id uuid not null,
    kind text collate "C" not null,
    party text collate "C" not null,
    since date not null,
    until date,
    digest bigint not null default 0,
    primary key (authority, case_id, kind, party, since)
);
create index if not exists relations_party on ehcp.relations (authority, kind, party);
create table if not exists ehcp.relations_beside (like ehcp.relations including all);
call ehcp.guard('ehcp.relations'::regclass);
call ehcp.guard('ehcp.relations_beside'::regclass);

-- the cases that are there already are given their relations
call ehcp.restate_all();

reset role;
