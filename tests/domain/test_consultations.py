"""Which settings are consulted, what they reply, and who has not yet."""

from dataclasses import replace
from datetime import date
from typing import Any

from ehcp.domain.deadlines import deadlines
from ehcp.domain.events.amendment import NoticeCause
from ehcp.domain.events.ceasing import CeaseDecided, CeaseSetAside, LeftEngland, PlanCeased
from ehcp.domain.events.naming import ConsultedAs, SettingConsulted, SettingReplied
from ehcp.domain.events.plan import AmendedPlanIssued
from ehcp.domain.standing.consultations import ConsultationStatus, consultations
from ehcp.law.calendar import NO_HOLIDAYS
from tests.domain.amending_case import NOTICE, NOTICE_PLACE, NOTIFIED
from tests.domain.ordinary_case import (
    DRAFT_PLACE,
    ELM,
    ELM_CONSULTED,
    FINAL,
    OAK,
    OAK_CONSULTED,
    READY,
)
from tests.domain.scenario import recorded

OUTSTANDING, REPLIED = ConsultationStatus.OUTSTANDING, ConsultationStatus.REPLIED
ELM_PLACE, OAK_PLACE = len(READY), len(READY) + 1
BOTH = [*READY, OAK_CONSULTED]
OAK_REPLIES = SettingReplied(
    on=date(2025, 4, 25), of=OAK_PLACE, institution=OAK, can_meet_needs=True
)


def standing(*events):
    found: Any = consultations(recorded(*events))
    return [(one.institution.name, one.status, one.asked_for) for one in found]


def test_each_setting_is_outstanding_until_it_replies():
    assert standing(*BOTH) == [
        ("Elm Primary", OUTSTANDING, True),
        ("Oak School", OUTSTANDING, False),
    ]
    assert standing(*BOTH, OAK_REPLIES) == [
        ("Elm Primary", OUTSTANDING, True),
        ("Oak School", REPLIED, False),
    ]


def test_a_reply_that_names_no_consultation_is_that_of_the_institution():
    reply = SettingReplied(on=date(2025, 4, 25), institution=OAK, can_meet_needs=False)
    assert [one.reply is not None for one in consultations(recorded(*BOTH, reply))] == [
        False,
        True,
    ]


def test_the_authority_that_maintains_a_school_is_asked_beside_it():
    maintainer = SettingConsulted(
        on=date(2025, 4, 11),
        of=DRAFT_PLACE,
        institution=ELM,
        consulted_as=ConsultedAs.MAINTAINING_AUTHORITY,
    )
    reply = SettingReplied(on=date(2025, 4, 22), of=len(READY) + 1, institution=ELM)
    found = consultations(recorded(*READY, maintainer, reply))
    assert [one.status for one in found] == [OUTSTANDING, REPLIED]


def test_when_the_plan_is_issued_nobody_waits_for_a_reply():
    (found,) = consultations(recorded(*READY, FINAL))
    assert found.status is ConsultationStatus.NO_LONGER_AWAITED
    assert found.consulted.event == ELM_CONSULTED


ASKED = replace(OAK_CONSULTED, on=date(2026, 4, 1), of=NOTICE_PLACE)
ASKED_PLACE = len(NOTIFIED) + 1


def consulted_on_the_notice(*events):
    """How the consultation on the notice stands, and whether its limit is open."""
    case, on = recorded(*NOTIFIED, ASKED, *events), date(2026, 7, 2)
    found = consultations(case)[-1]
    limits = [d for d in deadlines(case, NO_HOLIDAYS, on) if d.started_by.place == ASKED_PLACE]
    return found.status, [limit.open for limit in limits]


def test_a_plan_that_answers_another_notice_ends_no_waiting():
    other = replace(NOTICE, on=date(2026, 4, 8), of=None, cause=NoticeCause.WITHOUT_REVIEW)
    amended = AmendedPlanIssued(on=date(2026, 6, 1), of=ASKED_PLACE + 1)
    assert consulted_on_the_notice(other, amended) == (OUTSTANDING, [True])
    own = replace(amended, of=NOTICE_PLACE)
    over = ConsultationStatus.NO_LONGER_AWAITED
    assert consulted_on_the_notice(other, own) == (over, [False])


def test_nor_does_a_plan_that_ceased_where_that_was_set_aside():
    ended = [CeaseDecided(on=date(2026, 4, 3)), PlanCeased(on=date(2026, 6, 12))]
    over = ConsultationStatus.NO_LONGER_AWAITED
    assert consulted_on_the_notice(*ended) == (over, [False])
    aside = CeaseSetAside(on=date(2026, 7, 1))
    assert consulted_on_the_notice(*ended, aside) == (OUTSTANDING, [True])


def test_nor_leaving_england_while_a_plan_goes_on():
    left = LeftEngland(on=date(2026, 4, 3))
    assert consulted_on_the_notice(left)[0] is OUTSTANDING
    (found,) = consultations(recorded(*READY, replace(left, on=date(2025, 4, 14))))
    assert found.status is ConsultationStatus.NO_LONGER_AWAITED
