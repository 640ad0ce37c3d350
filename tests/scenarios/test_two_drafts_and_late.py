"""Two drafts, a school refused on a ground, a final plan that is late; then a correction."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.record import CorrectEntry
from ehcp.domain.commands.setting.setting import ConsultSetting, RecordSettingReply, RequestSetting
from ehcp.domain.events.naming import ConsultedAs
from ehcp.domain.plan.naming import GroundAgainst, Naming
from tests.domain.ordinary_case import (
    ASSESSED,
    ELM,
    ELM_PLACEMENT,
    ISSUE_DRAFT,
    ISSUE_FINAL,
    OAK,
    PLAN,
    naming,
)
from tests.domain.scenario import lived
from tests.scenarios.life import days, standing, warnings

HALF_AN_HOUR_MORE = replace(
    PLAN, provision=tuple(replace(p, text="An hour each day.") for p in PLAN.provision)
)
REFUSED_ON_A_GROUND = Naming(
    ground=GroundAgainst.RESOURCES, evidence="The place costs three times as much."
)
STORY = (
    replace(ISSUE_DRAFT, on=date(2025, 4, 14)),
    RequestSetting(on=date(2025, 4, 22), institution=OAK),
    ConsultSetting(on=date(2025, 4, 23), institution=OAK, consulted_as=ConsultedAs.REQUESTED),
    ConsultSetting(on=date(2025, 4, 23), institution=ELM, consulted_as=ConsultedAs.CONSIDERED),
    RecordSettingReply(on=date(2025, 5, 12), institution=OAK, can_meet_needs=True),
    replace(ISSUE_DRAFT, on=date(2025, 5, 19), plan=HALF_AN_HOUR_MORE),
    replace(
        ISSUE_FINAL,
        on=date(2025, 6, 9),
        dated=date(2025, 6, 6),
        plan=naming(ELM_PLACEMENT, of=HALF_AN_HOUR_MORE),
        naming=REFUSED_ON_A_GROUND,
    ),
)
LIMITS = (
    "decision-to-issue-or-draft",
    "final-plan-20-weeks",
    "draft-representations-window",
    "school-consultation-response",
)


def test_the_second_draft_gives_fresh_time_and_moves_no_limit():
    case = lived(*STORY[:-1], before=ASSESSED)
    assert days(case, date(2025, 5, 27), *LIMITS) == [
        ("decision-to-issue-or-draft", date(2025, 4, 28), "met"),
        ("final-plan-20-weeks", date(2025, 5, 26), "outstanding"),
        ("draft-representations-window", date(2025, 4, 28), "met"),
        ("school-consultation-response", date(2025, 5, 8), "missed"),
        ("school-consultation-response", date(2025, 5, 8), "outstanding"),
        ("draft-representations-window", date(2025, 6, 2), "not-due"),
    ]


def test_the_final_plan_is_two_weeks_late():
    case = lived(*STORY, before=ASSESSED)
    (late,) = [
        found
        for found in standing(case, date(2025, 6, 30))
        if found.limit.id == "final-plan-20-weeks"
    ]
    assert (str(late.status), late.late_by_days) == ("missed", (14, 14))
    assert days(case, date(2025, 6, 30), "draft-representations-window") == [
        ("draft-representations-window", date(2025, 4, 28), "met"),
        ("draft-representations-window", date(2025, 6, 2), "met"),
    ]
    assert warnings(case) == []


def test_a_request_that_came_later_than_was_entered_puts_the_plan_in_time():
    correction = CorrectEntry(
        on=date(2025, 6, 16),
        entry=2,
        why="The letter had been stamped with the day of another one.",
        right_day=date(2025, 1, 20),
    )
    consulted = replace(ASSESSED[2], on=date(2025, 1, 22))
    before = [*ASSESSED[:2], consulted, *ASSESSED[3:]]
    case = lived(*STORY, correction, before=before)
    assert days(case, date(2025, 6, 30), "assessment-decision-notify", "final-plan-20-weeks") == [
        ("assessment-decision-notify", date(2025, 3, 3), "met"),
        ("final-plan-20-weeks", date(2025, 6, 9), "met"),
    ]
