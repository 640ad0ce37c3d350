"""Every limit that has a last day, from every day: counted twice, by two roads."""

from datetime import date, timedelta

import pytest

from ehcp.law.calendar import Calendar
from ehcp.law.time_limit import NotInForce
from ehcp.law.time_limits import CATALOGUE
from tests.law import oracle
from tests.law.bank_holidays import BANK_HOLIDAYS

CALENDAR = Calendar(BANK_HOLIDAYS)
FIRST, LAST = date(2014, 9, 1), date(2035, 12, 31)
STARTS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]


def counted(limit, *starts):
    try:
        return CATALOGUE[limit].last_day(*starts, calendar=CALENDAR)
    except NotInForce:
        return None


def test_the_oracle_knows_every_limit_that_has_a_last_day():
    known = oracle.LIMITS | {limit for limit, *_ in (*oracle.LATER, *oracle.FROM_BIRTH)}
    assert known == {limit.id for limit in CATALOGUE.values() if limit.period.dated}


@pytest.mark.parametrize("limit", sorted(oracle.LIMITS))
def test_from_every_day_both_reach_the_same_last_day(limit):
    differ = [day for day in STARTS if counted(limit, day) != oracle.last_day(limit, day)]
    assert differ == []


@pytest.mark.parametrize(("limit", "first", "second"), oracle.LATER)
@pytest.mark.parametrize("apart", [0, 31, 62, 275, 366])
def test_from_every_two_days_both_take_the_later(limit, first, second, apart):
    pairs = [(day, day + timedelta(days=apart)) for day in STARTS[: -apart or None]]
    differ = [
        (a, b)
        for a, b in pairs
        if counted(limit, a, b) != max(oracle.reached(first, a), oracle.reached(second, b))
    ]
    assert differ == []


def test_without_a_certificate_the_decision_alone_opens_the_window_to_appeal():
    window = ("appeal", 2)
    differ = [
        day
        for day in STARTS
        if counted("appeal-window-effective", day) != oracle.reached(window, day)
    ]
    assert differ == []


def test_from_every_date_of_birth_both_reach_the_same_friday_in_june():
    births = [date(1998, 9, 1) + timedelta(days=n) for n in range((LAST - date(1998, 9, 1)).days)]
    ((limit, rule),) = oracle.FROM_BIRTH
    differ = [day for day in births if counted(limit, day) != oracle.reached(rule, day)]
    assert differ == []
