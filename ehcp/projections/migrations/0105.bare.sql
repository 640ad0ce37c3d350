-- A rebuild fills tables without their indexes, and makes these when all rows are there. The
-- primary keys stay: the rows come in their order, and a row that comes twice is found at once.
-- depends: 0100.digests

set local role ehcp_owner;

-- Take all but the primary keys from the twins of these tables.
create or replace function ehcp.bare(p_tables text[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    name text;
begin
    for name in
        select i.indexrelid::regclass from unnest(p_tables) t
        join pg_index i on i.indrelid = to_regclass(format('ehcp.%I', t || '_beside'))
        where not i.indisprimary
    loop
        execute format('drop index %s', name);
    end loop;
end
$$;

-- Give them the indexes that the live tables have.
create or replace function ehcp.dress(p_tables text[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    made text;
begin
    for made in
        select regexp_replace(
            pg_get_indexdef(i.indexrelid), ' INDEX .*? ON .*? USING ',
            format(' INDEX ON ehcp.%I USING ', t || '_beside')
        )
        from unnest(p_tables) t
        join pg_index i on i.indrelid = to_regclass(format('ehcp.%I', t))
        where not i.indisprimary
    loop
        execute made;
    end loop;
end
$$;
revoke all on function ehcp.bare, ehcp.dress from public;
grant execute on function ehcp.bare, ehcp.dress to ehcp_projector;

reset role;
