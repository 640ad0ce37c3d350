"""An id stays with what it was given to, through every version of a case's plans."""

from dataclasses import replace

import pytest

from ehcp.domain.plan.identity import (
    Earlier,
    replaced_and_there,
    replacing_nothing,
    used_for_something_else,
)
from ehcp.domain.plan.institution import SettingType
from ehcp.domain.plan.sections import (
    HealthProvision,
    Need,
    Outcome,
    Placement,
    Plan,
    Provision,
    RelatedNeed,
)

F1 = Provision(id="f1", text="Teaching of reading.")
B1 = Need(id="b1", text="X")
WITH_F1, WITHOUT = Plan(provision=(F1,)), Plan()
DAY = Placement(id="i1", type=SettingType.MAINSTREAM_SCHOOL)
SPECIAL = Placement(id="i1", type=SettingType.SPECIAL_SCHOOL)


def drafts(*plans: Plan) -> list[Earlier]:
    return [Earlier(plan, draft=True) for plan in plans]


def final(plan: Plan) -> Earlier:
    return Earlier(plan, draft=False)


def test_an_element_keeps_its_id_however_it_is_worded():
    other = Plan(provision=(Provision(id="f1", text="Two hours of reading a week."),))
    assert used_for_something_else(drafts(WITH_F1), other) == ()


def test_an_id_that_was_given_up_is_not_given_to_something_else():
    other = Plan(provision=(Provision(id="f1", text="Swimming."),))
    assert used_for_something_else(drafts(WITH_F1, WITHOUT), other) == ("f1",)


def test_an_id_that_was_given_up_may_come_back_with_the_words_that_it_had():
    back = Plan(provision=(replace(F1, text="Teaching of  reading.", hours=None),))
    assert used_for_something_else(drafts(WITH_F1, WITHOUT), back) == ()


def test_what_a_draft_leaves_out_is_still_in_the_plan_in_force():
    other = Plan(provision=(Provision(id="f1", text="Reading every day."),))
    assert used_for_something_else([final(WITH_F1), *drafts(WITHOUT)], other) == ()


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ({"provision": (F1,)}, {"health_provision": (HealthProvision(id="f1", text="X"),)}, True),
        ({"needs": (B1,)}, {"care_needs": (RelatedNeed(id="b1", text="X"),)}, True),
        ({"needs": (B1,)}, {"outcomes": (Outcome(id="b1", text="X"),)}, False),
        ({"needs": (B1,)}, {"provision": (Provision(id="b1", text="X"),)}, False),
    ],
)
def test_an_element_moves_between_sections_of_its_kind_only(before, after, same):
    found = used_for_something_else(drafts(Plan(**before)), Plan(**after))
    assert (found == ()) is same


def test_a_draft_names_no_setting_and_so_gives_up_none():
    earlier = [final(Plan(placements=(DAY,))), *drafts(WITHOUT)]
    assert used_for_something_else(earlier, Plan(placements=(SPECIAL,))) == ()


def test_a_setting_that_was_given_up_comes_back_under_its_id_only_as_itself():
    earlier = [final(Plan(placements=(DAY,))), final(WITHOUT)]
    assert used_for_something_else(earlier, Plan(placements=(SPECIAL,))) == ("i1",)
    assert used_for_something_else(earlier, Plan(placements=(DAY,))) == ()


def test_what_is_replaced_was_there_and_is_no_longer():
    split = Plan(provision=(Provision(id="f2", text="Reading.", replaces=("f1", "f9")),))
    assert replacing_nothing(drafts(WITH_F1), split) == ("f9",)
    assert replacing_nothing(drafts(WITH_F1, WITHOUT), split) == ("f9",)
    assert replaced_and_there(split) == ()
    both = Plan(provision=(F1, *split.provision))
    assert replaced_and_there(both) == ("f1",)
