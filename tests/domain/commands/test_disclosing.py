"""Regs 17 and 47: to whom a plan is disclosed, for what, and by whose consent."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.people.disclosure import (
    DISCLOSED_BEFORE_PLAN,
    EXCEPTIONS,
    NO_CONSENT,
    NO_EXCEPTION,
    NOT_THEIR_CONSENT,
    PURPOSE_NOT_LISTED,
    TO_WHOM,
    DisclosePlan,
    RequestHigherEducationDisclosure,
)
from ehcp.domain.commands.plan.final import NO_PLAN
from ehcp.domain.deadlines import Status
from ehcp.domain.events.disclosure import (
    ConsentOf,
    DisclosurePurpose,
    HigherEducationDisclosureRequested,
    PlanDisclosed,
)
from ehcp.domain.events.opening import Child
from ehcp.law.purposes import PURPOSES
from tests.domain.ordinary_case import FINAL, FINISHED, OPENED, UNDER_ASSESSMENT
from tests.domain.scenario import scenario
from tests.domain.test_own_clocks import due, statuses

DAY = date(2025, 6, 2)
PLAN_PLACE = FINISHED.index(FINAL) + 1
DISCLOSE = DisclosePlan(
    on=DAY,
    recipient="Birch Respite",
    purpose=DisclosurePurpose.AS_AGREED,
    consent=ConsentOf.PARENT_FOR_CHILD,
)
DISCLOSED = PlanDisclosed(
    on=DAY,
    of=PLAN_PLACE,
    recipient="Birch Respite",
    purpose=DisclosurePurpose.AS_AGREED,
    consent=ConsentOf.PARENT_FOR_CHILD,
)
ASK = RequestHigherEducationDisclosure(on=DAY, recipient="University of Larkmere")
ASKED = HigherEducationDisclosureRequested(
    on=DAY, of=PLAN_PLACE, recipient="University of Larkmere"
)
ASKED_PLACE = len(FINISHED) + 1
SENT = PlanDisclosed(
    on=date(2025, 6, 23),
    of=ASKED_PLACE,
    recipient="University of Larkmere",
    purpose=DisclosurePurpose.HIGHER_EDUCATION,
)


def test_a_plan_is_disclosed_with_consent():
    scenario(given=FINISHED, when=DISCLOSE, then=[DISCLOSED])


def test_without_consent_it_is_warned_of():
    scenario(
        given=FINISHED,
        when=replace(DISCLOSE, consent=None),
        then=[replace(DISCLOSED, consent=None), NO_CONSENT.about(DAY)],
    )


@pytest.mark.parametrize("exception", sorted(EXCEPTIONS))
def test_the_regulation_has_exceptions(exception):
    command = replace(DISCLOSE, purpose=exception, consent=None, exception=exception)
    then = replace(DISCLOSED, purpose=exception, consent=None, exception=exception)
    scenario(given=FINISHED, when=command, then=[then])


@pytest.mark.parametrize("purpose", sorted(EXCEPTIONS))
def test_a_purpose_that_needs_no_consent_is_its_own_exception(purpose):
    command = replace(DISCLOSE, purpose=purpose, consent=None)
    scenario(
        given=FINISHED, when=command, then=[replace(DISCLOSED, purpose=purpose, consent=None)]
    )


def test_what_is_no_exception_is_warned_of():
    wrong = DisclosurePurpose.HIGHER_EDUCATION
    scenario(
        given=FINISHED,
        when=replace(DISCLOSE, consent=None, exception=wrong),
        then=[
            replace(DISCLOSED, consent=None, exception=wrong),
            NO_EXCEPTION.about(DAY, "higher-education"),
        ],
    )


@pytest.mark.parametrize(
    "purpose", [DisclosurePurpose.CONSULTATION, DisclosurePurpose.NAMED_SETTING]
)
def test_a_setting_has_what_the_process_sends_it(purpose):
    part = replace(DISCLOSE, purpose=purpose, consent=None, parts=("B", "F"))
    then = replace(DISCLOSED, purpose=purpose, consent=None, parts=("B", "F"))
    scenario(given=FINISHED, when=part, then=[then])


def test_a_parent_does_not_consent_for_a_young_person():
    ben = Child(name="Ben Hill", date_of_birth=date(2008, 3, 15))
    given = [replace(OPENED, child=ben), *FINISHED[1:]]
    scenario(given=given, when=DISCLOSE, then=[DISCLOSED, NOT_THEIR_CONSENT.about(DAY)])
    own = ConsentOf.YOUNG_PERSON
    scenario(
        given=given,
        when=replace(DISCLOSE, consent=own),
        then=[replace(DISCLOSED, consent=own)],
    )


@pytest.mark.parametrize("purpose", ["", "curiosity", "Appeal"])
def test_a_purpose_that_is_not_listed_is_refused(purpose):
    scenario(given=FINISHED, when=replace(DISCLOSE, purpose=purpose), then=PURPOSE_NOT_LISTED)


def test_each_purpose_is_described_and_needs_consent_where_it_is_no_exception():
    assert list(PURPOSES) and set(PURPOSES) == set(DisclosurePurpose)
    needing = {id_ for id_, purpose in PURPOSES.items() if purpose.consent}
    assert needing == {"as-agreed", "higher-education"}
    assert EXCEPTIONS.isdisjoint(needing)


def test_a_plan_goes_to_somebody_and_not_before_it_is_there():
    scenario(given=FINISHED, when=replace(DISCLOSE, recipient=" "), then=TO_WHOM)
    scenario(given=FINISHED, when=replace(ASK, recipient=""), then=TO_WHOM)
    scenario(given=UNDER_ASSESSMENT, when=DISCLOSE, then=NO_PLAN)
    early = replace(DISCLOSE, on=date(2025, 5, 11))
    scenario(given=FINISHED, when=early, then=DISCLOSED_BEFORE_PLAN)


def test_the_young_person_asks_for_it_to_go_to_higher_education():
    scenario(given=FINISHED, when=ASK, then=[ASKED])
    send = DisclosePlan(
        on=date(2025, 6, 23),
        recipient="University of Larkmere",
        purpose=DisclosurePurpose.HIGHER_EDUCATION,
    )
    scenario(given=[*FINISHED, ASKED], when=send, then=[SENT])
    again = [*FINISHED, ASKED, SENT]
    unasked = replace(SENT, of=PLAN_PLACE)
    warned = NO_CONSENT.about(date(2025, 6, 23))
    scenario(given=again, when=send, then=[unasked, warned])


def test_fifteen_working_days_are_recalled_for_it():
    limit = "he-disclosure-request"
    given = [*FINISHED, ASKED]
    assert due(limit, given, on=DAY) == date(2025, 6, 23)
    assert statuses(limit, given, on=date(2025, 6, 23)) == [Status.NOT_DUE]
    assert statuses(limit, given, on=date(2025, 6, 24)) == [Status.OUTSTANDING]
    after = date(2025, 7, 1)
    assert statuses(limit, [*given, SENT], on=after) == [Status.MET]
    late = replace(SENT, on=date(2025, 6, 24))
    assert statuses(limit, [*given, late], on=after) == [Status.MISSED]
    elsewhere = replace(SENT, of=PLAN_PLACE, purpose=DisclosurePurpose.COURT)
    assert statuses(limit, [*given, elsewhere], on=after) == [Status.OUTSTANDING]
