"""Which review a command speaks of, and what is asked of it however far it has come."""

from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Refusal, require
from ehcp.domain.commands.underway import child
from ehcp.domain.events.review import ReviewReportSent
from ehcp.domain.plan.school_year import in_or_beyond_year_9
from ehcp.domain.standing.review import Review
from ehcp.domain.standing.reviews import review_at, reviews
from ehcp.law.citations import CFA_2014, SEND_REGS_2014

NO_REVIEW = Refusal(
    "no-review",
    "No review is open that this could belong to.",
    CFA_2014.s("44(1)"),
    instead="Start the review first.",
)
WHICH_REVIEW = Refusal(
    "which-review",
    "More than one review is open.",
    instead="Say which: give the place of the entry that began it.",
)
REVIEW_OVER = Refusal(
    "review-over",
    "That review is over.",
    instead="Start another, or correct the entry that ended this one.",
)
MEETING_IS_OVER = Refusal(
    "meeting-is-over",
    "The meeting of that review was held: from then on it ends with a decision.",
    SEND_REGS_2014.at("regs 20(10), 21"),
    instead="Send the report, and decide to maintain, amend or cease.",
)
NO_MEETING_YET = Refusal(
    "no-meeting-yet",
    "The meeting of that review was not held.",
    SEND_REGS_2014.at("regs 20(7), 20(10)"),
    instead="Hold the meeting first.",
)
REASONS_FOR_ENDING = Refusal(
    "reasons-for-ending",
    "The record says why a review was not held, or will not be.",
    instead="Give the reasons.",
)
BEFORE_REVIEW_BEGAN = Refusal(
    "before-review",
    "It is dated before the review began.",
    instead="Check the day, or correct that of the start.",
)
BEFORE_REVIEW_MEETING = Refusal(
    "before-review-meeting",
    "It is dated before the meeting.",
    instead="Check the day, or correct that of the meeting.",
)


def review_before_meeting(case: Case, place: int | None, on: date) -> Review:
    """Return the review of that place, or the only one, whose meeting is still to be held."""
    found = _review(case, place, held=False)
    require(found.meeting is None, MEETING_IS_OVER)
    require(not found.state.over, REVIEW_OVER)
    require(found.begun_by.first <= on, BEFORE_REVIEW_BEGAN)
    return found


def review_after_meeting(case: Case, place: int | None, on: date) -> Review:
    """Return the review of that place, or the only one, whose meeting awaits what follows."""
    found = _review(case, place, held=True)
    require(not found.state.over, REVIEW_OVER)
    meeting = require(found.meeting, NO_MEETING_YET)
    require(meeting.first <= on, BEFORE_REVIEW_MEETING)
    return found


def review_under_way(case: Case, place: int | None, on: date) -> Review:
    """Return the review of that place, or the only one, that is not over: met or not."""
    found = _named(case, place) if place is not None else _only(_going_on(case))
    require(not found.state.over, REVIEW_OVER)
    require(found.begun_by.first <= on, BEFORE_REVIEW_BEGAN)
    return found


def review_to_report_on(case: Case, place: int | None, on: date) -> Review:
    """Return the review of that place, or the only one, whose meeting is to be reported on.

    The decision does not wait for the report, and may have come first.
    """
    found = _named(case, place) if place is not None else _unreported(case)
    require(found.meeting is not None or not found.state.over, REVIEW_OVER)
    meeting = require(found.meeting, NO_MEETING_YET)
    require(meeting.first <= on, BEFORE_REVIEW_MEETING)
    return found


def in_year_9(case: Case, on: date) -> bool:
    """Whether the person is in or beyond Year 9 on a day, as far as the record knows the age."""
    about = child(case)
    return about is not None and in_or_beyond_year_9(
        about.date_of_birth, on, offset=about.year_offset
    )


def _review(case: Case, place: int | None, *, held: bool) -> Review:
    if place is not None:
        return _named(case, place)
    return _only([r for r in reviews(case) if not r.state.over and _awaits(r, held=held)])


def _named(case: Case, place: int) -> Review:
    return require(review_at(case, place), NO_REVIEW)


def _unreported(case: Case) -> Review:
    """Return the only review that awaits its decision; else the only one without its report."""
    found = reviews(case)
    undecided = [r for r in found if not r.state.over and _awaits(r, held=True)]
    return _only(undecided or [r for r in found if r.meeting and not r.all(ReviewReportSent)])


def _going_on(case: Case) -> list[Review]:
    return [review for review in reviews(case) if not review.state.over]


def _only(waiting: list[Review]) -> Review:
    require(len(waiting) > 0, NO_REVIEW)
    require(len(waiting) == 1, WHICH_REVIEW)
    return waiting[0]


def _awaits(review: Review, *, held: bool) -> bool:
    """Whether a review awaits its meeting, or after it (`held`) its report or decision."""
    return review.decision is None and (review.meeting is not None) is held
