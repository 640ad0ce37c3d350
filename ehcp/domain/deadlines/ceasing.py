"""Ceasing while an appeal is open, and a decision to cease that was set aside: CFA 2014 s.45.

Once an appeal is lodged no day can be worked out: the plan goes on until the appeal is
finally determined.
"""

from dataclasses import replace

from ehcp.domain.case import Case
from ehcp.domain.deadlines.deadline import Deadline, Status
from ehcp.domain.deadlines.verdict import undetermined
from ehcp.domain.events.appeal import AppealWithdrawn, TribunalAppealLodged
from ehcp.domain.events.onward import UpperTribunalDecision
from ehcp.domain.events.order import TribunalOrder, TribunalOrderRedated
from ehcp.domain.plan_end import stands as not_set_aside
from ehcp.domain.step import Step

DETERMINED = (TribunalOrder, TribunalOrderRedated, UpperTribunalDecision, AppealWithdrawn)


def while_appealed(case: Case, deadline: Deadline) -> Deadline:
    """Return the deadline as it stands with the appeal that was lodged after the decision.

    Whether the appeal was finally determined, and what came of it, is more than the record
    of a decided appeal says: from then on nothing is firm.
    """
    decided, ceased = deadline.started_by, deadline.ended_by
    appeal = next(case.after(decided, TribunalAppealLodged), None)
    if deadline.given or appeal is None or (ceased and not case.follows(ceased, appeal)):
        return deadline
    if ceased is not None and deadline.status is Status.DISAPPLIED:
        return deadline  # set aside, or the case was over: the plan was not ended by it
    determined = next(case.after(appeal, *DETERMINED), None)
    found = replace(undetermined(deadline), due=None, late_by_days=None)
    if determined is not None and (ceased is None or case.follows(ceased, determined)):
        return found
    if any(step.alleged for step in (decided, appeal, ceased) if step is not None):
        return found
    return replace(found, status=Status.NOT_DUE if ceased is None else Status.MISSED)


def stands(case: Case, _start: Step, step: Step) -> bool:
    """Whether a step to end the plan still counts: not if its decision was set aside.

    The plan is then treated as maintained again, so that the duties which the decision took
    away run on.
    """
    return not_set_aside(case, step)
