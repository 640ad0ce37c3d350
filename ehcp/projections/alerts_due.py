"""The sweep's work: open duties that raise alerts, and the day on which each is next looked at."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from ehcp.domain.alerts import ORDINARY, Prompt, Schedule, next_on
from ehcp.domain.value import value
from ehcp.law.calendar import Calendar

TABLE = "alerts_due"


@value(frozen=True, kw_only=True, slots=True)
class AlertDueRow:
    """One open duty. `next_on` starts at its first stage each time the case is restated.

    The sweep looks at which alerts exist, so that looking again raises nothing twice.
    """

    authority: str
    case_id: UUID
    limit_id: str
    started_by: int
    due: date
    warn_by: date
    excused: bool
    falls_overdue: bool
    since: date
    law_since: date
    source: str
    owed_by: str
    next_on: date | None

    @property
    def prompt(self) -> Prompt:
        """The duty as the domain sees it."""
        return Prompt(
            case=self.case_id,
            limit=self.limit_id,
            started_by=self.started_by,
            due=self.due,
            warn_by=self.warn_by,
            since=self.since,
            law_since=self.law_since,
            source=self.source,
            owed_by=self.owed_by,
            excused=self.excused,
            falls_overdue=self.falls_overdue,
        )


def rows(
    authority: str,
    prompts: Iterable[Prompt],
    calendar: Calendar,
    schedule: Schedule = ORDINARY,
) -> Iterator[AlertDueRow]:
    """Yield the rows of one case."""
    seen = set[tuple[str, int, date]]()
    for prompt in prompts:
        key = prompt.limit, prompt.started_by, prompt.due
        if key in seen:
            continue  # two readings that agree are one duty
        seen.add(key)
        yield AlertDueRow(
            authority=authority,
            case_id=prompt.case,
            limit_id=prompt.limit,
            started_by=prompt.started_by,
            due=prompt.due,
            warn_by=prompt.warn_by,
            excused=prompt.excused,
            falls_overdue=prompt.falls_overdue,
            since=prompt.since,
            law_since=prompt.law_since,
            source=prompt.source,
            owed_by=prompt.owed_by,
            next_on=next_on(prompt, calendar, schedule=schedule),
        )
