-- Least privilege: each kind of process has a role of its own, and no role more than its work
-- needs. docs/operations.md has the table; a test holds the catalogue against it.
-- depends: 0003.read-models

do $$
declare
    name text;
    kept regclass;
begin
    foreach name in array array[
        'ehcp_projector', 'ehcp_sweeper', 'ehcp_reader', 'ehcp_auditor', 'ehcp_migrator'
    ] loop
        -- roles belong to the server: another database may have made it
        if not exists (select from pg_roles where rolname = name) then
            begin
                execute format('create role %I nologin', name);
            exception when duplicate_object or unique_violation then
                null;
            end;
        end if;
    end loop;
    if not pg_has_role('ehcp_migrator', 'ehcp_owner', 'member') then
        grant ehcp_owner to ehcp_migrator;
    end if;
    -- a login that may only migrate notes what it has applied
    foreach name in array array['_yoyo_migration', '_yoyo_log', '_yoyo_version', 'yoyo_lock'] loop
        kept := to_regclass(name);
        if kept is not null then
            execute format('grant select, insert, update, delete on %s to ehcp_migrator', kept);
        end if;
    end loop;
end
$$;

set local role ehcp_owner;

grant usage on schema ehcp to ehcp_projector, ehcp_sweeper, ehcp_reader, ehcp_auditor;

-- The web adds to the authority that is set, and reads it; a reader only reads it.
drop policy if exists one_authority on ehcp.events;
create policy one_authority on ehcp.events to ehcp_owner, ehcp_web, ehcp_reader
    using (authority = current_setting('ehcp.authority', true))
    with check (authority = current_setting('ehcp.authority', true));

drop policy if exists every_authority on ehcp.events;
create policy every_authority on ehcp.events for select
    to ehcp_worker, ehcp_projector, ehcp_auditor using (true);

-- A sweeper asks which alerts there are already: no word of a case, and no alert's either.
drop policy if exists alerts_alone on ehcp.events;
create policy alerts_alone on ehcp.events for select to ehcp_sweeper using (name = 'AlertRaised');

revoke all on ehcp.events from ehcp_web, ehcp_worker;
grant select on ehcp.events to ehcp_web, ehcp_reader, ehcp_worker, ehcp_projector, ehcp_auditor;
grant select (authority, stream, version, name) on ehcp.events to ehcp_sweeper;

revoke all on ehcp.tracking from ehcp_web, ehcp_worker;
grant select on ehcp.tracking to ehcp_reader;
grant select, insert, update, delete on ehcp.tracking to ehcp_projector, ehcp_worker;

do $$
begin
    if to_regclass('ehcp.invented') is not null then
        revoke all on ehcp.invented from ehcp_web, ehcp_worker;
        grant select on ehcp.invented to ehcp_reader, ehcp_projector;
    end if;
end
$$;

-- Put the wall around a new table of a read model: it must have a column `authority`.
create or replace procedure ehcp.guard(p_table regclass) language plpgsql as $$
begin
    execute format('alter table %s enable row level security', p_table);
    execute format('alter table %s force row level security', p_table);
    execute format('drop policy if exists one_authority on %s', p_table);
    execute format(
        'create policy one_authority on %s for select to ehcp_reader'
        ' using (authority = current_setting(''ehcp.authority'', true))', p_table
    );
    execute format('drop policy if exists every_authority on %s', p_table);
    execute format(
        'create policy every_authority on %s to ehcp_projector using (true) with check (true)',
        p_table
    );
    execute format('revoke all on %s from ehcp_web, ehcp_worker', p_table);
    execute format('grant select on %s to ehcp_reader', p_table);
    execute format(
        'grant select, insert, update, delete, truncate on %s to ehcp_projector', p_table
    );
end
$$;

revoke all on function ehcp.enter, ehcp.append, ehcp.settled, ehcp.history, ehcp.record
    from ehcp_web, ehcp_worker;
grant execute on function ehcp.enter to ehcp_web, ehcp_reader;
grant execute on function ehcp.append, ehcp.settled, ehcp.history to ehcp_web;
grant execute on function ehcp.append to ehcp_sweeper;
grant execute on function ehcp.record to ehcp_worker;

reset role;
