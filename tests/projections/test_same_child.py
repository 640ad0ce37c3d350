from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from ehcp.domain.events.opening import Child
from ehcp.projections.same_child import cases_of, other_cases
from tests.projections.histories import CHILD, OPENED, REQUESTED, A, B, projector, record

KNOWN = replace(CHILD, nhs_number="9434765919")
STRANGER = Child(name="Somebody Else", date_of_birth=date(2014, 2, 2))


@pytest.fixture
def there(store):
    """A case of the child, in the caseload."""
    case = record(store, replace(OPENED, child=KNOWN), REQUESTED)
    projector(store).catch_up()
    return case


@pytest.mark.parametrize(
    ("fields", "same"),
    [
        ({"name": "ada  EXAMPLE ", "date_of_birth": CHILD.date_of_birth},
         ["name and date of birth"]),
        ({"upn": CHILD.upn}, ["UPN"]),
        ({"nhs_number": "9434765919"}, ["NHS number"]),
        ({"upn": CHILD.upn, "nhs_number": "9434765919"}, ["UPN", "NHS number"]),
    ],
)  # fmt: skip
def test_another_case_is_found_by_name_and_birth_or_by_a_number(store, there, fields, same):
    (found,) = cases_of(store, A, replace(STRANGER, **fields))
    assert (found.case_id, list(found.same), found.stage) == (there, same, "request")
    new, another = uuid4(), uuid4()
    many = {new: replace(STRANGER, **fields), another: STRANGER}
    assert other_cases(store, A, many) == {new: [there]}


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize(
    "child",
    [
        STRANGER,
        replace(STRANGER, date_of_birth=CHILD.date_of_birth),
        replace(STRANGER, name=CHILD.name),
    ],
)
def test_a_name_or_a_birthday_alone_is_not_enough(store, child):
    assert cases_of(store, A, child) == ()
    assert other_cases(store, A, {uuid4(): child}) == {}


@pytest.mark.usefixtures("there")
def test_the_cases_of_another_authority_are_not_found(store):
    assert cases_of(store, B, KNOWN) == ()
    assert other_cases(store, B, {uuid4(): KNOWN}) == {}


def test_all_of_them_are_found(store, there):
    again = record(store, OPENED, REQUESTED)
    projector(store).catch_up()
    assert {found.case_id for found in cases_of(store, A, KNOWN)} == {there, again}
    new = uuid4()
    found = other_cases(store, A, {new: KNOWN, there: KNOWN})
    assert found == {new: sorted([there, again]), there: [again]}
