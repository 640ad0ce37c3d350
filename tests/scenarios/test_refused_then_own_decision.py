"""A refusal that the authority drops of its own accord: two readings of when the plan is due."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.request.decision import HOW_DROPPED, NO_OPEN_REQUEST
from ehcp.domain.events.request import Route
from tests.scenarios.life import Life
from tests.scenarios.parts import (
    advised,
    agree,
    asked,
    drafted,
    finalised,
    heard,
    refuse,
)

REFUSED = (asked(date(2025, 1, 6)), heard(date(2025, 1, 20)), refuse(date(2025, 2, 14)))
AGREED = replace(agree(date(2025, 4, 14)), route=Route.OWN_DECISION)
DRAFTED = (*advised(date(2025, 4, 15), date(2025, 5, 20)), *drafted(date(2025, 6, 16)))
FINAL = finalised(date(2025, 7, 14))

FROM_THE_REQUEST = ("decision-not-to-issue", "final-plan-20-weeks")
FROM_THE_CHANGE_OF_MIND = ("order-assess-refuse-plan", "order-assess-final-plan")


def test_a_refusal_is_not_decided_again_but_dropped():
    life = Life(REFUSED)
    life.refuses(refuse(date(2025, 4, 14)), NO_OPEN_REQUEST)
    life.refuses(agree(date(2025, 4, 14)), HOW_DROPPED)


def test_the_court_counts_from_the_request_and_the_ombudsman_from_the_change_of_mind():
    life = Life(REFUSED, AGREED)
    assert life.on(date(2025, 4, 14), *FROM_THE_REQUEST, *FROM_THE_CHANGE_OF_MIND) == [
        "decision-not-to-issue: Mon 28 Apr 2025, not-due",
        "final-plan-20-weeks: Mon 26 May 2025, not-due",
        "order-assess-refuse-plan: Mon 23 Jun 2025, not-due",
        "order-assess-final-plan: Mon 21 Jul 2025, not-due",
    ]


def test_a_plan_in_july_is_late_by_the_one_and_in_time_by_the_other():
    life = Life(REFUSED, AGREED, DRAFTED)
    assert life.around("final-plan-20-weeks", date(2025, 5, 26)) == (
        "not-due", "not-due", "outstanding",
    )  # fmt: skip
    assert life.around("order-assess-final-plan", date(2025, 7, 21)) == (
        "not-due", "not-due", "outstanding",
    )  # fmt: skip
    life.then(FINAL)
    assert life.on(date(2025, 7, 14), "final-plan-20-weeks", "order-assess-final-plan") == [
        "final-plan-20-weeks: Mon 26 May 2025, missed",
        "order-assess-final-plan: Mon 21 Jul 2025, met",
    ]
    assert life.late("final-plan-20-weeks", date(2025, 7, 14)) == 49
    assert life.late("order-assess-final-plan", date(2025, 7, 14)) == -7
