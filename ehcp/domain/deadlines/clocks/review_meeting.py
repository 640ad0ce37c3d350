"""What is due before and at the meeting of a review: regs 19 to 21."""

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, Steps, steps
from ehcp.domain.deadlines.clocks.review import child_of, of_this_review
from ehcp.domain.deadlines.clocks.terms import PLAN_ENDED
from ehcp.domain.deadlines.deadline import Days
from ehcp.domain.event import Event
from ehcp.domain.events.review import (
    ReviewListSent,
    ReviewMeetingHeld,
    ReviewReportSent,
    ReviewStarted,
)
from ehcp.domain.events.review_meeting import (
    InvitedToReview,
    ReviewAdviceCirculated,
    ReviewMeetingFixed,
    ReviewPostponed,
)
from ehcp.domain.plan.school_year import in_or_beyond_year_9
from ehcp.domain.standing.reviews import NO_MORE, begun_by, review_at
from ehcp.domain.step import BEGINNING, END, Step
from ehcp.law.time_limits import age, annual_review

UNKNOWN: Days = (BEGINNING, END)


def _meeting(_case: Case, fixed: Step) -> tuple[Days, ...]:
    """Return the day fixed for the meeting."""
    event = fixed.event
    day = event.meeting if isinstance(event, ReviewMeetingFixed) else None
    return ((day, day) if day else UNKNOWN,)


def _still_fixed(case: Case, _start: Step, fixed: Step) -> bool:
    """Whether the meeting was to be on that day: not put off, nor the review called off."""
    event = fixed.event
    later = case.after(fixed, ReviewPostponed, *NO_MORE)
    changed = any(of_this_review(case, fixed, step) for step in later)
    return isinstance(event, ReviewMeetingFixed) and event.meeting is not None and not changed


def _all_told(case: Case, fixed: Step, step: Step) -> bool:
    """Whether with this step everybody who must be invited has been told of that day."""
    review = review_at(case, fixed.place)
    if review is None or not of_this_review(case, fixed, step):
        return False
    (day, _), *_rest = _meeting(case, fixed)
    told = {who for who, when in review.invited(day).items() if not case.follows(when, step)}
    return told >= set(review.to_invite)


def _sent_for_it(case: Case, fixed: Step, step: Step) -> bool:
    """Whether the advice went out for this meeting, perhaps before it was put off to this day.

    What went out for a meeting that was held is not for the next one. What does not say of
    which review it is may be an older one's, unless the meeting was put off since.
    """
    if not of_this_review(case, fixed, step):
        return False
    if not isinstance(fixed.event, ReviewMeetingFixed) or case.follows(step, fixed):
        return True
    between = [
        each
        for each in case.after(step, ReviewPostponed, ReviewMeetingHeld, *NO_MORE)
        if case.follows(fixed, each) and of_this_review(case, fixed, each)
    ]
    if not all(isinstance(each.event, ReviewPostponed) for each in between):
        return False
    return bool(between) or begun_by(case, step) is not None


def _in_review(*kinds: type[Event]) -> Steps:
    return steps(*kinds, test=of_this_review)


def _term(_case: Case, started: Step) -> tuple[Days, ...]:
    """Return the first day of the term in which the review falls due."""
    event = started.event
    day = event.term_starts if isinstance(event, ReviewStarted) else None
    return ((day, day) if day else UNKNOWN,)


def _in_year_9(case: Case, _start: Step, meeting: Step) -> bool:
    """Whether the person is in or beyond Year 9 at the meeting, on its first possible day."""
    about = child_of(case)
    return about is not None and in_or_beyond_year_9(
        about.date_of_birth, meeting.first, offset=about.year_offset
    )


def _for_adulthood(case: Case, start: Step, step: Step) -> bool:
    """Whether a report on that meeting says what was considered to prepare for adulthood."""
    event = step.event
    said = event.adulthood if isinstance(event, ReviewReportSent) else None
    return bool(said) and of_this_review(case, start, step)


REVIEW_MEETING_CLOCKS = (
    Clock(
        limit=annual_review.ANNUAL_REVIEW_TERM_LIST,
        starts=steps(ReviewStarted, test=lambda case, _, step: _term(case, step) != (UNKNOWN,)),
        counted_from=_term,
        ends=_in_review(ReviewListSent),
        not_if=_in_review(*NO_MORE) | PLAN_ENDED,
    ),
    Clock(
        limit=annual_review.ANNUAL_REVIEW_MEETING_NOTICE,
        starts=steps(ReviewMeetingFixed, test=_still_fixed),
        counted_from=_meeting,
        ends=steps(InvitedToReview, test=_all_told),
        not_if=_in_review(ReviewMeetingHeld) | PLAN_ENDED,
    ),
    Clock(
        limit=annual_review.ANNUAL_REVIEW_CIRCULATE_ADVICE,
        starts=steps(ReviewMeetingFixed, test=_still_fixed),
        counted_from=_meeting,
        ends=steps(ReviewAdviceCirculated, test=_sent_for_it),
        ends_before=True,
        not_if=_in_review(ReviewMeetingHeld) | PLAN_ENDED,
    ),
    Clock(
        limit=age.YEAR_9_PREPARING_FOR_ADULTHOOD,
        own=True,
        starts=steps(ReviewMeetingHeld, test=_in_year_9),
        ends=steps(ReviewReportSent, test=_for_adulthood),
        not_if=PLAN_ENDED,
    ),
)
