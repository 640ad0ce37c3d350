"""Ceasing while an appeal is open, and a decision to cease that was set aside: CFA 2014 s.45.

Once an appeal is lodged no day can be worked out: the plan goes on until the appeal is
finally determined.
"""

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import NotBefore
from ehcp.domain.deadlines.deadline import Deadline, Status
from ehcp.domain.deadlines.verdict import undetermined
from ehcp.domain.events.appeal import AppealMatter, AppealWithdrawn, TribunalAppealLodged
from ehcp.domain.events.ceasing import CeaseDecided, PlanCeased
from ehcp.domain.events.onward import UpperTribunalDecision
from ehcp.domain.events.order import Ordered, TribunalOrder, TribunalOrderRedated
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.review import ReviewMeetingHeld
from ehcp.domain.events.transfer import PlanReceived
from ehcp.domain.standing.appealable import APPEALABLE, certificates
from ehcp.domain.standing.appeals import appeal_of
from ehcp.domain.standing.led_to import led_to
from ehcp.domain.standing.plan_end import stands
from ehcp.domain.step import END, Step, shifted
from ehcp.domain.value import varied
from ehcp.law.calendar import Calendar
from ehcp.law.time_limits.appeal import APPEAL_WINDOW_CERTIFICATE

GOES_ON = (Ordered.CONTINUE, Ordered.CONTINUE_AND_AMEND)
"""Orders by which the plan is maintained after all."""
DETERMINED = (TribunalOrder, TribunalOrderRedated, UpperTribunalDecision, AppealWithdrawn)


def while_appealed(case: Case, deadline: Deadline) -> Deadline:
    """Return the deadline as it stands with an appeal that was lodged against the decision.

    Whether the appeal was finally determined, and what came of it, is more than the record
    of a decided appeal says: from then on nothing is firm.
    """
    decided, ceased = deadline.started_by, deadline.ended_by
    appeal = None if deadline.given else _appeal_against(case, decided)
    if appeal is None or (ceased and not case.follows(ceased, appeal)):
        return deadline
    if ceased is not None and deadline.status is Status.DISAPPLIED:
        return deadline  # set aside, or the case was over: the plan was not ended by it
    determined = _determined(case, appeal)
    found = varied(undetermined(deadline), due=None, late_by_days=None, put_off="")
    if determined is not None and (ceased is None or case.follows(ceased, determined)):
        return found
    if any(step.alleged for step in (decided, appeal, ceased) if step is not None):
        return found
    return varied(found, status=Status.NOT_DUE if ceased is None else Status.MISSED)


def _appeal_against(case: Case, decided: Step) -> Step | None:
    """Return the appeal against a decision to cease: the one that is undecided, else the first."""
    about = [s for s in case.after(decided, TribunalAppealLodged) if _against(case, decided, s)]
    undecided = (appeal for appeal in about if _determined(case, appeal) is None)
    return next(undecided, about[0] if about else None)


def appealed(case: Case, decided: Step) -> bool:
    """Whether an appeal was lodged against a decision to cease."""
    return any(_against(case, decided, s) for s in case.after(decided, TribunalAppealLodged))


def _against(case: Case, decided: Step, lodged: Step) -> bool:
    """Whether an appeal is against this decision: one about something else keeps no plan.

    What an entry leaves unsaid may be so.
    """
    matters = lodged.event.matters if isinstance(lodged.event, TribunalAppealLodged) else ()
    if matters and AppealMatter.CEASE not in matters:
        return False
    return led_to(case, lodged, *APPEALABLE) in (None, decided)


def _determined(case: Case, appeal: Step) -> Step | None:
    """Return the first step that may have determined this appeal."""
    ends = case.after(appeal, *DETERMINED)
    return next((step for step in ends if appeal_of(case, step) is appeal), None)


def by_certificate(case: Case, decided: Step, calendar: Calendar) -> NotBefore | None:
    """Return the end of the month that a mediation certificate about the decision gives.

    The plan goes on to the end of the later period for an appeal: of several certificates the
    last one counts, which is safe for whoever maintains the plan.
    """
    issued = list(certificates(case, decided))
    if not issued:
        return None
    period = APPEAL_WINDOW_CERTIFICATE.now.period
    first, last = (
        shifted(day, lambda day: period.last_day(day, calendar) or END)
        for day in (issued[-1].first, issued[-1].last)
    )
    return NotBefore((first, last), "The mediation certificate gives a month from its issue.")


def takes_reviews_away(case: Case, _start: Step, step: Step) -> bool | None:
    """Whether a step to end the plan takes the duty to review it away: not while it is appealed.

    The plan is maintained until the appeal is finally determined, and reviewed meanwhile. Where
    the Tribunal has it go on, or the decision was set aside, it never ended; None where nobody
    says what became of the appeal.
    """
    if not stands(case, step):
        return False
    return case.once(_decided_to_cease).get(step.place, True)


def _decided_to_cease(case: Case) -> dict[int, bool | None]:
    """Return whether each decision to cease, by its place, takes the reviews away."""
    return {step.place: _ends_reviews(case, step) for step in case.steps_of(CeaseDecided)}


def _ends_reviews(case: Case, decided: Step) -> bool | None:
    appeal = _appeal_against(case, decided)
    if appeal is None:
        return True
    ended = _determined(case, appeal)
    if ended is None:
        return False
    what = getattr(ended.event, "ordered", None)
    if what in GOES_ON:
        return False
    if what is Ordered.DISMISS_CEASE:
        return True
    return False if _goes_on(case, ended) else None


def _goes_on(case: Case, ended: Step) -> bool:
    """Whether the plan is reviewed or amended after the appeal, as none is that has ceased."""
    told = (ReviewMeetingHeld, AmendedPlanIssued, FinalPlanIssued, PlanReceived, PlanCeased)
    following = next(case.after(ended, *told), None)
    return following is not None and isinstance(following.event, told[:2])
