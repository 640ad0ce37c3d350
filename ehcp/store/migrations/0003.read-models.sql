-- What read models need of the store: how far each has read, and the wall around their tables.
-- depends: 0002.append

set local role ehcp_owner;

-- `position` is the last event that `reader` has taken in from `application`.
create table if not exists ehcp.tracking (
    reader text collate "C" not null,
    application text collate "C" not null,
    position bigint not null,
    primary key (reader, application)
) with (fillfactor = 50);

alter table ehcp.tracking enable row level security;
alter table ehcp.tracking force row level security;
drop policy if exists positions on ehcp.tracking;
create policy positions on ehcp.tracking using (true);  -- no authority's data is in it
grant select on ehcp.tracking to ehcp_web;
grant select, insert, update, delete on ehcp.tracking to ehcp_worker;

-- Put the wall around a new table of a read model: it must have a column `authority`.
create or replace procedure ehcp.guard(p_table regclass) language plpgsql as $$
begin
    execute format('alter table %s enable row level security', p_table);
    execute format('alter table %s force row level security', p_table);
    execute format('drop policy if exists one_authority on %s', p_table);
    execute format(
        'create policy one_authority on %s for select to ehcp_web'
        ' using (authority = current_setting(''ehcp.authority'', true))', p_table
    );
    execute format('drop policy if exists every_authority on %s', p_table);
    execute format(
        'create policy every_authority on %s to ehcp_worker using (true) with check (true)', p_table
    );
    execute format('grant select on %s to ehcp_web', p_table);
    execute format('grant select, insert, update, delete, truncate on %s to ehcp_worker', p_table);
end
$$;
revoke all on procedure ehcp.guard from public;

reset role;
