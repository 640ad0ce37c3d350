"""Which of the placements in Section I holds on a day."""

from datetime import date

import pytest

from ehcp.domain.plan.placement import Placement
from ehcp.domain.plan.times import named_on, turns

NEXT = Placement(id="i2", starts=date(2026, 9, 1))
PRESENT = Placement(id="i1", ends=date(2026, 8, 31))
SUMMER = Placement(id="i3", starts=date(2026, 6, 1), ends=date(2026, 7, 17))


def ids(placements, on):
    return [placement.id for placement in named_on(placements, on)]


def test_the_placement_of_the_day_is_named_whichever_is_listed_first():
    assert ids((NEXT, PRESENT), date(2026, 8, 31)) == ["i1"]
    assert ids((NEXT, PRESENT), date(2026, 9, 1)) == ["i2"]


@pytest.mark.parametrize(("main", "order"), [(True, ["b", "a"]), (None, ["a", "b"])])
def test_of_two_attended_at_once_the_one_with_the_register_comes_first(main, order):
    both = (Placement(id="a"), Placement(id="b", main=main))
    assert ids(both, date(2026, 1, 5)) == order


def test_a_placement_that_is_not_the_main_one_comes_last():
    both = (Placement(id="a", main=False), Placement(id="b"))
    assert ids(both, date(2026, 1, 5)) == ["b", "a"]


def test_where_none_holds_it_is_the_next_and_after_all_of_them_the_last():
    assert ids((NEXT, SUMMER), date(2026, 5, 31)) == ["i3"]
    assert ids((NEXT, SUMMER), date(2026, 7, 18)) == ["i2"]
    assert ids((SUMMER, PRESENT), date(2026, 9, 1)) == ["i1"]
    assert ids((), date(2026, 9, 1)) == []


def test_it_turns_on_the_first_day_and_the_day_after_the_last():
    assert list(turns((PRESENT, SUMMER))) == [
        date(2026, 9, 1),
        date(2026, 6, 1),
        date(2026, 7, 18),
    ]
