"""What changed between two versions of a plan, by element, by field, and word by word."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ehcp.domain.plan.differences import Change, Difference, FieldChange, changes, whole
from ehcp.domain.plan.sections import HealthProvision, Outcome, Plan, Provision, Section, View
from ehcp.domain.plan.words import Fate, Run, word_by_word
from tests.domain.ordinary_case import ELM_PLACEMENT, PLAN, naming

F1, F2, F3 = (Provision(id=f"f{n}", text=f"Lesson {n}.") for n in (1, 2, 3))


def told(before: Plan, after: Plan, *between: Plan) -> list[tuple[str, str]]:
    return [(change.element, change.difference) for change in changes(before, after, between)]


def kept(text: str) -> Run:
    return Run(fate=Fate.KEPT, text=text)


def added(text: str) -> Run:
    return Run(fate=Fate.ADDED, text=text)


def removed(text: str) -> Run:
    return Run(fate=Fate.REMOVED, text=text)


def test_two_plans_differ_element_by_element():
    lessons = tuple(replace(p, text="An hour.") for p in PLAN.provision)
    after = naming(ELM_PLACEMENT, of=replace(PLAN, views=(), provision=lessons))
    assert told(PLAN, after) == [("a1", "removed"), ("f1", "changed"), ("i1", "added")]
    assert told(PLAN, PLAN) == []


def test_a_change_names_each_field_with_what_it_was_and_is():
    before = Outcome(id="e1", text="She reads a page.", by=date(2026, 7, 31), measure="weekly")
    after = replace(before, text="She reads two pages.", by=date(2027, 7, 30), needs=("b1",))
    (change,) = changes(Plan(outcomes=(before,)), Plan(outcomes=(after,)))
    assert change == Change(
        section=Section.E,
        element="e1",
        difference=Difference.CHANGED,
        fields=(
            FieldChange(
                field="text",
                before="She reads a page.",
                after="She reads two pages.",
                words=(
                    kept("She reads"),
                    removed(" a page"),
                    added(" two pages"),
                    kept("."),
                ),
            ),
            FieldChange(field="needs", before=(), after=("b1",)),
            FieldChange(field="by", before=date(2026, 7, 31), after=date(2027, 7, 30)),
        ),
    )


def test_what_is_new_is_told_with_all_that_it_says():
    (change,) = changes(Plan(), Plan(provision=(replace(F1, hours=Decimal(2)),)))
    assert change.fields == (
        FieldChange(field="text", before=None, after="Lesson 1.", words=(added("Lesson 1."),)),
        FieldChange(field="hours", before=None, after=Decimal(2)),
    )


def test_an_element_that_moves_to_another_section_keeps_its_id_and_is_told_as_moved():
    speech = HealthProvision(id="g1", text="Speech therapy.", agreement="ICB 7")
    taught = Provision(id="g1", text="Speech therapy.")
    (change,) = changes(Plan(health_provision=(speech,)), Plan(provision=(taught,)))
    assert (change.section, change.moved_from) == (Section.F, Section.G)
    assert change.difference is Difference.MOVED
    assert change.fields == (
        FieldChange(field="agreement", before="ICB 7", after=None, words=(removed("ICB 7"),)),
    )
    assert {"g1", Section.F, Section.G} == change.about


def test_a_split_is_told_as_one_replaced_by_two():
    after = Plan(provision=(replace(F2, replaces=("f1",)), replace(F3, replaces=("f1",))))
    old, new, other = changes(Plan(provision=(F1,)), after)
    assert (old.element, old.difference, old.replaced_by) == ("f1", "replaced", ("f2", "f3"))
    assert (new.element, new.difference, new.replaces) == ("f2", "added", ("f1",))
    assert new.fields[0].words == (kept("Lesson"), removed(" 1"), added(" 2"), kept("."))
    assert (other.element, other.replaces) == ("f3", ("f1",))


def test_a_merger_is_told_as_two_replaced_by_one_new_or_old():
    before = Plan(provision=(F1, F2))
    new = Plan(provision=(replace(F3, replaces=("f1", "f2")),))
    assert told(before, new) == [("f1", "replaced"), ("f2", "replaced"), ("f3", "added")]
    (_, _, merged) = changes(before, new)
    assert merged.fields[0].words == (added("Lesson 3."),)
    kept_one = Plan(provision=(replace(F1, replaces=("f2",)),))
    into, gone = changes(before, kept_one)
    assert (into.element, into.difference, into.replaces) == ("f1", "changed", ("f2",))
    assert (gone.element, gone.replaced_by) == ("f2", ("f1",))


def test_what_was_replaced_twice_is_followed_through_the_versions_between():
    between = Plan(provision=(replace(F2, replaces=("f1",)),))
    last = Plan(provision=(replace(F3, replaces=("f2",)),))
    first = Plan(provision=(F1,))
    assert told(first, last) == [("f1", "removed"), ("f3", "added")]
    gone, new = changes(first, last, [between])
    assert (gone.difference, gone.replaced_by, new.replaces) == ("replaced", ("f3",), ("f1",))


def test_to_say_again_what_was_replaced_long_ago_is_no_difference():
    plan = Plan(provision=(replace(F2, replaces=("f1",)),))
    assert told(plan, plan) == []
    assert told(plan, Plan(provision=(F2,))) == []


def test_backwards_what_was_added_is_removed():
    assert told(Plan(provision=(F1,)), Plan()) == [("f1", "removed")]


def test_an_empty_field_and_one_left_out_do_not_differ():
    before, after = View(id="a1", text="I read."), View(id="a1", text="I read.", how="")
    assert told(Plan(views=(before,)), Plan(views=(after,))) == []


def test_what_a_plan_says_of_itself_is_compared_as_well():
    after = replace(PLAN, budget_information_given=date(2025, 4, 1))
    (found,) = whole(PLAN, after)
    assert (found.field, found.before, found.after) == (
        "budget_information_given",
        None,
        date(2025, 4, 1),
    )
    assert whole(PLAN, PLAN) == ()


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ("", "", ()),
        ("", "New.", (added("New."),)),
        ("Same.", "Same.", (kept("Same."),)),
        ("Same\n words", "Same words ", (kept("Same words"),)),
        ("2.5 hours", "3.5 hours", (removed("2.5"), added("3.5"), kept(" hours"))),
        ("in class, daily", "in class daily", (kept("in class"), removed(","), kept(" daily"))),
    ],
)
def test_a_text_is_compared_word_by_word(before, after, runs):
    assert word_by_word(before, after) == runs


def test_what_was_kept_and_added_is_the_later_text_and_what_was_kept_and_removed_the_earlier():
    before = "Teaching of reading one-to-one, 30 minutes on each school day: by a teacher's aide."
    after = "Daily teaching of reading, one to one, for 40 minutes; by a teacher (£20 an hour)."
    runs = word_by_word(before, after)
    assert "".join(run.text for run in runs if run.fate is not Fate.REMOVED) == after
    earlier = "".join(run.text for run in runs if run.fate is not Fate.ADDED)
    assert earlier.split() == before.split()
