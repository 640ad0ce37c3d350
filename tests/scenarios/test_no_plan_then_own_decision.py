"""No plan was to be made, and then the authority thinks again: the 20 weeks never ceased."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.assessment.no_plan import DecideNoPlan
from ehcp.domain.commands.plan.draft import NO_REASON_FOR_PLAN
from ehcp.domain.events.request import Route
from tests.domain.ordinary_case import ISSUE_DRAFT, NOTICE, S19
from tests.scenarios.life import Life
from tests.scenarios.parts import advised, agree, asked, drafted, finalised, heard

ASSESSED = (
    asked(date(2025, 1, 6)),
    heard(date(2025, 1, 20)),
    agree(date(2025, 2, 14)),
    *advised(date(2025, 2, 17), date(2025, 3, 31)),
)
NONE = DecideNoPlan(
    on=date(2025, 4, 22),
    reasons="The school can provide all of it.",
    feedback="She needs one to one teaching of reading.",
    notice=NOTICE,
    s19_considered=S19,
)
DRAFT, *LATER = drafted(date(2025, 6, 16))
DROPPING = replace(ISSUE_DRAFT, on=date(2025, 6, 16), route=Route.OWN_DECISION)
FINAL = finalised(date(2025, 7, 14))
LIMITS = ("decision-not-to-issue", "final-plan-20-weeks")


def test_a_plan_needs_a_reason_after_a_decision_that_none_is_needed():
    Life(ASSESSED, NONE).refuses(DRAFT, NO_REASON_FOR_PLAN)


def test_while_the_decision_stands_no_plan_is_owed():
    assert Life(ASSESSED, NONE).on(date(2025, 6, 15), *LIMITS) == [
        "decision-not-to-issue: Mon 28 Apr 2025, met",
        "final-plan-20-weeks: Mon 26 May 2025, disapplied",
    ]


def test_once_it_is_dropped_the_20_weeks_count_from_the_request():
    life = Life(ASSESSED, NONE, DROPPING, LATER)
    assert life.on(date(2025, 6, 15), *LIMITS)[1].endswith("disapplied")
    assert life.on(date(2025, 6, 16), *LIMITS) == [
        "decision-not-to-issue: Mon 28 Apr 2025, met",
        "final-plan-20-weeks: Mon 26 May 2025, outstanding",
    ]
    life.then(FINAL)
    assert life.on(date(2025, 7, 14), "final-plan-20-weeks") == [
        "final-plan-20-weeks: Mon 26 May 2025, missed"
    ]
    assert life.late("final-plan-20-weeks", date(2025, 7, 14)) == 49
