"""Re-assessment: asked for, withdrawn, agreed or refused. CFA 2014 s.44(2)-(3); regs 23-25.

The advice, the draft and the amended plan go by the commands of every assessment.
"""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.plan.final import plan_before
from ehcp.domain.commands.request.decision import CAUSED, FOUR_ITEMS, S19_NOT_CONSIDERED, stated
from ehcp.domain.commands.underway import (
    open_reassessment_request,
    order_since,
    reassessment,
    standing_reassessment_refusal,
)
from ehcp.domain.event import Event
from ehcp.domain.events.amendment import AmendmentCause
from ehcp.domain.events.order import Ordered
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import (
    PlanKeptAfterReassessment,
    ReassessmentAgreed,
    ReassessmentRefusalGround,
    ReassessmentRefused,
    ReassessmentRequested,
    ReassessmentRequester,
    ReassessmentWithdrawn,
)
from ehcp.domain.events.request import NoticeItem, Route
from ehcp.domain.standing.reassessments import (
    answered_by,
    by_commissioning_body,
    pending_requests,
)
from ehcp.domain.step import END, Step
from ehcp.law.calendar import NO_HOLIDAYS
from ehcp.law.citations import CFA_2014, SEND_REGS_2014
from ehcp.law.time_limits.reassessment import REASSESSMENT_SIX_MONTH_BAR

NOTHING_ASKED = Refusal(
    "no-reassessment-request",
    "No request for a re-assessment awaits a decision.",
    SEND_REGS_2014.reg("25(1)"),
    instead="Record the request, or decide of the authority's own motion to re-assess.",
)
BEFORE_ASKED = Refusal(
    "before-reassessment-request",
    "It is dated before the request for a re-assessment.",
    instead="Check the day, or correct that of the request.",
)
UNDER_WAY_ALREADY = Refusal(
    "reassessment-under-way",
    "A re-assessment is under way already.",
    SEND_REGS_2014.reg("25(1)"),
    instead="Let it answer the request as well, or refuse the request as not necessary.",
)
REQUEST_AWAITS = Refusal(
    "reassessment-request-awaits",
    "A request awaits the decision: an agreement answers it, and is not of own motion.",
    CFA_2014.at("s.44(2)-(3)"),
    instead="Agree without saying that it is of own motion.",
    rule="F13",
)
HOW_AGREED = Refusal(
    "how-agreed-to-reassess",
    "Nobody has asked, or the request was refused: say why there is a re-assessment all the same.",
    CFA_2014.at("s.44(2)-(3)"),
    instead="Say that it is of own motion, or give the route by which the refusal was dropped.",
    rule="F13",
)
DECIDED_WHEN = Refusal(
    "decided-when",
    "The day of the decision counts where it was of the authority's own motion, and does not come"
    " after the family was told.",
    SEND_REGS_2014.reg("27(2)"),
    instead="Leave it out, or check the day.",
)
MUST_BE_GRANTED = Refusal(
    "commissioning-body-must-be-granted",
    "A re-assessment that the responsible commissioning body asks for is secured.",
    SEND_REGS_2014.reg("23"),
    instead="Agree to re-assess.",
    rule="F13",
)
NOT_WITHIN_SIX_MONTHS = Refusal(
    "no-assessment-within-six-months",
    "The record shows no assessment in the six months before the request.",
    REASSESSMENT_SIX_MONTH_BAR.now.source,
    instead="Agree, or refuse because a further assessment is not necessary, if it is not.",
    rule="F13",
)
NO_REASONS_NOT_TO_REASSESS = Refusal(
    "no-reasons-not-to-reassess",
    "A refusal to re-assess gives its reasons.",
    SEND_REGS_2014.reg("25(1)"),
    instead="Give them.",
    rule="F13",
)
REASSESSMENT_NOTICE_INCOMPLETE = Refusal(
    "reassessment-notice-incomplete",
    "The decision tells the family of the right of appeal, its time limits, mediation, and"
    " disagreement resolution and advice.",
    SEND_REGS_2014.reg("25"),
    instead="Send it with all four.",
    rule="F13",
)
REASSESSMENT_PENDING = Caution(
    "reassessment-pending",
    "A request for a re-assessment is pending, or one is under way already: the clocks go on"
    " running from the first.",
    CFA_2014.s("44(2)"),
    rule="F13",
)


class RequestReassessment(Command):
    """Ask the authority to re-assess. `on` is the day on which it had the request."""

    requested_by: ReassessmentRequester
    by_whom: str | None = None
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        plan_before(case, self.on)
        yield ReassessmentRequested(
            on=self.on,
            requested_by=self.requested_by,
            by_whom=self.by_whom,
            reasons=self.reasons,
        )
        if open_reassessment_request(case) or reassessment(case):
            yield REASSESSMENT_PENDING.about(self.on)


