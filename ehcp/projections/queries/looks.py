"""Who looked at what: the looks on record of one authority, the latest first.

No word of a case is in them but its id.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import sql
from psycopg.rows import class_row

from ehcp.store.cases import Store
from ehcp.store.looks import Outcome

LOOKS = """
    select l.looked_at, l.chain, l.sequence, l.case_id, l.subject, u.name, u.organisation, l.roles,
        l.action, l.outcome, l.sees, l.purpose, l.request_id, l.at_machine
    from ehcp.looks l
    left join ehcp.users u
        on u.authority = l.authority and u.subject = l.subject and not l.at_machine
    where l.authority = %(authority)s {conditions}
    order by l.looked_at desc, l.chain desc, l.sequence desc limit %(size)s
"""
CONDITIONS = {
    "case": sql.SQL("and l.case_id = %(case)s"),
    "person": sql.SQL("and l.subject = %(person)s"),
    "since": sql.SQL("and l.looked_at >= %(since)s"),
    "until": sql.SQL("and l.looked_at < %(until)s"),
    "after": sql.SQL(
        "and (l.looked_at, l.chain, l.sequence)"
        " < (%(looked_at)s::timestamptz, %(chain)s::uuid, %(sequence)s::bigint)"
    ),
}
KNOWN = "select from ehcp.events where authority = %s and stream = %s and version = 1"


@dataclass(frozen=True, kw_only=True)
class LookShown:
    """One look at the record of one child; `case` is null for one that showed none.

    `person` is who that was when signed in, or `at_machine` their name on it. `action` is what
    they had a right to, `outcome` whether it was shown, `field_classes` what was open to them.
    """

    looked_at: datetime
    case: UUID | None
    person: str
    name: str | None
    organisation: str | None
    roles: tuple[str, ...]
    action: str
    outcome: Outcome
    field_classes: tuple[str, ...]
    purpose: str | None
    request_id: str | None
    at_machine: bool


class Place(NamedTuple):
    """Where a look stands in the report."""

    looked_at: str
    chain: str
    sequence: int


@dataclass(frozen=True, kw_only=True)
class _Row:
    looked_at: datetime
    chain: UUID
    sequence: int
    case_id: UUID | None
    subject: str
    name: str | None
    organisation: str | None
    roles: str
    action: str
    outcome: str
    sees: str
    purpose: str | None
    request_id: str | None
    at_machine: bool

    def shown(self) -> LookShown:
        return LookShown(
            looked_at=self.looked_at,
            case=self.case_id,
            person=self.subject,
            name=self.name,
            organisation=self.organisation,
            roles=_several(self.roles),
            action=self.action,
            outcome=Outcome(self.outcome),
            field_classes=_several(self.sees),
            purpose=self.purpose,
            request_id=self.request_id,
            at_machine=self.at_machine,
        )


def looks(  # noqa: PLR0913 - each narrows the report
    store: Store,
    authority: str,
    *,
    case: UUID | None = None,
    person: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    after: Sequence[Any] | None = None,
    size: int = 50,
) -> tuple[tuple[LookShown, ...], Place | None]:
    """Return looks, the latest first, and where the next page begins; None after the last.

    At one case, or by one person; from the instant `since` on, before the instant `until`.
    """
    given: dict[str, Any] = {"case": case, "person": person, "since": since, "until": until}
    asked = [name for name, value in {**given, "after": after}.items() if value is not None]
    place = {} if after is None else Place(*after)._asdict()
    query = sql.SQL(LOOKS).format(conditions=sql.SQL(" ").join(CONDITIONS[n] for n in asked))
    with (
        store.reading(authority) as connection,
        connection.cursor(row_factory=class_row(_Row)) as cursor,
    ):
        given |= {"authority": authority, "size": size + 1, **place}
        rows = cursor.execute(query, given).fetchall()
    following = None
    if len(rows) > size:
        last = rows[size - 1]
        following = Place(last.looked_at.isoformat(), str(last.chain), last.sequence)
    return tuple(row.shown() for row in rows[:size]), following


def is_known(store: Store, authority: str, case: UUID) -> bool:
    """Whether the authority has a case of this id; nothing of it is read."""
    with store.reading(authority) as connection:
        return connection.execute(KNOWN, (authority, case)).fetchone() is not None


def _several(names: str) -> tuple[str, ...]:
    return tuple(names.split(",")) if names else ()
