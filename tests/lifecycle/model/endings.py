"""Ceasing, moving away, custody, and what ends with the plan."""

from datetime import date
from typing import Any

from tests.lifecycle.model.appeals import Appeal, appeals
from tests.lifecycle.model.facts import Fact, State, may, refuse_flaw, takes, unless
from tests.lifecycle.model.limit import since
from tests.lifecycle.model.limits_appeal import certificates, may_appeal_until
from tests.lifecycle.model.orders import ordered

Said = dict[str, Any]
ADULT, CEILING = 18, 25
BOTH = {"family", "head"}
GOES_ON = {"continue", "continue-and-amend", "amend", "remit"}


def unless_ground(s: State, on: date, reason: str) -> None:
    if reason == "outcomes-achieved":
        unless(None, "outcomes-alone-no-ground")
    if reason == "paid-employment":
        unless(s.grown(ADULT, on), "under-18")


@may("consider-ceasing")
def _consider(s: State, on: date, said: Said) -> None:
    unless(s.plan, "nothing-to-cease")
    unless_ground(s, on, said["reason"])


@takes("consider-ceasing")
def _considered(s: State, fact: Fact) -> None:
    s.ceasing_considered, s.ceasing_consulted = fact, []


@may("consult-on-ceasing")
def _consult(s: State, on: date, _said: Said) -> Fact | None:
    found = s.ceasing_considered
    unless(found, "ceasing-not-considered")
    unless(found and found.day <= on, "before-ceasing-considered")
    return found


@takes("consult-on-ceasing")
def _consulted(s: State, fact: Fact) -> None:
    s.ceasing_consulted.append(fact)


@may("decide-to-cease")
def _decide(s: State, on: date, said: Said) -> Fact | None:
    unless(s.plan, "nothing-to-cease")
    unless(s.cease_decided is None, "cease-decided-already")
    unless_ground(s, on, said["reason"])
    unless(s.ceasing_considered, "not-consulted-on-ceasing")
    asked = {fact.said["consultee"] for fact in s.ceasing_consulted if fact.day <= on}
    unless(asked == BOTH, "not-consulted-on-ceasing")
    refuse_flaw(said, "no-reasons-to-cease", "cease-notice-incomplete", "cease-recipient-missing")
    refuse_flaw(said, "s19-not-considered")
    return s.ceasing_considered


@takes("decide-to-cease")
def _decided(s: State, fact: Fact) -> None:
    s.cease_decided = s.cease_standing = fact
    s.ceasing_considered = None


@may("cease-plan")
def _cease(s: State, on: date, _said: Said) -> Fact | None:
    unless(s.plan, "nothing-to-cease")
    if s.grown(CEILING, on):
        return s.cease_decided
    unless(s.cease_decided, "not-decided-to-cease")
    if s.cease_decided:
        _unless_appealed(s, on, s.cease_decided)
    return s.cease_decided


def _unless_appealed(s: State, on: date, decided: Fact) -> None:
    """Refuse while an appeal may be brought or is undecided, or if it was allowed."""
    about = [appeal for appeal in appeals(s) if appeal.lodged.of is decided]
    reviewed = [a for a in appeals(s) if a.lodged.of and a.lodged.of.act == "decide-on-review"]
    reviewed = [a for a in reviewed if "cease-to-maintain" in a.lodged.said["matters"]]
    unless(not any(appeal.live for appeal in about + reviewed), "appeal-undecided")
    later = [a for a in reviewed if (end := _ended(a)) and end in since(s, decided)]
    unless(not any(_allowed(appeal) for appeal in about + later), "ordered-to-continue")
    undecided_until = [end.day for a in about + reviewed if (end := _determined(a))]
    unless(all(day <= on for day in undecided_until), "too-early-to-cease")
    if not any(appeal.order for appeal in about):
        until = may_appeal_until(decided, certificates(s, decided))
        unless(on > until, "too-early-to-cease")


def _ended(appeal: Appeal) -> Fact | None:
    return appeal.order or appeal.last("concede-appeal")


def _determined(appeal: Appeal) -> Fact | None:
    return appeal.last("withdraw-appeal") or appeal.order


def _allowed(appeal: Appeal) -> bool:
    order = appeal.order
    goes_on = order is not None and ordered(order) in GOES_ON
    return goes_on or appeal.last("concede-appeal") is not None


@takes("cease-plan")
def _ceased(s: State, _fact: Fact) -> None:
    s.cease_decided = s.ceasing_considered = None


@may("set-cease-aside")
def _set_aside(s: State, on: date, _said: Said) -> Fact | None:
    unless(s.cease_standing, "nothing-set-aside")
    unless(s.cease_standing and s.cease_standing.day <= on, "aside-before-decided")
    return s.cease_standing


@takes("set-cease-aside")
def _aside(s: State, _fact: Fact) -> None:
    s.cease_decided = s.cease_standing = s.ceasing_considered = None


@takes("cease-plan", "pass-plan-on")
def end_plan(s: State, fact: Fact) -> None:
    """Take away what ends with the plan, unless its end was set aside later."""
    if fact in s.undone:
        return
    s.plan = s.draft = s.first_draft = None
    s.waiting.clear()
    s.again_requests = []
    s.again = s.again_draft = s.again_refused = s.sought_since_again = None
    for review in s.reviews.values():
        review.dropped = True


@may("learn-of-move")
def _learn(s: State, _on: date, said: Said) -> None:
    refuse_flaw(said, "where-to")
    unless(s.move_learned is None, "move-learned-already")


@takes("learn-of-move")
def _learned(s: State, fact: Fact) -> None:
    s.move_learned = fact


@may("record-move-away")
def _move(s: State, _on: date, said: Said) -> Fact | None:
    refuse_flaw(said, "where-to")
    unless(s.move_learned, "when-learned")
    return s.move_learned


@takes("record-move-away")
def _moved(s: State, fact: Fact) -> None:
    s.moved = fact


@may("pass-plan-on")
def _pass(s: State, on: date, _said: Said) -> Fact | None:
    unless(s.plan, "no-plan-to-pass-on")
    unless(s.moved, "not-moved")
    unless(s.moved and s.moved.day <= on, "passed-on-before-move")
    return s.moved


@takes("pass-plan-on")
def _passed(s: State, _fact: Fact) -> None:
    s.moved = s.move_learned = None


@may("record-detention")
def _detain(s: State, _on: date, said: Said) -> None:
    unless(s.detained is None, "detained-already")
    refuse_flaw(said, "home-authority-unknown")


@takes("record-detention")
def _detained(s: State, fact: Fact) -> None:
    s.detained = fact


@may("record-release")
def _release(s: State, on: date, _said: Said) -> Fact | None:
    unless(s.detained, "not-detained")
    unless(s.detained and s.detained.day <= on, "released-before-detained")
    return s.detained


@takes("record-release")
def _released(s: State, _fact: Fact) -> None:
    s.detained = None
