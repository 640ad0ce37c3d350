-- The read models: what is asked of many cases at once. Every row can be made again.
-- Each table has a twin beside it, in which a rebuild is made before the two change names.
-- depends: 0003.read-models

set local role ehcp_owner;

-- One row for each running of each time limit. What depends on the day is worked out when it is
-- asked for (ehcp.standing): `settled` is the status that no later day changes, null while the
-- duty is open; `when_over` the status once its last day is over.
create table if not exists ehcp.deadlines (
    authority text collate "C" not null,
    case_id uuid not null,
    id uuid not null,
    limit_id text collate "C",
    stage text collate "C",
    kind text collate "C",
    force text collate "C",
    owed_by text collate "C",
    source text,
    law_since date,
    reading text collate "C",
    drives boolean not null,
    binds boolean not null,
    given boolean not null,
    started_by bigint,
    started_by_name text collate "C",
    started_first date,
    started_last date,
    due_first date,
    due_last date,
    ended_by bigint,
    ended_by_name text collate "C",
    done boolean not null,
    done_first date,
    done_last date,
    open boolean not null,
    settled text collate "C",
    when_over text collate "C",
    late_least int,
    late_most int,
    late_runs boolean not null,
    excuses jsonb not null,
    readings jsonb not null,
    number int not null,
    sort_due date not null generated always as (
        case when settled = 'parked' then '-infinity'::date
        else coalesce(due_last, 'infinity'::date) end
    ) stored,
    primary key (authority, case_id, id)
);
create index if not exists deadlines_order on ehcp.deadlines (authority, sort_due, id);

-- The one place that says how an open deadline stands on a day, not before its case was restated.
create or replace function ehcp.standing(
    settled text, when_over text, due_first date, due_last date, today date
) returns text language sql immutable parallel safe as $$
    select case
        when settled is not null then settled
        when today <= due_first then 'not-due'
        when today > due_last then when_over
        else 'undetermined'
    end
$$;

-- Least days late on a day, negative for early; null where nothing can be said.
create or replace function ehcp.least_late(
    open boolean, late_least int, due_first date, due_last date, today date
) returns int language sql immutable parallel safe as $$
    select case
        when not open then late_least
        when due_first is null or today > due_first then today - due_last
    end
$$;

-- Most days late on a day. An end that may still lie ahead makes it grow.
create or replace function ehcp.most_late(
    open boolean, late_most int, late_runs boolean, due_first date, today date
) returns int language sql immutable parallel safe as $$
    select case
        when late_runs then today - due_first
        when not open then late_most
        when today > due_first then today - due_first
    end
$$;

-- One row for each case. `restate_on` is the day on which its rows change although nothing is
-- recorded. Parked cases come first: what is due in them is not known.
create table if not exists ehcp.caseload (
    authority text collate "C" not null,
    case_id uuid not null,
    child_name text,
    date_of_birth date,
    upn text,
    officer text,
    officer_subject text,
    stage text collate "C" not null,
    version bigint not null,
    opened_on date,
    last_event_on date,
    last_recorded_at timestamptz,
    next_due date,
    next_limit text collate "C",
    parked boolean not null,
    restate_on date,
    sort_due date not null generated always as (
        case when parked then '-infinity'::date else coalesce(next_due, 'infinity'::date) end
    ) stored,
    primary key (authority, case_id)
);
create index if not exists caseload_order on ehcp.caseload (authority, sort_due, case_id);
create index if not exists caseload_restate
    on ehcp.caseload (restate_on) where restate_on is not null;

-- One row for each entry, wrong ones included.
create table if not exists ehcp.timeline (
    authority text collate "C" not null,
    case_id uuid not null,
    place bigint not null,
    name text collate "C" not null,
    first date,
    last date,
    number int,
    party text,
    basis text collate "C" not null,
    note text,
    source text collate "C" not null,
    known_from timestamptz,
    recorded_at timestamptz,
    recorded_by text,
    recorded_as text,
    organisation text,
    documents int not null,
    corrected_by bigint,
    stands_in bigint,
    struck boolean not null,
    primary key (authority, case_id, place)
);

