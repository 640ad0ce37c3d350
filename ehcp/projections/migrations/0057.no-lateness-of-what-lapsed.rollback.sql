set local role ehcp_owner;

drop function if exists ehcp.least_late(boolean, int, text, date, date, date);
drop function if exists ehcp.most_late(boolean, int, boolean, text, date, date, date);

create or replace function ehcp.least_late(
    open boolean, late_least int, due_first date, due_last date, today date
) returns int language sql immutable parallel safe as $$
    select case
        when not open then late_least
        when due_first is null or today > due_first then today - due_last
    end
$$;
create or replace function ehcp.most_late(
    open boolean, late_most int, late_runs boolean, due_first date, today date
) returns int language sql immutable parallel safe as $$
    select case
        when late_runs then today - due_first
        when not open then late_most
        when today > due_first then today - due_first
    end
$$;
revoke all on function ehcp.least_late, ehcp.most_late from public;
grant execute on function ehcp.least_late, ehcp.most_late to ehcp_web, ehcp_worker;

reset role;
