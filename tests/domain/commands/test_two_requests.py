"""What may be asked of a case once the first of two requests was withdrawn."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.assessment.advice import ADVICE_NOT_SOUGHT, AdviceKind, RequestAdvice
from ehcp.domain.commands.assessment.no_plan import DecideNoPlan
from ehcp.domain.commands.before_the_family import NO_DRAFT
from ehcp.domain.commands.plan.draft import NO_REASON_FOR_PLAN
from ehcp.domain.commands.request.consideration import ConsultFamily
from ehcp.domain.commands.request.decision import FAMILY_NOT_CONSULTED, NO_OPEN_REQUEST
from ehcp.domain.commands.request.request import (
    NOTHING_TO_WITHDRAW,
    REQUEST_PENDING,
    AskedBy,
    RequestAssessment,
    WithdrawRequest,
)
from ehcp.domain.commands.setting.section_i import NAMED_WITHOUT_CONSULTATION
from ehcp.domain.commands.underway import assessment, open_request, pending_draft
from ehcp.domain.deadlines import Status
from ehcp.domain.events.assessment import AdviceRequested, NoPlanDecided
from ehcp.domain.events.mediation import MediationAgreement
from ehcp.domain.events.naming import SettingConsulted
from ehcp.domain.events.order import Ordered
from ehcp.domain.events.plan import DraftPlanIssued
from ehcp.domain.events.request import (
    AssessmentAgreed,
    AssessmentRefused,
    AssessmentRequested,
    FamilyConsulted,
    Method,
    Requester,
    RequestWithdrawn,
    Route,
)
from ehcp.domain.standing.advice import AdviceStatus, advice
from ehcp.domain.standing.budget_window import open_window
from ehcp.domain.standing.consultations import ConsultationStatus, consultations
from ehcp.domain.standing.versions import draft_out
from tests.domain.limits import statuses
from tests.domain.ordinary_case import (
    ADVICE,
    ELM,
    ISSUE_DRAFT,
    ISSUE_FINAL,
    NOTICE,
    OPENED,
    REQUESTED,
    S19,
)
from tests.domain.scenario import recorded, scenario
from tests.domain.two_requests import (
    AGREE,
    AGREED_ON_FIRST,
    AGREED_ON_SECOND,
    BOTH,
    CONSULTED_ON_FIRST,
    CONSULTED_ON_SECOND,
    DECIDE,
    FIRST,
    FIRST_WITHDRAWN,
    REFUSE,
    SCHOOL_ASKED,
    SECOND,
    SECOND_ALONE,
    SECOND_WITHDRAWN,
)

HEARD = [*SECOND_ALONE, CONSULTED_ON_SECOND]
AGREED = AssessmentAgreed(
    on=date(2025, 3, 3),
    of=SECOND,
    may_have_sen=True,
    plan_may_be_necessary=True,
    s19_considered=S19,
)
REFUSED = AssessmentRefused(
    on=date(2025, 3, 3),
    of=SECOND,
    reasons=REFUSE.reasons,
    may_have_sen=True,
    plan_may_be_necessary=False,
    notice=NOTICE,
    s19_considered=S19,
)
UNDER_WAY = [OPENED, REQUESTED, SCHOOL_ASKED, AGREED_ON_FIRST]
"""The agreement is entry 4."""
NO_PLAN = DecideNoPlan(
    on=date(2025, 5, 26),
    reasons="What she needs is there.",
    notice=NOTICE,
    s19_considered=S19,
    feedback="She reads better than a year ago.",
)
DRAFT = DraftPlanIssued(on=date(2025, 2, 9), of=4)
ASKED = AdviceRequested(on=date(2025, 2, 8), of=4, kind=AdviceKind.MEDICAL)
CONSULTED_ELM = SettingConsulted(on=date(2025, 2, 9), of=5, institution=ELM)


def place(step):
    """Return the place of a step; None where there is none."""
    return step and step.place


def test_the_second_request_is_agreed_to_or_refused():
    scenario(given=HEARD, when=AGREE, then=[AGREED])
    scenario(given=HEARD, when=REFUSE, then=[REFUSED])


def test_who_was_consulted_on_the_first_has_not_been_on_the_second():
    given = [*BOTH, CONSULTED_ON_FIRST, FIRST_WITHDRAWN]
    for decision in (AGREE, REFUSE):
        scenario(given=given, when=decision, then=FAMILY_NOT_CONSULTED)
    scenario(
        given=given,
        when=ConsultFamily(on=date(2025, 2, 12), method=Method.MEETING),
        then=[FamilyConsulted(on=date(2025, 2, 12), of=SECOND, method=Method.MEETING)],
    )
    scenario(given=[*given, CONSULTED_ON_SECOND], when=AGREE, then=[AGREED])


def test_an_agreement_on_the_first_is_over_with_it_and_the_second_awaits_a_decision():
    case = recorded(*UNDER_WAY, FIRST_WITHDRAWN)
    assert assessment(case) is None
    assert place(open_request(case)) == SECOND
    given = [*UNDER_WAY, FIRST_WITHDRAWN, CONSULTED_ON_SECOND]
    scenario(given=given, when=AGREE, then=[AGREED])
    scenario(given=given, when=replace(ISSUE_DRAFT, on=date(2025, 4, 7)), then=NO_REASON_FOR_PLAN)


def test_an_agreement_that_does_not_say_which_it_answers_answered_both():
    case = recorded(*BOTH, replace(AGREED_ON_FIRST, of=None), FIRST_WITHDRAWN)
    assert place(assessment(case)) == 4
    assert open_request(case) is None
    gone = recorded(*BOTH, replace(AGREED_ON_FIRST, of=None), FIRST_WITHDRAWN, SECOND_WITHDRAWN)
    assert assessment(gone) is None


def test_an_agreement_entered_before_a_late_withdrawal_leaves_no_assessment_of_the_second():
    """The parent had withdrawn on 6 February; on the 7th nobody knew."""
    late = replace(FIRST_WITHDRAWN, on=date(2025, 2, 6))
    case = recorded(*UNDER_WAY, late)
    assert assessment(case) is None
    assert place(open_request(case)) == SECOND
    scenario(given=[*UNDER_WAY, late, CONSULTED_ON_SECOND], when=AGREE, then=[AGREED])
    both_gone = recorded(*UNDER_WAY, late, SECOND_WITHDRAWN)
    assert assessment(both_gone) is None


def test_a_request_alone_that_is_withdrawn_ends_its_assessment():
    case = recorded(OPENED, REQUESTED, replace(AGREED_ON_FIRST, of=2), FIRST_WITHDRAWN)
    assert assessment(case) is None
    assert open_request(case) is None


def test_the_withdrawal_of_the_second_stops_nothing_that_is_done_on_the_first():
    given = [*UNDER_WAY, DRAFT, ASKED, CONSULTED_ELM, SECOND_WITHDRAWN]
    case = recorded(*given)
    assert place(assessment(case)) == 4
    assert place(pending_draft(case)) == 5
    assert place(draft_out(case).step) == 5  # type: ignore[union-attr]
    assert place(open_window(case)) == 4
    assert [each.status for each in advice(case)] == [AdviceStatus.OUTSTANDING]
    assert [each.status for each in consultations(case)] == [ConsultationStatus.OUTSTANDING]
    on = date(2025, 3, 24)
    assert statuses("advice-response", given, on) == [Status.OUTSTANDING]
    assert statuses("school-consultation-response", given, on) == [Status.OUTSTANDING]
    assert statuses("draft-representations-window", given, date(2025, 2, 12)) == [Status.NOT_DUE]
    assert statuses("personal-budget-request-window", given, on)[0] != Status.DISAPPLIED


def test_the_withdrawal_of_the_first_stops_what_was_done_on_it():
    given = [*UNDER_WAY, DRAFT, ASKED, CONSULTED_ELM, FIRST_WITHDRAWN]
    case = recorded(*given)
    assert pending_draft(case) is None
    assert draft_out(case) is None
    assert open_window(case) is None
    assert [each.status for each in advice(case)] == [AdviceStatus.NO_LONGER_AWAITED]
    assert [each.status for each in consultations(case)] == [ConsultationStatus.NO_LONGER_AWAITED]
    on = date(2025, 3, 24)
    assert statuses("advice-response", given, on) == [Status.DISAPPLIED]
    assert statuses("school-consultation-response", given, on) == [Status.DISAPPLIED]
    assert statuses("draft-representations-window", given, on) == [Status.DISAPPLIED]
    scenario(given=given, when=ISSUE_FINAL, then=NO_DRAFT)


def test_no_plan_is_decided_on_the_second_once_advice_was_sought_for_it():
    """What was sought for the assessment that ended is sought again, or used again."""
    for_first = [replace(each, on=date(2025, 2, 8)) for each in ADVICE]
    given = [*UNDER_WAY, *for_first, FIRST_WITHDRAWN, CONSULTED_ON_SECOND, AGREED]
    agreed = len(given)
    scenario(given=given, when=NO_PLAN, then=replace(ADVICE_NOT_SOUGHT))
    scenario(
        given=given,
        when=RequestAdvice(
            on=date(2025, 3, 4), kind=AdviceKind.MEDICAL, from_body="the paediatrician"
        ),
        then=[
            AdviceRequested(
                on=date(2025, 3, 4),
                of=agreed,
                kind=AdviceKind.MEDICAL,
                from_body="the paediatrician",
            )
        ],
    )
    again = [*given, *(replace(each, on=date(2025, 3, 4), of=agreed) for each in ADVICE)]
    scenario(
        given=again,
        when=NO_PLAN,
        then=[
            NoPlanDecided(
                on=date(2025, 5, 26),
                of=agreed,
                reasons=NO_PLAN.reasons,
                feedback=NO_PLAN.feedback,
                notice=NOTICE,
                s19_considered=S19,
            )
        ],
    )


def test_a_draft_for_the_second_stands_when_that_for_the_first_is_gone():
    second = DraftPlanIssued(on=date(2025, 4, 7), of=7)
    case = recorded(*UNDER_WAY, DRAFT, FIRST_WITHDRAWN, AGREED_ON_SECOND, second)
    assert place(pending_draft(case)) == 8
    consulted = SettingConsulted(on=date(2025, 2, 9), of=5, institution=ELM)
    asked = [*UNDER_WAY, DRAFT, consulted, FIRST_WITHDRAWN, AGREED_ON_SECOND]
    with_contents = replace(second, of=8, plan=ISSUE_DRAFT.plan)
    scenario(given=[*asked, with_contents], when=ISSUE_FINAL, then=NAMED_WITHOUT_CONSULTATION)


@pytest.mark.parametrize(
    ("named", "then"),
    [
        (None, [RequestWithdrawn(on=date(2025, 2, 10), of=FIRST)]),
        (FIRST, [FIRST_WITHDRAWN]),
        (SECOND, [SECOND_WITHDRAWN]),
        (1, NOTHING_TO_WITHDRAW),
        (99, NOTHING_TO_WITHDRAW),
    ],
)
def test_either_of_two_requests_may_be_withdrawn(named, then):
    scenario(given=BOTH, when=WithdrawRequest(on=date(2025, 2, 10), request=named), then=then)


def test_each_request_is_withdrawn_once():
    on = date(2025, 2, 12)
    again = WithdrawRequest(on=on, request=FIRST)
    scenario(given=SECOND_ALONE, when=again, then=NOTHING_TO_WITHDRAW)
    scenario(
        given=SECOND_ALONE,
        when=WithdrawRequest(on=on),
        then=[RequestWithdrawn(on=on, of=SECOND)],
    )
    none_left = [*SECOND_ALONE, replace(SECOND_WITHDRAWN, on=on)]
    scenario(given=none_left, when=WithdrawRequest(on=on), then=NOTHING_TO_WITHDRAW)
    scenario(given=none_left, when=AGREE, then=NO_OPEN_REQUEST)


def test_a_further_request_waits_behind_the_second():
    scenario(
        given=SECOND_ALONE,
        when=RequestAssessment(on=date(2025, 3, 3), requested_by=AskedBy.PARENT),
        then=[
            AssessmentRequested(on=date(2025, 3, 3), requested_by=Requester.PARENT),
            REQUEST_PENDING.about(date(2025, 3, 3)),
        ],
    )


@pytest.mark.parametrize("route", [Route.OWN_DECISION, Route.MEDIATION])
def test_an_assessment_after_a_dropped_refusal_outlasts_a_request_withdrawn_meanwhile(route):
    refused = AssessmentRefused(on=date(2025, 2, 3), of=2)
    settled = MediationAgreement(on=date(2025, 3, 3), ordered=Ordered.ASSESS)
    dropped = AssessmentAgreed(on=date(2025, 3, 10), of=4, route=route)
    asked = replace(SCHOOL_ASKED, on=date(2025, 3, 17))
    given = [OPENED, REQUESTED, refused, settled, dropped, asked]
    assert place(open_request(recorded(*given))) == 6
    withdrawn = RequestWithdrawn(on=date(2025, 3, 24), of=6)
    case = recorded(*given, withdrawn)
    assert place(assessment(case)) == 5
    assert statuses(DECIDE, [*given, withdrawn], date(2025, 6, 2)) == [
        Status.MET,
        Status.DISAPPLIED,
    ]
