"""A school year runs from 1 September to 31 August."""

from datetime import date

import pytest

from ehcp.domain.plan.school_year import in_or_beyond_year_9, year_group


@pytest.mark.parametrize(
    ("born", "on", "group"),
    [
        (date(2010, 9, 1), date(2015, 9, 1), 0),
        (date(2010, 9, 1), date(2016, 8, 31), 0),
        (date(2010, 9, 1), date(2016, 9, 1), 1),
        (date(2011, 8, 31), date(2016, 9, 1), 1),
        (date(2011, 9, 1), date(2016, 9, 1), 0),
        (date(2010, 11, 2), date(2025, 4, 14), 9),
        (date(2009, 8, 31), date(2025, 7, 1), 11),
        (date(2012, 2, 29), date(2013, 1, 1), -4),
    ],
)
def test_the_year_group_follows_from_the_date_of_birth(born, on, group):
    assert year_group(born, on) == group


def test_year_9_begins_on_1_september():
    born = date(2011, 8, 31)
    assert not in_or_beyond_year_9(born, date(2024, 8, 31))
    assert in_or_beyond_year_9(born, date(2024, 9, 1))


def test_a_child_taught_with_a_younger_year_reaches_year_9_later():
    born = date(2011, 8, 31)
    assert not in_or_beyond_year_9(born, date(2024, 9, 1), offset=-1)
    assert in_or_beyond_year_9(born, date(2025, 9, 1), offset=-1)
