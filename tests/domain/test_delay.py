"""With whom the delay of a case lies, reckoned by hand.

The request came on 6 January 2025: a decision was due by 17 February, the plan by 26 May.
"""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.domain.delay import Answerable, PartKind, delay
from ehcp.domain.delay.stretch import Stretch, days_in_both, days_of
from ehcp.domain.event import Basis
from ehcp.domain.events.appeal import TribunalAdjourned, TribunalAppealLodged, TribunalHearing
from ehcp.domain.events.assessment import AdviceReceived
from ehcp.domain.events.draft import RepresentationsComplete
from ehcp.domain.events.naming import SettingReplied
from ehcp.domain.events.order import Ordered, TribunalOrder
from ehcp.domain.events.reassessment import ReassessmentAgreed, ReassessmentRequested
from ehcp.domain.events.record import ExceptionClaimed
from ehcp.domain.events.request import AssessmentAgreed, AssessmentRequested
from ehcp.domain.events.review import ReviewMeetingHeld, ReviewReportSent, ReviewStarted
from ehcp.domain.plan.organiser import Organiser
from ehcp.domain.when import Span
from tests.domain.limits import NO_HOLIDAYS
from tests.domain.ordinary_case import (
    ADVICE,
    AGREED,
    DRAFT,
    ELM_CONSULTED,
    FINAL,
    FINISHED,
    REFUSED,
    UNDECIDED,
)
from tests.domain.scenario import recorded

A_WEEK_LATE = replace(AGREED, on=date(2025, 2, 24))
ASKED = [replace(asked, on=date(2025, 3, 3)) for asked in ADVICE]  # due by 14 April
FAMILY, SCHOOL, DOCTOR, PSYCHOLOGIST, SOCIAL_CARE = 5, 6, 7, 8, 9


def came(place, kind, on):
    return AdviceReceived(on=on, of=place, kind=kind)


OTHERS = [
    came(FAMILY, "a", date(2025, 3, 20)),
    came(SCHOOL, "b", date(2025, 4, 10)),
    came(DOCTOR, "c", date(2025, 4, 17)),
    came(SOCIAL_CARE, "e", date(2025, 4, 14)),
]
PSYCHOLOGY = came(PSYCHOLOGIST, "d", date(2025, 4, 28))
LATE_DRAFT = replace(DRAFT, on=date(2025, 5, 12))
LATE_PLAN = replace(FINAL, on=date(2025, 6, 9))
WAITING = [*UNDECIDED, A_WEEK_LATE, *ASKED, *OTHERS]
LATE = [*WAITING, PSYCHOLOGY, LATE_DRAFT, LATE_PLAN]
AFTERWARDS = date(2025, 6, 12)


def of(events, on, case=None):
    case = (case or recorded(*events)).seen(as_at=on)
    return delay(case, deadlines(case, NO_HOLIDAYS, on), on)


def late(events, on):
    return {
        each.deadline.limit.id: (each.lies_with, each.days, each.certain)
        for each in of(events, on).late
        if each.deadline.limit.id not in ("named-institution-admits", "decision-to-issue-or-draft")
    }


def parts(events, on, case=None):
    (way,) = of(events, on, case).ways
    return [(part.kind, part.lies_with, part.stretch.days) for part in way.parts]


def test_a_case_in_time_has_no_delay():
    on = date(2025, 5, 12)
    assert of(FINISHED[:4] + FINISHED[9:], on).ways == ()
    assert late([*UNDECIDED, AGREED], date(2025, 2, 17)) == {}


def test_the_last_day_of_a_limit_is_no_delay_and_the_day_after_is_one_day():
    assert "assessment-decision-notify" not in late(UNDECIDED, date(2025, 2, 17))
    found = late(UNDECIDED, date(2025, 2, 18))["assessment-decision-notify"]
    assert found == (Answerable.AUTHORITY, (1, 1), True)


def test_each_late_limit_lies_with_whoever_owed_it():
    found = late(LATE, AFTERWARDS)
    assert found["assessment-decision-notify"] == (Answerable.AUTHORITY, (7, 7), True)
    assert found["final-plan-20-weeks"] == (Answerable.AUTHORITY, (14, 14), True)
    advice = [
        (each.lies_with, each.days)
        for each in of(LATE, AFTERWARDS).late
        if each.deadline.limit.id == "advice-response"
    ]
    assert advice == [(Answerable.HEALTH, (3, 3)), (Answerable.PSYCHOLOGY, (14, 14))]


