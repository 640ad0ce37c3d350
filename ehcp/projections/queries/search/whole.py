"""The whole query of a search: every criterion, what is theirs to see of it, a page of cases."""

from collections.abc import Sequence
from typing import Any, LiteralString

from psycopg import sql

from ehcp.application.finding import Criterion, Key
from ehcp.application.rights import EVERY_CASE, Access, EveryCase
from ehcp.projections.queries.search.ways import OF_ALL, OF_SOME, How, Ways
from ehcp.projections.relations import opened

SEARCH: LiteralString = """
    with open_by (case_id, held) as materialized (
        select distinct rel.case_id, tie.held from ehcp.relations rel
        join unnest(%(found_by)s::text[], %(found_to)s::text[], %(found_held)s::text[])
            tie (kind, party, held) on rel.kind = tie.kind and rel.party = tie.party
        where rel.authority = %(authority)s and rel.since <= %(found_on)s
            and (rel.until is null or %(found_on)s <= rel.until)
    ),
    {ways},
    hit as materialized ({hits}),
    seen as materialized (
        select * from hit h where h.held = any(%(held)s)
            or exists (select from open_by o where o.case_id = h.case_id and o.held = h.held)
    ),
    found as (
        select case_id, sum(best)::int as score from (
            select case_id, criterion, max(score) as best from seen group by case_id, criterion
        ) each
        group by case_id having count(*) = %(criteria)s
    ),
    page as (
        select c.case_id, c.child_name, c.date_of_birth, c.officer, c.officer_subject, c.stage,
            c.opened_on, c.parked, f.score, coalesce(c.opened_on, '-infinity') as day
        from found f
        join ehcp.caseload c on c.authority = %(authority)s and c.case_id = f.case_id
        where {opened} and (%(after_score)s::int is null or f.score < %(after_score)s
            or (f.score = %(after_score)s
                and (coalesce(c.opened_on, '-infinity') < %(after_day)s::date
                    or (coalesce(c.opened_on, '-infinity') = %(after_day)s::date
                        and c.case_id > %(after_id)s::uuid))))
        order by f.score desc, day desc, c.case_id limit %(size)s
    )
    select b.broad, p.*, p.day::text as sort_day, m.matched
    from (select {broad} as broad) b
    left join page p on true
    left join lateral (
        select json_agg(json_build_object('field', w.field, 'snippet', w.snippet)) as matched
        from (
            select h.field, case
                when s.key is null and s.grams is null and %(said)s <> ''
                    then ehcp.search_shown(s.text, %(said)s, %(near)s)
                else s.text end as snippet
            from (select field, number, max(score) as score from seen
                where case_id = p.case_id group by field, number
                order by max(score) desc, field, number limit 5) h
            join ehcp.search s on s.authority = %(authority)s and s.case_id = p.case_id
                and s.field = h.field and s.number = h.number
            order by h.score desc, h.field, h.number
        ) w
    ) m on true
    order by p.score desc, p.day desc, p.case_id
"""


def whole(
    authority: str,
    criteria: Sequence[Criterion],
    access: Access | EveryCase,
    asked: dict[str, Any],
    how: How,
) -> sql.Composed | None:
    """Return the query; what it asks by name is added to `asked`. None: nothing is asked."""
    some: sql.Composable | None = None
    if access is not EVERY_CASE and not access.every_case:
        some = OF_SOME
    # what is one number or reference comes first, and the rest is looked for in those cases
    in_order = sorted(criteria, key=lambda ways: not _is_key(ways))
    first = _within(in_order[0]) if _is_key(in_order[0]) else None
    makes = Ways(authority, asked, how)
    parts: list[sql.Composable] = []
    hits: list[sql.Composable] = []
    full: list[sql.Composable] = [sql.SQL("false")]
    for number, ways in enumerate(in_order):
        for at, way in enumerate(ways):
            made = makes.query(way, some or (first if number else None))
            if made is None:
                continue
            name = _name(number, at)
            parts.append(sql.SQL("{} as materialized ({})").format(name, made))
            columns = sql.SQL("select {}::int as criterion, case_id, field, number, held, score")
            hits.append(columns.format(sql.Literal(number)) + sql.SQL(" from {}").format(name))
            full.append(sql.SQL("(select count(*) from {}) >= %(most)s").format(name))
    if not hits:
        return None
    return sql.SQL(SEARCH).format(
        ways=sql.SQL(", ").join(parts),
        hits=sql.SQL(" union all ").join(hits),
        broad=sql.SQL(" or ").join(full),
        opened=opened(access, "c"),
    )


def _is_key(ways: Criterion) -> bool:
    return all(isinstance(way, Key) for way in ways)


def _within(ways: Criterion) -> sql.Composable:
    """Return the condition that a row is of a case that the first criterion found."""
    cases = [sql.SQL("select case_id from {}").format(_name(0, at)) for at in range(len(ways))]
    return OF_ALL + sql.SQL(" and s.case_id in ({})").format(sql.SQL(" union ").join(cases))


def _name(number: int, at: int) -> sql.Identifier:
    return sql.Identifier(f"way_{number}_{at}")
