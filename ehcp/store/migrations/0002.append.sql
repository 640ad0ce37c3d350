-- How events are added and a case is read. docs/adr/0002 says why, 0007 how the hash is made.
-- depends: 0001.events

set local role ehcp_owner;

-- Set the authority of this transaction; one that is set already stays.
create or replace function ehcp.enter(p_authority text) returns void language plpgsql as $$
declare
    before text := current_setting('ehcp.authority', true);
    ignored text;
begin
    if before <> '' and before <> p_authority then
        raise exception 'this transaction belongs to another authority'
            using errcode = 'insufficient_privilege';
    end if;
    ignored := set_config('ehcp.authority', p_authority, true);
end
$$;

-- The hash of one event, which binds it to the one before it.
create or replace function ehcp.link(
    previous bytea, authority text, stream uuid, version bigint, name text, form smallint,
    recorded_at timestamptz, state bytea
) returns bytea language sql stable as $$
    select sha256(
        '\x00'::bytea || previous
        || int4send(octet_length(authority)) || convert_to(authority, 'UTF8')
        || uuid_send(stream) || int8send(version)
        || int4send(octet_length(name)) || convert_to(name, 'UTF8')
        || int2send(form) || timestamptz_send(recorded_at) || sha256(state)
    )
$$;

-- What became of a command that could not be added: its first result if it was here before
-- (EH422 if that was another body), else 40001 with the stream's current version as detail.
create or replace function ehcp.settled(
    p_authority text, p_stream uuid, p_command uuid, p_body bytea,
    out stream uuid, out version bigint, out first_position bigint, out last_position bigint,
    out recorded_at timestamptz, out replayed boolean
) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    body bytea;
begin
    perform ehcp.enter(p_authority);
    select f.stream, l.version, f.position, l.position, f.recorded_at, true, f.body_hash
    into stream, version, first_position, last_position, recorded_at, replayed, body
    from ehcp.events f
    cross join lateral (
        -- events added together, and no others of the stream, have the same moment
        select e.version, e.position
        from ehcp.events e
        where e.authority = p_authority and e.stream = f.stream
            and e.version >= f.version and e.recorded_at = f.recorded_at
        order by e.version desc limit 1
    ) l
    where f.authority = p_authority and f.command_id = p_command;
    if not found then
        select max(e.version) into version
        from ehcp.events e where e.authority = p_authority and e.stream = p_stream;
        raise exception 'the stream has changed'
            using errcode = 'serialization_failure', detail = coalesce(version, 0);
    elsif body is distinct from p_body then
        raise exception 'the command id was used for something else' using errcode = 'EH422';
    end if;
end
$$;

-- Add the events of one command to one stream. 0019 puts another in its place, whose answer has
-- another type: it must be gone before this one can be made again.
drop function if exists ehcp.append(text, uuid, bigint, text[], smallint[], bytea[], uuid, bytea);
create function ehcp.append(
    p_authority text, p_stream uuid, p_expected bigint,
    p_names text[], p_forms smallint[], p_states bytea[], p_command uuid, p_body bytea,
    out stream uuid, out version bigint, out first_position bigint, out last_position bigint,
    out recorded_at timestamptz, out replayed boolean
) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    -- before any position is drawn: readers wait at a hole for older transactions to end
    transaction xid8 := pg_current_xact_id();
    moment timestamptz := clock_timestamp();
    before text := current_setting('ehcp.authority', true);
    ignored text;
