"""CFA 2014 ss.80 and 83(2): whose the rights are, and who acts for somebody without capacity."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.alerts import somebody_is_late
from ehcp.domain.commands.people.capacity import (
    BIRTH_UNKNOWN,
    CHECKED_LATER,
    DEPUTY_FIRST,
    ENDED_BEFORE_FOUND,
    NO_AUTHORITY_SEEN,
    NO_SUCH_FINDING,
    NOT_FOR_A_PARENT,
    WHO_ACTS,
    WHY_LACKING,
    EndCapacityFinding,
    FindLackOfCapacity,
    RecordRightsHolder,
)
from ehcp.domain.commands.people.people import NO_SUCH_PERSON
from ehcp.domain.deadlines import Status
from ehcp.domain.events.capacity import (
    ActsAs,
    CapacityBasis,
    CapacityFindingEnded,
    Holder,
    LackOfCapacityFound,
    Matter,
    RightsHolderRecorded,
)
from ehcp.domain.events.ceasing import CeaseSetAside, LeftEngland, PersonDied, PlanCeased
from ehcp.domain.events.opening import CaseOpened, Child
from ehcp.domain.events.people import Person, PersonNoLongerInvolved, PersonRecorded, PersonRole
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.transfer import PlanPassedOn
from ehcp.domain.standing.rights_holder import rights_holder, rights_switch
from tests.domain.limits import running
from tests.domain.ordinary_case import PARENT, REQUESTED
from tests.domain.scenario import recorded, scenario
from tests.domain.test_own_clocks import due, statuses

BEN = Child(name="Ben Hill", date_of_birth=date(2010, 3, 15))
OPENED = CaseOpened(on=date(2025, 1, 6), child=BEN, parents=(PARENT,))
FATHER = PersonRecorded(
    on=date(2025, 1, 6),
    person="person-2",
    details=Person(name="Joe Hill", role=PersonRole.CARER),
)
GIVEN = [OPENED, FATHER]
DAY = date(2026, 9, 7)
FIND = FindLackOfCapacity(
    on=DAY,
    person="child",
    matter=Matter.APPEAL,
    acts_as=ActsAs.DEPUTY,
    name="Kay Moss",
    document="order of the Court of Protection",
    checked=date(2026, 9, 4),
    reasons="He cannot weigh what an appeal is for.",
)
FOUND = LackOfCapacityFound(
    on=DAY,
    person="child",
    matter=Matter.APPEAL,
    acts_as=ActsAs.DEPUTY,
    name="Kay Moss",
    document="order of the Court of Protection",
    checked=date(2026, 9, 4),
    reasons="He cannot weigh what an appeal is for.",
)


def holder(on, *more, matter=None):
    return rights_holder(recorded(*GIVEN, *more), on, matter)


@pytest.mark.parametrize(
    ("born", "switch"),
    [
        (date(2010, 3, 15), date(2026, 6, 26)),
        (date(2009, 9, 10), date(2026, 6, 26)),
        (date(2010, 7, 15), date(2026, 6, 26)),
        (date(2010, 9, 1), date(2027, 6, 25)),
    ],
)
def test_the_rights_pass_in_june_and_not_with_the_birthday(born, switch):
    assert rights_switch(born) == switch


def test_until_that_day_the_rights_are_the_parents_and_then_the_young_persons():
    before, after = holder(date(2026, 6, 25)), holder(date(2026, 6, 26))
    assert (before.holder, before.people) == (Holder.PARENT, ("parent-1", "person-2"))
    assert (after.holder, after.people) == (Holder.YOUNG_PERSON, ("child",))
    assert before.switch == after.switch == date(2026, 6, 26)
    assert "s.576" in before.why[1]
    assert "s.83(2)" in after.why[0]


def test_somebody_born_in_the_summer_has_the_rights_while_still_15():
    young = replace(OPENED, child=replace(BEN, date_of_birth=date(2010, 7, 15)))
    found = rights_holder(recorded(young), date(2026, 6, 26))
    assert found.holder is Holder.YOUNG_PERSON


def test_a_parent_who_is_no_longer_involved_holds_none():
    left = PersonNoLongerInvolved(on=date(2025, 6, 2), person="person-2")
    assert holder(date(2025, 6, 2), left).people == ("parent-1",)
    assert holder(date(2025, 6, 1), left).people == ("parent-1", "person-2")


def test_without_a_date_of_birth_nobody_can_say():
    found = rights_holder(recorded(REQUESTED), DAY)
    assert (found.holder, found.switch) == (None, None)


def test_capacity_is_judged_for_each_decision_by_itself():
    scenario(given=GIVEN, when=FIND, then=[FOUND])
    appeal = holder(DAY, FOUND, matter=Matter.APPEAL)
    assert (appeal.holder, appeal.name) == (Holder.ALTERNATIVE_PERSON, "Kay Moss")
    assert appeal.document == "order of the Court of Protection"
    assert holder(DAY, FOUND, matter=Matter.REVIEW).holder is Holder.YOUNG_PERSON
    every = holder(DAY, FOUND)
    assert every.holder is Holder.YOUNG_PERSON
    assert "appeal" in every.why[-1]
    assert holder(date(2026, 9, 6), FOUND, matter=Matter.APPEAL).holder is Holder.YOUNG_PERSON


def test_where_there_is_no_deputy_the_parent_acts():
    parent = replace(
        FIND, acts_as=ActsAs.PARENT, acting="parent-1", name=None, document=None, checked=None
    )
    found = replace(
        FOUND,
        acts_as=ActsAs.PARENT,
        acting="parent-1",
        name="Eve Hill",
        document=None,
        checked=None,
    )
    scenario(given=GIVEN, when=parent, then=[found, DEPUTY_FIRST.about(DAY)])
    scenario(given=GIVEN, when=replace(parent, no_deputy=True), then=[found])
    assert holder(DAY, found, matter=Matter.APPEAL).people == ("parent-1",)


def test_a_representative_acts_for_a_parent_without_capacity():
    find = replace(
        FIND, on=date(2025, 9, 8), person="parent-1", acts_as=ActsAs.REPRESENTATIVE,
        document=None, checked=None,
    )  # fmt: skip
    found = replace(
        FOUND, on=date(2025, 9, 8), person="parent-1", acts_as=ActsAs.REPRESENTATIVE,
        document=None, checked=None,
    )  # fmt: skip
    scenario(given=GIVEN, when=find, then=[found])
    scenario(given=GIVEN, when=replace(find, acts_as=ActsAs.PARENT), then=NOT_FOR_A_PARENT)
    other = holder(date(2025, 9, 8), found, matter=Matter.APPEAL)
    assert (other.holder, other.people) == (Holder.PARENT, ("person-2",))
    alone = rights_holder(recorded(OPENED, found), date(2025, 9, 8), Matter.APPEAL)
    assert (alone.holder, alone.name) == (Holder.ALTERNATIVE_PERSON, "Kay Moss")


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"name": " "}, WHO_ACTS),
        ({"reasons": ""}, WHY_LACKING),
        ({"document": None}, NO_AUTHORITY_SEEN),
        ({"checked": None}, NO_AUTHORITY_SEEN),
        ({"checked": date(2026, 9, 8)}, CHECKED_LATER),
        ({"person": "person-9"}, NO_SUCH_PERSON),
        ({"acting": "person-9"}, NO_SUCH_PERSON),
    ],
)
def test_a_finding_says_who_acts_and_on_what_authority(fields, refusal):
    scenario(given=GIVEN, when=replace(FIND, **fields), then=refusal)


def test_a_finding_ends():
    end = EndCapacityFinding(on=date(2027, 1, 11), finding=3, reasons="He can decide now.")
    ended = CapacityFindingEnded(on=date(2027, 1, 11), of=3, reasons="He can decide now.")
    scenario(given=[*GIVEN, FOUND], when=end, then=[ended])
    again = holder(date(2027, 1, 11), FOUND, ended, matter=Matter.APPEAL)
    assert again.holder is Holder.YOUNG_PERSON
    scenario(given=[*GIVEN, FOUND, ended], when=end, then=NO_SUCH_FINDING)
    scenario(given=GIVEN, when=end, then=NO_SUCH_FINDING)
    early = replace(end, on=date(2026, 9, 6))
    scenario(given=[*GIVEN, FOUND], when=early, then=ENDED_BEFORE_FOUND)


def test_who_holds_a_right_is_put_on_record_for_each_decision():
    record = RecordRightsHolder(on=DAY, matter=Matter.REVIEW, assessed=True)
    kept = RightsHolderRecorded(
        on=DAY,
        matter=Matter.REVIEW,
        holder=Holder.YOUNG_PERSON,
        capacity=CapacityBasis.ASSESSED,
    )
    scenario(given=GIVEN, when=record, then=[kept])
    presumed = replace(kept, capacity=CapacityBasis.PRESUMED)
    scenario(given=GIVEN, when=replace(record, assessed=False), then=[presumed])
    lacking = replace(
        kept,
        matter=Matter.APPEAL,
        holder=Holder.ALTERNATIVE_PERSON,
        capacity=CapacityBasis.LACKING,
        document="order of the Court of Protection",
    )
    scenario(given=[*GIVEN, FOUND], when=replace(record, matter=Matter.APPEAL), then=[lacking])
    scenario(given=[REQUESTED], when=record, then=BIRTH_UNKNOWN)


def test_the_day_on_which_the_rights_pass_is_seen_coming():
    limit = "young-person-rights"
    assert due(limit, GIVEN) == date(2026, 6, 26)
    assert statuses(limit, GIVEN, on=date(2026, 6, 26)) == [Status.NOT_DUE]
    assert statuses(limit, GIVEN, on=date(2026, 6, 27)) == [Status.UNDETERMINED]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 6, 25), Status.UNDETERMINED),
        (date(2025, 6, 26), Status.MET),
        (date(2026, 6, 26), Status.MET),
        (date(2026, 6, 27), Status.MISSED),
    ],
)
def test_the_position_is_recorded_in_the_year_before_the_rights_pass(on, expected):
    kept = RightsHolderRecorded(on=on, matter=Matter.REVIEW, capacity=CapacityBasis.ASSESSED)
    found = statuses("young-person-rights", [*GIVEN, kept], on=date(2026, 7, 31))
    assert found == [expected]


def test_nothing_is_to_come_once_the_rights_have_passed():
    limit = "young-person-rights"
    before = [replace(OPENED, on=date(2026, 6, 25))]
    assert statuses(limit, before, on=date(2026, 6, 25)) == [Status.NOT_DUE]
    assert statuses(limit, [replace(OPENED, on=date(2026, 6, 26))], on=DAY) == []
    assert statuses(limit, [REQUESTED]) == []


def test_nobody_is_late_after_the_day_on_which_the_rights_pass():
    (rights,) = running("young-person-rights", GIVEN, date(2026, 6, 27))
    assert not somebody_is_late(rights.limit, rights.version.period)


def test_nothing_is_to_come_in_a_case_that_is_closed():
    limit, day = "young-person-rights", date(2026, 1, 5)
    ceased = PlanCeased(on=date(2025, 12, 1))
    plan = FinalPlanIssued(on=date(2025, 6, 2))
    assert statuses(limit, [*GIVEN, plan, ceased], on=day) == [Status.DISAPPLIED]
    for end in (PersonDied, PlanPassedOn):
        assert statuses(limit, [*GIVEN, plan, end(on=ceased.on)], on=day) == [Status.DISAPPLIED]
    left = LeftEngland(on=date(2025, 11, 3))
    assert statuses(limit, [*GIVEN, plan, left], on=day) == [Status.NOT_DUE]
    assert statuses(limit, [*GIVEN, plan, left, ceased], on=day) == [Status.DISAPPLIED]


def test_a_case_that_is_asked_for_again_or_put_back_is_not_closed():
    limit, day = "young-person-rights", date(2026, 1, 5)
    plan, ceased = FinalPlanIssued(on=date(2025, 6, 2)), PlanCeased(on=date(2025, 12, 1))
    for back in (replace(REQUESTED, on=date(2025, 12, 8)), CeaseSetAside(on=date(2025, 12, 8))):
        assert statuses(limit, [*GIVEN, plan, ceased, back], on=day) == [Status.NOT_DUE]
