-- Who has read a stream before asks for what came after: a process keeps what it has read, and
-- asks the database each time, which says whether that may be seen and is still what stands.
-- ehcp.history stays for processes of the version before.
-- depends: 0019.append-faster

set local role ehcp_owner;


-- What one stream holds from a version on, in one round trip, seen as whoever asks; all of it
-- after 0. The bytes of version `p_after` itself are left out: its hash says whether the stream
-- is the one that was read.
create or replace function ehcp.since(p_authority text, p_stream uuid, p_after bigint)
returns table (
    version bigint, name text, form smallint, state bytea, recorded_at timestamptz,
    "position" bigint, hash bytea
) language plpgsql as $$
#variable_conflict use_column
begin
    perform ehcp.enter(p_authority);
    return query
        select e.version, e.name, e.form, case when e.version > p_after then e.state end,
            e.recorded_at, e.position, e.hash
        from ehcp.events e
        where e.authority = p_authority and e.stream = p_stream and e.version >= p_after
        order by e.version;
end
$$;

revoke all on function ehcp.since from public;
grant execute on function ehcp.since to ehcp_web;

reset role;
