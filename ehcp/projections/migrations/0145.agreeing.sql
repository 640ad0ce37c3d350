-- What two persons agree on, and what was opened in an emergency: for lists, without a text of
-- anybody's. A sweeper sees which review has fallen overdue, and tells of it once.
-- depends: 0140.users-and-relations

set local role ehcp_owner;

create table if not exists ehcp.proposals (
    authority text collate "C" not null,
    id uuid not null,
    action text collate "C" not null,
    case_id uuid,
    proposed_by text collate "C" not null,
    proposed_on date not null,
    last_day date not null,
    ended text collate "C",
    decided_by text collate "C",
    decided_on date,
    version bigint not null,
    digest bigint not null default 0,
    primary key (authority, id)
);
create index if not exists proposals_order on ehcp.proposals (authority, last_day, id);
create table if not exists ehcp.proposals_beside (like ehcp.proposals including all);
call ehcp.guard('ehcp.proposals'::regclass);
call ehcp.guard('ehcp.proposals_beside'::regclass);

create table if not exists ehcp.emergencies (
    authority text collate "C" not null,
    id uuid not null,
    subject text collate "C" not null,
    role text collate "C" not null,
    case_id uuid not null,
    opened_on date not null,
    opened_at timestamptz not null,
    until timestamptz not null,
    review_due date not null,
    reviewed_by text collate "C",
    reviewed_on date,
    finding text collate "C",
    told_overdue boolean not null,
    version bigint not null,
    digest bigint not null default 0,
    primary key (authority, id)
);
create index if not exists emergencies_order on ehcp.emergencies (authority, review_due, id);
create index if not exists emergencies_waiting on ehcp.emergencies (review_due)
    where finding is null and not told_overdue;
create table if not exists ehcp.emergencies_beside (like ehcp.emergencies including all);
call ehcp.guard('ehcp.emergencies'::regclass);
call ehcp.guard('ehcp.emergencies_beside'::regclass);

do $$
declare
    name text;
begin
    foreach name in array array['emergencies', 'emergencies_beside'] loop
        execute format('drop policy if exists sweeping on ehcp.%I', name);
        execute format(
            'create policy sweeping on ehcp.%I for select to ehcp_sweeper using (true)', name
        );
        execute format('grant select on ehcp.%I to ehcp_sweeper', name);
    end loop;
end
$$;

reset role;
