-- The register of schools and other institutions: published facts, the same for every authority.
-- So the tables have no column `authority`, and every reader sees every row; only the worker's
-- role writes them.
-- depends: 0003.read-models

set local role ehcp_owner;

create table if not exists ehcp.settings (
    urn text collate "C" primary key,
    ukprn text,
    name text not null,
    establishment_type text not null,
    category text collate "C",
    setting_type text collate "C",
    status text not null,
    phase text,
    lowest_age int,
    highest_age int,
    opened_on date,
    closed_on date,
    la_code text collate "C",
    postcode text,
    section_41 boolean not null
);
create index if not exists settings_by_name on ehcp.settings (lower(name) collate "C", urn);

-- Whether an institution was approved under section 41, from the day of each extract that said
-- something else than the one before.
create table if not exists ehcp.setting_approvals (
    urn text collate "C" not null references ehcp.settings,
    since date not null,
    approved boolean not null,
    primary key (urn, since)
);

-- The days of which the extracts were that have been taken in.
create table if not exists ehcp.setting_extracts (
    as_of date primary key
);

do $$
declare
    name text;
begin
    foreach name in array array['settings', 'setting_approvals', 'setting_extracts'] loop
        execute format('alter table ehcp.%I enable row level security', name);
        execute format('alter table ehcp.%I force row level security', name);
        execute format('drop policy if exists public_facts on ehcp.%I', name);
        execute format('create policy public_facts on ehcp.%I using (true)', name);
        execute format('grant select on ehcp.%I to ehcp_web', name);
        execute format('grant select, insert, update on ehcp.%I to ehcp_worker', name);
    end loop;
end
$$;

reset role;
