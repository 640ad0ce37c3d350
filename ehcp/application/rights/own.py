"""What of a case is a body's own, where it has a part in it as an adviser: the advice asked of it.

Of another body's advice it is told nothing, not even that it was asked for, and may say nothing.
"""

from collections.abc import Collection, Iterator

from ehcp.domain.case import Case
from ehcp.domain.command import Command
from ehcp.domain.standing.advice import Advice, advice
from ehcp.domain.standing.relations import AFTERWARDS, Tie, tie_of
from ehcp.domain.step import Step

BEFORE = {after: before for before, after in AFTERWARDS.items()}


def as_asked(ties: Collection[Tie]) -> frozenset[Tie]:
    """Return these ties as they were while the advice was awaited."""
    return frozenset((BEFORE.get(kind, kind), party) for kind, party in ties)


def own_advice(case: Case, ties: Collection[Tie]) -> Iterator[Advice]:
    """Yield the advice of a case that was asked of a body with these ties."""
    mine = as_asked(ties)
    for one in advice(case):
        if tie_of(one.kind, one.from_body) in mine:
            yield one


def own_places(case: Case, ties: Collection[Tie]) -> frozenset[int]:
    """Return the places of the entries about such advice: it was sent them, or sent them."""
    return frozenset(step.place for one in own_advice(case, ties) for step in _steps(one))


def of_own(command: Command, case: Case, ties: Collection[Tie]) -> bool:
    """Whether a command of an adviser is about advice of its own: the kind and body it names.

    One that names neither, nor the entry of some advice, is about none.
    """
    place = getattr(command, "advice", None)
    if place is not None:
        step = case.at(place)
        return step is not None and step.place in own_places(case, ties)
    said = tie_of(getattr(command, "kind", None), getattr(command, "from_body", None))
    return said is not None and said in as_asked(ties)


def _steps(one: Advice) -> Iterator[Step]:
    yield one.root
    yield from (*one.chased, *one.delayed, *one.received, *one.returned, *one.answered)