@pytest.mark.parametrize(
    ("place", "who"),
    [
        (FAMILY, Answerable.FAMILY),
        (SCHOOL, Answerable.SETTING),
        (DOCTOR, Answerable.HEALTH),
        (PSYCHOLOGIST, Answerable.PSYCHOLOGY),
        (SOCIAL_CARE, Answerable.SOCIAL_CARE),
    ],
)
def test_advice_that_is_out_lies_with_those_who_give_that_kind(place, who):
    found = of([*UNDECIDED, A_WEEK_LATE, *ASKED], date(2025, 4, 16)).late
    (one,) = [each for each in found if each.deadline.started_by.place == place]
    assert (one.lies_with, one.days) == (who, (2, 2))


def test_the_parts_of_the_way_are_told_in_order():
    assert parts(LATE, AFTERWARDS) == [
        (PartKind.LATE_DUTY, Answerable.AUTHORITY, (7, 7)),  # 17 to 24 February
        (PartKind.ASKING, Answerable.AUTHORITY, (7, 7)),  # 24 February to 3 March
        (PartKind.LATE_ADVICE, Answerable.HEALTH, (3, 3)),  # 14 to 17 April
        (PartKind.LATE_ADVICE, Answerable.PSYCHOLOGY, (14, 14)),  # 14 to 28 April
        (PartKind.LATE_DUTY, Answerable.AUTHORITY, (14, 14)),  # 28 April to 12 May
        (PartKind.LATE_DUTY, Answerable.AUTHORITY, (14, 14)),  # the same, by the Code
        (PartKind.DRAFTING, Answerable.AUTHORITY, (14, 14)),
        (PartKind.FAMILY_WINDOW, Answerable.FAMILY, (14, 14)),  # 12 to 26 May
        (PartKind.FINISHING, Answerable.AUTHORITY, (14, 14)),  # 26 May to 9 June
    ]


def test_the_late_days_of_each_are_counted_once():
    (way,) = of(LATE, AFTERWARDS).ways
    assert way.totals == {
        Answerable.AUTHORITY: (21, 21),
        Answerable.HEALTH: (3, 3),
        Answerable.PSYCHOLOGY: (14, 14),
    }


def overlap(events, on):
    (way,) = of(events, on).ways
    (found,) = [part for part in way.parts if part.lies_with is Answerable.PSYCHOLOGY]
    return found.stretch.days, found.overlap


def test_advice_that_the_authority_waited_for_shares_no_day_with_its_own_time():
    assert overlap(LATE, AFTERWARDS) == ((14, 14), (0, 0))


def test_advice_that_came_after_the_draft_shares_the_days_of_drafting():
    # late 14 April to 19 May, drafting 17 April to 12 May
    told = [*WAITING, LATE_DRAFT, replace(PSYCHOLOGY, on=date(2025, 5, 19)), LATE_PLAN]
    assert overlap(told, AFTERWARDS) == ((35, 35), (25, 25))


def test_what_is_late_still_goes_on_to_the_day_asked_about():
    # advice late since 14 April; the authority late with the plan or its refusal since 28 April
    assert overlap(WAITING, date(2025, 5, 30)) == ((46, 46), (32, 32))
    assert late(WAITING, date(2025, 5, 30))["final-plan-20-weeks"][1] == (4, 4)


def test_advice_that_never_came_is_late_until_the_plan_and_no_longer():
    told = [*WAITING, LATE_DRAFT, LATE_PLAN]
    assert overlap(told, date(2026, 6, 12))[0] == (56, 56)  # 14 April to 9 June


def test_days_known_as_a_span_stay_one():
    rough = replace(PSYCHOLOGY, on=Span(date(2025, 4, 21), date(2025, 4, 28)))
    assert overlap([*WAITING, rough, LATE_DRAFT, LATE_PLAN], AFTERWARDS)[0] == (7, 14)


def test_what_one_side_only_says_is_no_day_that_is_sure():
    alleged = replace(PSYCHOLOGY, basis=Basis.ALLEGED, on=date(2025, 4, 10))
    told = [*WAITING, alleged, LATE_DRAFT, LATE_PLAN]
    (way,) = of(told, AFTERWARDS).ways
    assert way.totals.get(Answerable.PSYCHOLOGY, (0, 0))[0] == 0


def test_the_familys_time_ends_when_it_says_that_it_has_said_all():
    complete = RepresentationsComplete(on=date(2025, 5, 19), of=15)
    told = [*WAITING, PSYCHOLOGY, LATE_DRAFT, complete, LATE_PLAN]
    assert parts(told, AFTERWARDS)[-2:] == [
        (PartKind.FAMILY_WINDOW, Answerable.FAMILY, (7, 7)),
        (PartKind.FINISHING, Answerable.AUTHORITY, (21, 21)),
    ]


def test_a_reply_that_came_late_lies_with_the_setting():
    consulted = replace(ELM_CONSULTED, on=date(2025, 5, 14), of=15)
    reply = SettingReplied(on=date(2025, 6, 5), of=16, institution=consulted.institution)
    told = [*WAITING, PSYCHOLOGY, LATE_DRAFT, consulted, reply, LATE_PLAN]
    (found,) = [part for part in of(told, AFTERWARDS).ways[0].parts if part.kind == "late-reply"]
    assert (found.lies_with, found.stretch.days) == (Answerable.SETTING, (7, 7))  # due 29 May
    assert found.overlap == (7, 7)  # the plan was the authority's to finish since 26 May


