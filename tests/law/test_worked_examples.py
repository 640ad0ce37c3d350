"""Worked examples: the day a limit starts, and its last day in time."""

from datetime import date

import pytest

from ehcp.law.calendar import Calendar
from ehcp.law.time_limits import CATALOGUE
from tests.law.bank_holidays import BANK_HOLIDAYS

CALENDAR = Calendar(BANK_HOLIDAYS)

EXAMPLES = [
    ("assessment-decision-notify", date(2025, 1, 6), date(2025, 2, 17)),
    ("decision-not-to-issue", date(2025, 1, 6), date(2025, 4, 28)),
    ("final-plan-20-weeks", date(2025, 1, 6), date(2025, 5, 26)),  # a bank holiday Monday
    ("draft-representations-window", date(2025, 5, 1), date(2025, 5, 15)),
    ("annual-review-first", date(2025, 9, 1), date(2026, 8, 31)),
    ("annual-review-meeting-notice", date(2025, 11, 12), date(2025, 10, 29)),
    ("annual-review-report", date(2025, 11, 12), date(2025, 11, 26)),
    ("annual-review-amendment-notice", date(2025, 11, 12), date(2025, 12, 10)),
    ("annual-review-final-amended", date(2025, 12, 3), date(2026, 1, 28)),
    ("annual-review-final-12-weeks", date(2025, 11, 12), date(2026, 2, 4)),
    ("reassessment-decision", date(2025, 3, 3), date(2025, 3, 18)),
    ("reassessment-final-plan", date(2025, 3, 18), date(2025, 6, 24)),
    ("phase-transfer-15-feb", date(2026, 1, 1), date(2026, 2, 14)),
    ("phase-transfer-31-march", date(2026, 1, 1), date(2026, 3, 30)),
    ("post16-to-post16", date(2026, 9, 1), date(2026, 4, 1)),
    ("appeal-window-decision", date(2025, 6, 10), date(2025, 9, 1)),  # a Sunday in August
    ("appeal-window-decision", date(2025, 10, 25), date(2026, 1, 2)),  # Christmas Day
    ("appeal-window-decision", date(2025, 12, 31), date(2026, 3, 2)),  # Saturday 28 February
    ("appeal-window-certificate", date(2025, 7, 28), date(2025, 9, 1)),
    ("appeal-la-response", date(2025, 7, 21), date(2025, 9, 30)),  # August not counted
    ("mediation-contact-adviser", date(2025, 6, 10), date(2025, 8, 10)),  # August counted
    ("mediation-certificate-after", date(2025, 4, 17), date(2025, 4, 24)),
    ("la-transfer-late-notice", date(2025, 4, 16), date(2025, 5, 9)),
    ("order-amend-plan", date(2025, 12, 22), date(2026, 1, 26)),  # Christmas counted
    ("young-person-rights", date(2010, 3, 15), date(2026, 6, 26)),
    ("young-person-rights", date(2009, 9, 10), date(2026, 6, 26)),  # 16 in the autumn before
    ("young-person-rights", date(2010, 7, 15), date(2026, 6, 26)),  # still 15
    ("mediation-arrange", date(2025, 6, 10), date(2025, 7, 10)),
    ("appeal-upper-tribunal-permission", date(2026, 3, 10), date(2026, 4, 7)),
    ("appeal-upper-tribunal-renewed-application", date(2026, 3, 31), date(2026, 4, 30)),
    ("order-name-school", date(2025, 12, 18), date(2026, 1, 1)),  # New Year's Day
]


@pytest.mark.parametrize(("limit", "start", "last"), EXAMPLES)
def test_the_last_day_in_time_is(limit, start, last):
    assert CATALOGUE[limit].last_day(start, calendar=CALENDAR) == last


def test_clear_days_are_the_cautious_reading_of_two_weeks_notice():
    version = CATALOGUE["annual-review-meeting-notice"].on(date(2025, 11, 12))
    assert version.cautious is not None
    assert version.cautious.last_day(date(2025, 11, 12), CALENDAR) == date(2025, 10, 28)


def test_a_notice_sent_early_brings_the_final_amended_plan_forward():
    from_meeting = CATALOGUE["annual-review-final-12-weeks"].last_day(
        date(2025, 11, 12), calendar=CALENDAR
    )
    from_notice = CATALOGUE["annual-review-final-amended"].last_day(
        date(2025, 12, 3), calendar=CALENDAR
    )
    assert (from_notice, from_meeting) == (date(2026, 1, 28), date(2026, 2, 4))
