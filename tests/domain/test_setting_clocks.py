"""The limits of naming and of provision, and the six months after an assessment."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.case import Case
from ehcp.domain.deadlines import Status, deadlines
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.ceasing import PlanCeased
from ehcp.domain.events.placement import (
    AdmissionRefused,
    InstitutionAdmitted,
    ProvisionSecured,
    ProvisionStopped,
    SchoolPlaceLeft,
    SchoolPlaceStarted,
)
from ehcp.domain.events.plan import AmendedPlanIssued
from ehcp.domain.plan.sections import Provision
from tests.domain.ordinary_case import (
    ELM,
    ELM_PLACEMENT,
    FINAL,
    FINAL_PLAN,
    FINISHED,
    OAK,
    OAK_PLACEMENT,
    OPENED,
    PRIVATE,
    READY,
    REQUESTED,
    UNDER_ASSESSMENT,
    naming,
)
from tests.domain.test_own_clocks import NO_HOLIDAYS, due, statuses

ADMITS = "named-institution-admits"
IN_PLACE = "provision-in-place"
BAR = "assessment-six-month-bar"
ADMITTED = InstitutionAdmitted(on=date(2025, 5, 12), of=13, institution=ELM)
REFUSED = AdmissionRefused(on=date(2025, 5, 13), of=13, institution=ELM)


def test_the_school_named_is_to_admit_from_the_day_of_the_plan():
    assert due(ADMITS, FINISHED) == date(2025, 5, 12)
    assert statuses(ADMITS, FINISHED, on=date(2025, 5, 12)) == [Status.NOT_DUE]
    assert statuses(ADMITS, FINISHED, on=date(2025, 5, 13)) == [Status.OUTSTANDING]
    assert statuses(ADMITS, [*FINISHED, ADMITTED]) == [Status.MET]


def test_a_later_confirmation_does_not_say_since_when_the_child_was_admitted():
    for event in (ADMITTED, SchoolPlaceStarted(on=date(2025, 5, 12), of=13)):
        later = replace(event, on=date(2025, 5, 14))
        assert statuses(ADMITS, [*FINISHED, later]) == [Status.UNDETERMINED]


def test_a_school_that_refuses_first_has_not_admitted_when_it_was_named():
    assert statuses(ADMITS, [*FINISHED, REFUSED]) == [Status.OUTSTANDING]
    later = replace(ADMITTED, on=date(2025, 5, 14))
    assert statuses(ADMITS, [*FINISHED, REFUSED, later]) == [Status.MISSED]


def test_a_place_elsewhere_is_no_admission():
    elsewhere = SchoolPlaceStarted(on=date(2025, 5, 14), institution=OAK)
    assert statuses(ADMITS, [*FINISHED, elsewhere]) == [Status.OUTSTANDING]


def test_an_independent_school_has_no_duty_to_admit():
    elsewhere = replace(FINAL, plan=naming(replace(ELM_PLACEMENT, institution=PRIVATE)))
    assert statuses(ADMITS, [*READY, elsewhere]) == []


def test_a_school_named_for_later_admits_from_that_day():
    later = replace(ELM_PLACEMENT, starts=date(2025, 9, 1))
    given = [*READY, replace(FINAL, plan=naming(later))]
    assert due(ADMITS, given) == date(2025, 9, 1)
    assert statuses(ADMITS, given, on=date(2025, 9, 1)) == [Status.NOT_DUE]
    assert statuses(ADMITS, given, on=date(2025, 9, 2)) == [Status.OUTSTANDING]
    early = replace(ADMITTED, on=date(2025, 6, 20))
    assert statuses(ADMITS, [*given, early], on=date(2025, 9, 2)) == [Status.MET]


def amended(*placements):
    """Return an amended plan of 2 February 2026 that names these."""
    return AmendedPlanIssued(on=date(2026, 2, 2), plan=naming(*placements))


def test_a_school_that_has_the_child_already_need_not_admit_again():
    given = [*FINISHED, ADMITTED, amended(ELM_PLACEMENT)]
    assert statuses(ADMITS, given, on=date(2026, 2, 3)) == [Status.MET]
    left = SchoolPlaceLeft(on=date(2025, 12, 19), institution=ELM)
    again = [*FINISHED, ADMITTED, left, amended(ELM_PLACEMENT)]
    expected = [Status.MET, Status.OUTSTANDING]
    assert statuses(ADMITS, again, on=date(2026, 2, 3)) == expected


def test_at_a_change_of_phase_only_the_next_school_has_still_to_admit():
    now = replace(ELM_PLACEMENT, ends=date(2026, 8, 31))
    then = replace(OAK_PLACEMENT, id="i2", starts=date(2026, 9, 1))
    given = [*FINISHED, ADMITTED, amended(now, then)]
    assert statuses(ADMITS, given, on=date(2026, 9, 1)) == [Status.MET, Status.NOT_DUE]
    assert statuses(ADMITS, given, on=date(2026, 9, 2)) == [Status.MET, Status.OUTSTANDING]
    place = InstitutionAdmitted(on=date(2026, 3, 2), institution=OAK)
    assert statuses(ADMITS, [*given, place], on=date(2026, 9, 2)) == [Status.MET, Status.MET]


STOPPED = ProvisionStopped(on=date(2025, 6, 2), element="f1")
SECURED = ProvisionSecured(on=date(2025, 6, 2), of=16, element="f1")
WHOLE = ProvisionSecured(on=date(2025, 5, 12), of=13)
THERE = [*FINISHED, WHOLE]


def test_provision_that_stopped_is_to_be_in_place_on_the_day():
    given = [*THERE, STOPPED]
    assert statuses(IN_PLACE, given, on=date(2025, 6, 2)) == [Status.MET, Status.NOT_DUE]
    assert statuses(IN_PLACE, given, on=date(2025, 6, 3)) == [Status.MET, Status.OUTSTANDING]
    assert statuses(IN_PLACE, [*given, SECURED]) == [Status.MET, Status.MET]
    late = replace(SECURED, on=date(2025, 6, 3))
    on = date(2025, 6, 4)
    assert statuses(IN_PLACE, [*given, late], on=on) == [Status.MET, Status.MISSED]


def test_the_provision_of_a_plan_made_here_is_in_place_on_its_day():
    assert due(IN_PLACE, FINISHED) == date(2025, 5, 12)
    assert statuses(IN_PLACE, FINISHED, on=date(2025, 5, 12)) == [Status.NOT_DUE]
    assert statuses(IN_PLACE, FINISHED, on=date(2025, 5, 13)) == [Status.OUTSTANDING]
    assert statuses(IN_PLACE, THERE) == [Status.MET]
    late = replace(WHOLE, on=date(2025, 5, 13))
    assert statuses(IN_PLACE, [*FINISHED, late]) == [Status.MISSED]
    elsewhere = deadlines(Case.of(*FINISHED), NO_HOLIDAYS, date(2025, 6, 2))
    assert IN_PLACE not in {deadline.limit.id for deadline in elsewhere}


def test_a_plan_amended_without_its_provision_asks_for_nothing_more():
    same = replace(FINAL, plan=FINAL_PLAN)
    other = replace(
        FINAL_PLAN, provision=(*FINAL_PLAN.provision, Provision(id="f2", text="Swims."))
    )
    day = date(2026, 2, 3)
    again = AmendedPlanIssued(on=date(2026, 2, 2), plan=FINAL_PLAN)
    more = replace(again, plan=other)
    for before, stands in ((WHOLE, Status.MET), (None, Status.OUTSTANDING)):
        given = [*READY, same, *([before] if before else [])]
        assert statuses(IN_PLACE, [*given, again], on=day) == [stands]
    given = [*READY, same, replace(WHOLE, of=len(READY) + 1)]
    assert statuses(IN_PLACE, [*given, more], on=day) == [Status.MET, Status.OUTSTANDING]
    unsaid = [*READY, same, more]
    assert statuses(IN_PLACE, unsaid, on=day) == [Status.MISSED, Status.OUTSTANDING]


def test_a_stop_of_what_nobody_had_recorded_as_there_does_not_say_since_when_it_was():
    never = ProvisionStopped(on=date(2025, 5, 12))
    on = date(2025, 6, 2)
    assert statuses(IN_PLACE, [*FINISHED, never], on=on) == [
        Status.DISAPPLIED, Status.OUTSTANDING,
    ]  # fmt: skip
    later = replace(never, on=date(2025, 5, 13))
    assert statuses(IN_PLACE, [*FINISHED, later], on=on) == [
        Status.UNDETERMINED, Status.OUTSTANDING,
    ]  # fmt: skip


def test_once_the_plan_has_ceased_nothing_is_to_be_in_place_and_nobody_admits():
    ceased = PlanCeased(on=date(2025, 5, 12))
    assert statuses(IN_PLACE, [*FINISHED, ceased]) == [Status.DISAPPLIED]
    assert statuses(ADMITS, [*FINISHED, ceased]) == [Status.DISAPPLIED]
    late = replace(ceased, on=date(2025, 5, 13))
    assert statuses(IN_PLACE, [*FINISHED, late]) == [Status.MISSED]


@pytest.mark.parametrize("other", [{"element": "f2"}, {"partly": True}])
def test_other_provision_or_a_part_of_it_does_not_make_it_good(other):
    given = [*THERE, STOPPED, replace(SECURED, **other)]
    on = date(2025, 6, 3)
    assert statuses(IN_PLACE, given, on=on) == [Status.MET, Status.OUTSTANDING]


def test_a_plan_is_in_place_when_each_of_its_provisions_is():
    two = replace(FINAL_PLAN, provision=(*FINAL_PLAN.provision, Provision(id="f2", text="Swims.")))
    given = [*READY, replace(FINAL, plan=two)]
    first = ProvisionSecured(on=date(2025, 5, 12), of=13, element="f1")
    second = ProvisionSecured(on=date(2025, 5, 14), of=13, element="f2")
    day = date(2025, 5, 14)
    assert statuses(IN_PLACE, [*given, first], on=day) == [Status.OUTSTANDING]
    assert statuses(IN_PLACE, [*given, first, second], on=day) == [Status.MISSED]
    both = [*given, first, replace(second, on=date(2025, 5, 12))]
    assert statuses(IN_PLACE, both, on=day) == [Status.MET]


def test_making_good_a_stop_says_nothing_of_the_day_of_the_plan():
    given = [*FINISHED, STOPPED, replace(SECURED, of=15)]
    assert statuses(IN_PLACE, given) == [Status.OUTSTANDING, Status.MET]


def test_making_good_all_that_stopped_leaves_open_what_there_was_before():
    stopped = ProvisionStopped(on=date(2025, 6, 2))
    for answered in (None, len(FINISHED) + 1):
        good = ProvisionSecured(on=date(2025, 6, 30), of=answered)
        assert statuses(IN_PLACE, [*FINISHED, stopped, good], on=date(2025, 7, 1)) == [
            Status.UNDETERMINED, Status.MISSED,
        ]  # fmt: skip


def test_six_months_after_an_assessment_the_notice_is_owed_again():
    ended = NoPlanDecided(on=date(2025, 4, 28), of=4)
    given = [*UNDER_ASSESSMENT, ended]
    assert due(BAR, given) == date(2025, 10, 28)
    assert statuses(BAR, given, on=date(2025, 10, 28)) == [Status.NOT_DUE]
    assert statuses(BAR, given, on=date(2025, 10, 29)) == [Status.MET]
    assert statuses(BAR, [OPENED, REQUESTED]) == []


def test_a_final_plan_ends_an_assessment_too():
    assert due(BAR, FINISHED) == date(2025, 11, 12)


def test_a_request_within_the_six_months_is_decided_like_any_other():
    ended = NoPlanDecided(on=date(2025, 4, 28), of=4)
    given = [*UNDER_ASSESSMENT, ended, replace(REQUESTED, on=date(2025, 7, 7))]
    decision = statuses("assessment-decision-notify", given, on=date(2025, 8, 18))
    assert decision == [Status.MET, Status.NOT_DUE]
    overdue = statuses("assessment-decision-notify", given, on=date(2025, 8, 19))
    assert overdue == [Status.MET, Status.OUTSTANDING]
    assert statuses("assessment-considering-notice", given, on=date(2025, 8, 19)) == [
        Status.NO_LIMIT
    ]
