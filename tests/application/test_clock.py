"""How a moment is written: a day in one form, which stands for its end, or an instant."""

from datetime import UTC, datetime

import pytest

from ehcp.application import clock


@pytest.mark.parametrize("day", ["20240301", "2024W095", "2024-W09-5", "2024-03", "2024-3-1"])
def test_a_day_in_another_form_is_no_moment(day):
    with pytest.raises(ValueError, match=day):
        clock.moment(day)


def test_a_day_stands_for_its_end_in_london():
    assert clock.moment("2024-07-01") == datetime(2024, 7, 1, 22, 59, 59, 999999, UTC)


def test_an_instant_without_a_zone_is_that_of_london():
    assert clock.moment("2024-07-01T15:00") == datetime(2024, 7, 1, 14, tzinfo=UTC)
    assert clock.moment("2024-07-01T15:00Z") == datetime(2024, 7, 1, 15, tzinfo=UTC)
