set local role ehcp_owner;

do $$
declare
    name text;
begin
    for name in
        select i.indexrelid::regclass from pg_index i
        where i.indrelid in ('ehcp.deadlines'::regclass, 'ehcp.deadlines_beside'::regclass)
            and i.indpred is not null
    loop
        execute format('drop index %s', name);
    end loop;
end
$$;

reset role;
