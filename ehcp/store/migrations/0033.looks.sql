-- Every look at a child's record: added to, and nothing else. docs/adr/0022 says why it is so,
-- and what its chains show.
-- depends: 0032.add

set local role ehcp_owner;

-- One row for each child shown; a look that showed none has one row without a case. Several
-- names in one column stand with commas between.
create table if not exists ehcp.looks (
    sequence bigint not null,
    looked_at timestamptz not null,
    chain uuid not null,
    case_id uuid,
    at_machine boolean not null,
    tied boolean not null,
    authority text collate "C" not null,
    subject text collate "C" not null,
    roles text collate "C" not null,
    action text collate "C" not null,
    outcome text collate "C" not null,
    sees text collate "C" not null,
    purpose text collate "C" check (purpose <> ''),
    request_id text collate "C" check (request_id <> ''),
    hash bytea not null,
    constraint looks_pkey primary key (authority, chain, sequence)
) with (autovacuum_vacuum_insert_scale_factor = 0.02);

create index if not exists looks_case
    on ehcp.looks (authority, case_id, looked_at, chain, sequence) where case_id is not null;
create index if not exists looks_person
    on ehcp.looks (authority, subject, looked_at, chain, sequence);
create index if not exists looks_moment on ehcp.looks (authority, looked_at, chain, sequence);

-- Where each chain ends. A process that writes looks has a chain of its own in each authority.
create table if not exists ehcp.look_chains (
    authority text collate "C" not null,
    chain uuid not null,
    last bigint not null,
    looked_at timestamptz not null,
    hash bytea not null,
    constraint look_chains_pkey primary key (authority, chain)
) with (fillfactor = 50);

create or replace function ehcp.refuse_change_of_looks() returns trigger language plpgsql as $$
begin
    raise exception 'looks are only added to' using errcode = 'insufficient_privilege';
end
$$;

create or replace trigger looks_stay before update or delete or truncate on ehcp.looks
    for each statement execute function ehcp.refuse_change_of_looks();
alter table ehcp.looks enable always trigger looks_stay;
create or replace trigger look_chains_stay before delete or truncate on ehcp.look_chains
    for each statement execute function ehcp.refuse_change_of_looks();
alter table ehcp.look_chains enable always trigger look_chains_stay;

-- Put the wall around both. Reports read one authority's looks; the worker looks for what is
-- unusual; the auditor verifies. Called again by 0150, for an early migration of the read models
-- takes every table of authorities for one of them.
create or replace procedure ehcp.guard_looks() language plpgsql as $$
declare
    name text;
begin
    foreach name in array array['looks', 'look_chains'] loop
        execute format('alter table ehcp.%I enable row level security', name);
        execute format('alter table ehcp.%I force row level security', name);
        execute format('drop policy if exists one_authority on ehcp.%I', name);
        execute format(
            'create policy one_authority on ehcp.%I to ehcp_owner, ehcp_reader'
            ' using (authority = current_setting(''ehcp.authority'', true))'
            ' with check (authority = current_setting(''ehcp.authority'', true))', name
        );
        execute format('drop policy if exists every_authority on ehcp.%I', name);
        execute format(
            'create policy every_authority on ehcp.%I for select'
            ' to ehcp_projector, ehcp_auditor using (true)', name
        );
        execute format('revoke all on ehcp.%I from ehcp_reader, ehcp_projector', name);
    end loop;
    grant select on ehcp.looks to ehcp_reader, ehcp_projector, ehcp_auditor;
    grant select on ehcp.look_chains to ehcp_projector, ehcp_auditor;
end
$$;
revoke all on procedure ehcp.guard_looks from public;
call ehcp.guard_looks();

