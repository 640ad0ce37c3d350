-- A window that has closed is disapplied, and nobody is late: no days are told for it.
-- depends: 0056.dual-placements

set local role ehcp_owner;

drop function if exists ehcp.least_late(boolean, int, date, date, date);
drop function if exists ehcp.most_late(boolean, int, boolean, date, date);

-- Least days late on a day, negative for early; null where nothing can be said.
create or replace function ehcp.least_late(
    open boolean, late_least int, when_over text, due_first date, due_last date, today date
) returns int language sql immutable parallel safe as $$
    select case
        when not open then late_least
        when when_over = 'disapplied' and today > due_last then null
        when due_first is null or today > due_first then today - due_last
    end
$$;

-- Most days late on a day. An end that may still lie ahead makes it grow.
create or replace function ehcp.most_late(
    open boolean, late_most int, late_runs boolean, when_over text, due_first date, due_last date,
    today date
) returns int language sql immutable parallel safe as $$
    select case
        when late_runs then today - due_first
        when not open then late_most
        when when_over = 'disapplied' and today > due_last then null
        when today > due_first then today - due_first
    end
$$;
revoke all on function ehcp.least_late, ehcp.most_late from public;
grant execute on function ehcp.least_late, ehcp.most_late to ehcp_web, ehcp_worker;

reset role;
