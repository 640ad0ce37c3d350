"""Where a case stands that came from elsewhere, went elsewhere, or is over."""

from datetime import date

import pytest

from ehcp.domain.case import Case
from ehcp.domain.events.appeal import TribunalAppealLodged
from ehcp.domain.events.ceasing import (
    CeaseDecided,
    CeaseSetAside,
    LeftEngland,
    PersonDied,
    PlanCeased,
)
from ehcp.domain.events.detention import DetainedAssessmentRequested
from ehcp.domain.events.plan import DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.request import AssessmentAgreed
from ehcp.domain.events.transfer import AssessmentStoppedByMove, PlanPassedOn, PlanReceived
from ehcp.projections.stage import CaseStage, stage

PLAN = FinalPlanIssued(on=date(2025, 5, 12))
LATER = date(2025, 9, 1)


def test_a_plan_that_was_received_is_in_force():
    received = PlanReceived(on=date(2025, 10, 6))
    assert stage(Case.of(received)) is CaseStage.PLAN_IN_FORCE
    draft = DraftPlanIssued(on=date(2025, 11, 3))
    assert stage(Case.of(received, draft)) is CaseStage.AMENDMENT


@pytest.mark.parametrize("over", [PlanPassedOn, AssessmentStoppedByMove, PersonDied])
def test_a_case_in_which_nothing_is_owed_any_longer_is_closed(over):
    assert stage(Case.of(PLAN, over(on=LATER))) is CaseStage.CLOSED


def test_leaving_england_closes_a_case_that_has_no_plan():
    left = LeftEngland(on=LATER)
    assert stage(Case.of(AssessmentAgreed(on=date(2025, 6, 2)), left)) is CaseStage.CLOSED
    assert stage(Case.of(PLAN, left)) is CaseStage.PLAN_IN_FORCE
    assert stage(Case.of(PLAN, left, PlanCeased(on=LATER))) is CaseStage.CEASED


def test_an_appeal_does_not_outlast_a_death():
    appeal = TribunalAppealLodged(on=date(2025, 6, 2))
    assert stage(Case.of(PLAN, appeal)) is CaseStage.APPEAL
    assert stage(Case.of(PLAN, appeal, PersonDied(on=LATER))) is CaseStage.CLOSED


def test_a_plan_that_was_put_back_is_in_force_again():
    ended = [PLAN, CeaseDecided(on=date(2025, 6, 2)), PlanCeased(on=date(2025, 8, 5))]
    assert stage(Case.of(*ended)) is CaseStage.CEASED
    assert stage(Case.of(*ended, CeaseSetAside(on=LATER))) is CaseStage.PLAN_IN_FORCE


@pytest.mark.parametrize("over", [PlanPassedOn, PersonDied])
def test_nothing_is_put_back_that_was_passed_on_nor_after_a_death(over):
    ended = [PLAN, CeaseDecided(on=date(2025, 6, 2)), PlanCeased(on=date(2025, 8, 5))]
    aside = CeaseSetAside(on=date(2025, 10, 6))
    assert stage(Case.of(*ended, over(on=LATER), aside)) is CaseStage.CLOSED
    decided = ended[:2]
    assert stage(Case.of(*decided, over(on=LATER), aside)) is CaseStage.CLOSED
    assert stage(Case.of(*decided, aside)) is CaseStage.PLAN_IN_FORCE


def test_nothing_opens_a_case_again_after_a_death():
    late = AssessmentAgreed(on=date(2025, 10, 6))
    assert stage(Case.of(PLAN, PersonDied(on=LATER), late)) is CaseStage.CLOSED


def test_a_request_for_a_detained_person_is_a_request():
    asked = DetainedAssessmentRequested(on=LATER)
    assert stage(Case.of(asked)) is CaseStage.REQUEST
