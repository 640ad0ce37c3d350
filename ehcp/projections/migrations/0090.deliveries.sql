-- The outbox: what of an alert goes to whom, by which channel, and what became of it. It is not
-- made again from the events: that something was sent is known here alone.
-- depends: 0075.roles

set local role ehcp_owner;

create table if not exists ehcp.deliveries (
    authority text collate "C" not null,
    id uuid not null,
    channel text collate "C" not null check (channel in ('webhook', 'mail')),
    recipient text collate "C" not null,
    alert_id uuid not null,
    case_id uuid not null,
    limit_id text collate "C" not null,
    due date not null,
    stage text collate "C" not null,
    raised_at timestamptz not null,
    state text collate "C" not null default 'waiting'
        check (state in ('waiting', 'delivered', 'dead')),
    tries integer not null default 0,
    next_at timestamptz not null default now(),
    ended_at timestamptz,
    reason text,
    primary key (authority, id)
);
create index if not exists deliveries_waiting
    on ehcp.deliveries (authority, channel, recipient, next_at) where state = 'waiting';
create index if not exists deliveries_ended on ehcp.deliveries (ended_at)
    where state = 'delivered';
create index if not exists deliveries_dead on ehcp.deliveries (authority, ended_at)
    where state = 'dead';
call ehcp.guard('ehcp.deliveries'::regclass);

reset role;
