"""A place breaks down while the yearly review is being arranged: two reviews are open at once."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.review.decision import NO_AMENDMENTS
from ehcp.domain.commands.review.open_reviews import WHICH_REVIEW
from ehcp.domain.commands.review.start import StartReview
from ehcp.domain.commands.setting.placement import RecordPlacementBreakdown
from ehcp.domain.events.review import (
    ReviewDecision,
    ReviewKind,
    ReviewMeetingHeld,
    ReviewStarted,
)
from tests.domain.amending_case import AMENDED_PLAN
from tests.domain.ordinary_case import ELM
from tests.scenarios.life import Life
from tests.scenarios.parts import (
    amended,
    convened,
    kept,
    noticed,
    planned,
    reported,
    reviewed,
    to_amend,
)

PLANNED = tuple(planned(date(2025, 1, 6), date(2025, 2, 3), date(2025, 4, 7), date(2025, 5, 12)))
YEARLY = date(2026, 3, 24)
EMERGENCY = date(2026, 2, 24)
BOTH = ("annual-review-report", "annual-review-decision", "annual-review-final-12-weeks")


def two_open() -> tuple[Life, int, int]:
    """Return the life in which both are open, and the places of the two reviews."""
    life = Life(PLANNED, convened(YEARLY, ReviewKind.FIRST))
    yearly = life.place(ReviewStarted)
    life.then(
        RecordPlacementBreakdown(on=date(2026, 1, 30), institution=ELM, reasons="She stays away."),
        StartReview(on=date(2026, 1, 30), kind=ReviewKind.EMERGENCY, institution=ELM),
    )
    return life, yearly, life.place(ReviewStarted)


def both_met() -> tuple[Life, int, int]:
    """Return the life after both meetings, the emergency one reported on and decided."""
    life, yearly, emergency = two_open()
    life.then(reviewed(EMERGENCY, emergency))
    life.then(reported(date(2026, 3, 9), ReviewDecision.AMEND, emergency))
    life.then(to_amend(date(2026, 3, 17), review=emergency), noticed(date(2026, 3, 23)))
    return life.then(reviewed(YEARLY, yearly)), yearly, emergency


def test_while_two_are_open_each_step_says_whose_it_is():
    life, yearly, _ = two_open()
    life.refuses(next(iter(reviewed(YEARLY))), WHICH_REVIEW)
    life.then(reviewed(YEARLY, yearly))
    held = life.case.steps_of(ReviewMeetingHeld)
    assert [step.event.of for step in held] == [yearly]


def test_each_meeting_has_its_own_two_four_and_twelve_weeks():
    life, _, _ = both_met()
    assert life.on(YEARLY, *BOTH) == [
        "annual-review-report: Tue 10 Mar 2026, met",
        "annual-review-decision: Tue 24 Mar 2026, met",
        "annual-review-final-12-weeks: Tue 19 May 2026, not-due",
        "annual-review-report: Tue 7 Apr 2026, not-due",
        "annual-review-decision: Tue 21 Apr 2026, not-due",
        "annual-review-final-12-weeks: Tue 16 Jun 2026, not-due",
    ]


def test_the_report_and_decision_of_one_end_nothing_of_the_other():
    life, yearly, _ = both_met()
    assert life.around("annual-review-report", date(2026, 4, 7)) == (
        "not-due", "not-due", "outstanding",
    )  # fmt: skip
    bare = replace(kept(date(2026, 4, 14), yearly), decision=ReviewDecision.AMEND)
    life.refuses(bare, NO_AMENDMENTS)
    life.then(
        reported(date(2026, 4, 8), ReviewDecision.MAINTAIN, yearly),
        kept(date(2026, 4, 14), yearly),
    )
    assert life.on(date(2026, 4, 14), *BOTH) == [
        "annual-review-report: Tue 10 Mar 2026, met",
        "annual-review-decision: Tue 24 Mar 2026, met",
        "annual-review-final-12-weeks: Tue 19 May 2026, not-due",
        "annual-review-report: Tue 7 Apr 2026, missed",
        "annual-review-decision: Tue 21 Apr 2026, met",
        "annual-review-final-12-weeks: Tue 16 Jun 2026, disapplied",
    ]


def test_the_amended_plan_is_due_eight_weeks_after_the_notice():
    life, yearly, _ = both_met()
    life.then(kept(date(2026, 4, 14), yearly))
    last = date(2026, 5, 18)
    assert life.around("annual-review-final-amended", last) == (
        "not-due", "not-due", "outstanding",
    )  # fmt: skip
    life.then(amended(last, AMENDED_PLAN))
    assert life.on(last, "annual-review-final-amended", "annual-review-first") == [
        "annual-review-first: Mon 11 May 2026, met",
        "annual-review-final-amended: Mon 18 May 2026, met",
    ]
