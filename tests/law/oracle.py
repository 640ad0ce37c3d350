"""A second opinion on last days, by a different road: walking, one day at a time.

It shares no code with `ehcp.law`: its own table of rules, its own list of days, no arithmetic
with months. Slow and plain on purpose.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from tests.law.bank_holidays import BANK_HOLIDAYS


class Day(NamedTuple):
    """A day as the walk sees it."""

    year: int
    month: int
    number: int
    weekday: int
    working: bool
    recess: bool


def seen(day):
    weekday = day.isoweekday()
    return Day(
        day.year,
        day.month,
        day.day,
        weekday,
        working=weekday <= 5 and day not in BANK_HOLIDAYS,
        recess=f"{day:%m}" == "08" or f"{day:%m-%d}" >= "12-25" or f"{day:%m-%d}" == "01-01",
    )


FIRST = date(1998, 1, 1)
DATES = [FIRST + timedelta(days=n) for n in range((date(2053, 1, 1) - FIRST).days)]
DAYS = [seen(day) for day in DATES]
PLACE = {day: n for n, day in enumerate(DATES)}


def weeks(at, n):
    weekday = DAYS[at].weekday
    while n:
        at += 1
        n -= DAYS[at].weekday == weekday
    return at


def days(at, n):
    for _ in range(n):
        at += 1
    return at


def days_from(at, n):
    number = 1
    while number < n:
        at += 1
        number += 1
    return at


def months(at, n):
    number = DAYS[at].number
    while n:
        at += 1
        n -= DAYS[at].number == 1
    while DAYS[at].number < number and DAYS[at + 1].number != 1:
        at += 1
    return at


def months_from(at, n):
    return months(at, n) - 1


def months_back(at, n):
    number = DAYS[at].number
    while n:
        n -= DAYS[at].number == 1
        at -= 1
    while DAYS[at].number > number:
        at -= 1
    return at


def weeks_back(at, n):
    weekday = DAYS[at].weekday
    while n:
        at -= 1
        n -= DAYS[at].weekday == weekday
    return at


def working(at, n):
    while n:
        at += 1
        n -= DAYS[at].working
    return at


def working_from(at, n):
    counted = int(DAYS[at].working)
    while counted < n:
        at += 1
        counted += DAYS[at].working
    return at


def working_back(at, n):
    while n:
        at -= 1
        n -= DAYS[at].working
    return at


def before(at, month, number):
    while (DAYS[at].month, DAYS[at].number) != (1, 1):
        at -= 1
    while (DAYS[at + 1].month, DAYS[at + 1].number) != (month, number):
        at += 1
    return at


def july(at):
    while (DAYS[at].month, DAYS[at].number) != (7, 31):
        at += 1
    return at


def appeal(at, n):
    at = months(at, n)
    if DAYS[at].recess:
        while DAYS[at].recess:
            at += 1
    while not DAYS[at].working:
        at += 1
    return at


def act(at, n):
    while n:
        at += 1
        n -= DAYS[at].working and not DAYS[at].recess
    return at


@cache
def leaving_days():
    """The last Friday in June of each school year, by the year it ends in."""
    return {
        day.year: n
        for n, day in enumerate(DAYS)
        if day.month == 6 and day.weekday == 5 and DAYS[n + 7].month == 7
    }


def june(at):
    """The school year runs to 31 August: walk to the end of that of birth, then 16 more."""
    while (DAYS[at].month, DAYS[at].number) != (8, 31):
        at += 1
    return leaving_days()[DAYS[at].year + 16]


WALKS: dict[str, Callable[..., int]] = {
    "weeks": weeks,
    "days": days,
    "days from": days_from,
    "months": months,
    "months from": months_from,
    "months back": months_back,
    "weeks back": weeks_back,
    "working": working,
    "working from": working_from,
    "working back": working_back,
    "before": before,
    "july": july,
    "june": june,
    "appeal": appeal,
    "act": act,
}

Rule = tuple[str | int, ...]  # a walk and its numbers

PART_3: dict[str, Rule] = {
    "assessment-decision-notify": ("weeks", 6),
    "assessment-six-month-bar": ("months", 6),
    "advice-response": ("weeks", 6),
    "decision-not-to-issue": ("weeks", 16),
    "decision-to-issue-or-draft": ("weeks", 16),
    "draft-representations-window": ("days from", 15),
    "school-consultation-response": ("days", 15),
    "final-plan-20-weeks": ("weeks", 20),
    "provision-in-place": ("days", 0),
    "named-institution-admits": ("days", 0),
    "mediation-contact-adviser": ("months", 2),
    "mediation-certificate-no-mediation": ("working", 3),
    "mediation-health-issues-notify": ("working", 3),
    "mediation-arrange-health-only": ("days", 30),
    "mediation-arrange-joint": ("days", 30),
    "mediation-arrange": ("days", 30),
    "mediation-certificate-after": ("working", 3),
    "mediation-certificate-deemed": ("working", 3),
    "mediation-agreement-other": ("weeks", 2),
    "mediation-agreement-tell-authority": ("weeks", 1),
    "appeal-window-decision": ("appeal", 2),
    "appeal-window-certificate": ("appeal", 1),
    "appeal-la-response": ("act", 30),
    "appeal-bundle": ("working back", 10),
    "appeal-upper-tribunal-permission": ("days", 28),
    "order-dismiss-cease-appeal": ("days", 0),
    "order-assess-notify": ("weeks", 2),
    "order-assess-refuse-plan": ("weeks", 10),
    "order-assess-final-plan": ("weeks", 14),
    "order-make-plan-draft": ("weeks", 5),
    "order-make-plan-final": ("weeks", 11),
    "order-remit": ("weeks", 2),
    "order-amend-plan": ("weeks", 5),
    "order-name-school": ("weeks", 2),
    "order-continue-plan": ("days", 0),
    "order-continue-and-amend": ("weeks", 5),
    "annual-review-first": ("months from", 12),
    "annual-review-subsequent": ("months from", 12),
    "annual-review-decision-inside-year": ("months from", 12),
    "annual-review-under-5": ("months", 6),
    "annual-review-term-list": ("weeks back", 2),
    "annual-review-meeting-notice": ("weeks back", 2),
    "annual-review-circulate-advice": ("weeks back", 2),
    "annual-review-report": ("weeks", 2),
    "annual-review-decision": ("weeks", 4),
    "annual-review-amendment-notice": ("weeks", 4),
    "annual-review-representations": ("days from", 15),
    "annual-review-final-amended": ("weeks", 8),
    "annual-review-not-amend-after-notice": ("weeks", 8),
    "annual-review-final-12-weeks": ("weeks", 12),
    "phase-transfer-15-feb": ("before", 2, 15),
    "phase-transfer-31-march": ("before", 3, 31),
    "post16-to-post16": ("months back", 5),
    "amend-without-review-representations": ("days from", 15),
    "amend-without-review-final": ("weeks", 8),
    "reassessment-decision": ("days", 15),
    "reassessment-six-month-bar": ("months", 6),
    "reassessment-advice": ("weeks", 6),
    "reassessment-representations": ("days from", 15),
    "reassessment-final-plan": ("weeks", 14),
    "reassessment-no-change": ("weeks", 10),
    "cease-not-before": ("appeal", 2),
    "age-25-end-of-academic-year": ("july",),
    "la-transfer-on-move": ("days", 0),
    "la-transfer-late-notice": ("working from", 15),
    "la-transfer-inform-family": ("weeks", 6),
    "commissioner-change-with-move": ("working from", 15),
    "commissioner-change-other": ("working", 15),
    "commissioner-new-not-practicable": ("working", 15),
    "direct-payment-review-first": ("months", 3),
    "direct-payment-review-with-plan": ("months from", 12),
    "he-disclosure-request": ("working", 15),
}
UPPER_TRIBUNAL: dict[str, Rule] = {
    "appeal-upper-tribunal-renewed-application": ("months", 1),
    "appeal-upper-tribunal-notice": ("months", 1),
}
REG_45_AS_MADE: dict[str, Rule] = {
    "unopposed-assess-notify": ("weeks", 4),
    "unopposed-contents": ("weeks", 4),
    "unopposed-placement-only": ("weeks", 2),
}
REG_45_SUBSTITUTED: dict[str, Rule] = {
    "unopposed-assess-notify": ("weeks", 2),
    "unopposed-assess-refuse-plan": ("weeks", 10),
    "unopposed-assess-final-plan": ("weeks", 14),
    "unopposed-contents": ("weeks", 5),
    "unopposed-placement-only": ("weeks", 2),
    "unopposed-make-plan-draft": ("weeks", 5),
    "unopposed-make-plan-final": ("weeks", 11),
    "unopposed-cease-continue": ("weeks", 5),
}
DETAINED: dict[str, Rule] = {
    "detained-decision": ("weeks", 6),
    "detained-advice": ("weeks", 6),
    "detained-not-issue": ("weeks", 16),
    "detained-draft-window": ("days from", 15),
    "detained-final-plan": ("weeks", 20),
    "detained-released-assessment-unfinished": ("weeks", 20),
    "detained-entered-assessment-unfinished": ("weeks", 20),
    "detained-order-assess-notify": ("weeks", 2),
    "detained-order-name-school": ("weeks", 2),
}
RECOMMENDATIONS: dict[str, Rule] = {
    "recommendation-response-health": ("weeks", 5),
    "recommendation-response-social-care": ("weeks", 5),
}

# the first and the last day of each table, and the table
RULES: list[tuple[str, str, dict[str, Rule]]] = [
    ("2008-11-03", "9999-12-31", UPPER_TRIBUNAL),
    ("2014-09-01", "9999-12-31", PART_3),
    ("2014-09-01", "2015-03-22", REG_45_AS_MADE),
    ("2015-03-23", "9999-12-31", REG_45_SUBSTITUTED),
    ("2015-04-01", "9999-12-31", DETAINED),
    ("2018-04-03", "9999-12-31", RECOMMENDATIONS),
]
LIMITS = {limit for _, _, table in RULES for limit in table}

# limit, the rules of which the later day counts
LATER = [
    ("appeal-window-effective", ("appeal", 2), ("appeal", 1)),
    ("la-transfer-review", ("months from", 12), ("months from", 3)),
]

# limit, the rule that counts from the date of birth
FROM_BIRTH = [("young-person-rights", ("june",))]


@cache
def reached(rule, start):
    """The last day in time, by walking."""
    walk, *numbers = rule
    return DATES[WALKS[str(walk)](PLACE[start], *numbers)]


def last_day(limit, start):
    """The last day in time of a limit in RULES; None where it was not the law."""
    for since, until, table in RULES:
        if limit in table and since <= f"{start}" <= until:
            return reached(table[limit], start)
    return None
