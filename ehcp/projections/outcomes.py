"""The outcomes read model: one row for each outcome of Section E, over the years.

Whether a target day is over depends on today, and is not stored: `by` is.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from ehcp.application.one_case.outcomes import ProgressShown, WordingShown, outcomes_shown
from ehcp.domain.case import Case
from ehcp.domain.standing.outcomes import OutcomeStatus
from ehcp.domain.value import value

TABLE = "outcomes"


@value(frozen=True, kw_only=True, slots=True)
class OutcomeRow:
    """One outcome, by its id in Section E. `number` is its order within the case.

    `in_plan`: the plan in force has it. `judged_last` is the last day on which something can
    have been said of it.
    """

    authority: str
    case_id: UUID
    id: str
    number: int
    text: str
    area: str | None
    status: OutcomeStatus
    percent: int | None
    in_plan: bool
    by: date | None
    judged_last: date | None
    replaced_by: Sequence[str]
    wordings: Sequence[WordingShown]
    progress: Sequence[ProgressShown]


def rows(authority: str, case_id: UUID, case: Case) -> Iterator[OutcomeRow]:
    """Yield the outcomes of one case, in the order in which they came."""
    for number, shown in enumerate(outcomes_shown(case, case.as_at or date.max)):
        yield OutcomeRow(
            authority=authority,
            case_id=case_id,
            id=shown.id,
            number=number,
            text=shown.text,
            area=shown.area,
            status=shown.status,
            percent=shown.percent,
            in_plan=shown.in_plan,
            by=shown.by,
            judged_last=max((p.on.last for p in shown.progress if p.on.last), default=None),
            replaced_by=shown.replaced_by,
            wordings=shown.wordings,
            progress=shown.progress,
        )
