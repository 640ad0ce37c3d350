"""The decisions and plans that can be appealed, and what about them."""

from datetime import date
from typing import Any

from tests.lifecycle.model.facts import Fact, State, unless

IN_A_PLAN = ("section-b", "section-f", "section-i", "no-institution-named")
ABOUT = {
    "refuse-to-assess": ("refusal-to-assess",),
    "decide-no-plan": ("refusal-to-issue",),
    "refuse-to-reassess": ("refusal-to-reassess",),
    "decide-not-to-amend": ("not-to-amend-or-replace",),
    "keep-plan-after-reassessment": ("not-to-amend-or-replace",),
    "decide-to-cease": ("cease-to-maintain",),
    "issue-final-plan": IN_A_PLAN,
    "issue-amended-plan": IN_A_PLAN,
}
ABOUT_A_REVIEW = {"maintain": ("not-to-amend-or-replace",), "cease": ("cease-to-maintain",)}


def matters(fact: Fact) -> tuple[str, ...]:
    """Return what may be appealed in a decision; nothing in what is none."""
    if fact.act == "decide-on-review":
        return ABOUT_A_REVIEW.get(fact.said["decision"], ())
    return ABOUT.get(fact.act, ())


def decisions(s: State) -> list[Fact]:
    return [fact for fact in s.facts if matters(fact)]


DETENTION = ("record-detention", "record-release")
IN_DETENTION = ("refuse-to-assess", "decide-no-plan", "issue-final-plan")


def open_to_appeal(s: State) -> list[Fact]:
    """Return the decisions but those that somebody who is detained since cannot appeal."""
    return [f for f in decisions(s) if f.act in IN_DETENTION or not _still_detained(s, f)]


def _still_detained(s: State, decision: Fact) -> bool:
    number = s.facts.index(decision)
    before = [fact.act for fact in s.facts[:number] if fact.act in DETENTION]
    released = any(fact.act == DETENTION[1] for fact in s.facts[number:])
    return before[-1:] == [DETENTION[0]] and not released


def decision_of(fact: Fact) -> Fact | None:
    """Return the decision that something is about: the first that its `of` leads to."""
    found = fact.of
    while found is not None and not matters(found):
        found = found.of
    return found


def decision_meant(s: State, on: date, said: dict[str, Any]) -> Fact:
    """Return the decision named, or the last; or refuse."""
    named = said.get("decision")
    found = [each for each in decisions(s) if named in (None, each.place)]
    unless(found, "nothing-to-appeal")
    unless(found[-1].day <= on, "before-the-decision-appealed")
    return found[-1]


def first_decision(s: State) -> list[int | None]:
    """Return the ways to say which decision: the last, or the first by its place."""
    return [None, *(fact.place for fact in decisions(s)[:1])]
