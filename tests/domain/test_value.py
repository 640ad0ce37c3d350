"""A value that is made from another has its fields, but for those that are given."""

from dataclasses import replace

from ehcp.domain.deadlines.deadline import MET, MISSED, Reading
from ehcp.domain.value import varied


def test_a_value_with_another_field_is_what_making_it_anew_gives():
    reading = Reading("high-court", "final-plan", None, MISSED, (1, 2))
    other = varied(reading, status=MET, late_by_days=None)
    assert other == replace(reading, status=MET, late_by_days=None)
    assert (reading.status, reading.late_by_days) == (MISSED, (1, 2))
