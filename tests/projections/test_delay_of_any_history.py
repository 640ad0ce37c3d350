"""Whatever the record says or leaves open, nobody is given more days than are known."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.domain.delay import delay
from tests.projections.drawn import histories
from tests.projections.histories import CALENDAR


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories, st.integers(0, 700))
def test_no_part_has_more_days_for_certain_than_it_can_have(events, ahead):
    on = date(2024, 1, 1) + timedelta(days=ahead)
    case = Case.of(*events).seen(as_at=on)
    found = delay(case, deadlines(case, CALENDAR, on), on)
    parts = [part for way in found.ways for part in way.parts]
    known = [late.days for late in found.late]
    known += [part.stretch.days for part in parts]
    known += [days for way in found.ways for days in way.totals.values()]
    assert all(least >= 0 and (most is None or least <= most) for least, most in known)
    for part in parts:
        least, most = part.stretch.days
        shared = part.overlap or (0, 0)
        assert shared[0] <= least
        assert most is None or (shared[1] is not None and shared[1] <= most)
