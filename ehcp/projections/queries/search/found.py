"""Cases that meet what somebody looks for, in anything of them that is theirs to see.

Of everything that a case is found by, the class of field decides beside the case itself: what
somebody may not see of a case finds it for them no more than a case that is not open to them. So
it changes no order and no number either. Whoever has a right to some cases alone is answered from
the rows of those, and not from an index of all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, LiteralString
from uuid import UUID

from psycopg import sql
from psycopg.rows import dict_row

from ehcp.application.finding import Criterion, Key, Said
from ehcp.application.rights import Access
from ehcp.application.rights.found import finds, finds_in_every_case
from ehcp.projections.page import OPEN_ENDS, BadCursor
from ehcp.projections.queries.paging import LARGEST, SIZE
from ehcp.projections.queries.search.ways import WHOLE, Ways
from ehcp.projections.relations import opened, ties
from ehcp.store.cases import Store

MOST = 2_000
"""Rows of one kind that are looked at: of more, what is looked for says too little."""
MOST_OF_SEVERAL = 50_000
"""The same where something else narrows it."""
SHORTEST_BEGINNING = 3


@dataclass(frozen=True, kw_only=True)
class Match:
    """What a case was found by. `snippet`: the words of it around what was looked for."""

    field: str
    snippet: str


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A case that was found. `matched`: by what, the best first."""

    case_id: UUID
    child_name: str | None
    date_of_birth: date | None
    officer: str | None
    officer_subject: str | None
    stage: str
    opened_on: date | None
    parked: bool
    matched: tuple[Match, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Found:
    """A page of hits. `broad`: so much is like it that not all of it was looked at."""

    items: tuple[Hit, ...]
    next: str | None
    broad: bool


WHOLE_QUERY: LiteralString = """
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
                where case_id = p.case_id group by field, number) h
            join ehcp.search s on s.authority = %(authority)s and s.case_id = p.case_id
                and s.field = h.field and s.number = h.number
            order by h.score desc, h.field, h.number limit 5
        ) w
    ) m on true
    order by p.score desc, p.day desc, p.case_id
"""


def search(  # noqa: PLR0913 - the parts of every list
    store: Store,
    authority: str,
    criteria: Sequence[Criterion],
    *,
    after: str | None = None,
    size: int = SIZE,
    access: Access | None = None,
) -> Found:
    """Return the cases that meet every criterion, the likest first, of those the latest opened.

    `access`: the cases that are open to a right, found by what it finds them by; None: all.
    Raises BadCursor for `after`.
    """
    size = max(1, min(size, LARGEST))
    score, day, id_ = _place(after) if after is not None else (None, None, None)
    said = " ".join(way.text for ways in criteria for way in ways if isinstance(way, Said))
    asked: dict[str, Any] = {
        **ties(access),
        **_finds(access),
        "authority": authority,
        "criteria": len(criteria),
        "most": MOST if len(criteria) == 1 else MOST_OF_SEVERAL,
        "said": said,
        "near": _near(said),
        "after_score": score,
        "after_day": day,
        "after_id": id_,
        "size": size + 1,
    }
    query = _query(authority, criteria, access, asked)
    if query is None:
        return Found(items=(), next=None, broad=False)
    with (
        store.reading(authority) as connection,
        connection.cursor(row_factory=dict_row) as cursor,
    ):
        rows = cursor.execute(query, asked).fetchall()
    broad = rows[0]["broad"]
    found = [row for row in rows if row["case_id"] is not None]
    last = found[size - 1] if len(found) > size else None
    following = f"{last['score']}_{last['sort_day']}_{last['case_id']}" if last else None
    return Found(items=tuple(map(_hit, found[:size])), next=following, broad=broad)


def _finds(access: Access | None) -> dict[str, Any]:
    """Return what a case is found by: any case, and each through which tie."""
    every = finds_in_every_case(access)
    tied = [
        (*grant.tie, held)
        for grant in (access.grants if access else ())
        if grant.tie is not None
        for held in sorted(finds(grant))
    ]
    return {
        "held": sorted(every),
        "every_held": sorted(every | {held for *_, held in tied}),
        "found_by": [str(kind) for kind, *_ in tied],
        "found_to": [party for _, party, _ in tied],
        "found_held": [held for *_, held in tied],
        "found_on": access.on if access else None,
    }


def _query(
    authority: str, criteria: Sequence[Criterion], access: Access | None, asked: dict[str, Any]
) -> sql.Composed | None:
    """Return the query; what it asks by name is added to `asked`. None: nothing is asked."""
    some: sql.Composable | None = None
    if access is not None and not access.every_case:
        some = WHOLE + sql.SQL(" and s.case_id in (select case_id from open_by)")
    # what is one number or reference comes first, and the rest is looked for in those cases
    in_order = sorted(criteria, key=lambda ways: not _is_key(ways))
    first = _within(in_order[0]) if _is_key(in_order[0]) else None
    makes = Ways(authority, asked)
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
    return sql.SQL(WHOLE_QUERY).format(
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
    return WHOLE + sql.SQL(" and s.case_id in ({})").format(sql.SQL(" union ").join(cases))


def _name(number: int, at: int) -> sql.Identifier:
    return sql.Identifier(f"way_{number}_{at}")


def _near(said: str) -> str:
    """Return how the longest word begins that is looked for, in whatever form it is written."""
    word = max(said.lower().split(), key=len, default="")
    return word[: max(SHORTEST_BEGINNING, len(word) - 3)]


def _hit(row: dict[str, Any]) -> Hit:
    names = (
        "case_id", "child_name", "date_of_birth", "officer", "officer_subject", "stage",
        "opened_on", "parked",
    )  # fmt: skip
    matched = tuple(Match(**match) for match in row["matched"] or ())
    return Hit(**{name: row[name] for name in names}, matched=matched)


def _place(text: str) -> tuple[int, str, UUID]:
    """Return what a cursor says. Raises BadCursor."""
    try:
        score, day, id_ = text.split("_")
        if day not in OPEN_ENDS:
            date.fromisoformat(day)
        return int(score), day, UUID(id_)
    except ValueError:
        raise BadCursor from None
