"""The summer of 2020: an exception for coronavirus lifts a limit only with a reason on record."""

from datetime import date

from ehcp.domain.commands.assessment.advice import AdviceKind, RecordAdvice, RequestAdvice
from ehcp.domain.commands.record import (
    NOT_A_GROUND_FOR,
    ClaimException,
    DecideOnException,
)
from ehcp.domain.events.record import ExceptionClaimed
from tests.scenarios.life import Life
from tests.scenarios.parts import advised, agree, asked, drafted, finalised, heard

ASSESSED = (
    asked(date(2020, 2, 3)),
    heard(date(2020, 2, 20)),
    agree(date(2020, 3, 10)),
    *tuple(advised(date(2020, 3, 30), date(2020, 5, 8)))[:-2],
)
DRAFTED = tuple(drafted(date(2020, 6, 15)))
FINAL = finalised(date(2020, 7, 20))
CLAIM = ClaimException(
    on=date(2020, 6, 12),
    ground="coronavirus",
    limits=("final-plan-20-weeks", "advice-response"),
    since=date(2020, 3, 23),
    until=date(2020, 6, 26),
    reasons="The psychologist could visit no school, and could not assess from a distance.",
    evidence="Letter of the service, 11 June 2020",
)
PLAN = "final-plan-20-weeks"


def claimed(life: Life, *, accepted: bool) -> Life:
    """Go on with the claim and what was decided on it."""
    life.then(CLAIM)
    decided = DecideOnException(
        on=date(2020, 6, 15), claim=life.place(ExceptionClaimed), accepted=accepted
    )
    return life.then(decided)


def test_without_a_reason_on_record_the_plan_is_four_weeks_late():
    life = Life(ASSESSED, DRAFTED)
    assert life.around(PLAN, date(2020, 6, 22)) == ("not-due", "not-due", "outstanding")
    life.then(FINAL)
    assert life.on(date(2020, 7, 20), PLAN) == [f"{PLAN}: Mon 22 Jun 2020, missed"]
    assert life.late(PLAN, date(2020, 7, 20)) == 28


def test_with_it_the_same_plan_is_excused_and_its_day_stays_where_it_was():
    life = claimed(Life(ASSESSED), accepted=True).then(DRAFTED)
    assert life.around(PLAN, date(2020, 6, 22)) == ("not-due", "not-due", "excused")
    life.then(FINAL)
    assert life.on(date(2020, 7, 20), PLAN) == [f"{PLAN}: Mon 22 Jun 2020, excused"]
    assert life.late(PLAN, date(2020, 7, 20)) == 28


def test_a_claim_that_is_not_accepted_changes_nothing():
    life = claimed(Life(ASSESSED), accepted=False).then(DRAFTED, FINAL)
    assert life.on(date(2020, 7, 20), PLAN) == [f"{PLAN}: Mon 22 Jun 2020, missed"]


def test_before_the_claim_was_recorded_the_authority_knew_of_no_reason():
    life = claimed(Life(ASSESSED), accepted=True).then(DRAFTED, FINAL)
    day = date(2020, 7, 20)
    assert life.on(day, PLAN, known=date(2020, 6, 11)) == [f"{PLAN}: Mon 22 Jun 2020, outstanding"]
    assert life.on(day, PLAN, known=day) == [f"{PLAN}: Mon 22 Jun 2020, excused"]


def test_late_advice_is_excused_by_the_same_reason():
    kind, body = AdviceKind.PSYCHOLOGICAL, "the educational psychologist"
    before = tuple(c for c in ASSESSED if not isinstance(c, RequestAdvice | RecordAdvice))
    life = Life(before, RequestAdvice(on=date(2020, 3, 30), kind=kind, from_body=body))
    assert life.around("advice-response", date(2020, 5, 11)) == (
        "not-due", "not-due", "outstanding",
    )  # fmt: skip
    claimed(life, accepted=True)
    life.then(RecordAdvice(on=date(2020, 6, 19), kind=kind, from_body=body))
    assert life.on(date(2020, 6, 19), "advice-response") == [
        "advice-response: Mon 11 May 2020, excused"
    ]


def test_the_reason_lifts_nothing_that_fell_due_before_may():
    late = (*ASSESSED[:2], agree(date(2020, 4, 6)))
    life = Life(late)
    decision = "assessment-decision-notify"
    claim = ClaimException(on=date(2020, 4, 6), ground="coronavirus", limits=(decision,))
    life.then(claim)
    life.then(
        DecideOnException(on=date(2020, 4, 6), claim=life.place(ExceptionClaimed), accepted=True)
    )
    assert life.on(date(2020, 4, 6), decision) == [f"{decision}: Mon 16 Mar 2020, missed"]
    rights = ClaimException(
        on=date(2020, 6, 12), ground="coronavirus", limits=("young-person-rights",)
    )
    life.refuses(rights, NOT_A_GROUND_FOR)
