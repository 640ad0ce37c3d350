-- How many cases an authority has by stage and officer, and how many duties are open by their days.
-- No row depends on the day: what is overdue on a day is the sum of the duties due before it.
-- depends: 0105.bare

set local role ehcp_owner;

-- No officer: ''.
create table if not exists ehcp.case_counts (
    authority text collate "C" not null,
    stage text collate "C" not null,
    officer text collate "C" not null,
    officer_subject text collate "C" not null,
    cases bigint not null,
    primary key (authority, stage, officer, officer_subject)
) with (fillfactor = 50);

-- The duties that a caseload counts: open, driving, binding. `when_over` is how such a one stands
-- after its last day. An open end: infinity.
create table if not exists ehcp.duty_counts (
    authority text collate "C" not null,
    due_last date not null,
    due_first date not null,
    when_over text collate "C" not null,
    duties bigint not null,
    primary key (authority, due_last, due_first, when_over)
) with (fillfactor = 50);

create table if not exists ehcp.case_counts_beside (like ehcp.case_counts including all);
create table if not exists ehcp.duty_counts_beside (like ehcp.duty_counts including all);

-- The cases that are there already. The wall stands for the owner too: a door, for this alone.
create policy counting on ehcp.caseload for select to ehcp_owner using (true);
create policy counting on ehcp.deadlines for select to ehcp_owner using (true);
insert into ehcp.case_counts
select authority, stage, coalesce(officer, ''), coalesce(officer_subject, ''), count(*)
from ehcp.caseload group by 1, 2, 3, 4;
insert into ehcp.duty_counts
select authority, coalesce(due_last, 'infinity'), coalesce(due_first, '-infinity'),
    coalesce(settled, when_over), count(*)
from ehcp.deadlines where open and drives and binds group by 1, 2, 3, 4;
drop policy counting on ehcp.caseload;
drop policy counting on ehcp.deadlines;

call ehcp.guard('ehcp.case_counts'::regclass);
call ehcp.guard('ehcp.case_counts_beside'::regclass);
call ehcp.guard('ehcp.duty_counts'::regclass);
call ehcp.guard('ehcp.duty_counts_beside'::regclass);

reset role;
