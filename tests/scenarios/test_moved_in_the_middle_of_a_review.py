"""A family moves while its plan is under review: what ends here, and what begins there."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.ending.cease_grounds import MOVED_IS_TRANSFER, CeaseReason
from ehcp.domain.commands.ending.ceasing import ConsiderCeasing
from ehcp.domain.commands.ending.transfer import (
    NOT_MOVED,
    LearnOfMove,
    PassPlanOn,
    RecordMoveAway,
)
from ehcp.domain.commands.ending.transfer_in import (
    NO_ORIGIN,
    NOT_ALL_THREE_TOLD,
    ORIGINAL_DATE,
    ReceivePlan,
    TellFamilyOfTransfer,
)
from ehcp.domain.commands.outcome import RecordOutcomeProgress
from ehcp.domain.events.outcome import Progress
from ehcp.domain.events.review import ReviewDecision, ReviewDecisionNotified, ReviewKind
from ehcp.domain.events.transfer import AdvicePassedOn, Origin, PlanReceived
from ehcp.domain.standing.outcomes import outcomes
from tests.domain.ordinary_case import CHILD, FINAL_PLAN, PARENT
from tests.scenarios.life import Life
from tests.scenarios.parts import convened, kept, planned, reported, reviewed

MEETING = date(2026, 3, 24)
OLD = (
    *planned(date(2025, 1, 6), date(2025, 2, 3), date(2025, 4, 7), date(2025, 5, 12)),
    *convened(MEETING, ReviewKind.FIRST),
    *reviewed(MEETING),
    LearnOfMove(on=date(2026, 3, 30), to_authority="Northmere", moves_on=date(2026, 4, 13)),
    reported(date(2026, 4, 2), ReviewDecision.AMEND),
)
MOVED = RecordMoveAway(on=date(2026, 4, 13), to_authority="Northmere")
PASSED_ON = PassPlanOn(on=date(2026, 4, 20))
RECEIVED = ReceivePlan(
    on=date(2026, 4, 20),
    origin=Origin(authority="Southmere", case_reference="S-4711", history_hash="0f" * 32),
    made_on=date(2025, 5, 12),
    moved_on=date(2026, 4, 13),
    plan=FINAL_PLAN,
    advice=(AdvicePassedOn(kind="d", author="the educational psychologist"),),
    child=CHILD,
    parents=(PARENT,),
)


def test_the_old_authority_passes_the_plan_on_within_fifteen_working_days_of_hearing():
    life = Life(OLD)
    life.refuses(PassPlanOn(on=date(2026, 4, 10)), NOT_MOVED)
    away = ConsiderCeasing(on=date(2026, 4, 10), reason=CeaseReason.MOVED_AUTHORITY)
    life.refuses(away, MOVED_IS_TRANSFER)
    life.then(MOVED)
    assert life.around("la-transfer-late-notice", date(2026, 4, 21)) == (
        "not-due", "not-due", "outstanding",
    )  # fmt: skip
    life.then(PASSED_ON)
    assert life.on(date(2026, 4, 21), "la-transfer-late-notice", "la-transfer-on-move") == [
        "la-transfer-late-notice: Tue 21 Apr 2026, met"
    ]


def test_nothing_more_of_the_review_is_owed_by_the_old_authority():
    life = Life(OLD, MOVED)
    review = ("annual-review-report", "annual-review-decision", "annual-review-final-12-weeks")
    assert life.on(date(2026, 4, 19), *review) == [
        "annual-review-report: Tue 7 Apr 2026, met",
        "annual-review-decision: Tue 21 Apr 2026, not-due",
        "annual-review-final-12-weeks: Tue 16 Jun 2026, not-due",
    ]
    life.then(PASSED_ON)
    assert life.on(date(2026, 6, 17), *review) == [
        "annual-review-report: Tue 7 Apr 2026, met",
        "annual-review-decision: Tue 21 Apr 2026, disapplied",
        "annual-review-final-12-weeks: Tue 16 Jun 2026, disapplied",
    ]
    assert life.case.plan_in_force is None


def test_the_new_authority_says_where_the_plan_comes_from_and_keeps_its_date():
    new = Life()
    new.refuses(replace(RECEIVED, origin=Origin(authority=" ")), NO_ORIGIN)
    new.refuses(replace(RECEIVED, made_on=date(2026, 4, 21)), ORIGINAL_DATE)
    new.then(RECEIVED)
    received = new.case.last(PlanReceived)
    assert received and received.origin and received.origin.history_hash == "0f" * 32
    assert received.made_on == date(2025, 5, 12)


def test_the_family_is_told_in_six_weeks_and_the_review_is_the_later_of_two():
    new = Life(RECEIVED)
    told = TellFamilyOfTransfer(
        on=date(2026, 6, 1), will_assess=False, review_by=date(2026, 7, 17)
    )
    assert new.around("la-transfer-inform-family", date(2026, 6, 1)) == (
        "not-due", "not-due", "outstanding",
    )  # fmt: skip
    new.refuses(replace(told, review_by=date(2026, 5, 1)), NOT_ALL_THREE_TOLD)
    new.then(told)
    assert new.on(date(2026, 6, 1), "la-transfer-inform-family", "la-transfer-review") == [
        "la-transfer-inform-family: Mon 1 Jun 2026, met",
        "la-transfer-review: Sun 19 Jul 2026, not-due",
    ]


def test_what_if_the_decision_came_a_day_too_late():
    new = Life(RECEIVED)
    late = ReviewDecisionNotified(on=date(2026, 7, 20), decision=ReviewDecision.MAINTAIN)
    supposed = new.if_only(late)
    assert supposed.on(date(2026, 7, 20), "la-transfer-review") == [
        "la-transfer-review: Sun 19 Jul 2026, missed"
    ]
    new.then(convened(date(2026, 6, 23)), reviewed(date(2026, 6, 23)), kept(date(2026, 7, 14)))
    assert new.on(date(2026, 7, 20), "la-transfer-review", "annual-review-decision") == [
        "la-transfer-review: Sun 19 Jul 2026, met",
        "annual-review-decision: Tue 21 Jul 2026, met",
    ]


def test_an_outcome_goes_on_where_it_stood_when_the_family_came():
    new = Life(RECEIVED)
    new.then(
        RecordOutcomeProgress(
            on=date(2026, 3, 24),
            outcome="e1",
            said_by="Elm Primary",
            progress=Progress.PARTLY_MET,
            under_authority="Southmere",
        )
    )
    (line,) = outcomes(new.case)
    assert line.progress is Progress.PARTLY_MET
    assert [judged.event.under_authority for judged in line.judged] == ["Southmere"]
