"""Duties without a number of days that must be done before something else."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.deadlines.explanation import explain
from ehcp.domain.events.ceasing import (
    CeaseConsidered,
    CeaseConsulted,
    CeaseConsultee,
    CeaseDecided,
    CeaseGround,
    CeaseSetAside,
    EducationLeft,
)
from ehcp.domain.events.direct_payment import (
    DirectPaymentAgreed,
    DirectPaymentConsentGiven,
    DirectPaymentStarted,
)
from ehcp.domain.events.opening import CaseOpened, Child
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.request import (
    AssessmentAgreed,
    AssessmentRefused,
    AssessmentRequested,
    FamilyConsulted,
)
from ehcp.domain.events.review import ReviewDecision, ReviewDecisionNotified
from ehcp.domain.when import UNKNOWN, After, Span
from tests.domain.limits import NO_HOLIDAYS, running, statuses

FAR = date(2025, 12, 1)
OPENED = CaseOpened(
    on=date(2024, 1, 8), child=Child(name="Ben Hill", date_of_birth=date(2006, 1, 9))
)
PLAN = FinalPlanIssued(on=date(2024, 3, 4))

LEFT = EducationLeft(on=date(2025, 1, 6))
CONSIDERED = CeaseConsidered(on=date(2025, 1, 6))
REQUESTED = AssessmentRequested(on=date(2025, 1, 6))
AGREED = DirectPaymentAgreed(on=date(2025, 1, 6))
FAMILY = CeaseConsulted(on=date(2025, 1, 13), of=3, consultee=CeaseConsultee.FAMILY)

ASSESS = AssessmentAgreed(on=date(2025, 2, 3), of=3)
CEASE = CeaseDecided(on=date(2025, 2, 3), ground=CeaseGround.PLAN_NOT_NECESSARY)
PAID = DirectPaymentStarted(on=date(2025, 2, 3), of=3)

HEAD = CeaseConsulted(on=date(2025, 1, 20), of=3, consultee=CeaseConsultee.HEAD_OR_PRINCIPAL)
REVIEWED = ReviewDecisionNotified(on=date(2025, 1, 20), decision=ReviewDecision.CEASE)
CONSENT = DirectPaymentConsentGiven(on=date(2025, 1, 20), of=3)
HEARD = FamilyConsulted(on=date(2025, 1, 20), of=3)

DUTIES = [
    ("cease-consult", [OPENED, PLAN, CONSIDERED, FAMILY], HEAD, CEASE),
    ("cease-18-plus-review-first", [OPENED, PLAN, LEFT], REVIEWED, CEASE),
    ("direct-payment-consent", [OPENED, PLAN, AGREED], CONSENT, PAID),
    ("assessment-consult-family", [OPENED, PLAN, REQUESTED], HEARD, ASSESS),
]
every_duty = pytest.mark.parametrize(("limit", "given", "done", "then"), DUTIES)


@every_duty
def test_what_is_done_after_what_it_had_to_come_before_was_not_done_in_time(
    limit, given, done, then
):
    late = replace(done, on=date(2025, 2, 4))
    assert statuses(limit, [*given, done], FAR) == ["met"]
    assert statuses(limit, [*given, done, then], FAR) == ["met"]
    assert statuses(limit, [*given, then, done], FAR) == ["met"]
    assert statuses(limit, [*given, then, late], FAR) == ["missed"]
    assert statuses(limit, [*given, late, then], FAR) == ["missed"]
    assert statuses(limit, [*given, late], FAR) == ["met"]


@every_duty
def test_what_has_not_been_done_at_all_is_still_to_be_done(limit, given, done, then):
    assert statuses(limit, [*given, then], FAR) == ["no-limit"]
    assert statuses(
        limit, [*given, then, replace(done, on=date(2025, 3, 3))], date(2025, 3, 2)
    ) == ["no-limit"]


@every_duty
def test_of_one_day_what_was_recorded_first_came_first(limit, given, done, then):
    same = replace(done, on=then.on)
    assert statuses(limit, [*given, same, then], FAR) == ["met"]
    assert statuses(limit, [*given, then, same], FAR) == ["undetermined"]


ROUGHLY = [
    (Span(date(2025, 1, 1), date(2025, 1, 31)), "met"),
    (Span(date(2025, 2, 1), date(2025, 2, 28)), "undetermined"),
    (Span(date(2025, 2, 4), date(2025, 2, 28)), "missed"),
    (UNKNOWN, "undetermined"),
]


@every_duty
def test_where_the_days_do_not_say_which_came_first_nothing_is_firm(limit, given, done, then):
    for day, status in ROUGHLY:
        roughly = replace(done, on=day)
        for order in ([then, roughly], [roughly, then]):
            assert statuses(limit, [*given, *order], FAR) == [status]


def test_what_is_counted_from_the_decision_came_after_it_whenever_that_was():
    sometime = replace(CEASE, on=Span(date(2025, 2, 1), date(2025, 3, 31)))
    for weeks, status in ((2, "missed"), (0, "undetermined")):
        after = replace(REVIEWED, on=After(event="cease-decided", weeks=weeks))
        given = [OPENED, PLAN, LEFT, sometime, after]
        assert statuses("cease-18-plus-review-first", given, FAR) == [status]


def test_a_decision_that_may_lie_before_the_duty_makes_nothing_firm():
    sometime = replace(CEASE, on=Span(date(2025, 1, 1), date(2025, 1, 8)))
    given = [OPENED, PLAN, LEFT, sometime, REVIEWED]
    assert statuses("cease-18-plus-review-first", given, FAR) == ["undetermined"]
    before = replace(CEASE, on=date(2025, 1, 3))
    given = [OPENED, PLAN, before, LEFT, REVIEWED]
    assert statuses("cease-18-plus-review-first", given, FAR) == ["met"]


@pytest.mark.parametrize(
    ("ground", "status"),
    [
        (None, "missed"),
        (CeaseGround.LEFT_EDUCATION, "missed"),
        (CeaseGround.HIGHER_EDUCATION, "undetermined"),
        (CeaseGround.LEFT_ENGLAND, "undetermined"),
    ],
)
def test_a_plan_that_ends_on_another_ground_may_need_no_review_first(ground, status):
    late = replace(REVIEWED, on=date(2025, 3, 3))
    given = [OPENED, PLAN, LEFT, replace(CEASE, ground=ground), late]
    assert statuses("cease-18-plus-review-first", given, FAR) == [status]


def test_a_decision_to_cease_that_was_set_aside_is_none():
    aside = CeaseSetAside(on=date(2025, 2, 17), of=4)
    late = replace(REVIEWED, on=date(2025, 3, 3))
    given = [OPENED, PLAN, LEFT, CEASE, aside, late]
    assert statuses("cease-18-plus-review-first", given, FAR) == ["met"]
    again = replace(CEASE, on=date(2025, 2, 24))
    assert statuses("cease-18-plus-review-first", [*given, again], FAR) == ["missed"]


def test_a_refusal_to_assess_is_a_decision_too():
    late = replace(HEARD, on=date(2025, 2, 4))
    refused = AssessmentRefused(on=date(2025, 2, 3), of=3)
    given = [OPENED, PLAN, REQUESTED, refused, late]
    assert statuses("assessment-consult-family", given, FAR) == ["missed"]


def test_consent_to_one_payment_is_not_late_for_another():
    other = [AGREED, DirectPaymentStarted(on=date(2025, 1, 13), of=4)]
    given = [OPENED, PLAN, AGREED, *other, CONSENT]
    assert statuses("direct-payment-consent", given, FAR) == ["met", "no-limit"]


def test_it_is_said_that_it_was_done_late():
    late = replace(CONSENT, on=date(2025, 2, 4))
    (run,) = running("direct-payment-consent", [OPENED, PLAN, AGREED, PAID, late], FAR)
    assert (run.due, run.late_by_days) == (None, None)
    assert "It was missed: it was done late." in explain(run, NO_HOLIDAYS)
