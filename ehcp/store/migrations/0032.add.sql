-- The append function again, under a name of its own: it may be told which entry was decided on,
-- by its hash, so that a process may decide on what it has read before; and it does less for each
-- command. What comes back from an insert is paid for, and its policy then asked twice.
-- ehcp.append stays for processes of the version before.
-- depends: 0031.since

set local role ehcp_owner;


-- Add the events of one command to one stream. Returns, in 56 bytes, the hash of the last event,
-- the stream's version, the last position and the moment (microseconds since 2000); null where
-- the stream is not at `p_expected` (null: wherever it is), or where the hash of its last event
-- is not `p_previous` (null: whatever it is). That, and a unique violation, is for `settled` to
-- explain. No lock is taken: two writers of one stream meet at its key.
create or replace function ehcp.add(
    p_authority text, p_stream uuid, p_expected bigint,
    p_names text[], p_forms smallint[], p_states bytea[], p_command uuid, p_body bytea,
    p_previous bytea default null
) returns bytea language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    -- before any position is drawn: readers wait at a hole for older transactions to end
    transaction xid8 := pg_current_xact_id();
    moment timestamptz := clock_timestamp();
    before text := current_setting('ehcp.authority', true);
    last bigint := 0;
    last_moment timestamptz;
    previous bytea;
    at bigint;
    i int := 1;
    ignored text;
begin
    if before <> '' and before <> p_authority then
        raise exception 'this transaction belongs to another authority'
            using errcode = 'insufficient_privilege';
    end if;
    ignored := set_config('ehcp.authority', p_authority, true);
    if p_expected = 0 then  -- the stream's key is the only check that it is new
        previous := decode(repeat('00', 32), 'hex');
    else
        select e.version, e.hash, e.recorded_at into last, previous, last_moment
        from ehcp.events e
        where e.authority = p_authority and e.stream = p_stream
        order by e.version desc limit 1;
        if not found then
            last := 0;
            previous := decode(repeat('00', 32), 'hex');
        end if;
        if last <> p_expected or previous <> p_previous then
            ignored := set_config('ehcp.authority', coalesce(before, ''), true);
            return null;
        end if;
        -- one moment for one command, and never the moment of the command before
        if last_moment >= moment then
            moment := last_moment + interval '1 microsecond';
        end if;
    end if;
    loop
        at := nextval('ehcp.events_position_seq');
        previous := ehcp.link(
            previous, p_authority, p_stream, last + i, p_names[i], p_forms[i], moment, p_states[i]
        );
        insert into ehcp.events (
            position, authority, stream, version, name, form, state, recorded_at, hash,
            command_id, body_hash
        ) values (
            at, p_authority, p_stream, last + i, p_names[i], p_forms[i], p_states[i], moment,
            previous, p_command, p_body
        );
        exit when i >= cardinality(p_names);
        i := i + 1;
        p_command := null;  -- they stand on the command's first event
        p_body := null;
    end loop;
    -- a sweep adds to the streams of several authorities in one transaction
    ignored := set_config('ehcp.authority', coalesce(before, ''), true);
    return previous || int8send(last + i) || int8send(at) || timestamptz_send(moment);
end
$$;

revoke all on function ehcp.add from public;
grant execute on function ehcp.add to ehcp_web, ehcp_sweeper;

reset role;
