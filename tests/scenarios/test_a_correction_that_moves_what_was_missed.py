"""A letter is found with an earlier stamp: what was in time becomes late, from that day on."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.record import (
    DAYS_OUT_OF_ORDER,
    OPENING_STAYS,
    WHY_WRONG,
    CorrectEntry,
    StrikeOutEntry,
)
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.request import AssessmentAgreed, AssessmentRequested
from tests.scenarios.life import Life
from tests.scenarios.parts import advised, agree, asked, drafted, finalised, heard

AS_ENTERED = (
    asked(date(2025, 1, 13)),
    heard(date(2025, 1, 27)),
    agree(date(2025, 2, 20)),
    *advised(date(2025, 2, 21), date(2025, 4, 4)),
    *drafted(date(2025, 4, 25)),
    finalised(date(2025, 5, 30)),
)
LIMITS = ("assessment-decision-notify", "decision-to-issue-or-draft", "final-plan-20-weeks")
BEFORE, AFTER = date(2025, 6, 15), date(2025, 6, 16)


def corrected() -> Life:
    """Return the life after the correction of 16 June."""
    life = Life(AS_ENTERED)
    correction = CorrectEntry(
        on=AFTER,
        entry=life.place(AssessmentRequested),
        why="The envelope was stamped on 6 January.",
        right_day=date(2025, 1, 6),
    )
    return life.then(correction)


def test_as_it_was_entered_everything_was_in_time():
    life = Life(AS_ENTERED[:-1])
    assert life.around("final-plan-20-weeks", date(2025, 6, 2)) == (
        "not-due", "not-due", "outstanding",
    )  # fmt: skip
    assert Life(AS_ENTERED).on(BEFORE, *LIMITS) == [
        "assessment-decision-notify: Mon 24 Feb 2025, met",
        "decision-to-issue-or-draft: Mon 5 May 2025, met",
        "final-plan-20-weeks: Mon 2 Jun 2025, met",
    ]


def test_as_it_was_known_before_and_after_the_correction():
    life = corrected()
    assert life.on(AFTER, *LIMITS, known=BEFORE) == [
        "assessment-decision-notify: Mon 24 Feb 2025, met",
        "decision-to-issue-or-draft: Mon 5 May 2025, met",
        "final-plan-20-weeks: Mon 2 Jun 2025, met",
    ]
    assert life.on(AFTER, *LIMITS, known=AFTER) == [
        "assessment-decision-notify: Mon 17 Feb 2025, missed",
        "decision-to-issue-or-draft: Mon 28 Apr 2025, met",
        "final-plan-20-weeks: Mon 26 May 2025, missed",
    ]
    assert life.late("assessment-decision-notify", AFTER) == 3
    assert life.late("final-plan-20-weeks", AFTER) == 4


def test_what_stood_in_march_is_asked_in_both_ways():
    """On 1 March the decision was late: but nobody could know it then."""
    life = corrected()
    march = date(2025, 3, 1)
    assert life.on(march, LIMITS[0], known=march) == [
        "assessment-decision-notify: Mon 24 Feb 2025, met"
    ]
    assert life.on(march, LIMITS[0]) == ["assessment-decision-notify: Mon 17 Feb 2025, missed"]


def test_what_if_the_plan_had_gone_out_on_the_twenty_sixth_of_may():
    life = Life(AS_ENTERED[:-1])
    life.then(
        CorrectEntry(
            on=date(2025, 5, 12),
            entry=life.place(AssessmentRequested),
            why="The envelope was stamped on 6 January.",
            right_day=date(2025, 1, 6),
        )
    )
    for day, status in ((date(2025, 5, 26), "met"), (date(2025, 5, 27), "missed")):
        supposed = life.if_only(FinalPlanIssued(on=day))
        assert supposed.on(day, "final-plan-20-weeks") == [
            f"final-plan-20-weeks: Mon 26 May 2025, {status}"
        ]
    assert life.on(date(2025, 5, 26), "final-plan-20-weeks") == [
        "final-plan-20-weeks: Mon 26 May 2025, not-due"
    ]


def test_a_correction_says_why_and_keeps_the_order_of_what_happened():
    life = Life(AS_ENTERED)
    request = life.place(AssessmentRequested)
    wrong = CorrectEntry(
        on=AFTER, entry=request, why="The stamp was misread.", right_day=date(2025, 2, 24)
    )
    life.refuses(wrong, DAYS_OUT_OF_ORDER)
    life.refuses(replace(wrong, why=" "), WHY_WRONG)
    life.refuses(StrikeOutEntry(on=AFTER, entry=1, why="Wrong child."), OPENING_STAYS)


def test_a_decision_struck_out_leaves_the_request_undecided():
    life = Life(AS_ENTERED[:3])
    strike = StrikeOutEntry(
        on=date(2025, 3, 3),
        entry=life.place(AssessmentAgreed),
        why="The letter was drafted, and never sent.",
    )
    life.then(strike)
    assert life.on(date(2025, 3, 3), LIMITS[0], known=date(2025, 3, 2)) == [
        "assessment-decision-notify: Mon 24 Feb 2025, met"
    ]
    assert life.on(date(2025, 3, 3), LIMITS[0]) == [
        "assessment-decision-notify: Mon 24 Feb 2025, outstanding"
    ]
