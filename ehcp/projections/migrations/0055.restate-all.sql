-- What a migration calls when the rows of cases that are there already must be made again: those
-- of a new table, or a new column.
-- depends: 0050.budgets

set local role ehcp_owner;

-- The worker restates each case in its turn. The wall stands for the owner too, so that without
-- a door in it nothing would be found; no other transaction sees the door.
create or replace procedure ehcp.restate_all() language plpgsql as $$
begin
    create policy restating on ehcp.caseload for update to ehcp_owner using (true);
    update ehcp.caseload set restate_on = current_date - 1;
    drop policy restating on ehcp.caseload;
end
$$;
revoke all on procedure ehcp.restate_all from public;

-- for the outcomes, the numbers and the budgets of the three before this one
call ehcp.restate_all();

reset role;