begin
    if before <> '' and before <> p_authority then
        raise exception 'this transaction belongs to another authority'
            using errcode = 'insufficient_privilege';
    end if;
    ignored := set_config('ehcp.authority', p_authority, true);
    stream := p_stream;
    replayed := false;
    for i in 1 .. cardinality(p_names) loop
        insert into ehcp.events as e (
            authority, stream, version, name, form, state, recorded_at, hash, command_id, body_hash
        )
        select
            p_authority, p_stream, n.version, p_names[i], p_forms[i], p_states[i], n.moment,
            ehcp.link(
                n.previous, p_authority, p_stream, n.version, p_names[i], p_forms[i], n.moment,
                p_states[i]
            ),
            case when i = 1 then p_command end, case when i = 1 then p_body end
        from (
            select
                coalesce(l.version, 0) + 1 as version,
                coalesce(l.hash, '\x0000000000000000000000000000000000000000000000000000000000000000')
                    as previous,
                -- one moment for one command, and never the moment of the command before
                case
                    when i > 1 then l.recorded_at
                    when l.recorded_at >= moment then l.recorded_at + interval '1 microsecond'
                    else moment
                end as moment
            from (select) one
            left join lateral (
                select e.version, e.hash, e.recorded_at
                from ehcp.events e
                where e.authority = p_authority and e.stream = p_stream
                order by e.version desc limit 1
            ) l on true
            where p_expected is null or coalesce(l.version, 0) = p_expected + i - 1
        ) n
        returning e.version, e.position, e.recorded_at into version, last_position, recorded_at;
        if not found then
            select s.stream, s.version, s.first_position, s.last_position, s.recorded_at, true
            into stream, version, first_position, last_position, recorded_at, replayed
            from ehcp.settled(p_authority, p_stream, p_command, p_body) s;
            exit;
        end if;
        first_position := coalesce(first_position, last_position);
    end loop;
    -- a sweep adds to the streams of several authorities in one transaction
    ignored := set_config('ehcp.authority', coalesce(before, ''), true);
end
$$;

-- Add events with their versions given, to any streams of one authority: what `save` of the
-- eventsourcing library does. Their positions are neighbours if no other writer comes between.
create or replace function ehcp.record(
    p_authority text, p_streams uuid[], p_versions bigint[],
    p_names text[], p_forms smallint[], p_states bytea[]
) returns bigint[] language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    transaction xid8 := pg_current_xact_id();
    moment timestamptz := clock_timestamp();
    count int := cardinality(p_names);
    positions bigint[];
    tries int := 0;
begin
    perform ehcp.enter(p_authority);
    loop
        positions := array(
            select nextval('ehcp.events_position_seq') from generate_series(1, count)
        );
        exit when count < 2 or tries = 10 or positions[count] - positions[1] = count - 1;
        tries := tries + 1;
        perform pg_sleep(random() * 0.001 * tries);  -- somebody came between: apart, then again
    end loop;
    for i in 1 .. count loop
        insert into ehcp.events as e (
            position, authority, stream, version, name, form, state, recorded_at, hash
        )
        select
            positions[i], p_authority, p_streams[i], p_versions[i], p_names[i], p_forms[i],
            p_states[i], n.moment,
            ehcp.link(
                n.previous, p_authority, p_streams[i], p_versions[i], p_names[i], p_forms[i],
                n.moment, p_states[i]
            )
        from (
            select
                coalesce(l.hash, '\x0000000000000000000000000000000000000000000000000000000000000000')
                    as previous,
                greatest(moment, l.recorded_at) as moment
            from (select) one
            left join lateral (
                select e.version, e.hash, e.recorded_at
                from ehcp.events e
                where e.authority = p_authority and e.stream = p_streams[i]
                order by e.version desc limit 1
            ) l on true
            where l.version is null or l.version + 1 = p_versions[i]
        ) n;
        if not found then
            raise exception 'the stream has changed' using errcode = 'serialization_failure';
        end if;
    end loop;
    return positions;
end
$$;

-- The history of one stream, in one round trip, seen as whoever asks.
create or replace function ehcp.history(p_authority text, p_stream uuid)
returns table (
    version bigint, name text, form smallint, state bytea, recorded_at timestamptz, "position" bigint
) language plpgsql as $$
#variable_conflict use_column
begin
    perform ehcp.enter(p_authority);
    return query
        select e.version, e.name, e.form, e.state, e.recorded_at, e.position
        from ehcp.events e
        where e.authority = p_authority and e.stream = p_stream
        order by e.version;
end
$$;

revoke all on all functions in schema ehcp from public;
grant execute on function ehcp.enter, ehcp.append, ehcp.settled, ehcp.history
    to ehcp_web, ehcp_worker;
grant execute on function ehcp.record to ehcp_worker;

reset role;
