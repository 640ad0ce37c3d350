"""Cases that meet what somebody looks for, in anything of them that is theirs to see.

Of everything that a case is found by, the class of field decides beside the case itself: what
somebody may not see of a case finds it for them no more than a case that is not open to them. So
it changes no order and no number either. Whoever has a right to some cases alone is answered from
the rows of those, and not from an index of all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from psycopg.rows import dict_row

from ehcp.application.finding import Criterion, Key, Named, Said
from ehcp.application.rights import EVERY_CASE, Access, EveryCase
from ehcp.application.rights.found import finds, finds_in_every_case
from ehcp.projections.page import OPEN_ENDS, BadCursor
from ehcp.projections.queries.paging import LARGEST, SIZE
from ehcp.projections.queries.search.ways import How
from ehcp.projections.queries.search.whole import whole
from ehcp.projections.relations import ties
from ehcp.store.cases import Store

MOST = 1_000
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
    """A page of hits.

    `alike`: they are like what was looked for, and need not be as it was written. `broad`: there
    is so much that not all of it was looked at.
    """

    items: tuple[Hit, ...]
    next: str | None
    alike: bool
    broad: bool


def search(  # noqa: PLR0913 - the parts of every list
    store: Store,
    authority: str,
    criteria: Sequence[Criterion],
    *,
    after: str | None = None,
    size: int = SIZE,
    access: Access | EveryCase,
    alike: bool = False,
) -> Found:
    """Return the cases that meet every criterion, the likest first, of those the latest opened.

    `access`: the cases that are open to a right, found by what it finds them by.
    As it is written; where nothing is found so, or if `alike` is asked for, also what is like it.
    Raises BadCursor for `after`.
    """
    size = max(1, min(size, LARGEST))
    if after is not None:
        how = next(each for each in reversed(How) if after.startswith(each))
        place = _place(after.removeprefix(how))
        return _search(store, authority, criteria, place, size, access, how)
    found = Found(items=(), next=None, alike=alike, broad=False)
    for how in _ways_to_look(criteria, alike=alike):
        found = _search(store, authority, criteria, None, size, access, how)
        if found.items:
            break
    return found


def _ways_to_look(criteria: Sequence[Criterion], *, alike: bool) -> Iterator[How]:
    """Yield how it is looked for: each where nothing was found by the one before."""
    kinds = {type(way) for of in criteria for way in of}
    if not alike or kinds == {Key}:
        yield How.WRITTEN
    if Named in kinds:
        yield How.ALIKE
    if Said in kinds:
        yield How.WITH_SLIPS


def _search(  # noqa: PLR0913, PLR0917 - the same
    store: Store,
    authority: str,
    criteria: Sequence[Criterion],
    place: tuple[int, str, UUID] | None,
    size: int,
    access: Access | EveryCase,
    how: How,
) -> Found:
    score, day, id_ = place or (None, None, None)
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
    alike = how is not How.WRITTEN
    query = whole(authority, criteria, access, asked, how)
    if query is None:
        return Found(items=(), next=None, alike=alike, broad=False)
    with (
        store.reading(authority) as connection,
        connection.cursor(row_factory=dict_row) as cursor,
    ):
        rows = cursor.execute(query, asked).fetchall()
    broad = rows[0]["broad"]
    found = [row for row in rows if row["case_id"] is not None]
    last = found[size - 1] if len(found) > size else None
    following = f"{how}{last['score']}_{last['sort_day']}_{last['case_id']}" if last else None
    return Found(items=tuple(map(_hit, found[:size])), next=following, alike=alike, broad=broad)


def _finds(access: Access | EveryCase) -> dict[str, Any]:
    """Return what a case is found by: any case, or each through which tie.

    A right to every case finds by no more where one of its roles is tied to a school or body.
    """
    tied: list[tuple[str, str, str]] = []
    if access is not EVERY_CASE and not access.every_case:
        tied = [
            (*grant.tie, held)
            for grant in access.grants
            if grant.tie is not None
            for held in sorted(finds(grant))
        ]
    return {
        "held": sorted(finds_in_every_case(access)),
        "found_by": [str(kind) for kind, *_ in tied],
        "found_to": [party for _, party, _ in tied],
        "found_held": [held for *_, held in tied],
        "found_on": None if access is EVERY_CASE else access.on,
    }


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
