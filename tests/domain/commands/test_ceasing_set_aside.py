"""A decision to cease that was set aside: what had ended with the plan goes on."""

from datetime import date

from ehcp.domain.commands.amending import pending_notice
from ehcp.domain.commands.underway import (
    pending_draft,
    reassessment,
    standing_reassessment_refusal,
)
from ehcp.domain.events.amendment import NoticeCause
from ehcp.domain.events.ceasing import CeaseDecided, CeaseSetAside, PersonDied, PlanCeased
from ehcp.domain.events.plan import DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import ReassessmentAgreed, ReassessmentRefused
from ehcp.domain.events.review import AmendmentNoticeIssued
from ehcp.domain.events.transfer import PlanPassedOn, PlanReceived
from tests.domain.ordinary_case import FINISHED
from tests.domain.scenario import recorded

AGREED = ReassessmentAgreed(on=date(2025, 9, 1))
REFUSED = ReassessmentRefused(on=date(2025, 9, 1))
DRAFT = DraftPlanIssued(on=date(2025, 10, 6), of=len(FINISHED) + 1)
DECIDED = CeaseDecided(on=date(2025, 10, 13))
CEASED = PlanCeased(on=date(2026, 1, 5))
SET_ASIDE = CeaseSetAside(on=date(2026, 2, 2))
ENDED = [*FINISHED, AGREED, DRAFT, DECIDED, CEASED]


def test_the_end_of_the_plan_ends_a_re_assessment_and_its_draft():
    case = recorded(*ENDED)
    assert (reassessment(case), pending_draft(case)) == (None, None)


def test_they_go_on_where_the_end_was_set_aside():
    case = recorded(*ENDED, SET_ASIDE)
    under_way, draft = reassessment(case), pending_draft(case)
    assert under_way is not None and draft is not None
    assert (under_way.event, draft.event) == (AGREED, DRAFT)


def test_a_refusal_to_re_assess_stands_again_where_the_end_was_set_aside():
    ended = [*FINISHED, REFUSED, DECIDED, CEASED]
    assert standing_reassessment_refusal(recorded(*ended)) is None
    refused = standing_reassessment_refusal(recorded(*ended, SET_ASIDE))
    assert refused is not None and refused.event == REFUSED


def test_setting_a_decision_aside_does_not_bring_back_what_was_passed_on_or_a_plan_after_a_death():
    for end in (PlanPassedOn(on=date(2025, 12, 1)), PersonDied(on=date(2025, 12, 1))):
        assert recorded(*FINISHED, DECIDED, end, SET_ASIDE).plan_in_force is None
    back = recorded(*FINISHED, DECIDED, CEASED, SET_ASIDE).plan_in_force
    assert back is not None and back.event == FINISHED[-2]


def test_what_ended_with_a_plan_stays_ended_where_another_plan_was_made_before_the_setting_aside():
    notice = AmendmentNoticeIssued(on=date(2025, 10, 6), cause=NoticeCause.WITHOUT_REVIEW)
    ended = [*FINISHED, notice, DECIDED, CEASED]
    back = pending_notice(recorded(*ended, SET_ASIDE))
    assert back is not None and back.event == notice
    for another in (FinalPlanIssued, PlanReceived):
        before = another(on=date(2026, 2, 1))
        case = recorded(*ended, before, SET_ASIDE)
        assert pending_notice(case) is None
        assert case.plan_in_force is not None and case.plan_in_force.event == before
        after = another(on=date(2026, 2, 3))
        assert pending_notice(recorded(*ended, SET_ASIDE, after)) is not None