def test_an_exception_that_was_claimed_is_beside_the_limit():
    claim = ExceptionClaimed(
        on=date(2025, 5, 20),
        limits=("final-plan-20-weeks",),
        since=date(2025, 5, 20),
        ground="exceptional-personal-circumstances",
        accepted=True,
    )
    (found,) = [
        each
        for each in of([*LATE, claim], AFTERWARDS).late
        if each.deadline.limit.id == "final-plan-20-weeks"
    ]
    assert (found.days, found.certain) == ((14, 14), False)
    assert [each.ground for each in found.deadline.claims] == [
        "exceptional-personal-circumstances"
    ]


def test_an_adjournment_before_an_order_lies_with_the_tribunal():
    told = [
        *UNDECIDED,
        REFUSED,
        TribunalAppealLodged(on=date(2025, 3, 10), of=4),
        TribunalAdjourned(on=date(2025, 7, 7), of=5),
        TribunalHearing(on=date(2025, 9, 1), of=5),
        TribunalOrder(on=date(2025, 9, 15), of=5, ordered=Ordered.ASSESS),
        replace(AGREED, on=date(2025, 10, 6)),  # two weeks end on 29 September
    ]
    found = parts(told, date(2025, 12, 23))  # fourteen weeks end on 22 December
    assert (PartKind.ADJOURNED, Answerable.TRIBUNAL, (56, 56)) in found
    assert (PartKind.LATE_DUTY, Answerable.AUTHORITY, (7, 7)) in found
    assert of(told, date(2025, 12, 22)).ways == ()


def test_a_reassessment_has_a_way_of_its_own():
    told = [
        *FINISHED,
        ReassessmentRequested(on=date(2026, 3, 2)),
        ReassessmentAgreed(on=date(2026, 3, 9), of=len(FINISHED) + 1),
        replace(ADVICE[3], on=date(2026, 3, 16), of=len(FINISHED) + 2),  # due by 27 April
    ]
    assert of(told, date(2026, 6, 15)).ways == ()  # fourteen weeks end that day
    assert parts(told, date(2026, 6, 16))[:2] == [
        (PartKind.ASKING, Answerable.AUTHORITY, (7, 7)),
        (PartKind.LATE_ADVICE, Answerable.PSYCHOLOGY, (50, 50)),
    ]


@pytest.mark.parametrize(
    ("organiser", "who"),
    [
        (Organiser.REQUIRED_SCHOOL, Answerable.SETTING),
        (Organiser.AUTHORITY, Answerable.AUTHORITY),
        (None, Answerable.OTHER),
    ],
)
def test_the_report_of_a_review_lies_with_whoever_arranged_it(organiser, who):
    place = len(FINISHED) + 1
    told = [
        *FINISHED,
        ReviewStarted(on=date(2026, 2, 2), organiser=organiser),
        ReviewMeetingHeld(on=date(2026, 3, 24), of=place),
        ReviewReportSent(on=date(2026, 4, 10), of=place),  # two weeks end on 7 April
    ]
    assert late(told, date(2026, 4, 10))["annual-review-report"] == (who, (3, 3), True)


def test_a_file_that_does_not_say_when_advice_was_asked_for_gives_nobody_those_days():
    case = Case.of(
        AssessmentRequested(on=date(2024, 1, 8)),
        AssessmentAgreed(on=date(2024, 2, 12)),
        AdviceReceived(on=date(2024, 5, 20), kind="d"),
    )
    kinds = [kind for kind, _, _ in parts([], date(2024, 6, 10), case)]
    assert PartKind.ASKING not in kinds


def day(number):
    return Span(date(2025, 1, number), date(2025, 1, number))


def test_days_in_several_stretches_are_counted_once():
    one, other = Stretch(day(6), day(10)), Stretch(day(8), day(13))
    assert days_of([one, other]) == (7, 7)
    assert days_in_both([one], [other]) == (2, 2)
    assert days_in_both([one], [Stretch(day(10), day(13))]) == (0, 0)


def test_a_stretch_whose_ends_are_spans_has_at_least_and_at_most_so_many_days():
    rough = Stretch(
        Span(date(2025, 1, 6), date(2025, 1, 8)), Span(date(2025, 1, 9), date(2025, 1, 13))
    )
    assert rough.days == (1, 7)
    assert Stretch(rough.since, rough.since).days == (0, 2)
    assert Stretch(Span(None, date(2025, 1, 6)), day(8)).days == (2, None)
    assert Stretch(day(6), day(8), doubted=True).days == (0, 2)
