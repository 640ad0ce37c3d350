"""A command with the number of a setting, filled in from the register before it is decided."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.application.register import table
from ehcp.application.register.extract import read
from ehcp.application.register.filling import (
    CATEGORY_DIFFERS,
    CLOSED_THEN,
    NOT_IN_REGISTER,
    NOT_OPEN_YET,
    SETTING_CLOSED,
    SETTING_UNKNOWN,
    SETTING_UNNAMED,
    filled,
)
from ehcp.domain.command import Refused
from ehcp.domain.commands.record import Note
from ehcp.domain.commands.setting.placement import RecordPlaceLeft
from ehcp.domain.commands.setting.setting import ConsultSetting, RequestSetting
from ehcp.domain.events.naming import ConsultedAs
from ehcp.domain.plan.institution import Category, Institution, SettingType
from ehcp.domain.plan.sections import Placement
from tests.application.register.extracts import line, written
from tests.domain.ordinary_case import ISSUE_FINAL, naming

AUTHORITY = "E99000001"
DAY = date(2025, 5, 12)
SPECIAL = "Other independent special school"
ELM_BY_NUMBER = Institution(urn="100001")
ASK = RequestSetting(on=DAY, institution=ELM_BY_NUMBER)
CONSULT = ConsultSetting(on=DAY, institution=ELM_BY_NUMBER, consulted_as=ConsultedAs.CONSIDERED)
LEFT = RecordPlaceLeft(on=DAY, institution=ELM_BY_NUMBER)


@pytest.fixture
def register(store, tmp_path):
    """A register as of 12 May 2025: open, closed, approved, and one that is to open."""
    lines = (
        line(),
        line("100002", "Old Quay School", status="Closed", closed="11-05-2025"),
        line("100003", "Foxglove School", SPECIAL, approved="Approved"),
        line("100004", "Heron School", status="Proposed to open", opened="01-09-2025"),
        line("100005", "Children's Centre", "Children's centre"),
    )
    table.take_in(store, read(written(tmp_path, *lines)), DAY)
    return store


def refusal(store, command):
    with pytest.raises(Refused) as refused:
        filled(store, AUTHORITY, command)
    return refused.value.refusal


def at(urn, command=ASK, **more):
    return replace(command, institution=Institution(urn=urn, **more))


def test_the_number_alone_is_enough(register):
    whole = filled(register, AUTHORITY, ASK)
    elm = Institution(name="Elm Primary", urn="100001", category=Category.MAINTAINED_SCHOOL)
    assert whole.command == replace(ASK, institution=elm)
    assert whole.warnings == ()


def test_what_the_caller_says_stands_and_a_difference_is_warned_of(register):
    given = at("100001", name="Elm", category=Category.ACADEMY)
    whole = filled(register, AUTHORITY, given)
    assert whole.command == given
    assert whole.warnings == (CATEGORY_DIFFERS.about(DAY, "URN 100001: maintained-school"),)


def test_a_number_that_the_register_does_not_have_is_refused(register):
    assert refusal(register, at("199999")) == SETTING_UNKNOWN


def test_a_setting_that_is_described_may_be_missing_from_the_register(register):
    given = at("199999", name="New School", category=Category.ACADEMY)
    whole = filled(register, AUTHORITY, given)
    assert whole.command == given
    assert whole.warnings == (NOT_IN_REGISTER.about(DAY, "URN 199999"),)


def test_without_a_register_nothing_is_warned_of(store):
    given = at("199999", name="New School", category=Category.ACADEMY)
    assert filled(store, AUTHORITY, given).warnings == ()


@pytest.mark.parametrize("command", [ASK, CONSULT, LEFT])
def test_an_institution_has_a_number_or_a_name(store, command):
    assert refusal(store, replace(command, institution=Institution())) == SETTING_UNNAMED


@pytest.mark.parametrize("command", [ASK, CONSULT])
def test_a_setting_that_has_closed_is_neither_asked_for_nor_consulted(register, command):
    assert refusal(register, at("100002", command)) == SETTING_CLOSED
    last = replace(at("100002", command), on=date(2025, 5, 11))
    assert filled(register, AUTHORITY, last).warnings == ()


def test_a_setting_that_has_closed_is_not_named(register):
    closed = Placement(id="i1", institution=Institution(urn="100002"))
    assert refusal(register, replace(ISSUE_FINAL, plan=naming(closed))) == SETTING_CLOSED


def test_what_happened_at_a_setting_that_has_closed_is_recorded_and_warned_of(register):
    warned = filled(register, AUTHORITY, at("100002", LEFT)).warnings
    assert warned == (CLOSED_THEN.about(DAY, "URN 100002"),)


def test_a_setting_that_is_still_to_open_is_warned_of(register):
    warned = filled(register, AUTHORITY, at("100004")).warnings
    assert warned == (NOT_OPEN_YET.about(DAY, "URN 100004"),)


def test_a_setting_whose_place_in_the_law_is_not_known_stays_without_one(register):
    command = filled(register, AUTHORITY, at("100005")).command
    assert command.institution == Institution(name="Children's Centre", urn="100005")


def test_section_i_is_filled_in_with_the_type_and_the_day_of_the_list(register):
    placement = Placement(id="i1", institution=Institution(urn="100003"))
    named = replace(ISSUE_FINAL, plan=naming(placement))
    command = filled(register, AUTHORITY, named).command
    foxglove = Institution(
        name="Foxglove School", urn="100003", category=Category.SECTION_41_APPROVED
    )
    assert command.plan.placements == (
        replace(placement, institution=foxglove, type=SettingType.SPECIAL_SCHOOL),
    )
    assert command.naming.list_checked == DAY
    late = replace(named, on=date(2025, 5, 20))
    assert filled(register, AUTHORITY, late).command.naming.list_checked == DAY
    early = replace(named, on=date(2025, 5, 11))
    assert filled(register, AUTHORITY, early).command.naming.list_checked is None


def test_a_command_without_an_institution_asks_nothing_of_the_register():
    note = Note(on=DAY, text="Nothing to look up.")
    assert filled(None, AUTHORITY, note).command is note  # type: ignore[arg-type]
