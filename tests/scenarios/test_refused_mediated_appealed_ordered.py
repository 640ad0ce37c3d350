"""A refusal that mediation does not settle goes to the Tribunal; its order is obeyed in time."""

from datetime import date

from ehcp.domain.commands.challenge.appeal import NO_CERTIFICATE, NOT_THE_APPELLANT, RecordAppeal
from ehcp.domain.commands.challenge.appeal_course import RecordHearing, RegisterAppeal
from ehcp.domain.commands.challenge.appeal_response import RespondToAppeal
from ehcp.domain.commands.challenge.mediation import (
    ContactMediationAdviser,
    RecordMediationCertificate,
    RequestMediation,
)
from ehcp.domain.commands.challenge.mediation_session import ArrangeMediation, HoldMediation
from ehcp.domain.commands.challenge.order import RecordTribunalOrder
from ehcp.domain.commands.request.decision import HOW_DROPPED, AgreeToAssess
from ehcp.domain.events.appeal import AppealMatter, Appellant
from ehcp.domain.events.mediation import CertificateKind, MediationIssues
from ehcp.domain.events.order import Outcome
from ehcp.domain.events.request import Route
from tests.domain.ordinary_case import S19
from tests.scenarios.life import Life
from tests.scenarios.parts import advised, agree, asked, drafted, finalised, heard, refuse

REFUSED = (asked(date(2025, 1, 6)), heard(date(2025, 1, 20)), refuse(date(2025, 2, 14)))
MEDIATED = (
    ContactMediationAdviser(on=date(2025, 3, 3), wants_mediation=True),
    RequestMediation(on=date(2025, 3, 3), issues=MediationIssues.EDUCATION_OR_SOCIAL_CARE),
    ArrangeMediation(
        on=date(2025, 3, 12),
        session_on=date(2025, 3, 31),
        mediator="M. Reed",
        mediator_independent=True,
    ),
    HoldMediation(
        on=date(2025, 3, 31), concluded=True, able_to_settle=True, mediator_independent=True
    ),
    RecordMediationCertificate(on=date(2025, 4, 2), kind=CertificateKind.AFTER_MEDIATION),
)
APPEAL = RecordAppeal(
    on=date(2025, 4, 28),
    appellant=Appellant.PARENT,
    matters=(AppealMatter.REFUSAL_TO_ASSESS,),
)
HEARD = (
    APPEAL,
    RegisterAppeal(on=date(2025, 5, 6), reference="EH000/25/00001", hearing_on=date(2025, 9, 30)),
    RespondToAppeal(
        on=date(2025, 6, 16), opposed=True, grounds="Support works.", views="She likes school."
    ),
    RecordHearing(on=date(2025, 9, 30)),
    RecordTribunalOrder(on=date(2025, 10, 14), outcomes=(Outcome.ASSESS,)),
)
OBEYED = (
    AgreeToAssess(on=date(2025, 10, 24), route=Route.TRIBUNAL_ORDER, s19_considered=S19),
    *advised(date(2025, 10, 27), date(2025, 12, 1)),
    *drafted(date(2025, 12, 8)),
)
OF_THE_ORDER = ("order-assess-notify", "order-assess-refuse-plan", "order-assess-final-plan")


def test_the_refusal_comes_one_working_day_before_its_last_day():
    life = Life(REFUSED[:2])
    last = date(2025, 2, 17)
    assert life.around("assessment-decision-notify", last) == (
        "not-due", "not-due", "outstanding",
    )  # fmt: skip
    life.then(REFUSED[2])
    assert life.on(last, "assessment-decision-notify", "final-plan-20-weeks") == [
        "assessment-decision-notify: Mon 17 Feb 2025, met",
        "final-plan-20-weeks: Mon 26 May 2025, disapplied",
    ]


def test_an_appeal_waits_for_a_certificate_and_is_the_parents_own():
    life = Life(REFUSED, MEDIATED[:2])
    early = RecordAppeal(on=date(2025, 3, 4), appellant=Appellant.PARENT, matters=APPEAL.matters)
    life.refuses(early, NO_CERTIFICATE)
    life.then(MEDIATED[2:])
    school = RecordAppeal(
        on=date(2025, 4, 28), appellant=Appellant.SCHOOL_OR_POST_16, matters=APPEAL.matters
    )
    life.refuses(school, NOT_THE_APPELLANT)


def test_the_certificate_gives_a_month_where_two_months_would_end_sooner():
    life = Life(REFUSED, MEDIATED)
    windows = ("appeal-window-decision", "appeal-window-certificate", "appeal-window-effective")
    assert life.on(date(2025, 4, 2), "mediation-arrange", "mediation-certificate-after") == [
        "mediation-arrange: Wed 2 Apr 2025, met",
        "mediation-certificate-after: Thu 3 Apr 2025, met",
    ]
    assert life.on(date(2025, 4, 15), *windows) == [
        "appeal-window-decision: Fri 2 May 2025, not-due",
        "appeal-window-effective: Fri 2 May 2025, not-due",
        "appeal-window-certificate: Fri 2 May 2025, not-due",
    ]
    life.then(APPEAL)
    assert life.on(date(2025, 4, 28), *windows) == [
        "appeal-window-decision: Fri 2 May 2025, met",
        "appeal-window-effective: Fri 2 May 2025, met",
        "appeal-window-certificate: Fri 2 May 2025, met",
    ]


def test_the_response_is_due_on_the_thirtieth_working_day():
    life = Life(REFUSED, MEDIATED, HEARD[:2])
    assert life.around("appeal-la-response", date(2025, 6, 18)) == (
        "not-due", "not-due", "outstanding",
    )  # fmt: skip
    assert life.on(date(2025, 5, 6), "appeal-bundle") == [
        "appeal-bundle: Tue 16 Sep 2025, not-due"
    ]


def test_the_order_is_obeyed_within_two_ten_and_fourteen_weeks():
    life = Life(REFUSED, MEDIATED, HEARD)
    life.refuses(agree(date(2025, 10, 24)), HOW_DROPPED)
    assert life.on(date(2025, 10, 28), *OF_THE_ORDER) == [
        "order-assess-notify: Tue 28 Oct 2025, not-due",
        "order-assess-refuse-plan: Tue 23 Dec 2025, not-due",
        "order-assess-final-plan: Tue 20 Jan 2026, not-due",
    ]
    life.then(OBEYED)
    last = date(2026, 1, 20)
    assert life.around("order-assess-final-plan", last) == ("not-due", "not-due", "outstanding")
    life.then(finalised(last))
    assert life.on(date(2026, 1, 21), *OF_THE_ORDER) == [
        "order-assess-notify: Tue 28 Oct 2025, met",
        "order-assess-refuse-plan: Tue 23 Dec 2025, disapplied",
        "order-assess-final-plan: Tue 20 Jan 2026, met",
    ]
