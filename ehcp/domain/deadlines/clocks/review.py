"""Reviews, and the amendments that follow them: s.44, regs 20 to 22."""

from datetime import date
from itertools import takewhile

from ehcp.domain.case import Case
from ehcp.domain.deadlines.ceasing import takes_reviews_away
from ehcp.domain.deadlines.clock import Clock, NotBefore, Steps, steps
from ehcp.domain.deadlines.clocks.terms import (
    AMENDED_AFTER_REVIEW,
    DECISION,
    FINAL,
    NOTICE,
    PLAN_ENDED,
    not_to_amend,
)
from ehcp.domain.deadlines.unsaid import decided
from ehcp.domain.entry import Source
from ehcp.domain.events.amendment import NoticeCause
from ehcp.domain.events.ceasing import CeaseDecided, PlanCeased
from ehcp.domain.events.opening import CaseOpened, Child
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    LightTouchReviewHeld,
    ReviewCompletionDue,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
    ReviewMissed,
    ReviewReportSent,
)
from ehcp.domain.events.transfer import PlanTransferred
from ehcp.domain.plan.age import has_reached
from ehcp.domain.standing.plan_end import stands
from ehcp.domain.standing.reviews import begun_by
from ehcp.domain.step import BEGINNING, END, Step, shifted
from ehcp.law.calendar import NO_HOLIDAYS, Calendar
from ehcp.law.time_limits import annual_review, transfer

FIVE = 5
MOVED = "The plan went to another authority, which has three months from then: reg 15(5)."
LOOKED_AT = (FinalPlanIssued, ReviewMeetingHeld, LightTouchReviewHeld)

MEETING = steps(ReviewMeetingHeld)


def _year_ends(day: date) -> date:
    """Return the last day of the twelve months that begin with the day of a plan or a review."""
    period = annual_review.ANNUAL_REVIEW_FIRST.now.period
    return shifted(day, lambda first: period.last_day(first, NO_HOLIDAYS) or END)


def no_review_owed(case: Case, start: Step, step: Step) -> bool | None:
    """Whether a step to end the plan leaves no review owed, or none any longer.

    To decide to cease completes the review that it is made on, reg 20(10), whatever comes of an
    appeal. What became of the appeal says nothing of a review whose time was over before.
    """
    decided = isinstance(step.event, CeaseDecided) and stands(case, step)
    if decided and _on_a_later_review(case, start, step):
        return True
    found = takes_reviews_away(case, start, step)
    return True if found is None and step.first > _year_ends(start.last) else found


def _of_another_authority(case: Case, start: Step, _calendar: Calendar) -> NotBefore | None:
    """Return the last days that a review can have where a plan went elsewhere, in a file.

    The new authority has three months from the transfer at least, reg 15(5). Nobody can say
    whether the file means its time or that of the old one: up to the later, neither is firm.
    """
    moved = next(case.after(start, PlanTransferred), None)
    if moved is None or moved.entry.source is not Source.IMPORT:
        return None
    if moved.first > _year_ends(start.last):
        return None
    months = transfer.LA_TRANSFER_REVIEW.limbs[-1].period
    last = moved.last
    if moved.undated:  # what the file tells after it says by when
        last = min((step.last for step in case.steps if case.follows(step, moved)), default=END)
    later = shifted(last, lambda day: months.last_day(day, NO_HOLIDAYS) or END)
    return NotBefore((BEGINNING, later), MOVED)


ENDING = steps(CeaseDecided, PlanCeased, test=no_review_owed)


def child_of(case: Case) -> Child | None:
    """Return the child or young person, as last recorded."""
    opened = case.last(CaseOpened)
    return opened.child if opened else None


def _not_to_amend(case: Case, start: Step, step: Step) -> bool:
    """Whether a decision takes the duties to amend away. One that says nothing does not.

    Nor does one to cease that was set aside, where it had been decided to amend.
    """
    if not stands(case, step) and _to_amend(case, start):
        return False
    return decided(step) in (ReviewDecision.MAINTAIN, ReviewDecision.CEASE)


def _to_amend(case: Case, meeting: Step) -> bool:
    """Whether a decision on the review of a meeting was to amend, or its notice says so."""
    return any(
        of_this_review(case, meeting, step)
        and (decided(step) is ReviewDecision.AMEND or NOTICE.match(case, meeting, step))
        for step in case.after(meeting, ReviewDecisionNotified, AmendmentNoticeIssued)
    )


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


