set local role ehcp_owner;

create or replace function ehcp.search_said(p_words tsquery, p_held text[], p_most integer)
returns table (case_id uuid, field text, number integer, held text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select s.case_id, s.field, s.number, s.held
    from ehcp.search s
    where s.authority = (select current_setting('ehcp.authority', true))
        and s.words @@ p_words and s.held = any(p_held)
    limit p_most
$$;

drop function if exists ehcp.search_said_seldom, ehcp.search_said_often, ehcp.search_how_often;

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

reset role;
