-- The digest of each row as it was stated, so that a case that is restated changes only the rows
-- that say something else than before. 0: not known, so that the next restating writes the row.
-- depends: 0090.deliveries

set local role ehcp_owner;

do $$
declare
    name text;
begin
    foreach name in array array[
        'deadlines', 'caseload', 'timeline', 'plans', 'alerts_due', 'alerts', 'outcomes', 'budgets',
        'advice', 'consultations', 'reviews', 'phase_transfers', 'appeals', 'authorities'
    ] loop
        execute format(
            'alter table ehcp.%I add column if not exists digest bigint not null default 0', name
        );
        execute format(
            'alter table ehcp.%I add column if not exists digest bigint not null default 0',
            name || '_beside'
        );
    end loop;
    -- A duty that was moved on is no longer as it was stated.
    foreach name in array array['alerts_due', 'alerts_due_beside'] loop
        execute format('grant update (digest) on ehcp.%I to ehcp_sweeper', name);
    end loop;
end
$$;

-- As before; and the row is written when its case is restated, whatever it says then.
create or replace procedure ehcp.restate_all() language plpgsql as $$
begin
    create policy restating on ehcp.caseload for update to ehcp_owner using (true);
    update ehcp.caseload set restate_on = current_date - 1, digest = 0;
    drop policy restating on ehcp.caseload;
end
$$;
revoke all on procedure ehcp.restate_all from public;

reset role;
