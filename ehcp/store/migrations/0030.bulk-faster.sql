-- Whole histories again, with less to do: each staged row meets the one before it in one walk
-- over the table, without a join with itself.
-- depends: 0010.bulk

set local role ehcp_owner;

-- Store what is staged of one authority: each stream whole and new, its chain as it must be.
-- A stream that is there stays as it is: `again` if it came by the same command, else `other`.
create or replace function ehcp.take_staged(
    p_authority text, p_past boolean,
    out stored bigint, out last_position bigint, out again uuid[], out other uuid[]
) language plpgsql set search_path = pg_catalog, pg_temp
set work_mem = '128MB' set enable_nestloop = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare
    -- before any position is drawn: readers wait at a hole for older transactions to end
    transaction xid8 := pg_current_xact_id();
    head bytea := int4send(octet_length(p_authority)) || convert_to(p_authority, 'UTF8');
    start bytea := '\x00' || decode(repeat('00', 32), 'hex');
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
    from (
        select *,
            lag(number, 1, 0) over w as number_before, lag(stream) over w as stream_before,
            lag(version) over w as version_before, lag(hash) over w as hash_before,
            lag(recorded_at) over w as recorded_before
        from pg_temp.staged
        window w as (order by number)
    ) s
    where s.stream <> all (again || other)
        and s.number = s.number_before + 1
        and (s.version = 1 or s.stream = s.stream_before and s.version = s.version_before + 1)
        and case
            when not p_past then s.recorded_at = now()
            when s.version = 1 then s.recorded_at <= now()
            else s.recorded_at between s.recorded_before and now() end
        -- what ehcp.link says, written out: a function here would be half of the whole import
        and s.hash = sha256(
            case when s.version = 1 then start else '\x00'::bytea || s.hash_before end || head
            || uuid_send(s.stream) || int8send(s.version)
            || int4send(octet_length(s.name)) || convert_to(s.name, 'UTF8') || int2send(s.form)
            || timestamptz_send(s.recorded_at) || sha256(s.state)
        )
    order by s.number;
    get diagnostics stored = row_count;
    if stored <> wanted then
        raise exception 'what is staged is no chain of whole streams' using errcode = 'EH400';
    end if;
    last_position := case when stored > 0 then currval('ehcp.events_position_seq') end;
end
$$;

reset role;
