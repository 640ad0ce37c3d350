-- What a case is found by: names in pieces, numbers and references as keys, texts by their words.
-- depends: 0140.users-and-relations

set local role ehcp_owner;

-- What the pieces and words of an authority begin with, so that one index of all of them is as
-- quick for each as one of its own. The same as `salt` in ehcp/projections/search/folding.py.
create or replace function ehcp.search_salt(p_authority text) returns text
language sql immutable strict parallel safe as $$
    select left(encode(sha256(convert_to(p_authority, 'UTF8')), 'hex'), 4)
$$;

-- A text without accents and apostrophes.
create or replace function ehcp.search_plain(p_text text) returns text
language sql immutable strict parallel safe as $$
    select regexp_replace(
        normalize(translate(p_text, '''’‘`´ʼ', ''), nfkd), '[\u0300-\u036f]', '', 'g'
    )
$$;

-- The words of a text without their endings.
create or replace function ehcp.search_stems(p_authority text, p_text text) returns text[]
language sql immutable strict parallel safe as $$
    select array_agg(salt || left(stem, 100))
    from ehcp.search_salt(p_authority) salt,
        unnest(tsvector_to_array(to_tsvector('pg_catalog.english', ehcp.search_plain(p_text)))) stem
$$;

create or replace function ehcp.search_words(p_authority text, p_text text) returns tsvector
language sql immutable strict parallel safe as $$
    select array_to_tsvector(coalesce(ehcp.search_stems(p_authority, p_text), '{}'))
$$;

create table if not exists ehcp.search (
    authority text collate "C" not null,
    case_id uuid not null,
    field text collate "C" not null,
    number integer not null,
    held text collate "C" not null,
    text text not null,
    key text collate "C",
    grams tsvector,
    words tsvector generated always as (
        case when key is null and grams is null then ehcp.search_words(authority, text) end
    ) stored,
    digest bigint not null default 0,
    primary key (authority, case_id, field, number)
);
create index if not exists search_key on ehcp.search (authority, key, field)
    where key is not null;
-- no list of what is still to be put into the index, which every search would have to read
create index if not exists search_said on ehcp.search using gin (grams, words)
    with (fastupdate = off);
create table if not exists ehcp.search_beside (like ehcp.search including all);
call ehcp.guard('ehcp.search'::regclass);
call ehcp.guard('ehcp.search_beside'::regclass);

-- Row-level security looks at each row before any condition that could tell of it, which is to
-- say that it uses no index of words. So what uses that index are two functions, which look for
-- the authority that is set and for no other; their owner alone reads the table without.
drop policy if exists finding on ehcp.search;
create policy finding on ehcp.search for select to ehcp_owner using (true);
drop policy if exists finding on ehcp.search_beside;
create policy finding on ehcp.search_beside for select to ehcp_owner using (true);

-- The share of these pieces that a name has: each counts alike in what PostgreSQL calls its rank.
create or replace function ehcp.search_share(p_grams tsvector, p_pieces tsquery) returns real
language sql immutable strict parallel safe as $$
    select ts_rank(p_grams, p_pieces) / ts_rank('a'::tsvector, 'a'::tsquery)
$$;

-- The names that are like another, with the share of its pieces that they have, the likest first.
create or replace function ehcp.search_named(
    p_gate tsquery, p_pieces tsquery, p_least real, p_held text[], p_most integer
) returns table (case_id uuid, field text, number integer, held text, share real)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select * from (
        select s.case_id, s.field, s.number, s.held, ehcp.search_share(s.grams, p_pieces) as share
        from ehcp.search s
        where s.authority = (select current_setting('ehcp.authority', true))
            and s.grams @@ p_gate and s.held = any(p_held)
        offset 0
    ) found
    where found.share >= p_least
    order by found.share desc, found.case_id, found.field, found.number
    limit p_most
$$;

-- The texts with all these words.
create or replace function ehcp.search_said(p_words tsquery, p_held text[], p_most integer)
returns table (case_id uuid, field text, number integer, held text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select s.case_id, s.field, s.number, s.held
    from ehcp.search s
    where s.authority = (select current_setting('ehcp.authority', true))
        and s.words @@ p_words and s.held = any(p_held)
    limit p_most
$$;

-- A question in words: all of them, each from its beginning on. Null where none says anything.
create or replace function ehcp.search_asked(p_authority text, p_text text) returns tsquery
language sql stable strict parallel safe as $$
    select string_agg(
        quote_literal(stem) || case when length(stem) >= 8 then ':*' else '' end, ' & '
    )::tsquery
    from unnest(ehcp.search_stems(p_authority, p_text)) stem
$$;

-- A question in words of which each may be one of several: as it is written, and as it may have
-- been meant. Null where one of them says nothing.
create or replace function ehcp.search_asked_alike(p_authority text, p_words text[])
returns tsquery language sql stable strict parallel safe as $$
    select case when bool_and(alike is not null) then string_agg('(' || alike || ')', ' & ') end
        ::tsquery
    from (
        select (
            select string_agg(quote_literal(stem), ' | ')
            from unnest(ehcp.search_stems(p_authority, several)) stem
        ) as alike
        from unnest(p_words) several
    ) word
$$;

-- How near a name comes, of 100: a child's before a parent's, and an officer's last.
create or replace function ehcp.search_score(p_share real, p_field text) returns integer
language sql immutable strict parallel safe as $$
    select round(p_share * 90)::integer
        + case p_field when 'child' then 10 when 'parent' then 6 when 'person' then 3 else 0 end
$$;

-- What is shown of a text: the words around those that were asked for. `p_near` is how one of
-- them begins: of a long text only what stands around that is looked at.
create or replace function ehcp.search_shown(p_text text, p_asked text, p_near text) returns text
language sql stable strict parallel safe as $$
    select ts_headline(
        'pg_catalog.english',
        substring(p_text from greatest(1, strpos(lower(p_text), p_near) - 100) for 500),
        replace(
            plainto_tsquery('pg_catalog.english', ehcp.search_plain(p_asked))::text, '&', '|'
        )::tsquery,
        'StartSel="", StopSel="", MaxWords=24, MinWords=10, MaxFragments=1'
    )
$$;

revoke all on function ehcp.search_salt, ehcp.search_plain, ehcp.search_stems, ehcp.search_words,
    ehcp.search_share, ehcp.search_score, ehcp.search_named, ehcp.search_said,
    ehcp.search_asked, ehcp.search_asked_alike, ehcp.search_shown from public;
grant execute on function ehcp.search_salt, ehcp.search_plain, ehcp.search_stems,
    ehcp.search_words to ehcp_projector, ehcp_reader;
grant execute on function ehcp.search_named, ehcp.search_said, ehcp.search_share,
    ehcp.search_score, ehcp.search_asked, ehcp.search_asked_alike, ehcp.search_shown
    to ehcp_reader;

-- the cases that are there already are given what they are found by
call ehcp.restate_all();

reset role;
