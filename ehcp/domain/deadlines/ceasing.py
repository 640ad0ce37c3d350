"""Ceasing while an appeal is open: CFA 2014 s.45(4).

Once an appeal is lodged no day can be worked out: the plan goes on until the appeal is
finally determined.
"""

from dataclasses import replace

from ehcp.domain.case import Case
from ehcp.domain.deadlines.deadline import Deadline, Status
from ehcp.domain.deadlines.unsaid import ordered
from ehcp.domain.events.ceasing import CeaseDecided
from ehcp.domain.events.challenge import (
    Ordered,
    TribunalAppealLodged,
    TribunalOrder,
    TribunalOrderRedated,
    UpperTribunalDecision,
)
from ehcp.domain.step import Step

CONTINUED = (Ordered.CONTINUE, Ordered.CONTINUE_AND_AMEND)


def while_appealed(case: Case, deadline: Deadline) -> Deadline:
    """Return the deadline as it stands with the appeal that was lodged after the decision."""
    decision = deadline.started_by
    appeal = next(case.after(decision, TribunalAppealLodged), None)
    if not isinstance(decision.event, CeaseDecided) or appeal is None:
        return deadline
    if deadline.ended_by is not None and not case.follows(deadline.ended_by, appeal):
        return deadline
    end = (TribunalOrder, TribunalOrderRedated, UpperTribunalDecision)
    determined = next(case.after(appeal, *end), None)
    return replace(
        deadline,
        due=None,
        late_by_days=None,
        status=_status(case, deadline, determined),
        when_over=Status.UNDETERMINED,
    )


def _status(case: Case, deadline: Deadline, determined: Step | None) -> Status:
    if deadline.status is Status.DISAPPLIED:
        return Status.DISAPPLIED
    if deadline.ended_by is None:
        return Status.NOT_DUE if determined is None else Status.UNDETERMINED
    if determined is None or not case.follows(deadline.ended_by, determined):
        return Status.MISSED
    outcome = getattr(determined.event, "ordered", None) and ordered(case, determined)
    if outcome is Ordered.DISMISS_CEASE:
        return Status.MET
    return Status.MISSED if outcome in CONTINUED else Status.UNDETERMINED
