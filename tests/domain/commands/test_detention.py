"""CFA 2014 ss.70-75, SI 2015/62: a child or young person in youth custody."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.ending.detention import (
    DETAINED_ALREADY,
    ELSEWHERE_AFTER_RELEASE,
    HOME_AUTHORITY,
    NOT_DETAINED,
    NOTHING_TO_TELL,
    RELEASED_BEFORE_DETAINED,
    TOLD_BEFORE_STEP,
    BringDetainedToAttention,
    Custody,
    NotifyDetainedStep,
    RecordDetention,
    RecordRelease,
    RequestDetainedAssessment,
)
from ehcp.domain.commands.request.decision import AgreeToAssess
from ehcp.domain.commands.request.opening import OPEN_ALREADY, WHOSE_CASE
from ehcp.domain.commands.request.request import (
    ASK_UNDER_S71,
    REQUEST_PENDING,
    AskedBy,
    BringToAttention,
    RequestAssessment,
)
from ehcp.domain.deadlines import Status, deadlines
from ehcp.domain.events.assessment import AdviceReceived, AdviceRequested, NoPlanDecided
from ehcp.domain.events.detention import (
    DetainedAssessmentRequested,
    DetainedBroughtToAttention,
    DetainedRecipient,
    DetainedStepNotified,
    PersonDetained,
    PersonReleased,
)
from ehcp.domain.events.opening import CaseOpened
from ehcp.domain.events.order import Ordered, TribunalOrder
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.request import AssessmentAgreed, AssessmentRefused, Informant
from ehcp.domain.events.review import ReviewDecisionNotified
from ehcp.domain.events.transfer import AssessmentStoppedByMove
from tests.domain.limits import NO_HOLIDAYS, due, running, statuses
from tests.domain.ordinary_case import (
    CONSULTED,
    FINISHED,
    OPENED,
    REQUESTED,
    S19,
    TEENAGER,
    UNDER_ASSESSMENT,
)
from tests.domain.scenario import recorded, scenario

HOME = "Oldshire Council"
DETAIN = RecordDetention(on=date(2025, 1, 2), home_authority=HOME, appropriate_person="his mother")
OPENING = CaseOpened(on=date(2025, 1, 6), child=TEENAGER)
CUSTODY = Custody(since=date(2025, 1, 2), home_authority=HOME, appropriate_person="his mother")
DETAINED = PersonDetained(
    on=date(2025, 1, 2), home_authority=HOME, appropriate_person="his mother"
)
ASK = RequestDetainedAssessment(
    on=date(2025, 1, 6), by_whom="his mother", custody=CUSTODY, child=TEENAGER
)
ASKED = DetainedAssessmentRequested(on=date(2025, 1, 6), by_whom="his mother")
IN_CUSTODY = [OPENING, DETAINED, ASKED]
AGREED = AssessmentAgreed(on=date(2025, 2, 17), of=3)
LATER = date(2025, 12, 1)


def test_a_request_for_a_detained_person_opens_a_case():
    scenario(given=[], when=ASK, then=IN_CUSTODY)
    scenario(given=[], when=replace(ASK, child=None), then=WHOSE_CASE)
    scenario(given=[OPENING, DETAINED], when=ASK, then=OPEN_ALREADY)
    told = BringDetainedToAttention(
        on=date(2025, 1, 6), by_whom="the governor", custody=CUSTODY, child=TEENAGER
    )
    brought = DetainedBroughtToAttention(on=date(2025, 1, 6), by_whom="the governor")
    scenario(given=[], when=told, then=[OPENING, DETAINED, brought])
    assert RequestDetainedAssessment.opens
    assert BringDetainedToAttention.opens


def test_a_request_for_a_detained_person_says_where_they_are_detained_once():
    again = replace(ASK, child=None)
    scenario(given=[OPENING, DETAINED], when=again, then=DETAINED_ALREADY)
    scenario(given=[OPENING, DETAINED], when=replace(again, custody=None), then=[ASKED])
    scenario(given=[OPENING], when=replace(again, custody=None), then=NOT_DETAINED)
    later = replace(again, custody=replace(CUSTODY, since=date(2025, 1, 7)))
    scenario(given=[OPENING], when=later, then=NOT_DETAINED)
    nowhere = replace(again, custody=replace(CUSTODY, home_authority=" "))
    scenario(given=[OPENING], when=nowhere, then=HOME_AUTHORITY)
    second = replace(again, on=date(2025, 1, 20), custody=None)
    scenario(
        given=IN_CUSTODY,
        when=second,
        then=[replace(ASKED, on=date(2025, 1, 20)), REQUEST_PENDING.about(date(2025, 1, 20))],
    )


def test_for_a_detained_person_nobody_asks_under_s36():
    ask = RequestAssessment(on=date(2025, 1, 6), requested_by=AskedBy.PARENT)
    bring = BringToAttention(on=date(2025, 1, 6), informant=Informant.POLICE)
    for command in (ask, bring):
        scenario(given=[OPENING, DETAINED], when=command, then=ASK_UNDER_S71)
    released = PersonReleased(on=date(2025, 1, 4), of=2)
    events = tuple(ask.decide(recorded(OPENING, DETAINED, released)))
    assert [type(event).__name__ for event in events] == ["AssessmentRequested"]


def test_a_detention_begins_and_ends():
    scenario(given=[OPENING], when=DETAIN, then=[DETAINED])
    scenario(given=[OPENING], when=replace(DETAIN, home_authority=""), then=HOME_AUTHORITY)
    scenario(given=[OPENING, DETAINED], when=DETAIN, then=DETAINED_ALREADY)
    release = RecordRelease(on=date(2025, 3, 3))
    released = PersonReleased(on=date(2025, 3, 3), of=2)
    scenario(given=[OPENING, DETAINED], when=release, then=[released])
    scenario(given=[OPENING], when=release, then=NOT_DETAINED)
    early = replace(release, on=date(2025, 1, 1))
    scenario(given=[OPENING, DETAINED], when=early, then=RELEASED_BEFORE_DETAINED)
    away = replace(release, to_authority="Marland Council")
    warned = ELSEWHERE_AFTER_RELEASE.about(date(2025, 3, 3), "Marland Council")
    gone = replace(released, to_authority="Marland Council")
    stopped = AssessmentStoppedByMove(on=date(2025, 3, 3), of=3, to_authority="Marland Council")
    scenario(given=IN_CUSTODY, when=away, then=[gone, stopped, warned])
    scenario(given=[OPENING, DETAINED], when=away, then=[gone])


def test_who_must_know_is_told_of_a_step():
    tell = NotifyDetainedStep(
        on=date(2025, 1, 8), recipient=DetainedRecipient.YOUTH_OFFENDING_TEAM, name="Oldshire YOT"
    )
    told = DetainedStepNotified(
        on=date(2025, 1, 8),
        of=3,
        recipient=DetainedRecipient.YOUTH_OFFENDING_TEAM,
        name="Oldshire YOT",
    )
    scenario(given=IN_CUSTODY, when=tell, then=[told])
    scenario(given=[OPENING, DETAINED], when=tell, then=NOTHING_TO_TELL)
    scenario(given=[OPENED, REQUESTED, CONSULTED], when=tell, then=NOTHING_TO_TELL)
    scenario(given=FINISHED, when=tell, then=NOTHING_TO_TELL)
    early = replace(tell, on=date(2025, 1, 5))
    scenario(given=IN_CUSTODY, when=early, then=TOLD_BEFORE_STEP)


def test_the_ordinary_steps_follow_for_a_detained_person():
    agree = AgreeToAssess(
        on=date(2025, 2, 17),
        may_have_sen=True,
        plan_may_be_necessary=True,
        s19_considered=S19,
    )
    consulted = replace(CONSULTED, of=3)
    (agreed,) = agree.decide(recorded(*IN_CUSTODY, consulted))
    assert (type(agreed), agreed.of) == (AssessmentAgreed, 3)


@pytest.mark.parametrize(
    ("limit", "last", "end"),
    [
        ("detained-decision", date(2025, 2, 17), AssessmentAgreed),
        ("detained-decision", date(2025, 2, 17), AssessmentRefused),
        ("detained-not-issue", date(2025, 4, 28), NoPlanDecided),
        ("detained-final-plan", date(2025, 5, 26), FinalPlanIssued),
    ],
)
def test_the_time_for_a_detained_person_runs_from_the_request(limit, last, end):
    assert due(limit, IN_CUSTODY, LATER) == last
    assert statuses(limit, IN_CUSTODY, last) == [Status.NOT_DUE]
    day_after = date.fromordinal(last.toordinal() + 1)
    assert statuses(limit, IN_CUSTODY, day_after) == [Status.OUTSTANDING]
    assert statuses(limit, [*IN_CUSTODY, end(on=last)], LATER) == [Status.MET]
    assert statuses(limit, [*IN_CUSTODY, end(on=day_after)], LATER) == [Status.MISSED]


def test_the_ordinary_clocks_do_not_run_beside_them():
    given = [
        *IN_CUSTODY,
        AGREED,
        AdviceRequested(on=date(2025, 2, 19), of=4, kind="d"),
        DraftPlanIssued(on=date(2025, 4, 14), of=4),
        TribunalOrder(on=date(2025, 6, 2), ordered=Ordered.ASSESS),
        TribunalOrder(on=date(2025, 6, 2), ordered=Ordered.NAME_SCHOOL),
    ]
    found = {d.limit.id for d in deadlines(recorded(*given), NO_HOLIDAYS, LATER)}
    assert {limit for limit in found if limit.startswith("detained-")} == {
        "detained-decision",
        "detained-advice",
        "detained-not-issue",
        "detained-final-plan",
        "detained-draft-window",
        "detained-order-assess-notify",
        "detained-order-name-school",
    }
    assert not found & {
        "assessment-decision-notify",
        "advice-response",
        "decision-not-to-issue",
        "final-plan-20-weeks",
        "draft-representations-window",
        "order-assess-notify",
        "order-name-school",
    }


def test_the_limits_of_the_single_steps_in_detention():
    asked = AdviceRequested(on=date(2025, 2, 19), of=4, kind="d")
    given = [*IN_CUSTODY, AGREED, asked]
    assert due("detained-advice", given, LATER) == date(2025, 4, 2)
    for day, expected in ((date(2025, 4, 2), Status.MET), (date(2025, 4, 3), Status.MISSED)):
        came = AdviceReceived(on=day, of=5, kind="d")
        assert statuses("detained-advice", [*given, came], LATER) == [expected]
    draft = [*given, DraftPlanIssued(on=date(2025, 4, 14), of=4)]
    assert due("detained-draft-window", draft, LATER) == date(2025, 4, 28)
    for day, expected in ((date(2025, 4, 28), Status.MISSED), (date(2025, 4, 29), Status.MET)):
        final = FinalPlanIssued(on=day, of=6)
        assert statuses("detained-draft-window", [*draft, final], LATER) == [expected]


@pytest.mark.parametrize(
    ("limit", "ordered", "end"),
    [
        ("detained-order-assess-notify", Ordered.ASSESS, AssessmentAgreed),
        ("detained-order-name-school", Ordered.NAME_SCHOOL, AmendedPlanIssued),
    ],
)
def test_an_order_for_a_detained_person_is_carried_out_in_two_weeks(limit, ordered, end):
    given = [*IN_CUSTODY, TribunalOrder(on=date(2025, 6, 2), ordered=ordered)]
    assert due(limit, given, LATER) == date(2025, 6, 16)
    assert statuses(limit, [*given, end(on=date(2025, 6, 16))], LATER) == [Status.MET]
    assert statuses(limit, [*given, end(on=date(2025, 6, 17))], LATER) == [Status.MISSED]


def test_after_a_release_the_assessment_is_finished_from_the_original_day():
    limit = "detained-released-assessment-unfinished"
    given = [*IN_CUSTODY, AGREED, PersonReleased(on=date(2025, 3, 3), of=2)]
    assert due(limit, given, LATER) == date(2025, 5, 26)
    assert statuses("detained-final-plan", given, LATER) == [Status.DISAPPLIED]
    assert due("detained-not-issue", given, LATER) == date(2025, 4, 28)
    for day, expected in ((date(2025, 5, 26), Status.MET), (date(2025, 5, 27), Status.MISSED)):
        assert statuses(limit, [*given, FinalPlanIssued(on=day)], LATER) == [expected]
    refused = NoPlanDecided(on=date(2025, 4, 28))
    assert statuses(limit, [*given, refused], LATER) == [Status.DISAPPLIED]


def test_after_a_release_to_another_authority_nothing_is_finished_here():
    released = PersonReleased(on=date(2025, 2, 3), of=2, to_authority="Marland Council")
    given = [*IN_CUSTODY, released]
    assert running("detained-released-assessment-unfinished", given, LATER) == []
    for limit in ("detained-decision", "detained-not-issue", "detained-final-plan"):
        assert statuses(limit, given, LATER) == [Status.DISAPPLIED]


def test_detained_in_the_middle_the_assessment_is_finished_from_the_original_day():
    limit = "detained-entered-assessment-unfinished"
    detained = PersonDetained(on=date(2025, 3, 3), home_authority=HOME)
    given = [*UNDER_ASSESSMENT, detained]
    assert due(limit, given, LATER) == date(2025, 5, 26)
    assert statuses("final-plan-20-weeks", given, LATER) == [Status.DISAPPLIED]
    assert due("decision-not-to-issue", given, LATER) == date(2025, 4, 28)
    for day, expected in ((date(2025, 5, 26), Status.MET), (date(2025, 5, 27), Status.MISSED)):
        assert statuses(limit, [*given, FinalPlanIssued(on=day)], LATER) == [expected]
    again = [*given, PersonReleased(on=date(2025, 4, 7), of=5)]
    assert statuses(limit, again, LATER) == [Status.DISAPPLIED]
    assert due("detained-released-assessment-unfinished", again, LATER) == date(2025, 5, 26)
    assert running(limit, [*FINISHED, replace(detained, on=date(2025, 7, 1))], LATER) == []


def test_on_release_the_plan_is_reviewed():
    limit = "release-from-detention-review"
    detained = PersonDetained(on=date(2025, 7, 1), home_authority=HOME)
    released = PersonReleased(on=date(2025, 9, 1), of=15)
    given = [*FINISHED, detained, released]
    assert statuses(limit, given, LATER) == [Status.NO_LIMIT]
    reviewed = ReviewDecisionNotified(on=date(2025, 10, 6))
    assert statuses(limit, [*given, reviewed], LATER) == [Status.MET]
    assert running(limit, [*IN_CUSTODY, PersonReleased(on=date(2025, 3, 3))], LATER) == []


def test_a_file_that_others_kept_keeps_its_ordinary_clocks():
    given = recorded(DETAINED, DraftPlanIssued(on=date(2025, 4, 14)))
    case = type(given)().then(*(entry.event for entry in given.entries))
    found = {d.limit.id for d in deadlines(case, NO_HOLIDAYS, LATER)}
    assert "detained-draft-window" not in found
    asked = type(given)().then(DETAINED, AdviceRequested(on=date(2025, 2, 19)))
    found = {d.limit.id for d in deadlines(asked, NO_HOLIDAYS, LATER)}
    assert "advice-response" in found
