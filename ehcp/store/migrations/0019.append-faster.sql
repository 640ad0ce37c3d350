-- Append again, with less to do: every statement in it is paid by every command.
-- A new stream's key is its only check, the hash goes from event to event in a variable, and the
-- answer is one value: a row of columns costs the caller a table in memory.
-- depends: 0018.roles

set local role ehcp_owner;

drop function if exists ehcp.append(text, uuid, bigint, text[], smallint[], bytea[], uuid, bytea);

-- Add the events of one command to one stream. Returns the stream's version, the last position
-- and the moment (microseconds since 1970); null where the stream is not at `p_expected` (null:
-- wherever it is). That, and a unique violation, is for `settled` to explain. No lock is taken:
-- two writers of one stream meet at its key.
create function ehcp.append(
    p_authority text, p_stream uuid, p_expected bigint,
    p_names text[], p_forms smallint[], p_states bytea[], p_command uuid, p_body bytea
) returns bigint[] language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    -- before any position is drawn: readers wait at a hole for older transactions to end
    transaction xid8 := pg_current_xact_id();
    moment timestamptz := clock_timestamp();
    before text := current_setting('ehcp.authority', true);
    last bigint := p_expected;
    last_moment timestamptz;
    previous bytea;
    at bigint;
    ignored text;
begin
    if before <> '' and before <> p_authority then
        raise exception 'this transaction belongs to another authority'
            using errcode = 'insufficient_privilege';
    end if;
    ignored := set_config('ehcp.authority', p_authority, true);
    if p_expected is distinct from 0 then
        select e.version, e.recorded_at, e.hash into last, last_moment, previous
        from ehcp.events e
        where e.authority = p_authority and e.stream = p_stream
        order by e.version desc limit 1;
        last := coalesce(last, 0);
        if last <> p_expected then
            ignored := set_config('ehcp.authority', coalesce(before, ''), true);
            return null;
        end if;
        -- one moment for one command, and never the moment of the command before
        if last_moment >= moment then
            moment := last_moment + interval '1 microsecond';
        end if;
    end if;
    if last = 0 then
        previous := '\x0000000000000000000000000000000000000000000000000000000000000000';
    end if;
    for i in 1 .. cardinality(p_names) loop
        last := last + 1;
        insert into ehcp.events as e (
            authority, stream, version, name, form, state, recorded_at, hash, command_id, body_hash
        ) values (
            p_authority, p_stream, last, p_names[i], p_forms[i], p_states[i], moment,
            ehcp.link(
                previous, p_authority, p_stream, last, p_names[i], p_forms[i], moment, p_states[i]
            ),
            p_command, p_body
        ) returning e.position, e.hash into at, previous;
        p_command := null;  -- they stand on the command's first event
        p_body := null;
    end loop;
    -- a sweep adds to the streams of several authorities in one transaction
    ignored := set_config('ehcp.authority', coalesce(before, ''), true);
    return array[last, at, (extract(epoch from moment) * 1000000)::bigint];
end
$$;

-- What became of a command that could not be added, as before; but a first result is given again
-- only when it is safe: this writes a word of its own to the log of the server, so that the
-- transaction ends when the standby has that and all before it. A commit whose wait for the
-- standby was cut short can be seen here, and is no promise yet.
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
    perform pg_logical_emit_message(true, 'ehcp', '');
end
$$;

revoke all on function ehcp.append from public;
grant execute on function ehcp.append to ehcp_web, ehcp_sweeper;

reset role;
