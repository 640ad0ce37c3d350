"""Who outside the authority has to do with a case, and on which days."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.case import Case
from ehcp.domain.events import placement as ev
from ehcp.domain.events.assessment import AdviceReceived, AdviceReturned
from ehcp.domain.events.ceasing import PlanCeased
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.request import AssessmentRequested
from ehcp.domain.events.transfer import PlanPassedOn
from ehcp.domain.standing.relations import (
    AFTERWARDS,
    Relation,
    RelationKind,
    named,
    relations,
)
from ehcp.domain.when import Span
from tests.domain.ordinary_case import (
    ASSESSED,
    ELM,
    ELM_PLACEMENT,
    FINISHED,
    OAK,
    OAK_PLACEMENT,
    UNDER_ASSESSMENT,
    naming,
)
from tests.domain.scenario import recorded

AT_OAK = replace(OAK_PLACEMENT, id="i2")
ISSUED = date(2025, 5, 12)
PSYCHOLOGIST = 8


def roll(*events):
    """Return each school with its first and last day, of those that have the child on the roll."""
    found = [r for r in relations(recorded(*events)) if r.kind is RelationKind.ON_ROLL]
    return [(r.party, r.since, r.until) for r in found]


def amended(on, *placements):
    return AmendedPlanIssued(on=on, plan=naming(*placements))


def test_a_school_has_a_child_from_the_day_on_which_a_plan_names_it():
    assert roll(*FINISHED) == [("100001", ISSUED, None)]


def test_before_a_plan_it_has_a_child_that_started_there():
    started = ev.SchoolPlaceStarted(on=date(2025, 1, 6), institution=ELM)
    assert roll(*UNDER_ASSESSMENT) == []
    assert roll(*UNDER_ASSESSMENT, started) == [("100001", date(2025, 1, 6), None)]


def test_a_school_without_a_number_in_the_register_has_nobody():
    unknown = replace(ELM_PLACEMENT, institution=replace(ELM, urn=None))
    assert roll(*FINISHED, amended(date(2026, 3, 2), unknown)) == []


def test_a_school_that_refused_the_child_does_not_have_it():
    refused = ev.AdmissionRefused(on=date(2025, 5, 20), institution=ELM)
    assert roll(*FINISHED, refused) == []
    admitted = ev.InstitutionAdmitted(on=date(2025, 6, 2), institution=ELM)
    assert roll(*FINISHED, refused, admitted) == [("100001", ISSUED, None)]


def test_its_last_day_is_the_one_before_the_child_left():
    left = ev.SchoolPlaceLeft(on=date(2026, 1, 9), institution=ELM)
    assert roll(*FINISHED, left) == [("100001", ISSUED, date(2026, 1, 8))]


def test_where_nobody_knows_when_the_child_left_it_counts_as_gone():
    left = ev.SchoolPlaceLeft(on=Span(None, date(2026, 1, 9)), institution=ELM)
    ((_, _, until),) = roll(*FINISHED, left)
    assert until == date.min


def test_what_began_on_a_day_not_known_counts_from_the_last_it_can_have_been():
    started = ev.SchoolPlaceStarted(on=Span(date(2025, 1, 6), date(2025, 1, 31)), institution=ELM)
    assert roll(*UNDER_ASSESSMENT, started) == [("100001", date(2025, 1, 31), None)]
    never = ev.SchoolPlaceStarted(on=Span(date(2025, 1, 6), None), institution=ELM)
    assert roll(*UNDER_ASSESSMENT, never) == []


def test_at_a_change_of_phase_each_school_has_its_own_days():
    on = date(2026, 3, 2)
    told = amended(
        on,
        replace(ELM_PLACEMENT, ends=date(2026, 8, 31)),
        replace(AT_OAK, starts=date(2026, 9, 1)),
    )
    assert roll(*FINISHED, told) == [
        ("100001", ISSUED, date(2026, 8, 31)),
        ("100002", date(2026, 9, 1), None),
    ]


def test_a_school_that_a_later_plan_no_longer_names_has_the_child_no_more():
    started = ev.SchoolPlaceStarted(on=date(2025, 6, 2), institution=ELM)
    moved = amended(date(2026, 3, 2), AT_OAK)
    assert roll(*FINISHED, started, moved) == [
        ("100002", date(2026, 3, 2), None),
        ("100001", date(2025, 6, 2), date(2026, 3, 1)),
    ]


def test_a_school_that_a_plan_names_again_has_a_child_again_that_had_left():
    started = ev.SchoolPlaceStarted(on=date(2025, 6, 2), institution=ELM)
    left = ev.SchoolPlaceLeft(on=date(2025, 10, 1), institution=ELM)
    away = amended(date(2025, 11, 3), AT_OAK)
    back = amended(date(2026, 7, 1), ELM_PLACEMENT)
    assert roll(*FINISHED, started, left, away, back) == [("100001", date(2026, 7, 1), None)]


def test_a_school_that_goes_on_until_the_next_has_the_child_until_then():
    started = ev.SchoolPlaceStarted(on=date(2025, 6, 2), institution=ELM)
    on = date(2026, 2, 10)
    ahead = amended(on, replace(AT_OAK, starts=date(2026, 9, 1)))
    assert roll(*FINISHED, started, ahead) == [
        ("100002", date(2026, 9, 1), None),
        ("100001", date(2025, 6, 2), date(2026, 8, 31)),
    ]


def test_a_child_who_comes_back_is_with_the_school_where_it_started_since():
    started = ev.SchoolPlaceStarted(on=date(2025, 6, 2), institution=ELM)
    over, again = PlanCeased(on=date(2026, 4, 1)), AssessmentRequested(on=date(2027, 1, 11))
    moved = ev.SchoolPlaceStarted(on=date(2026, 9, 1), institution=OAK)
    assert roll(*FINISHED, started, over, again) == []
    assert roll(*FINISHED, started, over, moved, again) == [("100002", date(2026, 9, 1), None)]


@pytest.mark.parametrize("end", [PlanCeased, PlanPassedOn])
def test_when_no_plan_is_maintained_here_no_school_has_the_child(end):
    started = ev.SchoolPlaceStarted(on=date(2025, 6, 2), institution=ELM)
    over = end(on=date(2026, 4, 1))
    assert roll(*FINISHED, started, over) == [("100001", date(2025, 6, 2), date(2026, 3, 31))]


def asked(*events):
    found = relations(recorded(*events))
    return [(r.kind, r.party) for r in found if r.kind not in AFTERWARDS.values()]


def test_whoever_is_asked_for_advice_has_to_do_with_the_case_until_it_has_come():
    everybody = [
        (RelationKind.HEALTH_ADVICE, "the paediatrician"),
        (RelationKind.PSYCHOLOGY_ADVICE, "the educational psychologist"),
        (RelationKind.CARE_ADVICE, "children's social care"),
    ]
    came = AdviceReceived(on=date(2025, 3, 20), of=PSYCHOLOGIST, kind="d")
    back = AdviceReturned(on=date(2025, 3, 24), of=len(ASSESSED) + 1, reasons="No outcomes.")
    assert asked(*ASSESSED) == everybody
    assert asked(*ASSESSED, came) == [everybody[0], everybody[2]]
    assert asked(*ASSESSED, came, back) == everybody
    assert asked(*FINISHED)[-1] != everybody[-1]


def given(*events):
    found = relations(recorded(*events))
    return [(r.kind, r.since, r.until) for r in found if r.kind in AFTERWARDS.values()]


def test_whoever_gave_advice_may_put_it_right_until_the_assessment_is_over():
    came = AdviceReceived(on=date(2025, 3, 20), of=PSYCHOLOGIST, kind="d")
    kind = RelationKind.PSYCHOLOGY_ADVICE_GIVEN
    assert given(*ASSESSED) == []
    assert given(*ASSESSED, came) == [(kind, date(2025, 3, 20), None)]
    over = FinalPlanIssued(on=date(2025, 5, 12))
    assert given(*ASSESSED, came, over) == [(kind, date(2025, 3, 20), date(2025, 5, 11))]
    unasked = AdviceReceived(on=date(2025, 3, 20), kind="c", from_body="somebody else")
    assert given(*ASSESSED, unasked) == []


def test_it_begins_on_the_day_of_the_request():
    (first, *_) = relations(recorded(*ASSESSED))
    assert (first.since, first.until) == (date(2025, 2, 5), None)
    assert not first.holds(date(2025, 2, 4))
    assert first.holds(date(2025, 2, 5))


def test_both_of_its_days_count():
    one = Relation(
        kind=RelationKind.ON_ROLL, party="1", since=date(2025, 1, 6), until=date(2025, 1, 8)
    )
    held = [day for day in range(5, 10) if one.holds(date(2025, 1, day))]
    assert held == [6, 7, 8]


def test_a_body_is_the_same_with_other_blanks_and_capitals():
    assert named(" Larkmere  integrated Care Board") == named("LARKMERE Integrated care board ")
    assert named("Larkmere") != named("Larkmere Trust")


def test_an_empty_case_has_to_do_with_nobody():
    assert relations(Case()) == ()
