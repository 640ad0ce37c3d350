"""What must be done after an order, an agreement that stands for one, an appeal not opposed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tests.lifecycle.model.after_a_draft import in_the_end
from tests.lifecycle.model.appealable import matters
from tests.lifecycle.model.counting import WEEK
from tests.lifecycle.model.facts import Fact, State
from tests.lifecycle.model.limit import Limit, since
from tests.lifecycle.model.mediation import done
from tests.lifecycle.model.orders import (
    BINDS,
    BY_CAUSE,
    DATED,
    dates_of,
    first_dated,
    ordered,
)

AGREED = ("agree-to-assess", "agree-to-reassess as ordered")
PLANNED = ("issue-final-plan", "issue-amended-plan after reassessment")
NO_CHANGE = ("decide-no-plan", "keep-plan-after-reassessment")
DRAFTED = ("issue-draft-plan", "issue-final-plan")
AMENDED = ("issue-amended-plan as ordered",)
SHOWN = ("issue-draft-plan", *PLANNED, *NO_CHANGE)
Row = tuple[str, str, int, tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""What was ordered, the limit, its weeks, what ends it, takes it away, shows it done."""
OF_AN_ORDER: list[Row] = [
    ("assess", "order-assess-notify", 2, AGREED, (), SHOWN),
    ("assess", "order-assess-refuse-plan", 10, NO_CHANGE, (*DRAFTED, *PLANNED), ()),
    ("assess", "order-assess-final-plan", 14, PLANNED, NO_CHANGE, ()),
    ("make-plan", "order-make-plan-draft", 5, ("issue-draft-plan",), (), ("issue-final-plan",)),
    ("make-plan", "order-make-plan-final", 11, ("issue-final-plan",), (), ()),
    ("amend", "order-amend-plan", 5, AMENDED, (), ()),
    ("name-school", "order-name-school", 2, AMENDED, (), ()),
    ("continue-and-amend", "order-continue-and-amend", 5, AMENDED, (), ()),
    ("remit", "order-remit", 2, ("any decision",), (), ()),
    ("continue", "order-continue-plan", 0, ("confirm-plan-continues",), (), ()),
]
UNOPPOSED = {
    "order-assess-notify": "unopposed-assess-notify",
    "order-assess-refuse-plan": "unopposed-assess-refuse-plan",
    "order-assess-final-plan": "unopposed-assess-final-plan",
    "order-make-plan-draft": "unopposed-make-plan-draft",
    "order-make-plan-final": "unopposed-make-plan-final",
    "order-amend-plan": "unopposed-contents",
    "order-name-school": "unopposed-placement-only",
    "order-continue-and-amend": "unopposed-cease-continue",
    "order-continue-plan": "unopposed-cease-continue",
}
IN_COMMUNITY = ("order-assess-notify", "order-name-school")
UNSURE = ("cease-plan", "set-cease-aside")


def limits_of_orders(s: State) -> Iterator[Limit]:
    """Yield the limits of what binds, but where the model is not sure what a step did to them."""
    if done(s, *UNSURE):
        return
    for start in done(s, *DATED, *BINDS):
        if _named_by_an_earlier_date(s, start):
            continue
        for what, name, weeks, ends, away, shown in OF_AN_ORDER:
            named = UNOPPOSED.get(name) if start.act == "concede-appeal" else name
            if named is None or what != ordered(start) or (what == "assess" and _unsaid(s)):
                continue
            if name in IN_COMMUNITY and _detained(s, start):
                continue
            limit = Limit(named, start, _due(s, start, weeks))
            gone = _of(s, start, away) + _binds_no_longer(s, start)
            closed = limit.closed(s, _of(s, start, ends), gone, _bound_since(s, start))
            limit = in_the_end(s, closed, since(s, start))
            if not limit.done and _of(s, start, shown):
                continue
            others = dates_of(s, start)
            yield replace(limit, replaced=bool(others) and start is not others[-1])


def _bound_since(s: State, start: Fact) -> Fact:
    """Return from where on an order bound: as first dated, unless it was set aside since."""
    dates = dates_of(s, start)
    for fact in reversed(s.facts[: s.facts.index(start)]):
        if fact.act == "set-order-aside" and fact.of in dates:
            return start
    return dates[0]


def _unsaid(s: State) -> bool:
    """Whether a refusal was dropped without what made it so: the same clocks run from that."""
    dropped = [fact.of for fact in done(s, "agree-to-assess") if fact.said["route"]]
    return any(refused and refused.act == "refuse-to-assess" for refused in dropped)


def _named_by_an_earlier_date(s: State, start: Fact) -> bool:
    """Whether what came after an order was dated again names it by the date it had before."""
    earlier = [order for order in dates_of(s, start) if order is not start]
    after = [fact.of.root(*DATED) for fact in since(s, start) if fact.of]
    return start.act == "redate-order" and any(order in earlier for order in after)


def _detained(s: State, start: Fact) -> bool:
    before = [f for f in s.facts[: s.facts.index(start)] if f.act in DETENTION]
    return bool(before) and before[-1].act == DETENTION[0]


DETENTION = ("record-detention", "record-release")


def _due(s: State, start: Fact, weeks: int) -> date:
    """Return the last day: the one that was fixed or agreed, where one was."""
    after = since(s, start)
    fixed: date | None = first_dated(start).said.get("comply_by")
    day = fixed if fixed and fixed >= start.day else start.day + weeks * WEEK
    for fact in after:
        if fact.act == "agree-other-timescale" and fact.of is start:
            day = fact.said["until"]
        elif fact.act == "lift-order-suspension" and fact.of in dates_of(s, start):
            day = fact.said["comply_by"]
    return day


def _binds_no_longer(s: State, start: Fact) -> list[Fact]:
    """Return what set the order aside, or suspended it if nothing has lifted that since."""
    about = [f for f in since(s, start) if f.of and f.of in dates_of(s, start)]
    lifted = [f for f in about if f.act == "lift-order-suspension"]
    last = s.facts.index(lifted[-1]) if lifted else -1
    suspended = [f for f in about if f.act == "suspend-order" and s.facts.index(f) > last]
    return suspended + [f for f in about if f.act == "set-order-aside"]


def _of(s: State, start: Fact, words: tuple[str, ...]) -> list[Fact]:
    """Return what came after the start, is one of these, and carries out no other order."""
    mine = dates_of(s, start)
    found = []
    for fact in since(s, _bound_since(s, start)):
        answered = fact.of and fact.of.root(*DATED, *BINDS)
        if (answered is None or answered in mine) and any(_is(fact, word) for word in words):
            found.append(fact)
    return found


def _is(fact: Fact, word: str) -> bool:
    if word == "any decision":
        decided = ("agree-to-assess", "agree-to-reassess", "decide-on-review")
        return bool(matters(fact)) or fact.act in decided
    if word == "agree-to-reassess as ordered":
        return fact.act == "agree-to-reassess" and fact.said["route"] is not None
    if word == "issue-amended-plan after reassessment":
        return fact.act == "issue-amended-plan" and fact.said["cause"] == "reassessment"
    if word == "issue-amended-plan as ordered":
        return fact.act == "issue-amended-plan" and fact.said["cause"] in BY_CAUSE
    return fact.act == word
