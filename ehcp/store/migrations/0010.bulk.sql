-- How whole histories come in at once: docs/adr/0014 says why.
-- depends: 0003.read-models

-- The importer records now. The generator of invented histories records in the past, which no
-- real installation grants to anybody.
do $$
declare
    name text;
begin
    foreach name in array array['ehcp_importer', 'ehcp_generator'] loop
        begin
            execute format('create role %I nologin', name);
        exception when duplicate_object or unique_violation then
            null;  -- roles belong to the server: another database has made it
        end;
    end loop;
    execute format('grant temporary on database %I to ehcp_owner', current_database());
end
$$;

set local role ehcp_owner;

grant usage on schema ehcp to ehcp_importer, ehcp_generator;

-- That this database holds an invented world. It says so before its first event, or never.
create table if not exists ehcp.invented (
    one boolean primary key default true check (one),
    since timestamptz not null default clock_timestamp()
);
alter table ehcp.invented enable row level security;
alter table ehcp.invented force row level security;
drop policy if exists everybody on ehcp.invented;
create policy everybody on ehcp.invented using (true);  -- no authority's data is in it
grant select on ehcp.invented to ehcp_web, ehcp_worker, ehcp_generator;
create or replace trigger invented_stays before update or delete or truncate on ehcp.invented
    for each statement execute function ehcp.refuse_change();
alter table ehcp.invented enable always trigger invented_stays;

create or replace function ehcp.invent() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if exists (select from ehcp.invented) then
        return;
    end if;
    lock table ehcp.events in share mode;  -- nobody records the first event meanwhile
    if (select is_called from ehcp.events_position_seq) then
        raise exception 'this database holds a record; an invented world needs one of its own'
            using errcode = 'EH409';
    end if;
    insert into ehcp.invented default values on conflict do nothing;
end
$$;

-- The table of this session that COPY fills, emptied with each transaction; and the moment at
-- which this transaction records.
create or replace function ehcp.staging() returns timestamptz
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if to_regclass('pg_temp.staged') is null then
        create temporary table staged (
            number int not null,
            stream uuid not null,
            version bigint not null,
            name text collate "C" not null,
            form smallint not null,
            recorded_at timestamptz not null,
            hash bytea not null,
            command_id uuid,
            body_hash bytea,
            state bytea not null
        ) on commit delete rows;
        grant insert on pg_temp.staged to ehcp_importer, ehcp_generator;
    end if;
    return now();
end
$$;

-- Store what is staged of one authority: each stream whole and new, its chain as it must be.
-- A stream that is there stays as it is: `again` if it came by the same command, else `other`.
create or replace function ehcp.take_staged(
    p_authority text, p_past boolean,
    out stored bigint, out last_position bigint, out again uuid[], out other uuid[]
) language plpgsql set search_path = pg_catalog, pg_temp
-- nobody has counted what is staged; a join of it with itself by loops would never end
set work_mem = '128MB' set enable_nestloop = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare
    -- before any position is drawn: readers wait at a hole for older transactions to end
    transaction xid8 := pg_current_xact_id();
    head bytea := int4send(octet_length(p_authority)) || convert_to(p_authority, 'UTF8');
    nothing bytea := decode(repeat('00', 32), 'hex');
    wanted bigint;
begin
    if (select relowner from pg_class where oid = to_regclass('pg_temp.staged'))
        is distinct from 'ehcp_owner'::regrole
    then
        raise exception 'the staging table is not ours' using errcode = 'insufficient_privilege';
    end if;
    perform ehcp.enter(p_authority);

    select
        coalesce(array_agg(n.stream) filter (where n.same), '{}'),
        coalesce(array_agg(n.stream) filter (where not n.same), '{}')
    into again, other
    from (
        select s.stream,
            -- a limit keeps these from becoming joins with all that was ever stored
            (
                select true from ehcp.events e
                where e.authority = p_authority and e.stream = s.stream limit 1
            ) as here,
            (
                select true from ehcp.events e
                where e.authority = p_authority and e.command_id = s.command_id limit 1
            ) as used,
            s.command_id is null or coalesce(
                (
                    select e.stream = s.stream and e.body_hash is not distinct from s.body_hash
                    from ehcp.events e
                    where e.authority = p_authority and e.command_id = s.command_id limit 1
                ), false
            ) as same
        from pg_temp.staged s
        where s.version = 1
    ) n
    where n.here or n.used;

    select count(*) into wanted from pg_temp.staged s where s.stream <> all (again || other);
    insert into ehcp.events (
        authority, stream, version, name, form, state, recorded_at, hash, command_id, body_hash
    )
    select
        p_authority, s.stream, s.version, s.name, s.form, s.state, s.recorded_at, s.hash,
        s.command_id, s.body_hash
    from pg_temp.staged s
    join (
        select d.name, d.form,
            int4send(octet_length(d.name)) || convert_to(d.name, 'UTF8') || int2send(d.form)
                as part
        from (select distinct name, form from pg_temp.staged) d
    ) k on k.name = s.name and k.form = s.form
    left join pg_temp.staged p
        on p.number = s.number - 1 and p.stream = s.stream and p.version = s.version - 1
    where s.stream <> all (again || other)
        and (p.number is not null or s.version = 1)
        and case when p_past
            then s.recorded_at between coalesce(p.recorded_at, '-infinity') and now()
            else s.recorded_at = now() end
        -- what ehcp.link says, written out: a function here would be half of the whole import
        and s.hash = sha256(
            '\x00'::bytea || coalesce(p.hash, nothing) || head
            || uuid_send(s.stream) || int8send(s.version)
            || k.part || timestamptz_send(s.recorded_at) || sha256(s.state)
        )
    order by s.number;
    get diagnostics stored = row_count;
    if stored <> wanted then
        raise exception 'what is staged is no chain of whole streams' using errcode = 'EH400';
    end if;
    last_position := case when stored > 0 then currval('ehcp.events_position_seq') end;
end
$$;

-- What an importer may: record now, and at no other time.
create or replace function ehcp.import_staged(
    p_authority text,
    out stored bigint, out last_position bigint, out again uuid[], out other uuid[]
) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if clock_timestamp() - now() > interval '1 minute' then
        raise exception 'this transaction has been open for too long to record now'
            using errcode = 'EH408';
    end if;
    select t.stored, t.last_position, t.again, t.other
    into stored, last_position, again, other
    from ehcp.take_staged(p_authority, false) t;
end
$$;

-- What the generator may: record in the past, in a world that was invented from its first event.
create or replace function ehcp.invent_staged(
    p_authority text,
    out stored bigint, out last_position bigint, out again uuid[], out other uuid[]
) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not exists (select from ehcp.invented) then
        raise exception 'this database holds no invented world' using errcode = 'EH409';
    end if;
    select t.stored, t.last_position, t.again, t.other
    into stored, last_position, again, other
    from ehcp.take_staged(p_authority, true) t;
end
$$;

revoke all on function ehcp.invent, ehcp.staging, ehcp.take_staged, ehcp.import_staged,
    ehcp.invent_staged from public;
grant execute on function ehcp.staging to ehcp_importer, ehcp_generator;
grant execute on function ehcp.import_staged to ehcp_importer;
grant execute on function ehcp.invent, ehcp.invent_staged to ehcp_generator;

reset role;
