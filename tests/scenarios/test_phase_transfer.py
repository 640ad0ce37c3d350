"""A child changes to secondary school in 2027: the plan must name it before 15 February."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.amendment.amendment import NOTICE_NAMES_SETTING, NOTICE_PERIOD_RUNNING
from ehcp.domain.commands.review.phase_transfer import TRANSFER_KNOWN, RecordPhaseTransfer
from ehcp.domain.commands.setting.section_i import NAMED_WITHOUT_CONSULTATION
from ehcp.domain.commands.setting.setting import ConsultSetting, RecordSettingReply, RequestSetting
from ehcp.domain.events.amendment import ProposedAmendment
from ehcp.domain.events.naming import ConsultedAs
from ehcp.domain.events.review import ReviewDecision, ReviewKind
from ehcp.domain.plan.institution import Category, Institution, SettingType
from ehcp.domain.plan.letters import Section
from ehcp.domain.plan.phase import Transfer
from ehcp.domain.plan.sections import Placement
from tests.domain.amending_case import AMENDED_PLAN
from tests.domain.ordinary_case import ELM_PLACEMENT, naming
from tests.scenarios.life import Life
from tests.scenarios.parts import (
    amended,
    convened,
    kept,
    noticed,
    planned,
    reported,
    reviewed,
    to_amend,
)

ROWAN = Institution(name="Rowan High School", urn="100010", category=Category.ACADEMY)
NEXT_SCHOOL = ProposedAmendment(
    section=Section.I, reason="She leaves Elm Primary in July 2027.", evidence=("k1",)
)
MOVES_UP = naming(
    replace(ELM_PLACEMENT, ends=date(2027, 8, 31)),
    Placement(
        id="i2",
        type=SettingType.MAINSTREAM_SCHOOL,
        institution=ROWAN,
        starts=date(2027, 9, 1),
    ),
)
UP_TO_YEAR_6 = (
    *planned(date(2025, 1, 6), date(2025, 2, 3), date(2025, 4, 7), date(2025, 5, 12)),
    *convened(date(2026, 3, 24), ReviewKind.FIRST),
    *reviewed(date(2026, 3, 24)),
    reported(date(2026, 4, 2), ReviewDecision.MAINTAIN),
    kept(date(2026, 4, 14)),
)
TRANSFER = RecordPhaseTransfer(
    on=date(2026, 9, 21), transfer=Transfer.PRIMARY_TO_SECONDARY, year=2027
)
REVIEW = (
    *convened(date(2026, 11, 10), ReviewKind.PHASE_TRANSFER),
    *reviewed(date(2026, 11, 10)),
    reported(date(2026, 11, 24), ReviewDecision.AMEND),
    to_amend(date(2026, 12, 1), NEXT_SCHOOL),
    noticed(date(2026, 12, 1), NEXT_SCHOOL),
)
CONSULTATION = (
    RequestSetting(on=date(2026, 12, 3), institution=ROWAN),
    ConsultSetting(on=date(2026, 12, 4), institution=ROWAN, consulted_as=ConsultedAs.REQUESTED),
    RecordSettingReply(on=date(2026, 12, 17), institution=ROWAN, can_meet_needs=True),
)


@pytest.fixture
def life() -> Life:
    """The life up to the notice of the amendment."""
    return Life(UP_TO_YEAR_6, TRANSFER, REVIEW)


def test_a_change_of_phase_is_recorded_once_and_falls_due_the_day_before_15_february():
    life = Life(UP_TO_YEAR_6, TRANSFER)
    life.refuses(replace(TRANSFER, on=date(2026, 10, 1)), TRANSFER_KNOWN)
    assert life.around("phase-transfer-15-feb", date(2027, 2, 14)) == (
        "not-due", "not-due", "outstanding",
    )  # fmt: skip


def test_the_review_has_its_own_days_beside_that_of_the_transfer(life):
    assert life.on(
        date(2026, 12, 1),
        "phase-transfer-15-feb",
        "annual-review-report",
        "annual-review-amendment-notice",
        "annual-review-representations",
        "annual-review-final-amended",
        "annual-review-final-12-weeks",
    ) == [
        "annual-review-report: Tue 7 Apr 2026, met",
        "annual-review-amendment-notice: Tue 21 Apr 2026, disapplied",
        "annual-review-final-12-weeks: Tue 16 Jun 2026, disapplied",
        "phase-transfer-15-feb: Sun 14 Feb 2027, not-due",
        "annual-review-report: Tue 24 Nov 2026, met",
        "annual-review-amendment-notice: Tue 8 Dec 2026, met",
        "annual-review-final-12-weeks: Tue 2 Feb 2027, not-due",
        "annual-review-representations: Tue 15 Dec 2026, not-due",
        "annual-review-final-amended: Tue 26 Jan 2027, not-due",
    ]


def test_the_school_is_named_after_the_familys_time_and_its_own(life):
    named_by_us = replace(NEXT_SCHOOL, wording="Rowan High School")
    life.refuses(noticed(date(2026, 12, 2), named_by_us), NOTICE_NAMES_SETTING)
    life.refuses(amended(date(2026, 12, 15), MOVES_UP), NOTICE_PERIOD_RUNNING)
    life.refuses(amended(date(2026, 12, 16), MOVES_UP), NAMED_WITHOUT_CONSULTATION)
    life.then(CONSULTATION[:2])
    assert life.around("school-consultation-response", date(2026, 12, 19)) == (
        "not-due", "not-due", "outstanding",
    )  # fmt: skip
    life.then(CONSULTATION[2], amended(date(2027, 1, 22), MOVES_UP))
    limits = ("phase-transfer-15-feb", "annual-review-final-amended")
    assert life.on(date(2027, 1, 22), *limits, "annual-review-final-12-weeks")[1:] == [
        "phase-transfer-15-feb: Sun 14 Feb 2027, met",
        "annual-review-final-12-weeks: Tue 2 Feb 2027, met",
        "annual-review-final-amended: Tue 26 Jan 2027, met",
    ]


def test_a_plan_of_15_february_is_late_by_the_law_and_in_time_by_the_other_reading(life):
    life.then(CONSULTATION, amended(date(2027, 2, 15), MOVES_UP))
    day = date(2027, 2, 15)
    assert life.on(day, "phase-transfer-15-feb") == [
        "phase-transfer-15-feb: Sun 14 Feb 2027, missed"
    ]
    assert life.readings("phase-transfer-15-feb", day) == ["by: Mon 15 Feb 2027, met"]


@pytest.mark.parametrize(
    ("kind", "standing"),
    [(ReviewKind.ANNUAL, "outstanding"), (ReviewKind.PHASE_TRANSFER, "undetermined")],
)
def test_a_plan_of_the_review_for_it_that_leaves_section_i_may_name_what_comes(kind, standing):
    """A school that goes on to 19 stays named, and so does nobody where nobody is named."""
    life = Life(
        UP_TO_YEAR_6,
        TRANSFER,
        convened(date(2026, 11, 10), kind),
        reviewed(date(2026, 11, 10)),
        reported(date(2026, 11, 24), ReviewDecision.AMEND),
        to_amend(date(2026, 12, 1)),
        noticed(date(2026, 12, 1)),
        amended(date(2027, 1, 22), AMENDED_PLAN),
    )
    assert life.on(date(2027, 3, 1), "phase-transfer-15-feb") == [
        f"phase-transfer-15-feb: Sun 14 Feb 2027, {standing}"
    ]
