"""The Tribunal amends Sections B and F; its order is dated anew; its recommendations answered."""

from dataclasses import replace
from datetime import date

from ehcp.domain.command import Command
from ehcp.domain.commands.amendment.amended_plan import NOTHING_ORDERED
from ehcp.domain.commands.challenge.appeal import (
    NOT_APPEALABLE,
    ONLY_CARE_RECOMMENDED,
    RecordAppeal,
)
from ehcp.domain.commands.challenge.appeal_course import RegisterAppeal
from ehcp.domain.commands.challenge.appeal_response import (
    RESPONSE_IS_IN,
    ConcedeAppeal,
    RespondToAppeal,
)
from ehcp.domain.commands.challenge.mediation import (
    ContactMediationAdviser,
    RecordMediationCertificate,
)
from ehcp.domain.commands.challenge.order import ComplyWithOrder, RecordTribunalOrder, RedateOrder
from ehcp.domain.commands.challenge.recommendation import (
    ANSWER_NOT_SENT_TO_ALL,
    AnswerRecommendation,
    RecordRecommendation,
)
from ehcp.domain.events.amendment import AmendmentCause
from ehcp.domain.events.appeal import AppealMatter, Appellant
from ehcp.domain.events.mediation import CertificateKind
from ehcp.domain.events.order import CareArea, Ordered, Outcome, ToldOfAnswer
from ehcp.domain.plan.letters import Section
from tests.domain.amending_case import AMENDED_PLAN
from tests.scenarios.life import Life
from tests.scenarios.parts import amended, planned

PLANNED = tuple(planned(date(2025, 1, 6), date(2025, 2, 3), date(2025, 4, 7), date(2025, 5, 12)))
CERTIFIED = (
    ContactMediationAdviser(on=date(2025, 5, 20), wants_mediation=False),
    RecordMediationCertificate(on=date(2025, 5, 22), kind=CertificateKind.NO_MEDIATION),
)
APPEAL = RecordAppeal(
    on=date(2025, 7, 11),
    appellant=Appellant.PARENT,
    matters=(AppealMatter.NEEDS, AppealMatter.PROVISION),
    recommendations=(Section.G, Section.H2),
)
ANSWERED = (
    RegisterAppeal(on=date(2025, 7, 21)),
    RespondToAppeal(
        on=date(2025, 9, 29),
        opposed=True,
        grounds="Half an hour suffices.",
        why_no_views="She did not want to say.",
        working_document=True,
    ),
)
ORDER = RecordTribunalOrder(on=date(2025, 12, 22), outcomes=(Outcome.AMEND,))
RECOMMENDED = (
    RecordRecommendation(
        on=date(2025, 12, 22), area=CareArea.HEALTH, recommended="Speech therapy each week."
    ),
    RecordRecommendation(
        on=date(2025, 12, 22), area=CareArea.SOCIAL_CARE, recommended="Short breaks."
    ),
)
REDATED = RedateOrder(on=date(2026, 1, 5))


def plan(on: date) -> Command:
    """The plan as the order has it."""
    return amended(on, AMENDED_PLAN, AmendmentCause.TRIBUNAL_ORDER)


def test_the_certificate_comes_in_three_working_days_and_its_month_ends_before_the_two_months():
    life = Life(PLANNED, CERTIFIED)
    assert life.on(
        date(2025, 5, 22),
        "mediation-certificate-no-mediation",
        "appeal-window-certificate",
        "appeal-window-decision",
        "appeal-window-effective",
    ) == [
        "appeal-window-decision: Mon 14 Jul 2025, not-due",
        "appeal-window-effective: Mon 14 Jul 2025, not-due",
        "mediation-certificate-no-mediation: Fri 23 May 2025, met",
        "appeal-window-certificate: Mon 14 Jul 2025, not-due",
    ]


def test_the_tribunal_can_order_only_what_the_act_lists():
    life = Life(PLANNED, CERTIFIED)
    life.refuses(replace(APPEAL, matters=(AppealMatter.CEASE,)), NOT_APPEALABLE)
    life.refuses(replace(APPEAL, recommendations=(Section.F,)), ONLY_CARE_RECOMMENDED)


def test_august_is_not_counted_for_the_response():
    life = Life(PLANNED, CERTIFIED, APPEAL, ANSWERED[0])
    assert life.around("appeal-la-response", date(2025, 9, 30)) == (
        "not-due", "not-due", "outstanding",
    )  # fmt: skip
    life.then(ANSWERED[1])
    concede = ConcedeAppeal(on=date(2025, 10, 1), ordered=Ordered.AMEND)
    life.refuses(concede, RESPONSE_IS_IN)
    life.refuses(plan(date(2025, 12, 1)), NOTHING_ORDERED)


def test_an_order_dated_anew_is_due_from_its_new_date():
    life = Life(PLANNED, CERTIFIED, APPEAL, ANSWERED, ORDER)
    assert life.around("order-amend-plan", date(2026, 1, 26)) == (
        "not-due", "not-due", "outstanding",
    )  # fmt: skip
    life.then(REDATED)
    assert life.on(date(2026, 2, 9), "order-amend-plan") == [
        "order-amend-plan: Mon 26 Jan 2026, undetermined",
        "order-amend-plan: Mon 9 Feb 2026, not-due",
    ]
    assert life.on(date(2026, 1, 27), "order-amend-plan", known=date(2025, 12, 31)) == [
        "order-amend-plan: Mon 26 Jan 2026, outstanding",
    ]
    life.then(
        plan(date(2026, 2, 9)),
        ComplyWithOrder(on=date(2026, 2, 9), how="The plan was amended as ordered."),
    )
    assert life.on(date(2026, 2, 10), "order-amend-plan")[1:] == [
        "order-amend-plan: Mon 9 Feb 2026, met"
    ]


def test_health_and_social_care_answer_within_five_weeks():
    life = Life(PLANNED, CERTIFIED, APPEAL, ANSWERED, ORDER, RECOMMENDED)
    health, care = "recommendation-response-health", "recommendation-response-social-care"
    life.then(
        AnswerRecommendation(
            on=date(2026, 1, 23), told=(ToldOfAnswer.FAMILY,), steps="A therapist is found."
        )
    )
    assert life.warned_of(ANSWER_NOT_SENT_TO_ALL)
    assert life.on(date(2026, 1, 27), health, care) == [
        f"{health}: Mon 26 Jan 2026, outstanding",
        f"{care}: Mon 26 Jan 2026, outstanding",
    ]
    life.then(
        AnswerRecommendation(
            on=date(2026, 1, 27), told=(ToldOfAnswer.FAMILY,), reasons="The need was not shown."
        )
    )
    assert life.on(date(2026, 1, 27), care) == [f"{care}: Mon 26 Jan 2026, missed"]
