"""Where a case stands once a plan is not amended after all, or kept after a re-assessment."""

from datetime import date

import pytest

from ehcp.domain.case import Case
from ehcp.domain.events.amendment import NotToAmendDecided
from ehcp.domain.events.reassessment import PlanKeptAfterReassessment, ReassessmentWithdrawn
from ehcp.projections.stage import CaseStage, stage
from tests.domain.amending_case import NOTIFIED, REASSESSED


@pytest.mark.parametrize(
    ("given", "before", "end"),
    [
        (NOTIFIED, CaseStage.AMENDMENT, NotToAmendDecided),
        (REASSESSED, CaseStage.REASSESSMENT, PlanKeptAfterReassessment),
        (REASSESSED, CaseStage.REASSESSMENT, ReassessmentWithdrawn),
    ],
)
def test_the_plan_in_force_stays(given, before, end):
    assert stage(Case.of(*given)) is before
    assert stage(Case.of(*given, end(on=date(2026, 5, 18)))) is CaseStage.PLAN_IN_FORCE