class WithdrawReassessmentRequest(Command):
    """Take the request for a re-assessment back. `on` is the day the authority heard of it.

    `request` is its place where several are pending: the first, if left out. The others stand.
    """

    reasons: str | None = None
    request: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        request = require(_withdrawable(case, self.request), NOTHING_ASKED)
        require(request.first <= self.on, BEFORE_ASKED)
        yield ReassessmentWithdrawn(on=self.on, of=request.place, reasons=self.reasons)


class AgreeToReassess(Command):
    """Decide to re-assess, and tell the family.

    Without a request it is of the authority's own motion, and the limit for the plan runs from
    the day on which it `decided`, that of the notice if left out. Where a refusal is dropped,
    `route` says how that came about.
    """

    s19_considered: str
    own_motion: bool = False
    decided: date | None = None
    route: Route | None = None
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        plan_before(case, self.on)
        require(reassessment(case) is None, UNDER_WAY_ALREADY)
        answered = self._answered(case)
        require(answered is None or answered.first <= self.on, BEFORE_ASKED)
        require(self.decided is None or self._decided_before_told(), DECIDED_WHEN)
        require(stated(self.s19_considered), S19_NOT_CONSIDERED)
        yield ReassessmentAgreed(
            on=self.on,
            of=answered.place if answered else None,
            own_motion=self.own_motion,
            decided=self.decided,
            route=self.route,
            reasons=self.reasons,
            s19_considered=self.s19_considered,
        )

    def _decided_before_told(self) -> bool:
        return self.own_motion and self.decided is not None and self.decided <= self.on

    def _answered(self, case: Case) -> Step | None:
        """Return the request, the refusal dropped or the order; None of own motion."""
        request, refusal = open_reassessment_request(case), standing_reassessment_refusal(case)
        if request is not None:
            require(not self.own_motion, REQUEST_AWAITS)
            return request
        if self.own_motion:
            return None
        refused = require(refusal, HOW_AGREED)
        require(self.route is not None, HOW_AGREED)
        if self.route not in CAUSED:
            return refused
        return order_since(case, refused, Ordered.ASSESS, self.on) or refused


class RefuseToReassess(Command):
    """Decide not to re-assess, and tell the family why and what they can do."""

    ground: ReassessmentRefusalGround
    reasons: str
    notice: tuple[NoticeItem, ...]
    s19_considered: str

    def decide(self, case: Case) -> Iterator[Event]:
        request = require(open_reassessment_request(case), NOTHING_ASKED)
        require(request.first <= self.on, BEFORE_ASKED)
        require(not any(map(by_commissioning_body, pending_requests(case))), MUST_BE_GRANTED)
        if self.ground is ReassessmentRefusalGround.SIX_MONTHS:
            require(within_six_months(case, request), NOT_WITHIN_SIX_MONTHS)
        require(stated(self.reasons), NO_REASONS_NOT_TO_REASSESS)
        require(set(self.notice) >= FOUR_ITEMS, REASSESSMENT_NOTICE_INCOMPLETE)
        require(stated(self.s19_considered), S19_NOT_CONSIDERED)
        yield ReassessmentRefused(
            on=self.on,
            of=request.place,
            ground=self.ground,
            reasons=self.reasons,
            notice=self.notice,
            s19_considered=self.s19_considered,
        )


def within_six_months(case: Case, request: Step) -> bool:
    """Whether the last assessment ended in the six months before a request, for all we know.

    The corresponding day is outside. An assessment ends with the plan, or the decision to
    keep it.
    """
    ended = [
        step
        for step in case.steps_of(FinalPlanIssued, AmendedPlanIssued, PlanKeptAfterReassessment)
        if case.follows(request, step) and _ends_assessment(step)
    ]
    return bool(ended) and request.last < six_months_after(ended[-1].first)


def six_months_after(ended: date) -> date:
    """Return the first day on which a request is outside the six months."""
    period = REASSESSMENT_SIX_MONTH_BAR.now.period
    return period.last_day(ended, NO_HOLIDAYS) or END


def _ends_assessment(step: Step) -> bool:
    event = step.event
    return not isinstance(event, AmendedPlanIssued) or event.cause is AmendmentCause.REASSESSMENT


def _withdrawable(case: Case, place: int | None) -> Step | None:
    """Return the request that awaits a decision, or that a re-assessment under way answers."""
    agreed = reassessment(case)
    gone = [case.at(step.event.of) for step in case.steps_of(ReassessmentWithdrawn)]
    answered = answered_by(case, agreed) if agreed else ()
    open_ = (*pending_requests(case), *(step for step in answered if step not in gone))
    if place is None:
        return next(iter(open_), None)
    return next((step for step in open_ if step is case.at(place)), None)
