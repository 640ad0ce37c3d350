-- In each line of the caseload: the last contact with the family, and from whom something is
-- awaited. No row depends on the day: a wait says itself until when it lasts.
-- depends: 0140.users-and-relations

set local role ehcp_owner;

do $$
declare
    name text;
begin
    foreach name in array array['caseload', 'caseload_beside'] loop
        execute format(
            'alter table ehcp.%I'
            ' add column if not exists last_contact_on date,'
            ' add column if not exists last_contact text collate "C",'
            ' add column if not exists last_contact_way text collate "C",'
            ' add column if not exists waits jsonb not null default ''[]'','
            ' add column if not exists sort_contact date not null generated always as ('
            '     case when parked then ''-infinity''::date'
            '     else coalesce(last_contact_on, ''-infinity''::date) end) stored', name
        );
        execute format(
            'create index if not exists %I on ehcp.%I (authority, sort_contact, case_id)',
            name || '_contact', name
        );
    end loop;
end
$$;

-- the cases that are there already are looked at for it
call ehcp.restate_all();

reset role;
