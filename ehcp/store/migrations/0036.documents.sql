-- Evidence files. A document is a file of one case: who sent it, when, under which name, and what
-- it holds. Its bytes lie elsewhere under their sha-256; `files` says which there may be, so that
-- what no document names can be swept. `uploads` and `upload_parts` are what is still coming in,
-- so that any process can go on with it.
-- depends: 0032.add

set local role ehcp_owner;

create table if not exists ehcp.files (
    authority text collate "C" not null,
    sha256 bytea not null check (length(sha256) = 32),
    size integer not null check (size > 0),
    media_type text collate "C" not null,
    touched_at timestamptz not null default now(),
    primary key (authority, sha256)
);

create table if not exists ehcp.documents (
    authority text collate "C" not null,
    id uuid not null,
    case_id uuid not null,
    sha256 bytea not null,
    name text not null,
    holds text collate "C" not null,
    subject text collate "C" not null,
    role text collate "C" not null,
    organisation text not null,
    uploaded_at timestamptz not null default now(),
    primary key (authority, id),
    foreign key (authority, sha256) references ehcp.files
);
create index if not exists documents_of_case on ehcp.documents (authority, case_id, uploaded_at);
create index if not exists documents_of_file on ehcp.documents (authority, sha256);

create table if not exists ehcp.uploads (
    authority text collate "C" not null,
    id uuid not null,
    case_id uuid not null,
    sha256 bytea not null check (length(sha256) = 32),
    size integer not null check (size > 0),
    media_type text collate "C" not null,
    name text not null,
    holds text collate "C" not null,
    subject text collate "C" not null,
    role text collate "C" not null,
    organisation text not null,
    received integer not null default 0 check (received between 0 and size),
    expires_at timestamptz not null default now() + interval '1 day',
    primary key (authority, id)
);
create index if not exists uploads_of_person on ehcp.uploads (authority, subject);
create index if not exists uploads_expired on ehcp.uploads (expires_at);

create table if not exists ehcp.upload_parts (
    authority text collate "C" not null,
    id uuid not null,
    upload uuid not null,
    starts integer not null,
    size integer not null,
    stored boolean not null default false,
    noted_at timestamptz not null default now(),
    primary key (authority, id),
    foreign key (authority, upload) references ehcp.uploads
);
create index if not exists upload_parts_of_upload on ehcp.upload_parts (authority, upload, starts);

-- Give these tables their wall. The web has the authority that is set, the sweeper takes away what
-- is left of any, and an auditor looks whether all is there.
create or replace procedure ehcp.guard_documents() language plpgsql as $$
declare
    name text;
    found record;
begin
    foreach name in array array['files', 'documents', 'uploads', 'upload_parts'] loop
        execute format('alter table ehcp.%I enable row level security', name);
        execute format('alter table ehcp.%I force row level security', name);
        for found in
            select p.polname from pg_policy p where p.polrelid = format('ehcp.%I', name)::regclass
        loop
            execute format('drop policy %I on ehcp.%I', found.polname, name);
        end loop;
        execute format(
            'revoke all on ehcp.%I from ehcp_web, ehcp_worker, ehcp_reader, ehcp_projector,'
            ' ehcp_sweeper, ehcp_auditor', name
        );
        execute format(
            'create policy one_authority on ehcp.%I to ehcp_web'
            ' using (authority = current_setting(''ehcp.authority'', true))'
            ' with check (authority = current_setting(''ehcp.authority'', true))', name
        );
        execute format(
            'create policy sweeping on ehcp.%I to ehcp_sweeper using (true) with check (true)', name
        );
    end loop;
    foreach name in array array['files', 'documents'] loop
        execute format('grant select, insert on ehcp.%I to ehcp_web', name);
        execute format(
            'create policy reading on ehcp.%I for select to ehcp_reader'
            ' using (authority = current_setting(''ehcp.authority'', true))', name
        );
        execute format('grant select on ehcp.%I to ehcp_reader', name);
        execute format(
            'create policy auditing on ehcp.%I for select to ehcp_auditor using (true)', name
        );
        execute format('grant select on ehcp.%I to ehcp_auditor', name);
    end loop;
    foreach name in array array['uploads', 'upload_parts'] loop
        execute format('grant select, insert, update, delete on ehcp.%I to ehcp_web', name);
        execute format('grant select, update, delete on ehcp.%I to ehcp_sweeper', name);
    end loop;
    grant update (touched_at) on ehcp.files to ehcp_web;
    grant select, update, delete on ehcp.files to ehcp_sweeper;
    grant select (authority, sha256) on ehcp.documents to ehcp_sweeper;
end
$$;
revoke all on procedure ehcp.guard_documents from public;
call ehcp.guard_documents();

reset role;
