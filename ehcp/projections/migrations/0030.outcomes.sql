-- The outcomes of Section E: one row for each, through every version of the plan.
-- depends: 0010.read-models-of-cases

set local role ehcp_owner;

create table if not exists ehcp.outcomes (
    authority text collate "C" not null,
    case_id uuid not null,
    id text collate "C" not null,
    number int not null,
    text text not null,
    area text collate "C",
    status text collate "C" not null,
    percent int,
    in_plan boolean not null,
    by date,
    judged_last date,
    replaced_by jsonb not null,
    wordings jsonb not null,
    progress jsonb not null,
    primary key (authority, case_id, id)
);
create index if not exists outcomes_by on ehcp.outcomes (authority, by) where in_plan;
create table if not exists ehcp.outcomes_beside (like ehcp.outcomes including all);
call ehcp.guard('ehcp.outcomes'::regclass);
call ehcp.guard('ehcp.outcomes_beside'::regclass);

reset role;
