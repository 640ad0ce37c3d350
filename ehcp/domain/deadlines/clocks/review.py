"""Reviews, the amendments that follow them, and changes of phase: s.44, regs 18 to 22."""

from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.deadlines.ceasing import stands
from ehcp.domain.deadlines.clock import Clock, Steps, steps
from ehcp.domain.deadlines.clocks.terms import (
    AMENDED_AFTER_REVIEW,
    DECISION,
    FINAL,
    NOTICE,
    not_to_amend,
)
from ehcp.domain.deadlines.unsaid import decided, phase, transfer_year
from ehcp.domain.events.amendment import NoticeCause
from ehcp.domain.events.ceasing import CeaseDecided, PlanCeased
from ehcp.domain.events.opening import CaseOpened, Child
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.review import (
    LightTouchReviewHeld,
    Phase,
    PhaseTransferDue,
    ReviewCompletionDue,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
    ReviewMissed,
    ReviewReportSent,
)
from ehcp.domain.plan.age import has_reached
from ehcp.domain.reviews import begun_by
from ehcp.domain.step import END, Step
from ehcp.law.calendar import Calendar
from ehcp.law.time_limits import annual_review, phase_transfer

SEPTEMBER = 9
FIVE = 5
NO_HOLIDAYS = Calendar(frozenset())
LOOKED_AT = (FinalPlanIssued, ReviewMeetingHeld, LightTouchReviewHeld)

MEETING = steps(ReviewMeetingHeld)

ENDING = steps(CeaseDecided, PlanCeased, test=stands)


def child_of(case: Case) -> Child | None:
    """Return the child or young person, as last recorded."""
    opened = case.last(CaseOpened)
    return opened.child if opened else None


def _not_to_amend(_case: Case, _start: Step, step: Step) -> bool:
    """Whether a decision takes the duties to amend away. One that says nothing does not."""
    return decided(step) in (ReviewDecision.MAINTAIN, ReviewDecision.CEASE)


NOT_TO_AMEND = steps(ReviewDecisionNotified, CeaseDecided, test=_not_to_amend)


def of_this_review(case: Case, start: Step, step: Step) -> bool:
    """Whether a step belongs to the review of the start, unless nothing says whose it is."""
    begun = begun_by(case, step) if step.event.of is not None else None
    return begun is None or begun is begun_by(case, start)


def _in_this_review(found: Steps) -> Steps:
    """Return these steps where they do not belong to another review."""

    def test(case: Case, start: Step, step: Step) -> bool | None:
        return of_this_review(case, start, step) and found.match(case, start, step)

    return steps(*found.kinds, test=test)


def _after_next_meeting(found: Steps) -> Steps:
    """Return these steps, once a review meeting later than the start has been held."""

    def test(case: Case, start: Step, step: Step) -> bool | None:
        meeting = next(case.after(start, ReviewMeetingHeld), None)
        later = meeting is not None and case.follows(step, meeting)
        return later and found.match(case, start, step)

    return steps(*found.kinds, test=test)


def _on_the_next_meeting(case: Case, start: Step, step: Step) -> bool:
    """Whether a decision is on the review after the start: after a first plan, any."""
    if isinstance(start.event, FinalPlanIssued):
        return True
    meeting = next(case.after(start, ReviewMeetingHeld), None)
    return meeting is not None and case.follows(step, meeting)


def _under_five_throughout(case: Case, _start: Step, step: Step) -> bool:
    """Whether the child is under five until the time for another look is over."""
    about = child_of(case)
    if about is None or step.last == END:
        return False
    by = annual_review.ANNUAL_REVIEW_UNDER_5.last_day(step.last, calendar=NO_HOLIDAYS)
    return by is not None and not has_reached(about.date_of_birth, FIVE, by)


def _decision_on(case: Case, meeting: Step) -> Step | None:
    """Return the decision on the review of this meeting: one that says so, else the next.

    One that does not say whose it is belongs to the last meeting before it.
    """
    own = begun_by(case, meeting)
    unsaid: Step | None = None
    last = True
    for step in case.after(meeting, ReviewDecisionNotified, CeaseDecided, ReviewMeetingHeld):
        whose = begun_by(case, step) if step.event.of is not None else None
        if isinstance(step.event, ReviewMeetingHeld):
            last = False
        elif whose is not None and whose is own:
            return step
        elif whose is None and last:
            unsaid = unsaid or step
    return unsaid


