-- What of a case is open and binding, few of its many deadlines: a caseload counts it for each line.
-- depends: 0110.counts

set local role ehcp_owner;

create index if not exists deadlines_open
    on ehcp.deadlines (authority, case_id) where open and drives and binds;
create index if not exists deadlines_beside_open
    on ehcp.deadlines_beside (authority, case_id) where open and drives and binds;

reset role;
