"""CFA 2014 s.42: provision secured, stopped, unclear, or something else instead."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.setting.in_place import (
    NO_PLAN_TO_SECURE,
    NO_REASON_IN_PLACE,
    NO_SUCH_PROVISION,
    NOTHING_ARRANGED,
    STILL_TO_BE_SECURED,
    ArrangeAlternativeProvision,
    RecordProvisionStopped,
    RecordProvisionUncertain,
    SecureProvision,
)
from ehcp.domain.events.placement import (
    AlternativeProvisionArranged,
    ProvisionSecured,
    ProvisionStopped,
    ProvisionUncertain,
)
from tests.domain.ordinary_case import FINISHED, READY
from tests.domain.scenario import scenario

DAY = date(2025, 6, 2)
SECURE = SecureProvision(on=date(2025, 6, 16), element="f1", by_whom="Elm Primary")
SECURED = ProvisionSecured(on=date(2025, 6, 16), of=13, element="f1", by_whom="Elm Primary")
STOP = RecordProvisionStopped(on=DAY, element="f1", reasons="The teacher is ill.")
STOPPED = ProvisionStopped(on=DAY, element="f1", reasons="The teacher is ill.")
UNSURE = RecordProvisionUncertain(on=DAY, reasons="Nobody knows who is to teach her.")
ARRANGE = ArrangeAlternativeProvision(
    on=date(2025, 6, 9), what="An hour online each day.", element="f1", until=date(2025, 7, 18)
)
ARRANGED = AlternativeProvisionArranged(
    on=date(2025, 6, 9),
    of=15,
    what="An hour online each day.",
    element="f1",
    until=date(2025, 7, 18),
)


def test_provision_of_the_plan_is_in_place():
    scenario(given=FINISHED, when=SECURE, then=[SECURED])
    partly = replace(SECURE, partly=True)
    scenario(given=FINISHED, when=partly, then=[replace(SECURED, partly=True)])


def test_provision_that_stopped_is_to_be_secured_all_the_same():
    scenario(given=FINISHED, when=STOP, then=[STOPPED, STILL_TO_BE_SECURED.about(DAY)])


def test_provision_in_place_again_answers_the_stop():
    scenario(given=[*FINISHED, STOPPED], when=SECURE, then=[replace(SECURED, of=15)])
    whole = SecureProvision(on=date(2025, 6, 16))
    answered = ProvisionSecured(on=date(2025, 6, 16), of=15)
    scenario(given=[*FINISHED, STOPPED], when=whole, then=[answered])


def test_what_makes_good_two_stops_does_not_say_which_it_answers():
    given = [*FINISHED, STOPPED, replace(STOPPED, element=None, on=date(2025, 6, 3))]
    whole = SecureProvision(on=date(2025, 6, 16))
    scenario(given=given, when=whole, then=[ProvisionSecured(on=date(2025, 6, 16))])


def test_a_time_in_which_nobody_knows_what_the_child_should_have_is_recorded():
    unclear = ProvisionUncertain(on=DAY, reasons="Nobody knows who is to teach her.")
    scenario(given=FINISHED, when=UNSURE, then=[unclear])


def test_what_is_arranged_instead_does_not_secure_what_the_plan_says():
    scenario(
        given=[*FINISHED, STOPPED],
        when=ARRANGE,
        then=[ARRANGED, STILL_TO_BE_SECURED.about(date(2025, 6, 9))],
    )
    backwards = replace(ARRANGE, until=date(2025, 6, 8))
    for empty in (replace(ARRANGE, what=" "), backwards):
        scenario(given=FINISHED, when=empty, then=NOTHING_ARRANGED)


@pytest.mark.parametrize("command", [SECURE, STOP, UNSURE, ARRANGE])
def test_it_is_about_provision_of_the_plan_in_force(command):
    scenario(given=READY, when=command, then=NO_PLAN_TO_SECURE)
    early = replace(command, on=date(2025, 5, 11))
    scenario(given=FINISHED, when=early, then=NO_PLAN_TO_SECURE)
    unknown = replace(command, element="f9")
    scenario(given=FINISHED, when=unknown, then=NO_SUCH_PROVISION)


@pytest.mark.parametrize("command", [STOP, UNSURE])
def test_why_it_stopped_is_recorded(command):
    scenario(given=FINISHED, when=replace(command, reasons=""), then=NO_REASON_IN_PLACE)
