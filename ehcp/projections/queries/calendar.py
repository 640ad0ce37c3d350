"""What stands in the calendar of a person: the due days of their cases, and what awaits two."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from psycopg.rows import class_row

from ehcp.store.cases import Store

PROPOSED = "proposal"

DUE = """
    select d.id, d.case_id, d.limit_id as what, coalesce(d.due_first, d.due_last) as day,
        c.version, c.last_recorded_at as changed_at
    from ehcp.caseload c
    join ehcp.deadlines d using (authority, case_id)
    where c.authority = %(authority)s and c.officer_subject = %(subject)s
        and d.open and d.drives and d.due_last is not null
    union all
    select p.id, p.case_id, 'proposal', p.last_day, p.version, p.proposed_on::timestamptz
    from ehcp.proposals p
    join ehcp.caseload c on c.authority = p.authority and c.case_id = p.case_id
    where p.authority = %(authority)s and c.officer_subject = %(subject)s
        and p.ended is null and p.last_day >= %(today)s
    order by day, id
    limit %(most)s
"""
CHANGED = "select max(last_recorded_at) from ehcp.caseload where authority = %s"
MOST = 2_000


@dataclass(frozen=True, kw_only=True)
class DueDay:
    """A day by which something is due: by which limit, or the last to approve what is proposed.

    `id` stays while the limit runs from the same entry; `version` grows with each change.
    """

    id: UUID
    case_id: UUID | None
    what: str
    day: date
    version: int
    changed_at: datetime | None


def due_days(
    store: Store, authority: str, subject: str, today: date
) -> tuple[tuple[DueDay, ...], datetime | None]:
    """Return the due days of the cases of an officer, and when anything was last recorded."""
    asked = {"authority": authority, "subject": subject, "today": today, "most": MOST}
    with (
        store.reading(authority) as connection,
        connection.cursor(row_factory=class_row(DueDay)) as cursor,
    ):
        found = tuple(cursor.execute(DUE, asked).fetchall())
        row = connection.execute(CHANGED, (authority,)).fetchone()
    return found, row[0] if row else None
