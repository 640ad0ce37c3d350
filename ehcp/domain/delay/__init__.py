"""With whom the delay of a case lies: a pure function of its deadlines and its steps.

Each limit that was not kept, or may not have been, with whoever owed it; and of the way to each
plan that is late, its parts. A day that lies with two is given to both, and shown to be shared:
nothing here decides which of the two caused it. What is known as a span stays one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.deadlines import Deadline, Status
from ehcp.domain.delay.answerable import Answerable, answerable
from ehcp.domain.delay.part import Part, PartKind
from ehcp.domain.delay.stretch import Days, days_of
from ehcp.domain.delay.way import Way, is_late
from ehcp.domain.standing.advice import advice as all_advice

__all__ = ["Answerable", "Delay", "LateLimit", "LateWay", "Part", "PartKind", "delay"]

WAYS = (
    "final-plan-20-weeks",
    "reassessment-final-plan",
    "order-assess-final-plan",
    "order-make-plan-final",
    "unopposed-assess-final-plan",
    "unopposed-make-plan-final",
    "detained-final-plan",
)
"""The limits that end with a plan, and have a way with others on it."""

FIRM = (Status.MISSED, Status.OUTSTANDING)


@dataclass(frozen=True, kw_only=True)
class LateLimit:
    """A limit that was not kept, with whom that lies, and for how many days.

    `certain`: it is late on every day that the record leaves open, and nothing lifts it.
    """

    deadline: Deadline
    lies_with: Answerable
    days: Days
    certain: bool


@dataclass(frozen=True, kw_only=True)
class LateWay:
    """The way to a plan that is late: its parts, and the late days of each, counted once."""

    late: LateLimit
    parts: tuple[Part, ...]

    @property
    def totals(self) -> dict[Answerable, Days]:
        """How many days of the way were late, by with whom they lie. Two may share a day."""
        late = [part for part in self.parts if part.kind.late]
        return {
            who: days_of(part.stretch for part in late if part.lies_with is who)
            for who in Answerable
            if any(part.lies_with is who for part in late)
        }


@dataclass(frozen=True, kw_only=True)
class Delay:
    """The delay of a case as at a day: each late limit, and each late way to a plan."""

    late: tuple[LateLimit, ...]
    ways: tuple[LateWay, ...]


def delay(case: Case, found: Sequence[Deadline], on: date) -> Delay:
    """Return with whom the delay of a case lies at the end of a day.

    `found` are its deadlines on that day. A duty that has two readings counts by the one that
    drives its alerts.
    """
    advice = all_advice(case)
    late = [
        LateLimit(
            deadline=deadline,
            lies_with=answerable(case, deadline, advice),
            days=_days(deadline),
            certain=deadline.status in FIRM,
        )
        for deadline in found
        if deadline.drives and is_late(deadline)
    ]
    ways = [
        LateWay(late=each, parts=Way(case, each.deadline, found, advice, on).parts())
        for each in late
        if each.deadline.limit.id in WAYS
    ]
    return Delay(late=tuple(late), ways=tuple(ways))


def _days(deadline: Deadline) -> Days:
    """Return how many days late: at least, as far as that is known, and at most."""
    least, most = deadline.late_by_days or (None, None)
    if deadline.status is Status.UNDETERMINED:
        return 0, most
    return max(least or 0, 0), most
