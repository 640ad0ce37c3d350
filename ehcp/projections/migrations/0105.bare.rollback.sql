set local role ehcp_owner;

select ehcp.dress(array_agg(c.relname::text)) from pg_class c
where c.relnamespace = 'ehcp'::regnamespace and c.relkind = 'r'
    and to_regclass(format('ehcp.%I', c.relname || '_beside')) is not null
    and not exists (
        select from pg_index i
        where i.indrelid = to_regclass(format('ehcp.%I', c.relname || '_beside'))
            and not i.indisprimary
    );
drop function if exists ehcp.bare(text[]), ehcp.dress(text[]);

reset role;
