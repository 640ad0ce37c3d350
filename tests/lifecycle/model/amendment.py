"""Amending the plan in force: after a review, without one, or as ordered."""

from datetime import date
from typing import Any

from tests.lifecycle.model.facts import Fact, Served, State, may, refuse_flaw, takes, unless
from tests.lifecycle.model.first_plan import (
    FAMILY_HAS,
    unless_formal,
    unless_named_well,
    unless_plan,
)
from tests.lifecycle.model.orders import BY_CAUSE, pending_order

Said = dict[str, Any]


def _without_notice(s: State) -> list[Fact]:
    """Return what each review that has no notice awaits one by."""
    waiting = (r for r in s.reviews.values() if not r.notices)
    return [fact for review in waiting if (fact := review.open_to_amend)]


@may("issue-amendment-notice")
def _notice(s: State, on: date, said: Said) -> Fact | None:
    unless_plan(s, on)
    earlier = s.notices.get(said["cause"])
    found = [earlier.fact] if earlier else []
    if said["cause"] == "review":
        found += _without_notice(s)
        unless(found, "no-review-to-amend")
        unless(len(found) == 1, "which-review-to-amend")
    answered = found[0] if found else None
    unless(answered is None or answered.day <= on, "notice-before-review")
    refuse_flaw(said, "nothing-proposed", "amendment-unfounded", "notice-names-setting")
    refuse_flaw(said, "amendment-notice-incomplete", "amendment-period-too-short")
    refuse_flaw(said, "s19-not-considered")
    return answered


@takes("issue-amendment-notice")
def _noticed(s: State, fact: Fact) -> None:
    waiting = s.waiting.get(fact.said["cause"], [])
    others = [served for served in waiting if served.fact is not fact.of]
    served = Served(fact, fact.day + FAMILY_HAS, s.asked_from)
    s.waiting[fact.said["cause"]] = [*others, served]


def _last_notice(s: State, on: date) -> Fact:
    found = [served.fact for waiting in s.waiting.values() for served in waiting]
    unless(found, "no-amendments-proposed")
    unless(len(found) == 1, "which-notice")
    last = found[0]
    unless(last.day <= on, "before-amendment-notice")
    return last


@may("make-representations-on-amendments")
def _represent(s: State, on: date, said: Said) -> Fact:
    found = _last_notice(s, on)
    refuse_flaw(said, "nothing-said-of-amendments")
    return found


@may("confirm-amendment-representations-complete")
def _confirm(s: State, on: date, _said: Said) -> Fact:
    return _last_notice(s, on)


@takes("confirm-amendment-representations-complete")
def _confirmed(s: State, fact: Fact) -> None:
    for served in (served for waiting in s.waiting.values() for served in waiting):
        if served.fact is fact.of:
            served.complete.append(fact)


def _heard(s: State, on: date, cause: str) -> Served:
    waiting = s.waiting.get(cause, [])
    unless(waiting, "no-amendment-notice")
    unless(len(waiting) == 1, "which-notice")
    served = waiting[0]
    unless(served.fact.day <= on, "before-amendment-notice")
    unless(served.heard(on), "amendment-period-running")
    return served


@may("decide-not-to-amend")
def _not_to_amend(s: State, on: date, said: Said) -> Fact:
    served = _heard(s, on, said["cause"])
    refuse_flaw(said, "no-reasons-not-to-amend", "not-to-amend-notice-incomplete")
    refuse_flaw(said, "s19-not-considered")
    return served.fact


@takes("issue-amended-plan", "decide-not-to-amend")
def _settled(s: State, fact: Fact) -> None:
    waiting = s.waiting.get(fact.said["cause"], [])
    others = [served for served in waiting if served.fact is not fact.of]
    s.waiting[fact.said["cause"]] = others if len(others) < len(waiting) else []


@may("issue-amended-plan")
def _amend(s: State, on: date, said: Said) -> Fact | None:
    unless_plan(s, on)
    cause = said["cause"]
    if cause in BY_CAUSE:
        return _as_ordered(s, on, said)
    if cause == "reassessment":
        unless(s.again, "no-reassessment")
        served = s.again_draft
        unless(served, "no-draft")
        unless(served and served.fact.day <= on, "before-draft")
        unless(served and served.heard(on), "representations-period-running")
    else:
        served = _heard(s, on, cause)
        refuse_flaw(said, "replaced-without-reassessment")
    _unless_whole(s, on, said)
    asked = s.settings_asked[served.asked_from :] if served else []
    as_it_was = s.plan and s.plan.said.get("setting") == said["setting"]
    if not as_it_was or (asked and asked[-1] != said["setting"]):
        unless_named_well(s, on, said, served)
    unless_formal(said)
    return served.fact if served else None


def _unless_whole(s: State, on: date, said: Said) -> None:
    refuse_flaw(said, "section-missing")
    if s.in_year_9(on):
        refuse_flaw(said, "no-preparation-for-adulthood")
    refuse_flaw(said, "nothing-named")


def _as_ordered(s: State, on: date, said: Said) -> Fact | None:
    """Amend as an order requires, or what stands for one: it has settled what is named."""
    order = pending_order(s, said["cause"])
    unless(order, "nothing-ordered")
    unless(order and order.day <= on, "amended-before-order")
    refuse_flaw(said, "replaced-without-reassessment")
    _unless_whole(s, on, said)
    unless_formal(said)
    return order


@takes("issue-amended-plan")
def _amended(s: State, fact: Fact) -> None:
    s.plan = s.last_plan = fact
    s.asked_from = len(s.settings_asked)
    s.draft = None
    s.sought_since_again = None
    if fact.said["cause"] == "reassessment":
        s.again = s.again_draft = None