-- One row for each plan that was issued.
create table if not exists ehcp.plans (
    authority text collate "C" not null,
    case_id uuid not null,
    place bigint not null,
    version int not null,
    status text collate "C" not null,
    current boolean not null,
    issued_first date,
    issued_last date,
    dated date,
    named_setting text,
    named_urn text,
    setting_type text collate "C",
    sections jsonb,
    primary key (authority, case_id, place)
);
create index if not exists plans_setting
    on ehcp.plans (authority, named_setting) where current;

-- What the sweep has to look at: one row for each open duty that raises alerts, and the day on
-- which its next stage comes.
create table if not exists ehcp.alerts_due (
    authority text collate "C" not null,
    case_id uuid not null,
    limit_id text collate "C" not null,
    started_by bigint not null,
    due date not null,
    warn_by date not null,
    excused boolean not null,
    falls_overdue boolean not null,
    since date not null,
    law_since date not null,
    source text not null,
    owed_by text collate "C" not null,
    next_on date,
    primary key (authority, case_id, limit_id, started_by, due)
) with (fillfactor = 80);
create index if not exists alerts_due_next
    on ehcp.alerts_due (next_on) where next_on is not null;

-- One row for each alert. Whether it has ended follows from the deadlines.
create table if not exists ehcp.alerts (
    authority text collate "C" not null,
    id uuid not null,
    case_id uuid not null,
    limit_id text collate "C" not null,
    started_by bigint not null,
    due date not null,
    stage text collate "C" not null,
    stage_on date not null,
    raised_on date not null,
    raised_at timestamptz,
    law_since date not null,
    source text not null,
    owed_by text collate "C" not null,
    version bigint not null,
    acknowledged_at timestamptz,
    acknowledged_by text,
    assigned_to text,
    escalated_to text,
    escalated_at timestamptz,
    primary key (authority, id)
);
create index if not exists alerts_of_case on ehcp.alerts (authority, case_id, stage_on);
create index if not exists alerts_order on ehcp.alerts (authority, stage_on, id);

-- When each worker was last known to have done its work. No authority's data is in it.
create table if not exists ehcp.heartbeats (
    name text collate "C" primary key,
    at timestamptz not null
);
alter table ehcp.heartbeats enable row level security;
alter table ehcp.heartbeats force row level security;
drop policy if exists beats on ehcp.heartbeats;
create policy beats on ehcp.heartbeats using (true);
grant select on ehcp.heartbeats to ehcp_web;
grant select, insert, update on ehcp.heartbeats to ehcp_worker;

-- What could not be projected: shown red, tried again at its next event or by a rebuild.
create table if not exists ehcp.parked (
    authority text collate "C" not null,
    projection text collate "C" not null,
    stream uuid not null,
    position bigint not null,
    tries int not null,
    reason text not null,
    parked_at timestamptz not null default clock_timestamp(),
    primary key (authority, projection, stream)
);

do $$
declare
    name text;
begin
    foreach name in array array[
        'deadlines', 'caseload', 'timeline', 'plans', 'alerts_due', 'alerts', 'parked'
    ] loop
        execute format(
            'create table if not exists ehcp.%I (like ehcp.%I including all)', name || '_beside', name
        );
        call ehcp.guard(format('ehcp.%I', name)::regclass);
        call ehcp.guard(format('ehcp.%I', name || '_beside')::regclass);
    end loop;
end
$$;

-- Let a table and its twin change names.
create or replace function ehcp.swap(p_tables text[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    name text;
begin
    foreach name in array p_tables loop
        execute format('alter table ehcp.%I rename to %I', name, name || '_swapping');
        execute format('alter table ehcp.%I rename to %I', name || '_beside', name);
        execute format('alter table ehcp.%I rename to %I', name || '_swapping', name || '_beside');
    end loop;
end
$$;

-- Take the statistics of tables that have just been filled: without them a list is planned badly.
create or replace function ehcp.measure(p_tables text[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    name text;
begin
    foreach name in array p_tables loop
        execute format('analyze ehcp.%I', name);
    end loop;
end
$$;
revoke all on function ehcp.swap, ehcp.measure from public;
revoke all on function ehcp.standing, ehcp.least_late, ehcp.most_late from public;
grant execute on function ehcp.standing, ehcp.least_late, ehcp.most_late
    to ehcp_web, ehcp_worker;
grant execute on function ehcp.swap, ehcp.measure to ehcp_worker;

reset role;
