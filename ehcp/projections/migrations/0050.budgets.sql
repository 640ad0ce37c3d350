-- The lines of personal budgets: one row for each line of the latest budget of a case.
-- depends: 0010.read-models-of-cases

set local role ehcp_owner;

create table if not exists ehcp.budgets (
    authority text collate "C" not null,
    case_id uuid not null,
    number int not null,
    budget bigint not null,
    line text collate "C" not null,
    text text not null,
    stream text collate "C" not null,
    mechanism text collate "C" not null,
    amount numeric(12, 2) not null,
    period text collate "C" not null,
    a_year numeric(12, 2),
    starts date not null,
    ends date,
    provision jsonb not null,
    premises text,
    payment bigint,
    standing text collate "C",
    recipient text collate "C",
    paid numeric(12, 2),
    consented boolean not null,
    primary key (authority, case_id, number)
);
create index if not exists budgets_by_day on ehcp.budgets (authority, starts, ends);
create table if not exists ehcp.budgets_beside (like ehcp.budgets including all);
call ehcp.guard('ehcp.budgets'::regclass);
call ehcp.guard('ehcp.budgets_beside'::regclass);

reset role;
