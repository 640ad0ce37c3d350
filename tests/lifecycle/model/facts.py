"""What was recorded, in the model's own words, and how it adds up.

Nothing here comes from the product: the names of facts are the names of what was asked, and what
is true after them is worked out one fact after the other, in the order of the days.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.lifecycle.model.fact import Fact, Review, Served

__all__ = [
    "MAY",
    "Fact",
    "No",
    "Review",
    "Served",
    "State",
    "add_up",
    "may",
    "refuse_flaw",
    "takes",
    "unless",
]


class No(Exception):  # noqa: N818 - the model's own way of saying that something is refused
    """It must be refused, for the reason with this id."""


Sought = tuple[str, date]
"""A kind of advice that was sought, came or is used again, and the day."""


@dataclass(eq=False)
class State:
    """What is true of the case."""

    born: date = date.min
    facts: list[Fact] = field(default_factory=list)
    governing: set[Fact] = field(default_factory=set)
    plan_at: dict[int, bool] = field(default_factory=dict)
    # the way to the first plan
    request: Fact | None = None
    behind: list[Fact] = field(default_factory=list)
    decided: bool = False
    consulted: list[Fact] = field(default_factory=list)
    refused: Fact | None = None
    agreed: Fact | None = None
    agreements: list[tuple[Fact, set[Sought], set[str]]] = field(default_factory=list)
    no_plan: Fact | None = None
    sought: set[Sought] = field(default_factory=set)
    sought_for_assessment: set[Sought] = field(default_factory=set)
    reused: set[str] = field(default_factory=set)
    asked_advice: list[Fact] = field(default_factory=list)
    answered_advice: set[int] = field(default_factory=set)
    draft: Served | None = None
    drafts: list[Served] = field(default_factory=list)
    first_draft: Fact | None = None
    drafted: list[Fact] = field(default_factory=list)
    settings_consulted: dict[str, list[Fact]] = field(default_factory=dict)
    settings_asked: list[str] = field(default_factory=list)
    asked_from: int = 0
    plan: Fact | None = None
    last_plan: Fact | None = None
    # the plan's life
    reviews: dict[int, Review] = field(default_factory=dict)
    waiting: dict[str, list[Served]] = field(default_factory=dict)
    again_requests: list[Fact] = field(default_factory=list)
    again_refused: Fact | None = None
    again: Fact | None = None
    again_draft: Served | None = None
    sought_again: set[Sought] = field(default_factory=set)
    sought_since_again: set[Sought] | None = None
    reused_again: set[str] = field(default_factory=set)
    # its end
    ceasing_considered: Fact | None = None
    ceasing_consulted: list[Fact] = field(default_factory=list)
    cease_decided: Fact | None = None
    cease_standing: Fact | None = None
    undone: set[Fact] = field(default_factory=set)
    move_learned: Fact | None = None
    moved: Fact | None = None
    detained: Fact | None = None

    @property
    def notices(self) -> dict[str, Served]:
        """The last notice that waits for its plan, by its cause."""
        return {cause: found[-1] for cause, found in self.waiting.items() if found}

    @property
    def again_request(self) -> Fact | None:
        return self.again_requests[0] if self.again_requests else None

    @property
    def under_way(self) -> Fact | None:
        return self.agreed or self.again

    @property
    def before_family(self) -> Served | None:
        return self.again_draft if self.again else self.draft

    def grown(self, years: int, on: date) -> bool:
        """Whether the person has reached an age. Nobody here was born on 29 February."""
        return on >= self.born.replace(year=self.born.year + years)

    def in_year_9(self, on: date) -> bool:
        starts = self.born.year + (14 if self.born.month >= 9 else 13)
        return on >= date(starts, 9, 1)


Take = Callable[[State, Fact], None]
May = Callable[[State, date, dict[str, Any]], Fact | None]
TAKES: dict[str, list[Take]] = {}
MAY: dict[str, May] = {}


def takes(*acts: str) -> Callable[[Take], Take]:
    """Mark what a fact makes true."""

    def mark(take: Take) -> Take:
        for act in acts:
            TAKES.setdefault(act, []).append(take)
        return take

    return mark


def may(*acts: str) -> Callable[[May], May]:
    """Mark whether something may be done: it raises No, or returns the fact that it answers."""

    def mark(allowed: May) -> May:
        MAY.update(dict.fromkeys(acts, allowed))
        return allowed

    return mark


def unless(holds: object, refusal: str) -> None:
    """Refuse unless this holds."""
    if not holds:
        raise No(refusal)


def refuse_flaw(said: dict[str, Any], *flaws: str) -> None:
    """Refuse what was asked in a way that is faulty, the first fault first."""
    flaw = said.get("flaw")
    if flaw in flaws:
        raise No(flaw)


def add_up(born: date, facts: Iterable[Fact]) -> State:
    """Return what is true once all of these have happened."""
    in_order = sorted(facts, key=lambda each: (each.day, each.first))
    state = State(born=born, undone=_undone(in_order))
    for fact in in_order:
        state.plan_at[fact.first] = state.plan is not None
        for take in TAKES.get(fact.act, ()):
            take(state, fact)
        state.facts.append(fact)
    return state


def _undone(in_order: list[Fact]) -> set[Fact]:
    """Return the ends of a plan that count for nothing, since their decision was set aside."""
    found: set[Fact] = set()
    since: list[Fact] = []
    for fact in in_order:
        if fact.act in {"decide-to-cease", "issue-final-plan"}:
            since = []
        elif fact.act == "cease-plan":
            since.append(fact)
        elif fact.act == "set-cease-aside":
            found.update(since)
            since = []
    return found
