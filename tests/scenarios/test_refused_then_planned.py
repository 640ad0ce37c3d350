"""A refusal to assess is dropped after mediation, and a plan is made under the new clocks."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.assessment.advice import AdviceKind, RequestAdvice
from ehcp.domain.commands.request.consideration import ConsultFamily
from ehcp.domain.commands.request.decision import AgreeToAssess, RefuseToAssess
from ehcp.domain.commands.request.request import AskedBy, RequestAssessment
from ehcp.domain.commands.setting.setting import ConsultSetting, RequestSetting
from ehcp.domain.event import Event
from ehcp.domain.events.mediation import MediationAgreement
from ehcp.domain.events.naming import ConsultedAs
from ehcp.domain.events.order import Ordered
from ehcp.domain.events.request import Method, RefusalReason, Route
from tests.domain.ordinary_case import (
    CHILD,
    ELM,
    ISSUE_DRAFT,
    ISSUE_FINAL,
    NOTICE,
    S19,
)
from tests.domain.scenario import lived
from tests.scenarios.life import days, warnings

REFUSAL = (
    RequestAssessment(on=date(2025, 1, 6), requested_by=AskedBy.SCHOOL_OR_POST_16, child=CHILD),
    ConsultFamily(on=date(2025, 1, 20), method=Method.FORM, views="We agree with the school."),
    RefuseToAssess(
        on=date(2025, 2, 14),
        reasons="The school has not spent its own budget on her.",
        may_have_sen=True,
        plan_may_be_necessary=False,
        notice=NOTICE,
        s19_considered=S19,
        reason_codes=(RefusalReason.BUDGET_NOT_SPENT,),
    ),
)
AGREEMENT = MediationAgreement(on=date(2025, 3, 31), ordered=Ordered.ASSESS)
ASSESSMENT = (
    AgreeToAssess(on=date(2025, 4, 11), route=Route.MEDIATION, s19_considered=S19),
    *(
        RequestAdvice(on=date(2025, 4, 14), kind=kind, from_body=f"adviser {kind}")
        for kind in (
            AdviceKind.FAMILY,
            AdviceKind.EDUCATIONAL,
            AdviceKind.MEDICAL,
            AdviceKind.PSYCHOLOGICAL,
            AdviceKind.SOCIAL_CARE,
        )
    ),
    replace(ISSUE_DRAFT, on=date(2025, 6, 2)),
    RequestSetting(on=date(2025, 6, 3), institution=ELM),
    ConsultSetting(on=date(2025, 6, 4), institution=ELM, consulted_as=ConsultedAs.REQUESTED),
    replace(ISSUE_FINAL, on=date(2025, 7, 7), dated=date(2025, 7, 7)),
)
FROM_THE_REQUEST = (
    "assessment-decision-notify",
    "decision-not-to-issue",
    "final-plan-20-weeks",
)
FROM_THE_AGREEMENT = (
    "order-assess-notify",
    "order-assess-refuse-plan",
    "order-assess-final-plan",
)


def refused_and_mediated() -> list[Event]:
    """Return the history up to the agreement in mediation."""
    return [step.event for step in lived(*REFUSAL).steps] + [AGREEMENT]


def test_the_refusal_ends_the_clocks_of_the_request():
    case = lived(*REFUSAL)
    assert days(case, date(2025, 2, 14), *FROM_THE_REQUEST) == [
        ("assessment-decision-notify", date(2025, 2, 17), "met"),
        ("decision-not-to-issue", date(2025, 4, 28), "disapplied"),
        ("final-plan-20-weeks", date(2025, 5, 26), "disapplied"),
    ]
    assert warnings(case) == ["looks-like-policy"]


def test_the_agreement_starts_clocks_of_its_own():
    case = lived(before=refused_and_mediated())
    assert days(case, date(2025, 3, 31), *FROM_THE_AGREEMENT) == [
        ("order-assess-notify", date(2025, 4, 14), "not-due"),
        ("order-assess-refuse-plan", date(2025, 6, 9), "not-due"),
        ("order-assess-final-plan", date(2025, 7, 7), "not-due"),
    ]


def test_the_plan_is_made_in_time_after_the_agreement():
    case = lived(*ASSESSMENT, before=refused_and_mediated())
    assert days(case, date(2025, 7, 8), *FROM_THE_REQUEST, *FROM_THE_AGREEMENT) == [
        ("assessment-decision-notify", date(2025, 2, 17), "met"),
        ("decision-not-to-issue", date(2025, 4, 28), "disapplied"),
        ("final-plan-20-weeks", date(2025, 5, 26), "disapplied"),
        ("order-assess-notify", date(2025, 4, 14), "met"),
        ("order-assess-refuse-plan", date(2025, 6, 9), "disapplied"),
        ("order-assess-final-plan", date(2025, 7, 7), "met"),
    ]


def test_a_day_later_it_would_have_been_late():
    late = replace(ISSUE_FINAL, on=date(2025, 7, 8), dated=date(2025, 7, 8))
    case = lived(*ASSESSMENT[:-1], late, before=refused_and_mediated())
    assert days(case, date(2025, 7, 8), "order-assess-final-plan") == [
        ("order-assess-final-plan", date(2025, 7, 7), "missed")
    ]
