"""Re-assessments: several requests, one of them withdrawn, and what the plan's end takes away.

The request of the case is received on Monday 2 March 2026 (15 days: 17 March), agreed to on
16 March (14 weeks: 22 June).
"""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.amendment.reassessment import (
    DECIDED_WHEN,
    MUST_BE_GRANTED,
    NOTHING_ASKED,
    AgreeToReassess,
    RefuseToReassess,
    WithdrawReassessmentRequest,
)
from ehcp.domain.commands.amendment.reassessment_end import KeepPlanAfterReassessment
from ehcp.domain.commands.assessment.advice import AdviceKind, RecordAdvice
from ehcp.domain.commands.plan.final import PERIOD_RUNNING
from ehcp.domain.commands.underway import open_reassessment_request, reassessment
from ehcp.domain.deadlines import Status
from ehcp.domain.events.ceasing import CeaseSetAside, PlanCeased
from ehcp.domain.events.draft import RepresentationsComplete
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.reassessment import (
    ReassessmentAgreed,
    ReassessmentRefusalGround,
    ReassessmentRequester,
    ReassessmentWithdrawn,
)
from tests.domain.amending_case import (
    ADVICE_AGAIN,
    ASKED_AGAIN,
    ASKED_FOR_REASSESSMENT,
    ASKED_PLACE,
    DRAFT_AGAIN_PLACE,
    REASSESSED,
    REASSESSING,
    REASSESSING_PLACE,
    REDRAFTED,
    UNDER_REASSESSMENT,
)
from tests.domain.limits import due, statuses
from tests.domain.ordinary_case import FINISHED, S19
from tests.domain.ordinary_case import NOTICE as FOUR
from tests.domain.scenario import recorded, scenario

LIMIT = "reassessment-decision"
PLAN = "reassessment-final-plan"
SUMMER = date(2026, 7, 1)
BODYS = replace(
    ASKED_AGAIN, on=date(2026, 3, 9), requested_by=ReassessmentRequester.COMMISSIONING_BODY
)
BODYS_PLACE = ASKED_PLACE + 1
BOTH = [*ASKED_FOR_REASSESSMENT, BODYS]
TAKEN_BACK = ReassessmentWithdrawn(on=date(2026, 3, 10), of=ASKED_PLACE)
REFUSE = RefuseToReassess(
    on=date(2026, 3, 16),
    ground=ReassessmentRefusalGround.NOT_NECESSARY,
    reasons="Nothing has changed.",
    notice=FOUR,
    s19_considered=S19,
)
KEEP = KeepPlanAfterReassessment(
    on=date(2026, 5, 25), reasons="It fits.", notice=FOUR, s19_considered=S19
)


def test_the_earliest_request_governs_while_it_stands():
    assert due(LIMIT, BOTH, SUMMER) == date(2026, 3, 17)


def test_who_withdraws_one_request_withdraws_no_other():
    given = [*BOTH, TAKEN_BACK]
    assert statuses(LIMIT, given, date(2026, 3, 24)) == [Status.DISAPPLIED, Status.NOT_DUE]
    assert statuses(LIMIT, given, date(2026, 3, 25)) == [Status.DISAPPLIED, Status.OUTSTANDING]
    case = recorded(*given)
    pending = open_reassessment_request(case)
    assert pending is not None and pending.place == BODYS_PLACE
    (agreed,) = AgreeToReassess(on=date(2026, 3, 24), s19_considered=S19).decide(case)
    assert agreed.of == BODYS_PLACE
    assert statuses(LIMIT, [*given, agreed], SUMMER) == [Status.DISAPPLIED, Status.MET]
    scenario(given=given, when=REFUSE, then=MUST_BE_GRANTED)


def test_it_may_be_the_later_one_that_is_withdrawn():
    withdraw = WithdrawReassessmentRequest(on=date(2026, 3, 10), request=BODYS_PLACE)
    (withdrawn,) = withdraw.decide(recorded(*BOTH))
    assert withdrawn.of == BODYS_PLACE
    given = [*BOTH, withdrawn]
    assert statuses(LIMIT, given, SUMMER) == [Status.OUTSTANDING]
    scenario(given=given, when=withdraw, then=NOTHING_ASKED)
    (refused,) = REFUSE.decide(recorded(*given))
    assert refused.of == ASKED_PLACE


def test_a_request_withdrawn_during_a_reassessment_ends_none_that_answers_another():
    second = replace(BODYS, on=date(2026, 4, 6), requested_by=ReassessmentRequester.PARENT)
    place = len(UNDER_REASSESSMENT) + 1
    withdrawn = ReassessmentWithdrawn(on=date(2026, 4, 8), of=place)
    given = [*UNDER_REASSESSMENT, second, withdrawn]
    assert reassessment(recorded(*given)) is not None
    assert statuses(PLAN, given, SUMMER) == [Status.OUTSTANDING]
    own = replace(withdrawn, of=ASKED_PLACE)
    assert reassessment(recorded(*UNDER_REASSESSMENT, own)) is None
    assert statuses(PLAN, [*UNDER_REASSESSMENT, own], SUMMER) == [Status.DISAPPLIED]


