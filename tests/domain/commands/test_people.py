"""The people of a case, and the addresses that are kept from some of them."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.people.people import (
    ADDRESS_KEPT,
    BEFORE_THEY_CAME,
    LIFTED_BEFORE_RESTRICTED,
    NO_SUCH_PERSON,
    NO_SUCH_RESTRICTION,
    WHO_IS_IT,
    WHOLE_ADDRESS,
    ChangePersonDetails,
    EndInvolvement,
    LiftAddressRestriction,
    RecordPerson,
    RestrictAddress,
)
from ehcp.domain.commands.record import CorrectDetails
from ehcp.domain.events.opening import CaseOpened
from ehcp.domain.events.people import (
    AddressRestricted,
    AddressRestrictionLifted,
    Person,
    PersonDetailsChanged,
    PersonNoLongerInvolved,
    PersonRecorded,
    PersonRole,
)
from ehcp.domain.events.record import EntryCorrected
from ehcp.domain.standing.people import holds, involved, people, restrictions, secrets
from tests.domain.ordinary_case import CHILD, OPENED, PARENT, REQUESTED
from tests.domain.scenario import lived, recorded, scenario

DAY = date(2025, 3, 3)
SAFE = "7 Quiet Lane, Farbridge, FB9 4QX"
FATHER = Person(name="Joe Hill", role=PersonRole.CARER, relationship="father")
RECORD = RecordPerson(on=DAY, details=FATHER)
RECORDED = PersonRecorded(on=DAY, person="person-3", details=FATHER)
GIVEN = [OPENED, REQUESTED]
WITH_FATHER = [*GIVEN, RECORDED]
RESTRICT = RestrictAddress(
    on=DAY, person="child", address=SAFE, kept_from=("person-3",), reasons="An order."
)
RESTRICTED = AddressRestricted(
    on=DAY, person="child", address=SAFE, kept_from=("person-3",), reasons="An order."
)


def test_somebody_who_is_involved_has_an_id_that_stays():
    scenario(given=GIVEN, when=RECORD, then=[RECORDED])
    moved = replace(FATHER, telephone="01632 960001")
    change = ChangePersonDetails(on=date(2025, 4, 1), person="person-3", details=moved)
    changed = PersonDetailsChanged(on=date(2025, 4, 1), person="person-3", details=moved)
    scenario(given=WITH_FATHER, when=change, then=[changed])
    assert people(recorded(*WITH_FATHER, changed))["person-3"].details == moved


def test_the_parents_of_the_opening_have_ids_too():
    found = people(recorded(*GIVEN))
    assert found["parent-1"].details.name == PARENT.name
    assert found["parent-1"].details.role is PersonRole.PARENT


@pytest.mark.parametrize("role", PersonRole)
def test_a_parent_is_whoever_has_responsibility_or_care(role):
    assert role.is_parent is (role in ("parent", "parental-responsibility-or-care"))


def test_a_person_has_a_name():
    nameless = replace(FATHER, name=" ")
    scenario(given=GIVEN, when=replace(RECORD, details=nameless), then=WHO_IS_IT)
    change = ChangePersonDetails(on=DAY, person="person-3", details=nameless)
    scenario(given=WITH_FATHER, when=change, then=WHO_IS_IT)


def test_somebody_ceases_to_be_involved():
    leave = EndInvolvement(on=date(2025, 5, 1), person="person-3", reasons="He moved away.")
    left = PersonNoLongerInvolved(on=date(2025, 5, 1), person="person-3", reasons="He moved away.")
    scenario(given=WITH_FATHER, when=leave, then=[left])
    assert set(involved(recorded(*WITH_FATHER, left))) == {"parent-1"}
    scenario(given=[*WITH_FATHER, left], when=leave, then=NO_SUCH_PERSON)


@pytest.mark.parametrize(
    "command",
    [
        ChangePersonDetails(on=DAY, person="person-9", details=FATHER),
        EndInvolvement(on=DAY, person="person-9"),
        replace(RESTRICT, person="person-9"),
    ],
)
def test_only_people_of_the_case_are_spoken_of(command):
    scenario(given=WITH_FATHER, when=command, then=NO_SUCH_PERSON)


def test_nobody_changes_before_they_were_involved():
    change = ChangePersonDetails(on=date(2025, 3, 2), person="person-3", details=FATHER)
    scenario(given=WITH_FATHER, when=change, then=BEFORE_THEY_CAME)


def test_a_restricted_address_is_an_entry_of_its_own():
    scenario(given=WITH_FATHER, when=RESTRICT, then=[RESTRICTED])


def test_an_address_that_is_restricted_leaves_the_ordinary_details():
    told = replace(OPENED, child=replace(CHILD, address="7 quiet lane Farbridge FB9 4QX."))
    mother = replace(PARENT, address=SAFE)
    uncle = PersonRecorded(on=DAY, person="person-3", details=replace(FATHER, address=SAFE))
    given = [replace(told, parents=(mother,)), REQUESTED, uncle]
    scenario(
        given=given,
        when=RESTRICT,
        then=[
            replace(told, child=replace(CHILD, address=None), parents=(PARENT,)),
            EntryCorrected(on=DAY, entry=1, stands_in=4, why="The address is restricted."),
            PersonDetailsChanged(on=DAY, person="person-3", details=FATHER),
            RESTRICTED,
        ],
    )
    case = lived(RESTRICT, before=given)
    opened = case.last(CaseOpened)
    assert opened is not None and opened.child == CHILD and opened.parents == (PARENT,)


def test_details_of_a_parent_that_were_changed_give_the_address_up_as_well():
    details = Person(name="Eve Hill", role=PersonRole.PARENT, address=SAFE)
    moved = PersonDetailsChanged(on=date(2025, 2, 3), person="parent-1", details=details)
    bare = PersonDetailsChanged(on=DAY, person="parent-1", details=replace(details, address=None))
    scenario(given=[*GIVEN, moved], when=RESTRICT, then=[bare, RESTRICTED])


def test_the_ordinary_details_do_not_hold_a_restricted_address():
    given = [*WITH_FATHER, RESTRICTED]
    there = replace(FATHER, address=SAFE.upper())
    scenario(given=given, when=replace(RECORD, details=there), then=ADDRESS_KEPT)
    change = ChangePersonDetails(on=DAY, person="person-3", details=there)
    scenario(given=given, when=change, then=ADDRESS_KEPT)
    child = replace(CHILD, address=SAFE)
    correct = CorrectDetails(on=DAY, why="She moved.", child=child, parents=(PARENT,))
    scenario(given=given, when=correct, then=ADDRESS_KEPT)


def test_an_address_is_written_out_to_be_kept():
    scenario(given=GIVEN, when=replace(RESTRICT, address="No 7"), then=WHOLE_ADDRESS)


def test_a_restriction_is_lifted():
    given = [*WITH_FATHER, RESTRICTED]
    lift = LiftAddressRestriction(on=date(2025, 9, 1), restriction=4, reasons="They moved.")
    lifted = AddressRestrictionLifted(on=date(2025, 9, 1), of=4, reasons="They moved.")
    scenario(given=given, when=lift, then=[lifted])
    assert restrictions(recorded(*given, lifted)) == ()
    scenario(given=[*given, lifted], when=lift, then=NO_SUCH_RESTRICTION)
    scenario(given=given, when=replace(lift, restriction=3), then=NO_SUCH_RESTRICTION)
    early = replace(lift, on=date(2025, 3, 2))
    scenario(given=given, when=early, then=LIFTED_BEFORE_RESTRICTED)


def test_what_points_to_a_restricted_address_is_found_in_any_text():
    hidden = secrets(recorded(*WITH_FATHER, RESTRICTED))
    assert holds("They now live at 7, Quiet Lane.", hidden)
    assert holds("Send it to fb94qx", hidden)
    assert not holds("They live in Farbridge.", hidden)
    assert secrets(recorded(*WITH_FATHER)) == frozenset()


def test_only_lifting_a_restriction_shows_the_address_again():
    restricted = recorded(*WITH_FATHER, RESTRICTED)
    early = restricted.seen(as_at=date(2025, 1, 7))
    struck = restricted.then(EntryCorrected(on=DAY, entry=4, stands_in=3, why="Wrong."))
    lifted = restricted.then(AddressRestrictionLifted(on=DAY, of=4))
    assert holds(SAFE, secrets(early))
    assert holds(SAFE, secrets(struck))
    assert not holds(SAFE, secrets(lifted))
