-- Words that most texts have are looked for in the texts one after another, and not in the index
-- of words, which gives all of the texts with them before the first.
-- depends: 0170.caseload-rows

set local role ehcp_owner;

-- The texts with all these words, by the index of words.
create or replace function ehcp.search_said_seldom(
    p_words tsquery, p_held text[], p_most integer
) returns table (case_id uuid, field text, number integer, held text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select s.case_id, s.field, s.number, s.held
    from ehcp.search s
    where s.authority = (select current_setting('ehcp.authority', true))
        and s.words @@ p_words and s.held = any(p_held)
    limit p_most
$$;

-- The same, case by case.
create or replace function ehcp.search_said_often(
    p_words tsquery, p_held text[], p_most integer
) returns table (case_id uuid, field text, number integer, held text)
language sql stable security definer set search_path = pg_catalog, pg_temp
set enable_bitmapscan = off set enable_seqscan = off set enable_sort = off as $$
    select s.case_id, s.field, s.number, s.held
    from ehcp.search s
    where s.authority = (select current_setting('ehcp.authority', true))
        and s.words @@ p_words and s.held = any(p_held)
    order by s.case_id, s.field, s.number
    limit p_most
$$;

-- Of so many texts, how many have all these words.
create or replace function ehcp.search_how_often(p_words tsquery, p_of integer) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp
set enable_bitmapscan = off set enable_seqscan = off set enable_sort = off as $$
    select count(*) from (
        select s.words from ehcp.search s
        where s.authority = (select current_setting('ehcp.authority', true))
            and s.words is not null
        order by s.case_id, s.field, s.number
        limit p_of
    ) first
    where first.words @@ p_words
$$;

-- The texts with all these words, in the way that is quicker: by the index as long as less than
-- one text in ten has them, or so many are wanted that nearly every text would be looked at.
create or replace function ehcp.search_said(p_words tsquery, p_held text[], p_most integer)
returns table (case_id uuid, field text, number integer, held text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if p_most > 1000 or ehcp.search_how_often(p_words, 200) < 20 then
        return query select * from ehcp.search_said_seldom(p_words, p_held, p_most);
    else
        return query select * from ehcp.search_said_often(p_words, p_held, p_most);
    end if;
end
$$;

-- What is shown of a text: the words around those that were asked for. `p_near` is how one of
-- them begins: of a long text only what stands around that is looked at.
create or replace function ehcp.search_shown(p_text text, p_asked text, p_near text) returns text
language sql stable strict parallel safe as $$
    select ts_headline(
        'pg_catalog.english',
        substring(p_text from greatest(1, strpos(lower(p_text), p_near) - 100) for 300),
        replace(
            plainto_tsquery('pg_catalog.english', ehcp.search_plain(p_asked))::text, '&', '|'
        )::tsquery,
        'StartSel="", StopSel="", MaxWords=24, MinWords=10, MaxFragments=1'
    )
$$;

revoke all on function ehcp.search_said_seldom, ehcp.search_said_often, ehcp.search_how_often
    from public;

reset role;
