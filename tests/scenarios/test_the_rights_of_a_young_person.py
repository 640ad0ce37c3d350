"""The rights pass from the mother to Ben on a day in June; capacity is judged for one decision."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.challenge.appeal import NOT_THE_RIGHTS_HOLDER, RecordAppeal
from ehcp.domain.commands.people.capacity import (
    DEPUTY_FIRST,
    NO_AUTHORITY_SEEN,
    WHY_LACKING,
    EndCapacityFinding,
    FindLackOfCapacity,
    RecordRightsHolder,
)
from ehcp.domain.commands.people.notice import NOT_THE_YOUNG_PERSON, SendNotice
from ehcp.domain.events.appeal import AppealMatter, Appellant
from ehcp.domain.events.capacity import ActsAs, Holder, LackOfCapacityFound, Matter
from ehcp.domain.events.notice import SentBy
from ehcp.domain.events.opening import Child
from ehcp.domain.events.people import THE_CHILD
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.standing.rights_holder import rights_holder
from ehcp.domain.standing.told import told_of
from ehcp.law.recipients import Addressee
from tests.domain.ordinary_case import FINAL_PLAN, PLAN
from tests.scenarios.life import Life
from tests.scenarios.parts import planned

BEN = Child(name="Ben Hill", date_of_birth=date(2008, 11, 2))
ADULT = replace(
    PLAN, provision=tuple(replace(p, prepares_for_adulthood=True) for p in PLAN.provision)
)
PLANNED = tuple(
    planned(
        date(2025, 2, 3),
        date(2025, 3, 3),
        date(2025, 5, 12),
        date(2025, 6, 16),
        child=BEN,
        plan=ADULT,
        final_plan=replace(FINAL_PLAN, provision=ADULT.provision),
    )
)
LAST_FRIDAY_IN_JUNE = date(2025, 6, 27)
APPEAL = RecordAppeal(
    on=date(2025, 7, 14),
    appellant=Appellant.PARENT,
    matters=(AppealMatter.INSTITUTION,),
)
FINDING = FindLackOfCapacity(
    on=date(2025, 7, 7),
    person=THE_CHILD,
    matter=Matter.APPEAL,
    acts_as=ActsAs.PARENT,
    acting="parent-1",
    reasons="He cannot weigh what a hearing would ask of him.",
    no_deputy=True,
)


def holder(life: Life, day: date, matter: Matter | None = None) -> tuple[Holder | None, list[str]]:
    """Return who holds the rights on a day, and who those people are."""
    found = rights_holder(life.case, day, matter)
    return found.holder, list(found.people)


def test_the_rights_pass_on_the_last_friday_in_june_and_not_with_the_birthday():
    life = Life(PLANNED)
    assert holder(life, date(2024, 11, 3)) == (None, [])  # before the case was opened
    assert holder(life, date(2025, 6, 26)) == (Holder.PARENT, ["parent-1"])
    assert holder(life, LAST_FRIDAY_IN_JUNE) == (Holder.YOUNG_PERSON, [THE_CHILD])
    assert life.around("young-person-rights", LAST_FRIDAY_IN_JUNE) == (
        "not-due", "not-due", "undetermined",
    )  # fmt: skip
    life.then(RecordRightsHolder(on=LAST_FRIDAY_IN_JUNE, matter=Matter.PLAN))
    assert life.on(LAST_FRIDAY_IN_JUNE, "young-person-rights") == [
        "young-person-rights: Fri 27 Jun 2025, met"
    ]


def test_letters_then_go_to_him_and_a_copy_to_her_if_he_agrees():
    life = Life(PLANNED)
    to_her = SendNotice(
        on=date(2025, 6, 30),
        step=life.place(FinalPlanIssued),
        to=Addressee.FAMILY,
        person="parent-1",
        method=SentBy.POST,
    )
    before = Life(PLANNED).then(replace(to_her, on=date(2025, 6, 26)))
    assert not before.warned_of(NOT_THE_YOUNG_PERSON)
    agreed = Life(PLANNED).then(replace(to_her, agreed=True))
    assert not agreed.warned_of(NOT_THE_YOUNG_PERSON)
    assert life.then(to_her).warned_of(NOT_THE_YOUNG_PERSON)


def test_the_record_says_who_is_to_have_the_plan_and_who_has_not():
    life = Life(PLANNED)
    step = life.case.at(life.place(FinalPlanIssued))
    assert step is not None
    told = told_of(life.case, step)
    assert told is not None
    assert [str(owed.to) for owed in told.owed if owed.missing] == []
    (family,) = (owed for owed in told.owed if owed.to is Addressee.FAMILY)
    assert family.required


def test_an_appeal_in_her_name_is_recorded_with_a_warning():
    life = Life(PLANNED)
    assert life.then(APPEAL).warned_of(NOT_THE_RIGHTS_HOLDER)


def test_want_of_capacity_is_found_for_one_decision_with_reasons():
    life = Life(PLANNED)
    life.refuses(replace(FINDING, reasons=""), WHY_LACKING)
    life.refuses(replace(FINDING, acts_as=ActsAs.DEPUTY), NO_AUTHORITY_SEEN)
    unsure = Life(PLANNED).then(replace(FINDING, no_deputy=False))
    assert unsure.warned_of(DEPUTY_FIRST)
    life.then(FINDING)
    day = date(2025, 7, 14)
    assert holder(life, day, Matter.APPEAL) == (Holder.ALTERNATIVE_PERSON, ["parent-1"])
    assert holder(life, day, Matter.REVIEW) == (Holder.YOUNG_PERSON, [THE_CHILD])
    assert not life.then(APPEAL).warned_of(NOT_THE_RIGHTS_HOLDER)


def test_a_finding_that_ends_gives_him_the_decision_back():
    life = Life(PLANNED, FINDING)
    life.then(EndCapacityFinding(on=date(2026, 1, 12), finding=life.place(LackOfCapacityFound)))
    assert holder(life, date(2026, 1, 11), Matter.APPEAL)[0] is Holder.ALTERNATIVE_PERSON
    assert holder(life, date(2026, 1, 12), Matter.APPEAL)[0] is Holder.YOUNG_PERSON
    limits = ("mediation-contact-adviser", "appeal-window-decision")
    assert life.on(date(2025, 8, 18), *limits) == [
        "mediation-contact-adviser: Sat 16 Aug 2025, disapplied",
        "appeal-window-decision: Mon 1 Sep 2025, not-due",
    ]
