"""Where a case stands when one of two tracks has ended and the other goes on."""

from datetime import date

from ehcp.domain.events.plan import AmendedPlanIssued
from ehcp.domain.events.review import (
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewKind,
    ReviewMeetingHeld,
    ReviewStarted,
)
from ehcp.domain.events.transfer import PlanPassedOn, PlanReceived
from ehcp.projections.stage import CaseStage, stage
from tests.domain.amending_case import AMENDED, NOTIFIED, REASSESSED
from tests.domain.ordinary_review import MET, TO_AMEND, WITH_REPORT
from tests.domain.scenario import recorded

AMENDING = [*WITH_REPORT, TO_AMEND]
SECOND = len(AMENDING) + 1
KEPT = ReviewDecisionNotified(on=date(2026, 6, 15), of=SECOND, decision=ReviewDecision.MAINTAIN)
EARLY = [
    ReviewStarted(on=date(2026, 5, 4), kind=ReviewKind.EARLY),
    ReviewMeetingHeld(on=date(2026, 6, 1), of=SECOND),
]


def at(*events):
    return stage(recorded(*events))


def test_a_review_that_changes_nothing_leaves_the_amendment_of_another():
    assert at(*AMENDING) is CaseStage.AMENDMENT
    assert at(*AMENDING, *EARLY) is CaseStage.REVIEW
    assert at(*AMENDING, *EARLY, KEPT) is CaseStage.AMENDMENT


def test_a_plan_that_is_amended_meanwhile_leaves_a_review_and_a_re_assessment():
    ordered = AmendedPlanIssued(on=date(2026, 4, 1), of=1)
    assert at(*MET, ordered) is CaseStage.REVIEW
    assert at(*REASSESSED, KEPT) is CaseStage.REASSESSMENT


def test_what_was_done_is_done():
    assert at(*NOTIFIED, AMENDED) is CaseStage.PLAN_IN_FORCE


def test_nothing_of_a_plan_that_was_passed_on_goes_on_when_the_child_comes_back():
    gone, back = PlanPassedOn(on=date(2026, 6, 1)), PlanReceived(on=date(2027, 1, 11))
    assert at(*AMENDING, gone) is CaseStage.CLOSED
    assert at(*AMENDING, gone, back) is CaseStage.PLAN_IN_FORCE
