-- What other systems follow by: webhooks with what is to be sent to each, and calendar links.
-- None of it is made again from the events: that something was sent is known here alone.
-- No secret is kept. That of a webhook follows from a setting, its row and its salt; of a calendar
-- link there is the hash.
-- depends: 0140.users-and-relations

set local role ehcp_owner;

-- `subject` is whose right it has, `position` how far the log was looked at for it. The secret of
-- the generation before signs as well until `before_until`.
create table if not exists ehcp.webhooks (
    authority text collate "C" not null,
    id uuid not null,
    subject text collate "C" not null,
    url text collate "C" not null,
    kinds text[] not null default '{}',
    state text collate "C" not null default 'on' check (state in ('on', 'off', 'removed')),
    off_because text collate "C" check (off_because in ('failing', 'gone', 'switched-off')),
    salt bytea not null check (length(salt) = 16),
    fingerprint bytea not null,
    generation integer not null default 1,
    before_until timestamptz,
    position bigint not null,
    failing_since timestamptz,
    made_at timestamptz not null default now(),
    made_by text collate "C" not null,
    changed_at timestamptz not null default now(),
    changed_by text collate "C" not null,
    primary key (authority, id)
);

-- One row for each change that a webhook is told of.
create table if not exists ehcp.notices (
    authority text collate "C" not null,
    id uuid not null,
    channel text collate "C" not null default 'follower' check (channel = 'follower'),
    recipient text collate "C" not null,
    position bigint not null,
    case_id uuid not null,
    version bigint not null,
    kind text collate "C" not null,
    recorded_at timestamptz not null,
    state text collate "C" not null default 'waiting'
        check (state in ('waiting', 'delivered', 'dead', 'withdrawn')),
    tries integer not null default 0,
    next_at timestamptz not null default now(),
    ended_at timestamptz,
    reason text,
    primary key (authority, id)
);
create index if not exists notices_waiting
    on ehcp.notices (authority, channel, recipient, next_at) where state = 'waiting';
create index if not exists notices_ended on ehcp.notices (ended_at)
    where state in ('delivered', 'withdrawn');
create index if not exists notices_dead on ehcp.notices (authority, recipient, ended_at)
    where state = 'dead';

-- The calendar link of a person; none where it has ended.
create table if not exists ehcp.calendars (
    authority text collate "C" not null,
    subject text collate "C" not null,
    hash bytea not null check (length(hash) = 32),
    made_at timestamptz not null default now(),
    ended_at timestamptz,
    primary key (authority, subject)
);
create unique index if not exists calendars_hash on ehcp.calendars (authority, hash);

do $$
declare
    name text;
begin
    foreach name in array array['webhooks', 'notices', 'calendars'] loop
        call ehcp.guard(format('ehcp.%I', name)::regclass);
        execute format('drop policy if exists changed_by_one_authority on ehcp.%I', name);
        execute format(
            'create policy changed_by_one_authority on ehcp.%I to ehcp_web'
            ' using (authority = current_setting(''ehcp.authority'', true))'
            ' with check (authority = current_setting(''ehcp.authority'', true))', name
        );
    end loop;
end
$$;
grant select, insert, update on ehcp.webhooks, ehcp.calendars to ehcp_web;
grant select, update on ehcp.notices to ehcp_web;

reset role;
