-- The read models of before, granted to the roles of now.
-- depends: 0018.roles 0070.authorities

set local role ehcp_owner;

do $$
declare
    name text;
begin
    for name in
        select c.relname from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'authority'
        where c.relnamespace = 'ehcp'::regnamespace and c.relkind in ('r', 'p')
            and c.relname <> 'events'
    loop
        call ehcp.guard(format('ehcp.%I', name)::regclass);
    end loop;

    -- A sweeper sees what is due in all authorities, and moves it on. The two of each pair
    -- change names when the read models are made again.
    foreach name in array array['alerts_due', 'alerts_due_beside'] loop
        execute format('drop policy if exists sweeping on ehcp.%I', name);
        execute format(
            'create policy sweeping on ehcp.%I to ehcp_sweeper using (true) with check (true)', name
        );
        execute format('grant select, update (next_on) on ehcp.%I to ehcp_sweeper', name);
    end loop;
    foreach name in array array['authorities', 'authorities_beside'] loop
        execute format('drop policy if exists sweeping on ehcp.%I', name);
        execute format(
            'create policy sweeping on ehcp.%I for select to ehcp_sweeper using (true)', name
        );
        execute format('grant select on ehcp.%I to ehcp_sweeper', name);
    end loop;

    -- Published facts: the same for everybody.
    foreach name in array array['settings', 'setting_approvals', 'setting_extracts'] loop
        execute format('revoke all on ehcp.%I from ehcp_web, ehcp_worker', name);
        execute format('grant select on ehcp.%I to ehcp_reader', name);
        execute format('grant select, insert, update on ehcp.%I to ehcp_projector', name);
    end loop;
end
$$;

revoke all on ehcp.heartbeats from ehcp_web, ehcp_worker;
grant select on ehcp.heartbeats to ehcp_projector;
grant select, insert, update on ehcp.heartbeats to ehcp_sweeper;

revoke all on function ehcp.standing, ehcp.least_late, ehcp.most_late, ehcp.swap, ehcp.measure
    from ehcp_web, ehcp_worker;
grant execute on function ehcp.standing, ehcp.least_late, ehcp.most_late to ehcp_reader;
grant execute on function ehcp.swap, ehcp.measure to ehcp_projector;

reset role;
