"""What must hold of every limit."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

from ehcp.law import grounds
from ehcp.law.calendar import Calendar
from ehcp.law.citations import CFA_2014, DEVON_2022, SEND_REGS_2014
from ehcp.law.grounds import GROUNDS
from ehcp.law.time_limit import Confidence, Force, Kind, NotInForce
from ehcp.law.time_limits import CATALOGUE, STAGES
from tests.law.bank_holidays import BANK_HOLIDAYS

CALENDAR = Calendar(BANK_HOLIDAYS)
LIMITS = list(CATALOGUE.values())
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def test_there_are_117_limits_each_with_a_name_of_its_own():
    assert len(LIMITS) == len({limit.id for limit in LIMITS}) == 117


def test_a_limit_stands_in_the_module_of_its_stage_under_its_own_name():
    for stage in STAGES:
        name = stage.__name__.rpartition(".")[2].replace("_", "-")
        for constant, limit in vars(stage).items():
            if limit in LIMITS:
                assert constant == limit.id.upper().replace("-", "_")
                assert limit.stage == name


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.id)
def test_a_limit_says_what_it_must(limit):
    assert KEBAB.fullmatch(limit.id)
    assert limit.duty and limit.starts_with and limit.satisfied_by and limit.verified
    for version in limit.versions:
        assert str(version.source)
        assert version.wording
        assert version.period.words


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.id)
def test_versions_follow_one_another_and_never_overlap(limit):
    for earlier, later in pairwise(limit.versions):
        assert earlier.until is not None
        assert earlier.until + timedelta(days=1) == later.since
    assert limit.now.until is None


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.id)
def test_what_is_not_verified_is_advisory(limit):
    assert (limit.confidence is Confidence.LOW) == (limit.force is Force.ADVISORY)


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.id)
def test_a_duty_without_a_number_of_days_has_no_last_day(limit):
    if limit.kind is Kind.PROCEDURAL:
        assert not limit.period.dated
        assert limit.last_day(date(2025, 1, 6), calendar=CALENDAR) is None


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.id)
def test_one_reading_is_the_limit_s_own(limit):
    if limit.readings:
        (own,) = [reading for reading in limit.readings if reading.own]
        assert own.period == limit.period


def test_the_force_of_a_limit_follows_what_stands_behind_it():
    assert {limit.id for limit in LIMITS if limit.force is Force.ADVISORY} == {
        "order-remit",
        "annual-review-term-list",
        "reassessment-no-change",
        "direct-payment-recovery",
        "direct-payment-young-person-switch",
        "he-disclosure-request",
    }
    assert {limit.id for limit in LIMITS if limit.force is Force.CASE_LAW} == {
        "annual-review-amendment-notice",
        "annual-review-final-12-weeks",
    }
    assert {limit.id for limit in LIMITS if limit.force is Force.TRIBUNAL_DIRECTION} == {
        "appeal-bundle",
        "appeal-final-evidence",
    }
    assert {limit.id for limit in LIMITS if limit.force is Force.GUIDANCE} == {
        "decision-to-issue-or-draft",
        "school-consultation-response",
        "annual-review-decision-inside-year",
        "annual-review-under-5",
    }


def test_a_limit_was_not_the_law_before_it_came_into_force():
    final = CATALOGUE["final-plan-20-weeks"]
    assert final.on(date(2014, 9, 1)).since == date(2014, 9, 1)
    with pytest.raises(NotInForce):
        final.last_day(date(2014, 8, 31), calendar=CALENDAR)
    with pytest.raises(LookupError):
        CATALOGUE["recommendation-response-health"].on(date(2018, 4, 2))


def test_a_date_of_birth_may_lie_before_the_law():
    rights = CATALOGUE["young-person-rights"]
    assert rights.last_day(date(2010, 3, 15), calendar=CALENDAR) == date(2026, 6, 26)
    with pytest.raises(NotInForce):  # 16 in the school year to August 2014
        rights.last_day(date(1998, 8, 31), calendar=CALENDAR)


def test_regulation_45_as_made_gave_other_periods():
    notify = CATALOGUE["unopposed-assess-notify"]
    assert notify.on(date(2015, 3, 22)).period.words.startswith("4 weeks")
    assert notify.on(date(2015, 3, 23)).period.words.startswith("2 weeks")


def test_other_readings_of_a_phase_transfer_are_a_day_later():
    for limit, due in (
        ("phase-transfer-15-feb", date(2026, 2, 15)),
        ("phase-transfer-31-march", date(2026, 3, 31)),
    ):
        other = next(r for r in CATALOGUE[limit].readings if r.name == "by")
        assert other.period.last_day(date(2026, 1, 1), CALENDAR) == due


def test_a_source_prints_as_it_is_cited():
    assert str(CATALOGUE["final-plan-20-weeks"].source) == "SI 2014/1530 reg 13(2)"
    assert (
        str(CFA_2014.s("36(4)") & SEND_REGS_2014.reg("3") & DEVON_2022.whole)
        == "Children and Families Act 2014 s.36(4); SI 2014/1530 reg 3; [2022] EWHC 493 (Admin)"
    )
    assert (
        str(SEND_REGS_2014.reg("8(1)").noting("with s.31")) == "SI 2014/1530 reg 8(1) (with s.31)"
    )


def test_every_ground_of_an_excuse_is_known():
    used = {excuse.ground.code for limit in LIMITS for excuse in limit.excuses}
    assert used | {grounds.CORONAVIRUS.code} == GROUNDS.keys()
    assert all(KEBAB.fullmatch(code) for code in GROUNDS)


def test_the_tribunal_s_counting_rules_are_claimed_by_nobody():
    rules = {code for code, ground in GROUNDS.items() if not ground.claimed}
    assert rules == {code for code in GROUNDS if code.startswith("tribunal-rules-")}
    window = CATALOGUE["appeal-window-decision"]
    assert [ground.code for ground in window.grounds()] == ["tribunal-extends-time"]


def test_an_absence_must_be_as_long_as_its_ground_says():
    assert {
        code: ground.least_weeks for code, ground in GROUNDS.items() if ground.least_weeks
    } == {
        "absent-from-area-4-weeks": 4,
        "absent-from-area-2-weeks": 2,
        "parent-absent-4-weeks": 4,
        "advice-source-closed-school": 4,
        "advice-source-closed-early-years": 4,
    }


def test_a_ground_lifts_only_the_limits_that_have_it():
    due = date(2025, 5, 26)
    final, review = CATALOGUE["final-plan-20-weeks"], CATALOGUE["annual-review-decision"]
    assert final.lifted_by("exceptional-personal-circumstances", due)
    assert not final.lifted_by("missed-appointment", due)
    assert not review.lifted_by("exceptional-personal-circumstances", due)


def test_a_doubtful_ground_lifts_nothing():
    due = date(2025, 5, 26)
    ground = "exceptional-personal-circumstances"
    assert CATALOGUE["order-assess-notify"].lifted_by(ground, due)
    assert not CATALOGUE["order-amend-plan"].lifted_by(ground, due)
    assert CATALOGUE["order-amend-plan"].lifted_by("tribunal-directs-otherwise", due)


def test_coronavirus_lifts_a_limit_that_fell_due_while_the_law_of_2020_stood():
    final = CATALOGUE["final-plan-20-weeks"]
    assert not final.lifted_by("coronavirus", date(2020, 4, 30))
    assert final.lifted_by("coronavirus", date(2020, 5, 1))
    assert final.lifted_by("coronavirus", date(2020, 9, 25))
    assert not final.lifted_by("coronavirus", date(2020, 9, 26))


def test_coronavirus_lifts_nothing_where_the_law_of_2020_is_not_verified():
    assert grounds.CORONAVIRUS in CATALOGUE["annual-review-report"].grounds()
    assert not CATALOGUE["annual-review-report"].lifted_by("coronavirus", date(2020, 6, 1))
    assert not CATALOGUE["appeal-window-decision"].lifted_by("coronavirus", date(2020, 6, 1))
