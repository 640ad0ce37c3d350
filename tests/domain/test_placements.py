"""Where a child is placed and since when: one place, two at once, and one that lies ahead."""

from dataclasses import replace
from datetime import date
from typing import Any

from ehcp.domain.events import placement as ev
from ehcp.domain.events.ceasing import CeaseDecided, CeaseSetAside, PlanCeased
from ehcp.domain.events.plan import AmendedPlanIssued
from ehcp.domain.standing.placements import PlacementState, placements
from tests.domain.ordinary_case import (
    ELM,
    ELM_PLACEMENT,
    FINISHED,
    OAK,
    OAK_PLACEMENT,
    naming,
)
from tests.domain.scenario import recorded

PLAN_PLACE = len(FINISHED) - 1
STARTED = ev.SchoolPlaceStarted(on=date(2025, 6, 2), of=PLAN_PLACE, institution=ELM)
NEXT = replace(OAK_PLACEMENT, id="i2", starts=date(2027, 9, 1))
DUAL = replace(OAK_PLACEMENT, id="i2", share="two days a week", main=False)


def amended(*found):
    return AmendedPlanIssued(on=date(2026, 3, 2), plan=naming(*found))


def states(on, *events):
    found: Any = placements(recorded(*events))
    return [(one.institution.name, one.state(on)) for one in found]


def test_a_place_that_the_plan_names_is_named_until_more_is_known():
    assert states(date(2025, 5, 12), *FINISHED) == [("Elm Primary", PlacementState.NAMED)]
    assert states(date(2025, 6, 2), *FINISHED, STARTED) == [
        ("Elm Primary", PlacementState.ATTENDED)
    ]


def test_it_is_named_since_the_first_of_the_plans_that_name_it_one_after_the_other():
    placed: Any = placements(recorded(*FINISHED, STARTED, amended(ELM_PLACEMENT, NEXT)))
    found = placed[0]
    assert (found.named_by.first, found.plan.first) == (date(2025, 5, 12), date(2026, 3, 2))
    assert found.attended_since.first == date(2025, 6, 2)


def test_a_time_without_a_plan_is_a_break_unless_its_end_was_set_aside():
    ceased = [CeaseDecided(on=date(2025, 9, 1)), PlanCeased(on=date(2025, 11, 12))]
    again = amended(ELM_PLACEMENT)
    placed: Any = placements(recorded(*FINISHED, *ceased, again))
    assert placed[0].named_by.first == date(2026, 3, 2)
    aside = CeaseSetAside(on=date(2025, 12, 1))
    placed = placements(recorded(*FINISHED, *ceased, aside, again))
    assert placed[0].named_by.first == date(2025, 5, 12)


def test_a_place_that_begins_at_a_change_of_phase_lies_ahead_until_its_first_day():
    told = [*FINISHED, STARTED, amended(replace(ELM_PLACEMENT, ends=date(2027, 8, 31)), NEXT)]
    assert states(date(2027, 8, 31), *told) == [
        ("Elm Primary", PlacementState.ATTENDED),
        ("Oak School", PlacementState.FUTURE),
    ]
    assert states(date(2027, 9, 1), *told) == [
        ("Elm Primary", PlacementState.PAST),
        ("Oak School", PlacementState.NAMED),
    ]


def test_two_places_at_once_each_have_their_share():
    main = replace(ELM_PLACEMENT, share="three days a week", main=True)
    found: Any = placements(recorded(*FINISHED, STARTED, amended(main, DUAL)))
    assert [(one.named.share, one.named.main) for one in found] == [
        ("three days a week", True),
        ("two days a week", False),
    ]


def test_a_place_that_was_left_is_past_and_stands_after_those_in_the_plan():
    left = ev.SchoolPlaceLeft(on=date(2026, 2, 2), institution=ELM)
    found: Any = placements(recorded(*FINISHED, STARTED, left, amended(OAK_PLACEMENT)))
    assert [(one.institution.name, one.plan is not None) for one in found] == [
        ("Oak School", True),
        ("Elm Primary", False),
    ]
    assert found[1].state(date(2026, 3, 2)) is PlacementState.PAST
    assert found[1].left.first == date(2026, 2, 2)
    assert found[1].attended_since is None


def test_a_place_that_was_left_is_named_again_by_a_later_plan():
    left = ev.SchoolPlaceLeft(on=date(2025, 10, 1), institution=ELM)
    told = [*FINISHED, STARTED, left]
    day = date(2026, 7, 1)
    assert states(day, *told) == [("Elm Primary", PlacementState.PAST)]
    told += [amended(OAK_PLACEMENT), replace(amended(ELM_PLACEMENT), on=date(2026, 6, 1))]
    assert states(day, *told) == [("Elm Primary", PlacementState.NAMED)]
    again = replace(STARTED, on=date(2026, 6, 8))
    assert states(day, *told, again) == [("Elm Primary", PlacementState.ATTENDED)]


def test_a_refusal_and_a_breakdown_are_told_by_the_last_thing_that_happened():
    refused = ev.AdmissionRefused(on=date(2025, 5, 20), of=PLAN_PLACE, institution=ELM)
    broken = ev.PlacementBrokenDown(on=date(2025, 11, 3), of=PLAN_PLACE, institution=ELM)
    day = date(2025, 12, 1)
    assert states(day, *FINISHED, refused) == [("Elm Primary", PlacementState.REFUSED)]
    assert states(day, *FINISHED, STARTED, broken) == [("Elm Primary", PlacementState.BROKEN_DOWN)]


def test_a_place_that_the_family_found_is_there_without_a_plan():
    own = ev.PlacementArrangedByParent(on=date(2025, 9, 1), institution=OAK)
    found: Any = placements(recorded(*FINISHED, own))
    assert found[1].state(date(2025, 9, 1)) is PlacementState.ARRANGED_BY_PARENT
