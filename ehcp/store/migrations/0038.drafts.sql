-- Drafts of forms: what a school or an adviser's body has written and not sent yet. They are no
-- events, start no clock, and go when they are sent or when nobody has touched them for 90 days.
-- docs/adr/0028 says why a body's drafts are behind a wall of their own.
-- depends: 0033.looks

set local role ehcp_owner;

-- One draft of one form by one body: a school or an adviser's, as `party` names it. `about` is the
-- place of the entry that the form is about: the review, or the request for advice.
create table if not exists ehcp.drafts (
    authority text collate "C" not null,
    id uuid not null,
    party text collate "C" not null,
    case_id uuid not null,
    form text collate "C" not null,
    about bigint not null,
    expires_on date not null,
    told_on date,
    constraint drafts_pkey primary key (authority, id),
    constraint drafts_one unique (authority, party, case_id, form, about)
);
create index if not exists drafts_expire on ehcp.drafts (expires_on);

-- Each part of it has versions of its own, so that two people work on two parts at once.
create table if not exists ehcp.draft_parts (
    authority text collate "C" not null,
    draft_id uuid not null,
    part text collate "C" not null,
    party text collate "C" not null,
    version bigint not null,
    content bytea not null,
    saved_by text collate "C" not null,
    saved_at timestamptz not null,
    constraint draft_parts_pkey primary key (authority, draft_id, part),
    constraint draft_parts_of foreign key (authority, draft_id)
        references ehcp.drafts (authority, id) on delete cascade
);

-- The wall: of an authority's drafts those of the body that is set. Nobody but the web sees what
-- stands in one; the worker sees when one goes, and who wrote in it. Called again by 0165, for an
-- early migration of the read models takes every table of authorities for one of them.
create or replace procedure ehcp.guard_drafts() language plpgsql as $$
declare
    name text;
begin
    foreach name in array array['drafts', 'draft_parts'] loop
        execute format('alter table ehcp.%I enable row level security', name);
        execute format('alter table ehcp.%I force row level security', name);
        execute format('drop policy if exists one_authority on ehcp.%I', name);
        execute format('drop policy if exists every_authority on ehcp.%I', name);
        execute format('drop policy if exists one_body on ehcp.%I', name);
        execute format(
            'create policy one_body on ehcp.%I to ehcp_web'
            ' using (authority = current_setting(''ehcp.authority'', true)'
            ' and party = current_setting(''ehcp.party'', true))'
            ' with check (authority = current_setting(''ehcp.authority'', true)'
            ' and party = current_setting(''ehcp.party'', true))', name
        );
        execute format('drop policy if exists tidying on ehcp.%I', name);
        execute format(
            'create policy tidying on ehcp.%I to ehcp_projector using (true) with check (true)',
            name
        );
        execute format(
            'revoke all on ehcp.%I from ehcp_reader, ehcp_projector, ehcp_web, ehcp_worker', name
        );
        execute format('grant select, insert, update, delete on ehcp.%I to ehcp_web', name);
    end loop;
    grant select, delete, update (told_on) on ehcp.drafts to ehcp_projector;
    grant select (authority, draft_id, saved_by) on ehcp.draft_parts to ehcp_projector;
end
$$;
revoke all on procedure ehcp.guard_drafts from public;
call ehcp.guard_drafts();

reset role;