def _transfer_in(which: Phase) -> Steps:
    return steps(PhaseTransferDue, test=lambda _case, _start, step: phase(step) is which)


def _for_the_transfer(_case: Case, start: Step, step: Step) -> bool | None:
    """Whether a plan was issued for this change of phase: from 1 September before it."""
    year = transfer_year(start)
    if year is None:
        return None
    since = date(year - 1, SEPTEMBER, 1)
    return True if step.first >= since else (None if step.last >= since else False)


REVIEW_CLOCKS = (
    Clock(
        limit=annual_review.ANNUAL_REVIEW_REPORT,
        starts=MEETING,
        ends=_in_this_review(steps(ReviewReportSent)),
        shown_by=_in_this_review(DECISION | NOTICE | AMENDED_AFTER_REVIEW),
    ),
    Clock(
        limit=annual_review.ANNUAL_REVIEW_DECISION,
        starts=MEETING,
        ends=_in_this_review(DECISION),
        shown_by=_in_this_review(NOTICE | AMENDED_AFTER_REVIEW),
    ),
    Clock(
        limit=annual_review.ANNUAL_REVIEW_AMENDMENT_NOTICE,
        starts=MEETING,
        ends=_in_this_review(NOTICE),
        shown_by=_in_this_review(AMENDED_AFTER_REVIEW),
        not_if=_in_this_review(NOT_TO_AMEND),
    ),
    Clock(
        limit=annual_review.ANNUAL_REVIEW_FINAL_12_WEEKS,
        starts=MEETING,
        ends=_in_this_review(AMENDED_AFTER_REVIEW),
        not_if=_in_this_review(NOT_TO_AMEND | not_to_amend(NoticeCause.REVIEW)),
    ),
    Clock(
        limit=annual_review.ANNUAL_REVIEW_FIRST,
        starts=FINAL,
        ends=steps(ReviewDecisionNotified),
        shown_by=_after_next_meeting(NOTICE | AMENDED_AFTER_REVIEW),
        not_if=ENDING,
    ),
    Clock(
        limit=annual_review.ANNUAL_REVIEW_SUBSEQUENT,
        starts=MEETING,
        ends=_after_next_meeting(steps(ReviewDecisionNotified)),
        shown_by=_after_next_meeting(NOTICE | AMENDED_AFTER_REVIEW),
        not_if=ENDING,
        given_by=steps(ReviewCompletionDue, ReviewMissed),
        given_ends=steps(ReviewDecisionNotified, AmendedPlanIssued),
        read_from=_decision_on,
        ends_with_next=True,
    ),
    Clock(
        limit=annual_review.ANNUAL_REVIEW_DECISION_INSIDE_YEAR,
        own=True,
        starts=FINAL | MEETING,
        ends=steps(ReviewDecisionNotified, test=_on_the_next_meeting),
        shown_by=_after_next_meeting(NOTICE | AMENDED_AFTER_REVIEW),
        not_if=ENDING,
        ends_with_next=True,
        repeats=True,
    ),
    Clock(
        limit=annual_review.ANNUAL_REVIEW_UNDER_5,
        own=True,
        starts=steps(*LOOKED_AT, test=_under_five_throughout),
        ends=steps(ReviewMeetingHeld, LightTouchReviewHeld),
        not_if=ENDING,
    ),
    Clock(
        limit=phase_transfer.PHASE_TRANSFER_15_FEB,
        starts=_transfer_in(Phase.OTHER),
        ends=steps(FinalPlanIssued, AmendedPlanIssued, test=_for_the_transfer),
        dated=True,
    ),
    Clock(
        limit=phase_transfer.PHASE_TRANSFER_31_MARCH,
        starts=_transfer_in(Phase.SECONDARY_TO_POST_16),
        ends=steps(FinalPlanIssued, AmendedPlanIssued, test=_for_the_transfer),
        dated=True,
    ),
)
