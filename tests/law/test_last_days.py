"""The last day in time of every limit that has one, with the dates written out."""

from datetime import date, timedelta

import pytest

from ehcp.law.calendar import Calendar
from ehcp.law.time_limits import CATALOGUE
from tests.law.bank_holidays import BANK_HOLIDAYS

CALENDAR = Calendar(BANK_HOLIDAYS)

# limit, the day or days it starts with, its last day in time
LAST_DAYS = [
    ("assessment-decision-notify", "2024-01-18", "2024-02-29"),
    ("assessment-six-month-bar", "2024-08-31", "2025-02-28"),  # no 31 February
    ("assessment-six-month-bar", "2023-08-31", "2024-02-29"),
    ("advice-response", "2020-01-19", "2020-03-01"),  # a Sunday
    ("decision-not-to-issue", "2015-12-25", "2016-04-15"),  # over 29 February
    ("decision-to-issue-or-draft", "2014-09-05", "2014-12-26"),  # Boxing Day
    ("draft-representations-window", "2024-02-15", "2024-02-29"),
    ("school-consultation-response", "2020-02-14", "2020-02-29"),  # a Saturday
    ("final-plan-20-weeks", "2023-12-31", "2024-05-19"),  # Sunday to Sunday
    ("provision-in-place", "2025-08-31", "2025-08-31"),  # a Sunday
    ("named-institution-admits", "2024-02-29", "2024-02-29"),
    ("mediation-contact-adviser", "2024-12-31", "2025-02-28"),
    ("mediation-contact-adviser", "2023-12-30", "2024-02-29"),
    (
        "mediation-certificate-no-mediation",
        "2025-12-24",
        "2025-12-31",
    ),  # Monday, Tuesday, Wednesday
    ("mediation-health-issues-notify", "2025-04-17", "2025-04-24"),  # after Easter
    ("mediation-arrange-health-only", "2024-01-30", "2024-02-29"),
    ("mediation-arrange-joint", "2025-07-26", "2025-08-25"),  # the summer bank holiday
    ("mediation-arrange", "2025-11-25", "2025-12-25"),  # Christmas Day
    ("mediation-certificate-after", "2022-09-16", "2022-09-22"),  # Monday 19th a bank holiday
    ("mediation-certificate-deemed", "2020-05-06", "2020-05-12"),  # Friday 8th a bank holiday
    ("mediation-agreement-other", "2024-02-15", "2024-02-29"),
    ("mediation-agreement-tell-authority", "2025-12-18", "2025-12-25"),  # Christmas Day
    ("appeal-window-decision", "2025-05-31", "2025-07-31"),
    ("appeal-window-decision", "2025-06-01", "2025-09-01"),  # the last day in August
    ("appeal-window-decision", "2021-05-31", "2021-08-02"),  # a Saturday, and not in August
    ("appeal-window-decision", "2025-10-24", "2025-12-24"),
    ("appeal-window-decision", "2022-10-24", "2022-12-28"),  # a Saturday before Christmas
    (
        "appeal-window-decision",
        "2026-10-31",
        "2027-01-04",
    ),  # the first working day after 1 January
    ("appeal-window-decision", "2019-12-30", "2020-03-02"),  # Saturday 29 February
    ("appeal-window-certificate", "2024-01-31", "2024-02-29"),
    ("appeal-window-certificate", "2025-03-18", "2025-04-22"),  # Good Friday
    ("appeal-window-certificate", "2020-07-15", "2020-09-01"),  # 31 August a bank holiday
    ("appeal-window-effective", "2025-06-10", "2025-09-01"),  # no certificate
    (
        "appeal-window-effective",
        "2025-06-10 2025-08-20",
        "2025-09-22",
    ),  # the certificate, to a Saturday
    ("appeal-window-effective", "2025-01-10 2025-01-20", "2025-03-10"),  # the decision
    ("appeal-la-response", "2025-12-01", "2026-01-20"),  # 25 December to 1 January not counted
    ("appeal-bundle", "2026-01-06", "2025-12-18"),  # back over Christmas
    ("appeal-upper-tribunal-permission", "2025-07-28", "2025-08-25"),  # August counted
    ("appeal-upper-tribunal-renewed-application", "2024-01-31", "2024-02-29"),
    ("appeal-upper-tribunal-notice", "2025-07-31", "2025-08-31"),  # a Sunday
    ("order-dismiss-cease-appeal", "2024-12-25", "2024-12-25"),
    ("order-assess-notify", "2025-12-11", "2025-12-25"),  # Christmas Day
    ("order-assess-refuse-plan", "2022-12-17", "2023-02-25"),  # Saturday to Saturday
    ("order-assess-final-plan", "2019-11-24", "2020-03-01"),  # over 29 February
    ("order-make-plan-draft", "2025-11-20", "2025-12-25"),  # Christmas Day
    ("order-make-plan-final", "2025-05-15", "2025-07-31"),
    ("order-remit", "2016-02-15", "2016-02-29"),
    ("order-amend-plan", "2025-07-21", "2025-08-25"),  # the summer bank holiday
    ("order-name-school", "2020-02-15", "2020-02-29"),
    ("order-continue-plan", "2025-08-31", "2025-08-31"),
    ("order-continue-and-amend", "2020-01-25", "2020-02-29"),
    (
        "unopposed-assess-notify",
        "2015-03-22",
        "2015-04-19",
    ),  # the last day of the first four weeks
    (
        "unopposed-assess-notify",
        "2015-03-23",
        "2015-04-06",
    ),  # the first day of two weeks: Easter Monday
    ("unopposed-assess-refuse-plan", "2015-03-23", "2015-06-01"),
    ("unopposed-assess-final-plan", "2015-12-01", "2016-03-08"),  # over 29 February
    ("unopposed-contents", "2015-03-22", "2015-04-19"),  # four weeks
    ("unopposed-contents", "2015-03-23", "2015-04-27"),  # five weeks
    ("unopposed-placement-only", "2014-09-01", "2014-09-15"),
    ("unopposed-placement-only", "2015-03-23", "2015-04-06"),
    ("unopposed-make-plan-draft", "2019-07-22", "2019-08-26"),  # the summer bank holiday
    ("unopposed-make-plan-final", "2023-10-09", "2023-12-25"),  # Christmas Day
    ("unopposed-cease-continue", "2024-01-25", "2024-02-29"),
    ("recommendation-response-health", "2018-04-03", "2018-05-08"),  # the first day of the law
    ("recommendation-response-social-care", "2020-11-20", "2020-12-25"),  # Christmas Day
    ("annual-review-first", "2023-03-01", "2024-02-29"),
    ("annual-review-first", "2024-02-29", "2025-02-27"),  # no 29 February: the day before the 28th
    ("annual-review-subsequent", "2015-01-01", "2015-12-31"),
    ("annual-review-subsequent", "2020-02-29", "2021-02-27"),
    ("annual-review-decision-inside-year", "2016-03-01", "2017-02-28"),
    ("annual-review-under-5", "2019-08-30", "2020-02-29"),
    ("annual-review-term-list", "2024-03-14", "2024-02-29"),
    ("annual-review-meeting-notice", "2026-01-08", "2025-12-25"),  # Christmas Day
    ("annual-review-circulate-advice", "2016-03-14", "2016-02-29"),
    ("annual-review-report", "2025-04-04", "2025-04-18"),  # Good Friday
    ("annual-review-decision", "2024-02-01", "2024-02-29"),
    ("annual-review-amendment-notice", "2021-11-27", "2021-12-25"),  # Christmas Day, a Saturday
    ("annual-review-representations", "2025-12-11", "2025-12-25"),
    ("annual-review-final-amended", "2024-01-04", "2024-02-29"),
    (
        "annual-review-not-amend-after-notice",
        "2022-07-25",
        "2022-09-19",
    ),  # a bank holiday of its own
    ("annual-review-final-12-weeks", "2019-12-07", "2020-02-29"),
    ("phase-transfer-15-feb", "2024-09-01", "2024-02-14"),  # the start says the year
    ("phase-transfer-31-march", "2027-01-01", "2027-03-30"),
    ("post16-to-post16", "2026-07-31", "2026-02-28"),
    ("post16-to-post16", "2024-07-31", "2024-02-29"),
    ("amend-without-review-representations", "2016-02-16", "2016-03-01"),  # over 29 February
    ("amend-without-review-final", "2025-10-31", "2025-12-26"),  # Boxing Day
    ("reassessment-decision", "2025-12-10", "2025-12-25"),  # Christmas Day
    ("reassessment-six-month-bar", "2025-03-31", "2025-09-30"),
    ("reassessment-advice", "2025-07-14", "2025-08-25"),  # the summer bank holiday
    ("reassessment-representations", "2025-04-04", "2025-04-18"),  # Good Friday
    ("reassessment-final-plan", "2023-11-23", "2024-02-29"),
    ("reassessment-no-change", "2025-10-16", "2025-12-25"),  # Christmas Day
    ("cease-not-before", "2025-02-10", "2025-04-10"),
    ("cease-not-before", "2025-06-10", "2025-09-01"),  # the appeal may still come
    ("age-25-end-of-academic-year", "2026-01-01", "2026-07-31"),
    ("age-25-end-of-academic-year", "2025-10-10", "2026-07-31"),  # 25 in the autumn
    ("age-25-end-of-academic-year", "2025-07-31", "2025-07-31"),
    ("la-transfer-on-move", "2025-12-26", "2025-12-26"),
    ("la-transfer-late-notice", "2025-05-03", "2025-05-27"),  # Saturday: day 1 is Tuesday the 6th
    ("la-transfer-inform-family", "2016-01-18", "2016-02-29"),
    (
        "la-transfer-review",
        "2025-01-15 2025-11-20",
        "2026-02-19",
    ),  # three months from the transfer
    ("la-transfer-review", "2025-01-15 2025-03-01", "2026-01-14"),  # twelve months from the review
    ("la-transfer-review", "2024-02-29 2024-11-30", "2025-02-27"),  # both
    ("commissioner-change-with-move", "2025-12-25", "2026-01-19"),  # day 1 is Monday the 29th
    ("commissioner-change-other", "2022-05-16", "2022-06-08"),  # 2 and 3 June bank holidays
    ("commissioner-new-not-practicable", "2023-04-28", "2023-05-23"),  # 1 and 8 May bank holidays
    ("direct-payment-review-first", "2015-11-30", "2016-02-29"),
    ("direct-payment-review-with-plan", "2019-03-01", "2020-02-29"),
    ("young-person-rights", "2008-02-29", "2024-06-28"),
    ("young-person-rights", "2009-08-31", "2025-06-27"),  # the youngest of the year
    ("young-person-rights", "2009-09-01", "2026-06-26"),  # the oldest of the next
    ("he-disclosure-request", "2023-12-15", "2024-01-10"),  # over Christmas and New Year
    ("detained-decision", "2015-04-01", "2015-05-13"),  # the first day of the law
    ("detained-advice", "2026-11-13", "2026-12-25"),  # Christmas Day
    ("detained-not-issue", "2019-11-09", "2020-02-29"),
    ("detained-draft-window", "2025-12-18", "2026-01-01"),  # New Year's Day
    ("detained-final-plan", "2025-08-07", "2025-12-25"),  # Christmas Day
    ("detained-released-assessment-unfinished", "2015-10-12", "2016-02-29"),
    ("detained-entered-assessment-unfinished", "2022-08-08", "2022-12-26"),
    ("detained-order-assess-notify", "2024-03-15", "2024-03-29"),  # Good Friday
    ("detained-order-name-school", "2024-03-18", "2024-04-01"),  # Easter Monday
]

