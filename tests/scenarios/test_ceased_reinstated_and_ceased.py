"""A plan is ceased, put back as if it had never ended, and ends at last with higher education."""

from dataclasses import replace
from datetime import date

from ehcp.domain.command import Command
from ehcp.domain.commands.ending.cease_grounds import AGE_ALONE, OUTCOMES_ALONE, CeaseReason
from ehcp.domain.commands.ending.ceasing import (
    NOT_CONSULTED_ON_CEASING,
    ConsiderCeasing,
    ConsultOnCeasing,
    DecideToCease,
)
from ehcp.domain.commands.ending.ending import (
    BEYOND_THE_YEAR,
    NOT_DECIDED_TO_CEASE,
    TOO_EARLY_TO_CEASE,
    CeasePlan,
    ContinuePast25,
    SetCeaseAside,
)
from ehcp.domain.commands.people.disclosure import DisclosePlan, RequestHigherEducationDisclosure
from ehcp.domain.events.ceasing import CeaseConsultee, CeaseRecipient, SetAsideBy
from ehcp.domain.events.disclosure import ConsentOf, DisclosurePurpose
from ehcp.domain.events.opening import Child
from ehcp.domain.events.request import Method
from ehcp.domain.events.review import ReviewDecision, ReviewKind
from tests.domain.ordinary_case import FINAL_PLAN, NOTICE, PLAN, S19
from tests.scenarios.life import Life
from tests.scenarios.parts import convened, kept, planned, reported, reviewed

BEN = Child(name="Ben Hill", date_of_birth=date(2006, 2, 14))
ADULT = replace(
    PLAN, provision=tuple(replace(p, prepares_for_adulthood=True) for p in PLAN.provision)
)
ADULT_FINAL = replace(FINAL_PLAN, provision=ADULT.provision)


def plan_of(person: Child) -> tuple[Command, ...]:
    """A plan of 27 May 2024, reviewed in March 2025."""
    meeting = date(2025, 3, 4)
    days = (date(2024, 1, 8), date(2024, 2, 12), date(2024, 4, 15), date(2024, 5, 27))
    return (
        *planned(*days, child=person, plan=ADULT, final_plan=ADULT_FINAL),
        *convened(meeting, ReviewKind.FIRST),
        *reviewed(meeting),
        replace(reported(date(2025, 3, 18), ReviewDecision.MAINTAIN), adulthood="College."),
        kept(date(2025, 3, 25)),
    )


def considered(on: date, heard_on: date, reason: CeaseReason) -> tuple[Command, ...]:
    """The authority says that it considers ceasing, and consults both."""
    return (
        ConsiderCeasing(on=on, reason=reason),
        *(
            ConsultOnCeasing(on=heard_on, consultee=consultee, method=Method.MEETING)
            for consultee in CeaseConsultee
        ),
    )


def decided(on: date, reason: CeaseReason) -> DecideToCease:
    """The decision, with its notice to everybody."""
    return DecideToCease(
        on=on,
        reason=reason,
        reasons="What is left to do needs no plan.",
        notice=NOTICE,
        sent_to=tuple(CeaseRecipient),
        s19_considered=S19,
    )


NOT_NECESSARY = (
    *considered(date(2025, 5, 12), date(2025, 5, 19), CeaseReason.PLAN_NOT_NECESSARY),
    decided(date(2025, 6, 10), CeaseReason.PLAN_NOT_NECESSARY),
)
PUT_BACK = SetCeaseAside(
    on=date(2025, 10, 20), by=SetAsideBy.CONCESSION, reasons="A judge was asked."
)


def test_neither_nineteen_nor_outcomes_reached_end_a_plan():
    life = Life(plan_of(BEN))
    for reason, refusal in (
        (CeaseReason.REACHED_19, AGE_ALONE),
        (CeaseReason.OUTCOMES_ACHIEVED, OUTCOMES_ALONE),
    ):
        life.refuses(ConsiderCeasing(on=date(2025, 5, 12), reason=reason), refusal)
    life.then(NOT_NECESSARY[:2])
    life.refuses(NOT_NECESSARY[-1], NOT_CONSULTED_ON_CEASING)


