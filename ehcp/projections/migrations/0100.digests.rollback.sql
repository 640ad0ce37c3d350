set local role ehcp_owner;

create or replace procedure ehcp.restate_all() language plpgsql as $$
begin
    create policy restating on ehcp.caseload for update to ehcp_owner using (true);
    update ehcp.caseload set restate_on = current_date - 1;
    drop policy restating on ehcp.caseload;
end
$$;
revoke all on procedure ehcp.restate_all from public;

do $$
declare
    name text;
begin
    foreach name in array array[
        'deadlines', 'caseload', 'timeline', 'plans', 'alerts_due', 'alerts', 'outcomes', 'budgets',
        'advice', 'consultations', 'reviews', 'phase_transfers', 'appeals', 'authorities'
    ] loop
        execute format('alter table ehcp.%I drop column if exists digest', name);
        execute format('alter table ehcp.%I drop column if exists digest', name || '_beside');
    end loop;
end
$$;

reset role;
