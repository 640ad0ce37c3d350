"""CFA 2014 s.36(4)-(7), reg 4(2): before the decision whether to assess."""

from datetime import date

import pytest

from ehcp.domain.commands.request.consideration import (
    BEFORE_REQUEST,
    NO_REQUEST,
    ConsultFamily,
    NotifyConsidering,
    SendConsideringNotice,
)
from ehcp.domain.events.request import (
    ConsideringNoticeSent,
    ConsideringNotified,
    FamilyConsulted,
    Method,
    Recipient,
)
from tests.domain.ordinary_case import OPENED, REFUSED, REQUESTED, UNDECIDED
from tests.domain.scenario import scenario

WEDNESDAY = date(2025, 1, 8)
CONSULT = ConsultFamily(on=WEDNESDAY, method=Method.TELEPHONE, views="She is unhappy.")
NOTICE = SendConsideringNotice(on=WEDNESDAY)
NOTIFY = NotifyConsidering(on=WEDNESDAY, recipient=Recipient.SOCIAL_CARE, name="the duty desk")


def test_the_family_is_consulted_and_its_views_are_kept():
    scenario(
        given=[OPENED, REQUESTED],
        when=CONSULT,
        then=[
            FamilyConsulted(on=WEDNESDAY, of=2, method=Method.TELEPHONE, views="She is unhappy.")
        ],
    )


def test_a_family_that_does_not_answer_was_consulted_all_the_same():
    scenario(
        given=[OPENED, REQUESTED],
        when=ConsultFamily(on=WEDNESDAY, method=Method.LETTER),
        then=[FamilyConsulted(on=WEDNESDAY, of=2, method=Method.LETTER)],
    )


def test_the_family_is_told_that_an_assessment_is_being_considered():
    scenario(
        given=[OPENED, REQUESTED],
        when=NOTICE,
        then=[ConsideringNoticeSent(on=WEDNESDAY, of=2)],
    )


def test_each_of_the_others_is_told():
    scenario(
        given=[OPENED, REQUESTED],
        when=NOTIFY,
        then=[
            ConsideringNotified(
                on=WEDNESDAY, of=2, recipient=Recipient.SOCIAL_CARE, name="the duty desk"
            )
        ],
    )


def test_a_refusal_may_be_considered_anew():
    scenario(
        given=[*UNDECIDED, REFUSED],
        when=SendConsideringNotice(on=date(2025, 3, 3)),
        then=[ConsideringNoticeSent(on=date(2025, 3, 3), of=4)],
    )


@pytest.mark.parametrize("command", [CONSULT, NOTICE, NOTIFY])
def test_without_a_request_nothing_is_considered(command):
    scenario(given=[OPENED], when=command, then=NO_REQUEST)


@pytest.mark.parametrize(
    "command",
    [
        ConsultFamily(on=date(2025, 1, 5), method=Method.FORM),
        SendConsideringNotice(on=date(2025, 1, 5)),
        NotifyConsidering(on=date(2025, 1, 5), recipient=Recipient.SOCIAL_CARE),
    ],
)
def test_nothing_is_considered_before_the_request(command):
    scenario(given=[OPENED, REQUESTED], when=command, then=BEFORE_REQUEST)
