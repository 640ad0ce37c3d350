"""Whose case it is: what holds when it is opened holds when it is corrected."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.record import CorrectDetails
from ehcp.domain.commands.request.request import AskedBy, BringToAttention, RequestAssessment
from ehcp.domain.commands.request.whose import (
    NAMELESS,
    NO_NHS_NUMBER,
    NO_ULN,
    NO_UPN,
    NOT_BORN,
    TOO_OLD,
)
from ehcp.domain.events.opening import CaseOpened
from ehcp.domain.events.request import Informant
from ehcp.domain.when import UNKNOWN
from tests.domain.ordinary_case import CHILD, UNDECIDED
from tests.domain.scenario import recorded, scenario

MONDAY = date(2025, 1, 6)
ASK = RequestAssessment(on=MONDAY, requested_by=AskedBy.PARENT, child=CHILD)
BRING = BringToAttention(on=MONDAY, informant=Informant.POLICE, child=CHILD)
CORRECT = CorrectDetails(on=date(2026, 2, 2), why="Birth certificate.", child=CHILD)
WRONG = [
    ({"upn": "a123456789012"}, NO_UPN),
    ({"upn": "A12345678901"}, NO_UPN),
    ({"upn": "A1234567890AB"}, NO_UPN),
    ({"upn": ""}, NO_UPN),
    ({"uln": "123456789"}, NO_ULN),
    ({"uln": "123456789O"}, NO_ULN),
    ({"nhs_number": "943 476 5919"}, NO_NHS_NUMBER),
    ({"nhs_number": "9434765918"}, NO_NHS_NUMBER),
    ({"nhs_number": "943476591"}, NO_NHS_NUMBER),
    ({"nhs_number": "9990000000"}, NO_NHS_NUMBER),
]


@pytest.mark.parametrize(("fields", "refusal"), WRONG)
def test_a_number_that_is_none_is_refused(fields, refusal):
    child = replace(CHILD, **fields)
    scenario(given=[], when=replace(ASK, child=child), then=refusal)
    scenario(given=[], when=replace(BRING, child=child), then=refusal)
    scenario(given=UNDECIDED, when=replace(CORRECT, child=child), then=refusal)


@pytest.mark.parametrize(
    "fields",
    [
        {"upn": "A123456789012"},
        {"upn": "Z12345678901B"},
        {"uln": "1234567890"},
        {"nhs_number": "9434765919"},
        {"nhs_number": "4010232137"},
    ],
)
def test_a_number_of_the_right_shape_is_kept(fields):
    child = replace(CHILD, **fields)
    corrected, _ = replace(CORRECT, child=child).decide(recorded(*UNDECIDED))
    assert isinstance(corrected, CaseOpened)
    assert corrected.child == child


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"name": " "}, NAMELESS),
        ({"date_of_birth": date(2025, 1, 7)}, NOT_BORN),
        ({"date_of_birth": date(2000, 1, 6)}, TOO_OLD),
    ],
)
def test_details_are_corrected_to_what_could_have_opened_the_case(fields, refusal):
    wrong = replace(CORRECT, child=replace(CHILD, **fields))
    scenario(given=UNDECIDED, when=wrong, then=refusal)


def test_somebody_who_has_since_turned_25_may_be_corrected():
    born = replace(CHILD, date_of_birth=date(2000, 1, 7))
    first, _ = replace(CORRECT, child=born).decide(recorded(*UNDECIDED))
    assert isinstance(first, CaseOpened)


def test_where_the_day_of_opening_is_not_known_the_age_is_that_of_the_correction():
    taken_over = CaseOpened(on=UNKNOWN, child=CHILD)
    born = replace(CHILD, date_of_birth=date(2026, 2, 3))
    scenario(given=[taken_over], when=replace(CORRECT, child=born), then=NOT_BORN)
