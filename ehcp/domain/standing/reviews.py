"""The reviews of a case, and which of its steps belongs to which.

Several may be open at once. A step says by `of` whose it is; in a history that others kept,
where nothing says so, it belongs to the last meeting before it. CFA 2014 s.44; SI 2014/1530
regs 20 to 22.
"""

from ehcp.domain.case import PLAN_ENDS, Case
from ehcp.domain.event import Event
from ehcp.domain.events import review as ev
from ehcp.domain.events import review_contribution as given
from ehcp.domain.events import review_meeting as before
from ehcp.domain.events.amendment import AmendmentCause, NoticeCause, NotToAmendDecided
from ehcp.domain.events.plan import AmendedPlanIssued
from ehcp.domain.standing.plan_end import ends_plan
from ehcp.domain.standing.review import DECISIONS, LAST, Review
from ehcp.domain.step import Step

BEGIN = (ev.ReviewStarted, ev.ReviewMeetingHeld, ev.LightTouchReviewHeld, ev.ReviewMissed)
BEFORE_MEETING = (
    ev.ReviewOrganiserAsked,
    ev.ReviewListSent,
    before.ReviewMeetingFixed,
    before.ReviewPostponed,
    before.InvitedToReview,
    before.ReviewAdviceRequested,
    before.ReviewAdviceReceived,
    before.ReviewAdviceCirculated,
    before.ReviewViewsObtained,
    given.AttendanceReported,
    given.ProvisionMapSubmitted,
    given.GraduatedApproachRecorded,
)
NO_MORE = (ev.ReviewAbsorbed, ev.ReviewCancelled, ev.ReviewRecordLost, ev.ReviewNotHeld)
AFTER_MEETING = (ev.ReviewReportSent, *DECISIONS, ev.AmendmentNoticeIssued, *LAST)
BELONGS = (*BEGIN, *BEFORE_MEETING, *NO_MORE, *AFTER_MEETING)


def reviews(case: Case) -> tuple[Review, ...]:
    """Return the reviews of a case, in legal order of what began them."""
    return case.once(gathered)


def gathered(case: Case) -> tuple[Review, ...]:
    """Return the same, gone through the whole history for it."""
    found: dict[int, list[Step]] = {}
    for step in case.steps_of(*BELONGS):
        begun = begun_by(case, step)
        if begun is not None:
            found.setdefault(begun.place, []).append(step)
    begun_in_order = (step for step in case.steps_of(*BEGIN) if step.place in found)
    return tuple(Review(step, tuple(found[step.place])) for step in begun_in_order)


def grown(case: Case, step: Step, found: tuple[Review, ...]) -> tuple[Review, ...]:
    """Return the reviews of a case whose last step this is, from those it had before that.

    What comes last in legal order changes nothing of what the steps before it belong to.
    """
    begun = begun_by(case, step) if isinstance(step.event, BELONGS) else None
    if begun is None:
        return found
    if begun is step:
        return (*found, Review(step, (step,)))
    return tuple(
        Review(begun, (*each.steps, step)) if each.begun_by is begun else each for each in found
    )


def goes_on(case: Case, review: Review) -> bool:
    """Whether something is still to be done in a review: not once its plan has ended."""
    ends = case.after(review.begun_by, *PLAN_ENDS)
    return not review.state.over and not any(ends_plan(case, step) for step in ends)


def review_at(case: Case, place: int) -> Review | None:
    """Return the review to which the entry of that place, or what stands in for it, belongs."""
    meant = case.at(place)
    return next((r for r in reviews(case) if meant in r.steps), None) if meant else None


def begun_by(case: Case, step: Step) -> Step | None:
    """Return the step that began the review to which this one belongs."""
    begun: Step | None = None
    above: Step | None = step
    seen: set[int] = set()
    while above is not None and above.place not in seen:
        seen.add(above.place)
        begun = above if isinstance(above.event, BEGIN) else begun
        above = case.at(above.event.of)
    if begun is None and step.event.of is None and isinstance(step.event, AFTER_MEETING):
        return _last_meeting(case, step)
    return begun


def of_two_reviews(case: Case, one: Step, other: Step) -> bool:
    """Whether two steps belong to two reviews, as far as it is known to which they belong."""
    first, second = begun_by(case, one), begun_by(case, other)
    return first is not None and second is not None and first is not second


def _last_meeting(case: Case, step: Step) -> Step | None:
    """Return what began the review of the last meeting before a step that does not say whose.

    An amended plan belongs to it only if nothing else that it may come from lies between; what
    says that it is not about a review belongs to none.
    """
    meeting = case.before(step, ev.ReviewMeetingHeld)
    if meeting is None or _without_review(step.event):
        return None
    if isinstance(step.event, AmendedPlanIssued):
        since = case.before(step, *AFTER_MEETING)
        if since is None or not case.follows(since, meeting) or isinstance(since.event, LAST):
            return None
    return begun_by(case, meeting)


def _without_review(event: Event) -> bool:
    """Whether amendments say that something else than a review is their cause."""
    if isinstance(event, ev.AmendmentNoticeIssued | NotToAmendDecided):
        return event.cause not in (None, NoticeCause.REVIEW)
    return isinstance(event, AmendedPlanIssued) and not event.may_be_for(AmendmentCause.REVIEW)
