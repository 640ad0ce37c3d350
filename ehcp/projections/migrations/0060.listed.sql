-- The lists of a plan's whole life: advice, consultations, reviews, changes of phase, appeals.
-- `shown` is what a reader sees; the other columns narrow and order it. Nothing here depends on
-- the day: `limit_id` and the days are those of what is awaited, null where nothing is.
-- depends: 0056.dual-placements

set local role ehcp_owner;

create table if not exists ehcp.advice (
    authority text collate "C" not null,
    case_id uuid not null,
    id uuid not null,
    number int not null,
    open boolean not null,
    limit_id text collate "C",
    due_first date,
    due_last date,
    shown jsonb not null,
    status text collate "C" not null,
    kind text collate "C",
    from_body text collate "C",
    sort_due date not null generated always as (
        case when open then coalesce(due_last, '9999-12-31'::date) else 'infinity'::date end
    ) stored,
    primary key (authority, case_id, id)
);
create index if not exists advice_order on ehcp.advice (authority, sort_due, id);

create table if not exists ehcp.consultations (
    authority text collate "C" not null,
    case_id uuid not null,
    id uuid not null,
    number int not null,
    open boolean not null,
    limit_id text collate "C",
    due_first date,
    due_last date,
    shown jsonb not null,
    status text collate "C" not null,
    setting text,
    urn text collate "C",
    sort_due date not null generated always as (
        case when open then coalesce(due_last, '9999-12-31'::date) else 'infinity'::date end
    ) stored,
    primary key (authority, case_id, id)
);
create index if not exists consultations_order on ehcp.consultations (authority, sort_due, id);

create table if not exists ehcp.reviews (
    authority text collate "C" not null,
    case_id uuid not null,
    id uuid not null,
    number int not null,
    open boolean not null,
    limit_id text collate "C",
    due_first date,
    due_last date,
    shown jsonb not null,
    state text collate "C" not null,
    kind text collate "C",
    sort_due date not null generated always as (
        case when open then coalesce(due_last, '9999-12-31'::date) else 'infinity'::date end
    ) stored,
    primary key (authority, case_id, id)
);
create index if not exists reviews_order on ehcp.reviews (authority, sort_due, id);

create table if not exists ehcp.phase_transfers (
    authority text collate "C" not null,
    case_id uuid not null,
    id uuid not null,
    number int not null,
    open boolean not null,
    limit_id text collate "C",
    due_first date,
    due_last date,
    shown jsonb not null,
    year int not null,
    kind text collate "C",
    sort_due date not null generated always as (
        case when open then coalesce(due_last, '9999-12-31'::date) else 'infinity'::date end
    ) stored,
    primary key (authority, case_id, id)
);
create index if not exists phase_transfers_order
    on ehcp.phase_transfers (authority, year, sort_due, id);

create table if not exists ehcp.appeals (
    authority text collate "C" not null,
    case_id uuid not null,
    id uuid not null,
    number int not null,
    open boolean not null,
    limit_id text collate "C",
    due_first date,
    due_last date,
    shown jsonb not null,
    state text collate "C" not null,
    live boolean not null,
    hearing_on date,
    sort_due date not null generated always as (
        case when open then coalesce(due_last, '9999-12-31'::date) else 'infinity'::date end
    ) stored,
    primary key (authority, case_id, id)
);
create index if not exists appeals_order on ehcp.appeals (authority, sort_due, id);

create table if not exists ehcp.advice_beside (like ehcp.advice including all);
create table if not exists ehcp.consultations_beside (like ehcp.consultations including all);
create table if not exists ehcp.reviews_beside (like ehcp.reviews including all);
create table if not exists ehcp.phase_transfers_beside (like ehcp.phase_transfers including all);
create table if not exists ehcp.appeals_beside (like ehcp.appeals including all);
call ehcp.guard('ehcp.advice'::regclass);
call ehcp.guard('ehcp.advice_beside'::regclass);
call ehcp.guard('ehcp.consultations'::regclass);
call ehcp.guard('ehcp.consultations_beside'::regclass);
call ehcp.guard('ehcp.reviews'::regclass);
call ehcp.guard('ehcp.reviews_beside'::regclass);
call ehcp.guard('ehcp.phase_transfers'::regclass);
call ehcp.guard('ehcp.phase_transfers_beside'::regclass);
call ehcp.guard('ehcp.appeals'::regclass);
call ehcp.guard('ehcp.appeals_beside'::regclass);

call ehcp.restate_all();

reset role;