# the earlier reading that warnings go by
CAUTIOUS = [
    ("recommendation-response-health", "2018-04-03", "2018-05-07"),
    ("recommendation-response-social-care", "2020-11-20", "2020-12-24"),
    ("annual-review-meeting-notice", "2026-01-08", "2025-12-24"),
    ("annual-review-circulate-advice", "2016-03-14", "2016-02-28"),
    ("direct-payment-review-first", "2015-11-30", "2016-02-28"),
]


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(("limit", "starts", "last"), LAST_DAYS)
def test_the_last_day_in_time_is(limit, starts, last):
    days = [day(start) for start in starts.split()]
    assert CATALOGUE[limit].last_day(*days, calendar=CALENDAR) == day(last)


def test_every_limit_that_has_a_last_day_is_here():
    dated = {limit.id for limit in CATALOGUE.values() if limit.period.dated}
    assert {limit for limit, _, _ in LAST_DAYS} == dated


@pytest.mark.parametrize(("limit", "start", "last"), CAUTIOUS)
def test_the_cautious_last_day_is(limit, start, last):
    version = CATALOGUE[limit].on(day(start))
    assert version.cautious is not None
    assert version.cautious.last_day(day(start), CALENDAR) == day(last)


def test_every_limit_that_has_a_cautious_reading_is_here():
    cautious = {limit.id for limit in CATALOGUE.values() if limit.now.cautious}
    assert {limit for limit, _, _ in CAUTIOUS} == cautious


@pytest.mark.parametrize("limit", [limit for limit, _, _ in CAUTIOUS])
def test_a_cautious_reading_is_one_day_earlier(limit):
    version = CATALOGUE[limit].now
    last = version.period.last_day(date(2025, 6, 16), CALENDAR)
    assert last is not None and version.cautious is not None
    cautious = version.cautious.last_day(date(2025, 6, 16), CALENDAR)
    assert cautious == last - timedelta(days=1)
