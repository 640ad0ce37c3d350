"""CFA 2014 ss.42(5) and 43: admission, the child's start and leaving, a placement's breakdown."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.setting.placement import (
    ADMITTED_BEFORE_NAMED,
    MUST_ADMIT,
    NO_DUTY_TO_ADMIT,
    NO_REASON_FOR_BREAKDOWN,
    NOT_NAMED,
    NOT_THERE,
    PLAN_STANDS,
    STARTED_UNNAMED,
    SUITABLE_ONLY,
    RecordAdmission,
    RecordAdmissionRefusal,
    RecordPlaceByParent,
    RecordPlaceLeft,
    RecordPlacementBreakdown,
    RecordPlaceStarted,
)
from ehcp.domain.events.placement import (
    AdmissionRefused,
    InstitutionAdmitted,
    PlacementArrangedByParent,
    PlacementBrokenDown,
    SchoolPlaceLeft,
    SchoolPlaceStarted,
)
from ehcp.domain.events.plan import FinalPlanIssued
from tests.domain.ordinary_case import (
    ELM,
    ELM_PLACEMENT,
    FINAL,
    FINISHED,
    OAK,
    PRIVATE,
    READY,
    naming,
)
from tests.domain.scenario import scenario

DAY = date(2025, 5, 14)
ADMIT = RecordAdmission(on=DAY, institution=ELM)
REFUSE = RecordAdmissionRefusal(on=DAY, institution=ELM, reasons="We are full.")
REFUSED = AdmissionRefused(on=DAY, of=13, institution=ELM, reasons="We are full.")
START = RecordPlaceStarted(on=DAY, institution=ELM)
LEAVE = RecordPlaceLeft(on=date(2025, 6, 30), institution=ELM, reasons="They moved house.")
LEFT = SchoolPlaceLeft(on=date(2025, 6, 30), institution=ELM, reasons="They moved house.")
BREAK = RecordPlacementBreakdown(on=DAY, institution=ELM, reasons="She was sent home daily.")
BROKEN = PlacementBrokenDown(on=DAY, of=13, institution=ELM, reasons="She was sent home daily.")


def test_the_institution_named_admits():
    admitted = InstitutionAdmitted(on=DAY, of=13, institution=ELM)
    scenario(given=FINISHED, when=ADMIT, then=[admitted])


@pytest.mark.parametrize("command", [ADMIT, REFUSE, BREAK])
def test_another_institution_has_no_duty_to_admit(command):
    scenario(given=FINISHED, when=replace(command, institution=OAK), then=NOT_NAMED)
    scenario(given=READY, when=command, then=NOT_NAMED)


@pytest.mark.parametrize("command", [ADMIT, REFUSE, BREAK])
def test_nobody_is_admitted_before_the_plan_names_the_place(command):
    early = replace(command, on=date(2025, 5, 11))
    scenario(given=FINISHED, when=early, then=ADMITTED_BEFORE_NAMED)


def test_an_admission_under_a_plan_of_which_only_the_day_is_known_is_recorded():
    scenario(
        given=[FinalPlanIssued(on=date(2025, 5, 12))],
        when=ADMIT,
        then=[InstitutionAdmitted(on=DAY, of=1, institution=ELM)],
    )


def test_an_institution_that_says_no_must_admit_all_the_same():
    scenario(given=FINISHED, when=REFUSE, then=[REFUSED, MUST_ADMIT.about(DAY)])


def test_an_independent_school_that_takes_back_its_offer_cannot_be_made_to_admit():
    plan = naming(replace(ELM_PLACEMENT, institution=PRIVATE))
    given = [*READY, replace(FINAL, plan=plan)]
    scenario(
        given=given,
        when=replace(REFUSE, institution=PRIVATE),
        then=[replace(REFUSED, institution=PRIVATE), NO_DUTY_TO_ADMIT.about(DAY)],
    )


def test_the_child_starts_at_the_school_that_the_plan_names():
    scenario(given=FINISHED, when=START, then=[SchoolPlaceStarted(on=DAY, of=13, institution=ELM)])


def test_a_start_at_a_school_that_the_plan_does_not_name_is_warned_of():
    elsewhere = replace(START, institution=OAK)
    started = SchoolPlaceStarted(on=DAY, institution=OAK)
    scenario(given=FINISHED, when=elsewhere, then=[started, STARTED_UNNAMED.about(DAY)])
    scenario(given=READY, when=elsewhere, then=[started])


def test_a_child_who_leaves_still_has_a_plan():
    scenario(given=FINISHED, when=LEAVE, then=[LEFT, PLAN_STANDS.about(date(2025, 6, 30))])
    scenario(given=READY, when=LEAVE, then=[LEFT])


def test_nobody_leaves_twice():
    later = replace(LEAVE, on=date(2025, 7, 1))
    scenario(given=[*FINISHED, LEFT], when=later, then=NOT_THERE)
    again = SchoolPlaceStarted(on=date(2025, 6, 30), institution=ELM)
    scenario(
        given=[*FINISHED, LEFT, again],
        when=later,
        then=[replace(LEFT, on=later.on), PLAN_STANDS.about(later.on)],
    )


def test_a_placement_that_breaks_down_leaves_the_plan_as_it_is():
    scenario(given=FINISHED, when=BREAK, then=[BROKEN, PLAN_STANDS.about(DAY)])
    scenario(given=FINISHED, when=replace(BREAK, reasons=""), then=NO_REASON_FOR_BREAKDOWN)


def test_a_place_that_the_family_found_frees_the_authority_only_if_it_is_suitable():
    found = RecordPlaceByParent(on=DAY, institution=PRIVATE, suitable=True)
    arranged = PlacementArrangedByParent(on=DAY, institution=PRIVATE, suitable=True)
    scenario(given=FINISHED, when=found, then=[arranged, SUITABLE_ONLY.about(DAY)])
    scenario(given=READY, when=found, then=[arranged])
