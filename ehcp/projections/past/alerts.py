"""Alerts as they stood then: those raised by that day and moment, and whether they had ended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from psycopg import sql

from ehcp.application.rights import Access, EveryCase
from ehcp.domain.entry import Entry
from ehcp.domain.step import dated
from ehcp.domain.when import After
from ehcp.projections.alerts import AlertRow, row
from ehcp.projections.page import Page, cursor, place
from ehcp.projections.past.stood import Stood, Then, folded
from ehcp.projections.queries import Alert
from ehcp.projections.relations import opened, ties
from ehcp.store.cases import Store
from ehcp.store.mapper import entries

RAISED = """
    select stage_on::text, id, case_id from ehcp.alerts c
    where authority = %(authority)s and {opened} and raised_on <= %(on)s
        and (%(known)s::timestamptz is null or raised_at <= %(known)s)
        and (%(stage)s::text is null or stage = %(stage)s)
        and (%(limit)s::text is null or limit_id = %(limit)s)
        and (%(after_day)s::date is null or (stage_on, id) < (%(after_day)s::date, %(after_id)s))
    order by stage_on desc, id desc limit %(size)s
"""


def alerts_then(  # noqa: PLR0913 - each narrows the list
    store: Store,
    authority: str,
    then: Then,
    *,
    ended: bool | None = None,
    stage: str | None = None,
    limit: str | None = None,
    officer: str | None = None,
    after: str | None = None,
    size: int,
    access: Access | EveryCase,
) -> Page[Alert]:
    """Return the alerts raised by then, the latest stage first. Raises BadCursor for `after`.

    A page looks at `size` alerts and holds those of them that are wanted.
    """
    after_day, after_id = place(after) if after is not None else (None, None)
    with store.reading(authority) as connection:
        raised = connection.execute(
            sql.SQL(RAISED).format(opened=opened(access, "c")),
            {
                **ties(access),
                "authority": authority,
                "on": then.on,
                "known": then.known,
                "stage": stage,
                "limit": limit,
                "after_day": after_day,
                "after_id": after_id,
                "size": size + 1,
            },
        ).fetchall()
    seen = raised[:size]
    found = tuple(
        alert
        for alert in _alerts(store, authority, then, [(r[1], r[2]) for r in seen])
        if ended in (None, alert[0].ended) and officer in (None, *alert[1])
    )
    more = len(raised) > size
    following = cursor(seen[-1][0], seen[-1][1]) if more else None
    return Page(tuple(alert for alert, _ in found), following)


def _alerts(
    store: Store, authority: str, then: Then, wanted: Sequence[tuple[UUID, UUID]]
) -> Iterator[tuple[Alert, Sequence[str | None]]]:
    """Yield each alert as it stood then, with everybody whose it was."""
    stored = store.rows_of(authority, [alert for alert, _ in wanted])
    cases = {
        stood.case_id: stood
        for stood in folded(store, authority, then, sorted({case for _, case in wanted}))
    }
    for alert, case in wanted:
        known = [entry for entry in entries(alert, stored[alert]) if _known(entry, then)]
        yield _alert(row(authority, alert, known), cases.get(case))


def _known(entry: Entry, then: Then) -> bool:
    """Whether an entry of an alert's history had happened, and was recorded, by then."""
    on = entry.event.on
    happened = isinstance(on, After) or dated(on)[0] <= then.on
    recorded = then.known is None or entry.recorded_at is None or entry.recorded_at <= then.known
    return happened and recorded


def _alert(raised: AlertRow, stood: Stood | None) -> tuple[Alert, Sequence[str | None]]:
    case = stood.row if stood else None
    names = {f.name for f in fields(Alert)} & {f.name for f in fields(raised)}
    own: Mapping[str, Any] = {name: getattr(raised, name) for name in names}
    alert = Alert(
        **own,
        child_name=case.child_name if case else None,
        officer=case.officer if case else None,
        limit=raised.limit_id,
        ended=_ended(raised, stood),
    )
    subject = case.officer_subject if case else None
    return alert, (alert.officer, subject, alert.assigned_to, alert.escalated_to)


def _ended(raised: AlertRow, stood: Stood | None) -> bool:
    """Whether the duty was done, gone, or due on another day; of a case nobody can read: not."""
    if stood is None:
        return True
    return stood.case is not None and not any(
        d.open
        and d.drives
        and d.limit.id == raised.limit_id
        and d.started_by.place == raised.started_by
        and d.due is not None
        and d.due.first == raised.due
        for d in stood.found
    )