def test_the_plan_comes_within_14_weeks_of_the_notice():
    assert due(PLAN, UNDER_REASSESSMENT, SUMMER) == date(2026, 6, 22)
    assert statuses(PLAN, UNDER_REASSESSMENT, date(2026, 6, 22)) == [Status.NOT_DUE]
    assert statuses(PLAN, UNDER_REASSESSMENT, date(2026, 6, 23)) == [Status.OUTSTANDING]


def test_of_own_motion_it_comes_within_14_weeks_of_deciding():
    agree = AgreeToReassess(
        on=date(2026, 3, 16), s19_considered=S19, own_motion=True, decided=date(2026, 3, 9)
    )
    (agreed,) = agree.decide(recorded(*FINISHED))
    assert due(PLAN, [*FINISHED, agreed], SUMMER) == date(2026, 6, 15)
    unsaid = ReassessmentAgreed(on=agreed.on, own_motion=True)
    assert due(PLAN, [*FINISHED, unsaid], SUMMER) == date(2026, 6, 22)
    later = replace(agree, decided=date(2026, 3, 17))
    scenario(given=FINISHED, when=later, then=DECIDED_WHEN)
    asked = replace(agree, own_motion=False)
    scenario(given=ASKED_FOR_REASSESSMENT, when=asked, then=DECIDED_WHEN)


@pytest.mark.parametrize(
    ("limit", "given"),
    [
        (LIMIT, ASKED_FOR_REASSESSMENT),
        (PLAN, UNDER_REASSESSMENT),
        ("reassessment-no-change", UNDER_REASSESSMENT),
        ("reassessment-advice", [*UNDER_REASSESSMENT, ADVICE_AGAIN[1]]),
    ],
)
def test_the_end_of_the_plan_takes_a_reassessment_away(limit, given):
    ceased = PlanCeased(on=date(2026, 3, 17))
    later = [replace(step, on=min(step.on, date(2026, 3, 16))) for step in given]
    assert statuses(limit, [*later, ceased], SUMMER) == [Status.DISAPPLIED]
    aside = CeaseSetAside(on=date(2026, 3, 20))
    assert statuses(limit, [*later, ceased, aside], SUMMER) == [Status.OUTSTANDING]


def test_a_request_after_a_new_plan_starts_its_own_days():
    given = [
        *ASKED_FOR_REASSESSMENT,
        PlanCeased(on=date(2026, 3, 4)),
        FinalPlanIssued(on=date(2026, 6, 1)),
        replace(ASKED_AGAIN, on=date(2026, 6, 15)),
    ]
    assert statuses(LIMIT, given, date(2026, 6, 30)) == [Status.DISAPPLIED, Status.NOT_DUE]
    assert statuses(LIMIT, given, SUMMER) == [Status.DISAPPLIED, Status.OUTSTANDING]


def test_nobody_waits_for_advice_once_the_request_is_withdrawn():
    withdrawn = ReassessmentWithdrawn(on=date(2026, 4, 1), of=ASKED_PLACE)
    assert set(statuses("reassessment-advice", [*REASSESSED, withdrawn], SUMMER)) == {
        Status.DISAPPLIED
    }


def test_the_plan_is_not_kept_while_the_family_has_its_time_on_the_draft():
    scenario(given=REDRAFTED, when=KEEP, then=PERIOD_RUNNING)
    (kept,) = replace(KEEP, on=date(2026, 5, 26)).decide(recorded(*REDRAFTED))
    assert kept.of == REASSESSING_PLACE
    complete = RepresentationsComplete(on=date(2026, 5, 20), of=DRAFT_AGAIN_PLACE)
    assert list(KEEP.decide(recorded(*REDRAFTED, complete)))
    assert list(KEEP.decide(recorded(*REASSESSED)))


def test_advice_answers_the_request_of_the_assessment_that_is_under_way():
    old = ReassessmentAgreed(on=date(2025, 9, 1), own_motion=True)
    never = replace(ADVICE_AGAIN[1], on=date(2025, 9, 3), of=len(FINISHED) + 1)
    over = ReassessmentWithdrawn(on=date(2025, 10, 1))
    again = replace(REASSESSING, of=None, own_motion=True)
    asked = replace(ADVICE_AGAIN[1], of=len(FINISHED) + 4)
    came = RecordAdvice(on=date(2026, 4, 20), kind=AdviceKind.EDUCATIONAL, from_body="Elm Primary")
    given = [*FINISHED, old, never, over, again, asked]
    (advice,) = came.decide(recorded(*given))
    assert advice.of == len(given)
    found = statuses("reassessment-advice", [*given, advice], SUMMER)
    assert found == [Status.DISAPPLIED, Status.MET]