def test_the_plan_goes_on_until_the_time_for_an_appeal_is_over_at_the_end_of_august():
    life = Life(plan_of(BEN), NOT_NECESSARY)
    life.refuses(CeasePlan(on=date(2025, 8, 11)), TOO_EARLY_TO_CEASE)
    assert life.around("cease-not-before", date(2025, 9, 1)) == (
        "not-due", "not-due", "undetermined",
    )  # fmt: skip
    life.then(CeasePlan(on=date(2025, 9, 2)))
    assert life.on(date(2025, 9, 2), "cease-not-before", "annual-review-subsequent") == [
        "annual-review-subsequent: Tue 3 Mar 2026, disapplied",
        "cease-not-before: Mon 1 Sep 2025, met",
    ]
    assert life.case.plan_in_force is None


def test_a_plan_put_back_is_reviewed_as_if_it_had_never_ended():
    life = Life(plan_of(BEN), NOT_NECESSARY, CeasePlan(on=date(2025, 9, 2)), PUT_BACK)
    assert life.on(date(2025, 10, 20), "annual-review-subsequent", "cease-not-before") == [
        "annual-review-subsequent: Tue 3 Mar 2026, not-due",
        "cease-not-before: Mon 1 Sep 2025, met",
    ]
    assert life.on(date(2025, 10, 19), "annual-review-subsequent", known=date(2025, 10, 19)) == [
        "annual-review-subsequent: Tue 3 Mar 2026, disapplied"
    ]
    assert life.case.plan_in_force is not None


def test_higher_education_ends_it_after_the_plan_has_gone_with_him():
    life = Life(plan_of(BEN), NOT_NECESSARY, CeasePlan(on=date(2025, 9, 2)), PUT_BACK)
    life.then(
        RequestHigherEducationDisclosure(on=date(2026, 7, 1), recipient="Moor University"),
        DisclosePlan(
            on=date(2026, 7, 20),
            recipient="Moor University",
            purpose=DisclosurePurpose.HIGHER_EDUCATION,
            consent=ConsentOf.YOUNG_PERSON,
        ),
        considered(date(2026, 9, 7), date(2026, 9, 14), CeaseReason.HIGHER_EDUCATION),
        decided(date(2026, 10, 5), CeaseReason.HIGHER_EDUCATION),
    )
    assert life.on(date(2026, 10, 5), "he-disclosure-request", "cease-not-before") == [
        "cease-not-before: Mon 1 Sep 2025, met",
        "he-disclosure-request: Wed 22 Jul 2026, met",
        "cease-not-before: Mon 7 Dec 2026, not-due",
    ]
    life.then(CeasePlan(on=date(2026, 12, 8)))
    assert life.on(date(2026, 12, 8), "cease-not-before")[1:] == [
        "cease-not-before: Mon 7 Dec 2026, met"
    ]


def test_at_twenty_five_it_may_go_on_to_the_end_of_the_academic_year():
    older = Child(name="Ben Hill", date_of_birth=date(2001, 3, 20))
    life = Life(plan_of(older))
    assert life.on(date(2026, 3, 1), "age-25-end-of-academic-year") == [
        "age-25-end-of-academic-year: Fri 31 Jul 2026, not-due"
    ]
    life.refuses(ContinuePast25(on=date(2026, 3, 2), until=date(2027, 3, 20)), BEYOND_THE_YEAR)
    life.then(ContinuePast25(on=date(2026, 3, 2), until=date(2026, 7, 31)))
    life.refuses(CeasePlan(on=date(2026, 7, 31)), NOT_DECIDED_TO_CEASE)
    life.then(CeasePlan(on=date(2026, 8, 1)))
    assert life.case.plan_in_force is None
