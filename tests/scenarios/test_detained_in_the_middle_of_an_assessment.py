"""A boy is detained while he is assessed, and released before the plan: one clock throughout."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.ending.detention import (
    DETAINED_ALREADY,
    NOT_DETAINED,
    Custody,
    RecordDetention,
    RecordRelease,
    RequestDetainedAssessment,
)
from ehcp.domain.commands.request.request import ASK_UNDER_S71
from tests.domain.ordinary_case import FINAL_PLAN, OFFICER, PARENT, PLAN, TEENAGER
from tests.scenarios.life import Life
from tests.scenarios.parts import advised, agree, asked, drafted, finalised, heard

ADULT = replace(
    PLAN, provision=tuple(replace(p, prepares_for_adulthood=True) for p in PLAN.provision)
)
FINAL = replace(FINAL_PLAN, provision=ADULT.provision)
BEGUN = (
    asked(date(2025, 1, 6), child=TEENAGER),
    heard(date(2025, 1, 20)),
    agree(date(2025, 2, 3)),
)
DETAINED = RecordDetention(
    on=date(2025, 3, 3),
    home_authority="Southmere",
    accommodation="Moor House",
    appropriate_person="Eve Hill",
)
RELEASED = RecordRelease(on=date(2025, 4, 28))
ADVISED = tuple(advised(date(2025, 3, 10), date(2025, 4, 21), adulthood=True))
COMMUNITY, INSIDE, AFTERWARDS = (
    "final-plan-20-weeks",
    "detained-entered-assessment-unfinished",
    "detained-released-assessment-unfinished",
)


def test_detention_and_release_leave_the_day_where_it_was():
    life = Life(BEGUN)
    assert life.on(date(2025, 3, 2), COMMUNITY) == [f"{COMMUNITY}: Mon 26 May 2025, not-due"]
    life.then(DETAINED)
    assert life.on(date(2025, 3, 3), COMMUNITY, INSIDE) == [
        f"{COMMUNITY}: Mon 26 May 2025, disapplied",
        f"{INSIDE}: Mon 26 May 2025, not-due",
    ]
    life.then(ADVISED, RELEASED)
    assert life.on(date(2025, 4, 28), COMMUNITY, INSIDE, AFTERWARDS) == [
        f"{COMMUNITY}: Mon 26 May 2025, disapplied",
        f"{INSIDE}: Mon 26 May 2025, disapplied",
        f"{AFTERWARDS}: Mon 26 May 2025, not-due",
    ]
    assert life.around(AFTERWARDS, date(2025, 5, 26)) == ("not-due", "not-due", "outstanding")
    life.then(drafted(date(2025, 5, 1), ADULT), finalised(date(2025, 5, 26), FINAL))
    assert life.on(date(2025, 5, 26), AFTERWARDS) == [f"{AFTERWARDS}: Mon 26 May 2025, met"]


def test_advice_asked_for_in_detention_has_six_weeks():
    life = Life(BEGUN, DETAINED, ADVISED[:1])
    assert life.around("detained-advice", date(2025, 4, 21)) == (
        "not-due", "not-due", "outstanding",
    )  # fmt: skip


def test_while_he_is_detained_the_ordinary_request_is_the_wrong_one():
    life = Life(BEGUN, DETAINED)
    life.refuses(asked(date(2025, 3, 10), child=TEENAGER), ASK_UNDER_S71)
    life.refuses(replace(DETAINED, on=date(2025, 3, 4)), DETAINED_ALREADY)
    life.then(RELEASED)
    life.refuses(replace(RELEASED, on=date(2025, 4, 29)), NOT_DETAINED)


IN_CUSTODY = RequestDetainedAssessment(
    on=date(2025, 1, 6),
    by_whom="Eve Hill",
    custody=Custody(since=date(2024, 12, 2), home_authority="Southmere"),
    child=TEENAGER,
    parents=(PARENT,),
    officer=OFFICER,
)


def test_a_request_in_custody_has_the_same_weeks_under_its_own_regulations():
    life = Life(IN_CUSTODY)
    limits = ("detained-decision", "detained-not-issue", "detained-final-plan")
    assert life.on(date(2025, 1, 6), *limits, COMMUNITY) == [
        "detained-decision: Mon 17 Feb 2025, not-due",
        "detained-not-issue: Mon 28 Apr 2025, not-due",
        "detained-final-plan: Mon 26 May 2025, not-due",
    ]


def test_released_to_another_area_nothing_more_is_owed_here():
    life = Life(IN_CUSTODY, RecordRelease(on=date(2025, 2, 10), to_authority="Northmere"))
    assert life.on(date(2025, 6, 2), "detained-decision", "detained-final-plan", AFTERWARDS) == [
        "detained-decision: Mon 17 Feb 2025, disapplied",
        "detained-final-plan: Mon 26 May 2025, disapplied",
    ]


def test_with_a_plan_there_is_a_review_when_he_comes_out():
    life = Life(BEGUN, ADVISED, drafted(date(2025, 5, 1), ADULT))
    life.then(finalised(date(2025, 5, 26), FINAL))
    life.then(replace(DETAINED, on=date(2025, 9, 1)), replace(RELEASED, on=date(2025, 11, 3)))
    review = "release-from-detention-review"
    assert life.on(date(2025, 11, 3), review) == [f"{review}: no day, no-limit"]