def _of_old_file(found: Steps) -> Steps:
    """Return these steps where others kept them. One recorded here shows no report."""

    def test(case: Case, start: Step, step: Step) -> bool | None:
        return step.entry.source is Source.IMPORT and found.match(case, start, step)

    return steps(*found.kinds, test=test)


def after_next_meeting(found: Steps) -> Steps:
    """Return these steps of another review, once a later meeting than the start has been held."""

    def test(case: Case, start: Step, step: Step) -> bool | None:
        return _on_a_later_review(case, start, step) and found.match(case, start, step)

    return steps(*found.kinds, test=test)


def _met_too_late(case: Case, start: Step) -> Step | None:
    """Return the meeting after a start, where it was held when its year was over.

    No review is completed before it has met.
    """
    meeting = next(case.after(start, ReviewMeetingHeld), None)
    late = meeting is not None and meeting.first > _year_ends(start.last)
    return meeting if late else None


def _on_the_next_meeting(case: Case, start: Step, step: Step) -> bool:
    """Whether a decision is on the review after the start: after a first plan, any."""
    if isinstance(start.event, FinalPlanIssued):
        return True
    return _on_a_later_review(case, start, step)


def _on_a_later_review(case: Case, start: Step, step: Step) -> bool:
    """Whether a step follows a meeting later than the start, and is of a review that met since.

    With two reviews open, the meeting of one may lie between the other's and its decision. What
    is late of a review that met before the start is nothing of the year that begins with it.
    """
    meeting = next(case.after(start, ReviewMeetingHeld), None)
    if meeting is None or not case.follows(step, meeting):
        return False
    begun = begun_by(case, step)
    if begun is None:
        return True
    return begun is not begun_by(case, start) and _met_since(case, start, step, begun)


def _met_since(case: Case, start: Step, step: Step, begun: Step) -> bool:
    """Whether a review met between two steps; of one without a meeting, whether it began then."""

    def of_this(meeting: Step) -> bool:
        return begun_by(case, meeting) is begun

    since = case.after(start, ReviewMeetingHeld)
    if any(map(of_this, takewhile(lambda meeting: not case.follows(meeting, step), since))):
        return True
    if case.follows(begun, step) or not case.follows(begun, start):
        return False
    return not any(map(of_this, case.steps_of(ReviewMeetingHeld)))


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


REVIEW_CLOCKS = (
    Clock(
        limit=annual_review.ANNUAL_REVIEW_REPORT,
        starts=MEETING,
        ends=_in_this_review(steps(ReviewReportSent)),
        shown_by=_of_old_file(_in_this_review(DECISION | NOTICE | AMENDED_AFTER_REVIEW)),
        not_if=PLAN_ENDED,
    ),
    Clock(
        limit=annual_review.ANNUAL_REVIEW_DECISION,
        starts=MEETING,
        ends=_in_this_review(DECISION),
        shown_by=_in_this_review(NOTICE | AMENDED_AFTER_REVIEW),
        not_if=PLAN_ENDED,
    ),
    Clock(
        limit=annual_review.ANNUAL_REVIEW_AMENDMENT_NOTICE,
        starts=MEETING,
        ends=_in_this_review(NOTICE),
        shown_by=_in_this_review(AMENDED_AFTER_REVIEW),
        not_if=_in_this_review(NOT_TO_AMEND) | PLAN_ENDED,
    ),
    Clock(
        limit=annual_review.ANNUAL_REVIEW_FINAL_12_WEEKS,
        starts=MEETING,
        ends=_in_this_review(AMENDED_AFTER_REVIEW),
        not_if=_in_this_review(NOT_TO_AMEND | not_to_amend(NoticeCause.REVIEW)) | PLAN_ENDED,
    ),
    Clock(
        limit=annual_review.ANNUAL_REVIEW_FIRST,
        starts=FINAL,
        ends=steps(ReviewDecisionNotified),
        shown_by=after_next_meeting(NOTICE | AMENDED_AFTER_REVIEW),
        shown_since=_met_too_late,
        not_if=ENDING,
        no_earlier=_of_another_authority,
    ),
    Clock(
        limit=annual_review.ANNUAL_REVIEW_SUBSEQUENT,
        starts=MEETING,
        ends=after_next_meeting(steps(ReviewDecisionNotified)),
        shown_by=after_next_meeting(NOTICE | AMENDED_AFTER_REVIEW),
        shown_since=_met_too_late,
        not_if=ENDING,
        no_earlier=_of_another_authority,
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
        shown_by=after_next_meeting(NOTICE | AMENDED_AFTER_REVIEW),
        shown_since=_met_too_late,
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
)