-- The digest of one look. Its hash binds that to the look before it in its chain.
create or replace function ehcp.look_digest(
    authority text, chain uuid, sequence bigint, looked_at timestamptz, case_id uuid,
    at_machine boolean, tied boolean, subject text, roles text, action text, outcome text,
    sees text, purpose text, request_id text
) returns bytea language sql stable as $$
    select sha256(
        int4send(octet_length(authority)) || convert_to(authority, 'UTF8')
        || uuid_send(chain) || int8send(sequence) || timestamptz_send(looked_at)
        || coalesce('\x01'::bytea || uuid_send(case_id), '\x00'::bytea)
        || boolsend(at_machine) || boolsend(tied)
        || int4send(octet_length(subject)) || convert_to(subject, 'UTF8')
        || int4send(octet_length(roles)) || convert_to(roles, 'UTF8')
        || int4send(octet_length(action)) || convert_to(action, 'UTF8')
        || int4send(octet_length(outcome)) || convert_to(outcome, 'UTF8')
        || int4send(octet_length(sees)) || convert_to(sees, 'UTF8')
        || coalesce(int4send(octet_length(purpose)) || convert_to(purpose, 'UTF8'), int4send(0))
        || coalesce(
            int4send(octet_length(request_id)) || convert_to(request_id, 'UTF8'), int4send(0)
        )
    )
$$;

-- Put looks of one authority on record, at the end of one process's chain. Each has the ids of
-- the cases shown; null among them stands for a look that showed none.
create or replace function ehcp.look_in(p_authority text, p_chain uuid, p_looks json)
returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    moment timestamptz := clock_timestamp();
    at bigint;
    previous bytea;
    digests bytea[];
    hashes bytea[] := '{}';
    digest bytea;
    ignored text := set_config('ehcp.authority', p_authority, true);
begin
    select c.last, c.hash, greatest(c.looked_at, moment) into at, previous, moment
    from ehcp.look_chains c where c.authority = p_authority and c.chain = p_chain;
    if not found then
        at := 0;
        previous := decode(repeat('00', 32), 'hex');
        moment := clock_timestamp();
    end if;
    select array_agg(
        ehcp.look_digest(
            p_authority, p_chain, at + l.n, moment, l.case_id, l.at_machine, l.tied, l.subject,
            l.roles, l.action, l.outcome, l.sees, l.purpose, l.request_id
        ) order by l.n
    ) into digests from ehcp.looks_given(p_looks, p_authority) l;
    foreach digest in array digests loop
        previous := sha256('\x02'::bytea || previous || digest);
        hashes := array_append(hashes, previous);
    end loop;
    insert into ehcp.looks (
        authority, chain, sequence, looked_at, case_id, at_machine, tied, subject, roles, action,
        outcome, sees, purpose, request_id, hash
    )
    select
        p_authority, p_chain, at + l.n, moment, l.case_id, l.at_machine, l.tied, l.subject,
        l.roles, l.action, l.outcome, l.sees, l.purpose, l.request_id, hashes[l.n]
    from ehcp.looks_given(p_looks, p_authority) l;
    insert into ehcp.look_chains as c (authority, chain, last, looked_at, hash)
    values (p_authority, p_chain, at + cardinality(hashes), moment, previous)
    on conflict (authority, chain) do update
    set last = excluded.last, looked_at = excluded.looked_at, hash = excluded.hash;
end
$$;

-- The rows of looks as they come, one for each case, with their number.
create or replace function ehcp.looks_given(p_looks json, p_authority text)
returns table (
    n bigint, case_id uuid, at_machine boolean, tied boolean, subject text, roles text,
    action text, outcome text, sees text, purpose text, request_id text
) language sql stable as $$
    select
        row_number() over (), c.case_id, l.at_machine, l.tied, l.subject, l.roles, l.action,
        l.outcome, l.sees, l.purpose, l.request_id
    from json_to_recordset(p_looks) as l (
        authority text, subject text, roles text, action text, outcome text, sees text,
        purpose text, request_id text, at_machine boolean, tied boolean, cases uuid[]
    )
    cross join unnest(l.cases) as c (case_id)
    where l.authority = p_authority
$$;

-- Put the looks of one process on record, those of several authorities in one commit.
create or replace function ehcp.look(p_chain uuid, p_authorities text[], p_looks json)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    whose text;
    ignored text;
begin
    if current_setting('ehcp.authority', true) <> '' then
        raise exception 'this transaction belongs to one authority'
            using errcode = 'insufficient_privilege';
    end if;
    foreach whose in array p_authorities loop
        perform ehcp.look_in(whose, p_chain, p_looks);
    end loop;
    ignored := set_config('ehcp.authority', '', true);
end
$$;

revoke all on function ehcp.look, ehcp.look_in, ehcp.looks_given, ehcp.look_digest from public;
grant execute on function ehcp.look to ehcp_web;

reset role;
