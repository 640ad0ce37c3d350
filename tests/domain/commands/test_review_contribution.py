"""What a school gives to a review: attendance, provision map, assess-plan-do-review."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ehcp.domain.commands.outcome import RecordOutcomeProgress
from ehcp.domain.commands.review.contribution import (
    NO_ROUND,
    NOT_A_SUM,
    NOT_IN_THE_PLAN,
    NOTHING_MAPPED,
    SESSIONS_DO_NOT_ADD_UP,
    TIME_OUT_OF_ORDER,
    RecordGraduatedApproach,
    ReportAttendance,
    SubmitProvisionMap,
)
from ehcp.domain.commands.review.open_reviews import (
    BEFORE_REVIEW_BEGAN,
    NO_REVIEW,
    REVIEW_OVER,
    WHICH_REVIEW,
)
from ehcp.domain.events.outcome import OutcomeProgressRecorded, Progress
from ehcp.domain.events.review import ReviewCancelled
from ehcp.domain.events.review_contribution import (
    AttendanceReported,
    FundedBy,
    Given,
    GraduatedApproachRecorded,
    Mapped,
    ProvisionMapSubmitted,
)
from ehcp.domain.standing.reviews import reviews
from tests.domain.ordinary_case import FINISHED
from tests.domain.ordinary_review import BEGUN, INVITED, MET, PLACE, STARTED
from tests.domain.scenario import recorded, scenario

ON = date(2026, 3, 4)
AUTUMN: dict[str, Any] = {"first": date(2025, 9, 3), "last": date(2025, 12, 19)}
THERE: dict[str, Any] = {
    "sessions": 144,
    "attended": 120,
    "authorised_absences": 18,
    "unauthorised_absences": 6,
    "suspended_sessions": 4,
    "concerns": "Monday mornings.",
    "said_by": "The SENCO",
}
REPORT = ReportAttendance(on=ON, **AUTUMN, **THERE)
REPORTED = AttendanceReported(
    on=ON,
    of=PLACE,
    part_time_timetable=False,
    **AUTUMN,
    **THERE,
)

LINE = Mapped(
    what="Language work, one to one",
    provision="f1",
    hours=Decimal("2.5"),
    period="week",
    cost=Decimal("1843.75"),
    funded_by=FundedBy.SETTING,
    given=Given.PARTLY,
    effect="She uses longer sentences.",
)
LUNCH = Mapped(what="A quiet place at lunch", cost=Decimal(0))
MAP = SubmitProvisionMap(on=ON, lines=(LINE, LUNCH), said_by="The SENCO", **AUTUMN)

ROUND = RecordGraduatedApproach(
    on=ON,
    outcomes=("e1",),
    assess="Reads single words.",
    plan="Ten minutes of phonics a day.",
    do="Given on four days of five.",
    what_came_of_it="Reads short sentences.",
    **AUTUMN,
)
TOLD = GraduatedApproachRecorded(
    on=ON,
    of=PLACE,
    outcomes=("e1",),
    assess="Reads single words.",
    plan="Ten minutes of phonics a day.",
    do="Given on four days of five.",
    review="Reads short sentences.",
    **AUTUMN,
)
ALL = (REPORT, MAP, ROUND)


def test_attendance_is_told_for_a_review_in_half_days():
    scenario(given=BEGUN, when=REPORT, then=[REPORTED])


@pytest.mark.parametrize(
    "wrong",
    [
        {"attended": 121},
        {"sessions": 0},
        {"attended": -6, "sessions": 18},
        {"suspended_sessions": 19},
        {"suspended_sessions": -1},
    ],
)
def test_attendance_and_absences_make_the_sessions(wrong):
    scenario(given=BEGUN, when=replace(REPORT, **wrong), then=SESSIONS_DO_NOT_ADD_UP)


def test_a_provision_map_says_what_each_line_costs_to_the_penny():
    mapped = ProvisionMapSubmitted(
        on=ON, of=PLACE, lines=(LINE, LUNCH), said_by="The SENCO", **AUTUMN
    )
    scenario(given=BEGUN, when=MAP, then=[mapped])


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        (replace(LINE, what=" "), NOTHING_MAPPED),
        (replace(LINE, cost=Decimal("-0.01")), NOT_A_SUM),
        (replace(LINE, cost=Decimal("0.005")), NOT_A_SUM),
        (replace(LINE, hours=Decimal(-1)), NOT_A_SUM),
        (replace(LINE, provision="f9"), NOT_IN_THE_PLAN),
        (replace(LINE, provision="e1"), NOT_IN_THE_PLAN),
    ],
)
def test_a_line_of_a_provision_map_is_of_the_plan_or_beside_it_and_costs_a_sum(line, refusal):
    scenario(given=BEGUN, when=replace(MAP, lines=(line,)), then=refusal)
    scenario(given=BEGUN, when=replace(MAP, lines=()), then=NOTHING_MAPPED)


def test_a_round_of_assess_plan_do_review_is_told():
    scenario(given=BEGUN, when=ROUND, then=[TOLD])
    going_on = replace(ROUND, last=None, what_came_of_it=None)
    scenario(given=BEGUN, when=going_on, then=[replace(TOLD, last=None, review=None)])
    silent = replace(ROUND, assess="", plan=None, do=None, what_came_of_it=" ")
    scenario(given=BEGUN, when=silent, then=NO_ROUND)
    scenario(given=BEGUN, when=replace(ROUND, outcomes=("e9",)), then=NOT_IN_THE_PLAN)


@pytest.mark.parametrize("command", ALL)
def test_the_time_told_of_has_passed(command):
    scenario(given=BEGUN, when=replace(command, last=date(2025, 9, 2)), then=TIME_OUT_OF_ORDER)
    scenario(given=BEGUN, when=replace(command, last=date(2026, 3, 5)), then=TIME_OUT_OF_ORDER)


@pytest.mark.parametrize("command", ALL)
def test_it_belongs_to_a_review_that_is_not_over(command):
    scenario(given=FINISHED, when=command, then=NO_REVIEW)
    scenario(given=BEGUN, when=replace(command, on=date(2026, 2, 1)), then=BEFORE_REVIEW_BEGAN)
    over = [*BEGUN, ReviewCancelled(on=date(2026, 2, 3), of=PLACE)]
    scenario(given=over, when=replace(command, review=PLACE), then=REVIEW_OVER)
    scenario(given=[*BEGUN, STARTED], when=command, then=WHICH_REVIEW)
    assert [e.of for e in replace(command, on=date(2026, 3, 26)).decide(recorded(*MET))] == [PLACE]


def test_what_was_given_stands_in_its_review():
    (review,) = reviews(recorded(*INVITED, REPORTED, TOLD))
    assert review.all(AttendanceReported) == (REPORTED,)
    assert review.all(GraduatedApproachRecorded) == (TOLD,)


def test_progress_may_be_said_for_a_review_before_its_meeting():
    say = RecordOutcomeProgress(
        on=ON, outcome="e1", said_by="The SENCO", progress=Progress.MET, at_review=PLACE
    )
    said = OutcomeProgressRecorded(
        on=ON, of=PLACE, outcome="e1", said_by="The SENCO", progress=Progress.MET
    )
    scenario(given=BEGUN, when=say, then=[said])
