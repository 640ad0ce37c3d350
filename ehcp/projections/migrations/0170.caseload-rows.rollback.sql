set local role ehcp_owner;

do $$
declare
    name text;
begin
    foreach name in array array['caseload', 'caseload_beside'] loop
        execute format(
            'alter table ehcp.%I drop column if exists sort_contact,'
            ' drop column if exists waits, drop column if exists last_contact_way,'
            ' drop column if exists last_contact, drop column if exists last_contact_on', name
        );
    end loop;
end
$$;

reset role;
