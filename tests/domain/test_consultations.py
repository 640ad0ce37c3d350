"""Which settings are consulted, what they reply, and who has not yet."""

from datetime import date
from typing import Any

from ehcp.domain.events.naming import ConsultedAs, SettingConsulted, SettingReplied
from ehcp.domain.standing.consultations import ConsultationStatus, consultations
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
