"""Ceasing while an appeal is open: CFA 2014 s.45(4).

Once an appeal is lodged no day can be worked out: the plan goes on until the appeal is
finally determined.
"""

from dataclasses import replace

from ehcp.domain.case import Case
from ehcp.domain.deadlines.deadline import Deadline, Status
from ehcp.domain.deadlines.verdict import undetermined
from ehcp.domain.events.appeal import TribunalAppealLodged
from ehcp.domain.events.onward import UpperTribunalDecision
from ehcp.domain.events.order import TribunalOrder, TribunalOrderRedated

DETERMINED = (TribunalOrder, TribunalOrderRedated, UpperTribunalDecision)


def while_appealed(case: Case, deadline: Deadline) -> Deadline:
    """Return the deadline as it stands with the appeal that was lodged after the decision.

    Whether the appeal was finally determined, and what came of it, is more than the record
    of a decided appeal says: from then on nothing is firm.
    """
    decided, ceased = deadline.started_by, deadline.ended_by
    appeal = next(case.after(decided, TribunalAppealLodged), None)
    if deadline.given or appeal is None or (ceased and not case.follows(ceased, appeal)):
        return deadline
    determined = next(case.after(appeal, *DETERMINED), None)
    found = replace(undetermined(deadline), due=None, late_by_days=None)
    if determined is not None and (ceased is None or case.follows(ceased, determined)):
        return found
    if any(step.alleged for step in (decided, appeal, ceased) if step is not None):
        return found
    return replace(found, status=Status.NOT_DUE if ceased is None else Status.MISSED)
