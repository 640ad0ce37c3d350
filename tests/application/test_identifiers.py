"""Which numbers check, and which days are meant by what people write."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehcp.application.finding import (
    Field,
    Key,
    Looked,
    Named,
    Said,
    Wrong,
    a_day,
    wanted,
)
from ehcp.application.identifiers import doubted, is_nhs_number, is_uln, is_upn
from ehcp.domain.commands.request.request import AskedBy, RequestAssessment
from ehcp.domain.events.opening import Child

TODAY = date(2026, 6, 15)


def child(**numbers):
    about = Child(name="Ada", date_of_birth=date(2016, 5, 4), **numbers)
    return RequestAssessment(on=TODAY, requested_by=AskedBy.PARENT, child=about)


@pytest.mark.parametrize(
    ("number", "good"),
    [
        (
            "A123456789012",
            True,
        ),  # 2*1+3*2+4*3+5*4+6*5+7*6+8*7+9*8+10*9+11*0+12*1+13*2 = 368 = 16*23
        ("a123456789012", True),
        ("B123456789012", False),
        ("A123456789021", False),
        ("X12345678901A", True),  # a temporary one
        ("L12345678901A", False),
        ("A12345678901", False),
        ("A1234567890123", False),
        ("838123456789X", False),
    ],
)
def test_a_upn_checks_by_its_first_letter(number, good):
    assert is_upn(number) is good


def test_a_upn_of_an_authority_that_is_younger_than_the_list_of_the_library_is_good():
    # Dorset, 838: 2*8+3*3+4*8+5*1+6*2+7*3+8*4+9*5+10*6+11*7+12*8+13*9 = 522 = 22*23 + 16: "T"
    assert is_upn("T838123456789")


@pytest.mark.parametrize(
    ("number", "good"),
    [
        ("1000000027", True),  # 10*1 + 2*2 = 14 = 11 + 3; 10 - 3 = 7
        ("1000000028", False),
        ("1234567890", False),
        ("0000000000", False),
        ("9999999999", False),  # stands for "none" in returns
        ("100 000 0027", True),
        ("100000002", False),
    ],
)
def test_a_uln_checks_by_its_last_digit(number, good):
    assert is_uln(number) is good


def test_an_nhs_number_checks_with_blanks_or_without():
    assert is_nhs_number("943 476 5919")
    assert is_nhs_number("943-476-5919")
    assert not is_nhs_number("943 476 5918")
    assert not is_nhs_number("943 476 591")


def test_a_number_of_the_child_that_does_not_check_is_warned_of_and_recorded():
    assert list(doubted(child(upn="A123456789012", uln="1000000027"))) == []
    assert list(doubted(child())) == []
    codes = [warned.warning for warned in doubted(child(upn="B123456789012", uln="1000000028"))]
    assert codes == ["upn-does-not-check", "uln-does-not-check"]
    assert list(doubted(replace(child(), child=None))) == []


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2016-05-04", date(2016, 5, 4)),
        ("2016/5/4", date(2016, 5, 4)),
        ("4/5/2016", date(2016, 5, 4)),
        ("04.05.2016", date(2016, 5, 4)),
        ("4-5-16", date(2016, 5, 4)),
        ("4/5/27", date(1927, 5, 4)),
        ("4 May 2016", date(2016, 5, 4)),
        ("4th of May, 2016", date(2016, 5, 4)),
        ("4Sept2016", date(2016, 9, 4)),
        ("May 4th, 2016", date(2016, 5, 4)),
        ("31/2/2016", None),
        ("4/13/2016", None),
        ("4 Mau 2016", None),
        ("4 Ju 2016", None),
        ("45/2016", None),
        ("4/5-2016", None),
        ("4/5/2016 and more", None),
    ],
)
def test_a_day_is_read_as_it_is_written_in_england(written, day):
    assert a_day(written, TODAY) == day


def looked(words):
    return wanted(Looked(words=words), TODAY).criteria


def test_words_are_taken_apart_into_what_each_can_be():
    assert looked("Ashby, Ada 4/5/2016 A123456789012") == (
        (Key("2016-05-04", (Field.DATE_OF_BIRTH,)),),
        (Key("A123456789012", (Field.UPN,)),),
        (
            Named("Ashby, Ada"),
            Key("ashbyada", (Field.REFERENCE, Field.CASE), prefix=True),
            Said("Ashby, Ada"),
        ),
    )
    (ten,) = looked("943 476 5919")
    assert ten[0] == Key("9434765919", (Field.NHS_NUMBER, Field.ULN))
    (reference,) = looked("EH123/26/00045")
    assert reference == (
        Key("eh1232600045", (Field.REFERENCE, Field.CASE), prefix=True),
        Said("EH123/26/00045"),
    )


anything = st.builds(
    Looked, words=st.none() | st.text(max_size=40), name=st.none() | st.text(max_size=9)
)


@settings(max_examples=60, deadline=None)
@given(anything)
def test_whatever_is_written_is_looked_for_or_refused_with_a_reason(looked_for):
    with suppress(Wrong):
        found = wanted(looked_for, TODAY)
        assert found.criteria
        assert all(found.criteria)
