"""A case without the steps that may not have happened: only what they bear on is judged anew.

What is found of a case is found from the steps it was asked for. As long as none of the kinds
that were asked for is among those left out, every answer would be the same, and so is what was
found from them.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Protocol, TypeVar

from ehcp.domain.case import TELL_OF_A_PLAN, Case
from ehcp.domain.event import Event
from ehcp.domain.step import Step

T = TypeVar("T")

Kinds = frozenset[type[Event]]


class Recall(Protocol):
    """Returns what was found before `of` something, in a case of that `sort`, or finds it."""

    def __call__(self, of: object, find: Callable[[], T], sort: Hashable = None) -> T: ...


def anew(of: object, find: Callable[[], T], sort: Hashable = None) -> T:
    """Find it: where nothing is in doubt nothing is asked for twice."""
    del of, sort
    return find()


class Noting(Case):
    """A case that notes in `asked` the kinds of event that it was asked for.

    Where a step stands in the order is not noted, for what is left out moves nothing. Every
    step at once, and the case as at another day, count as asking for every kind.
    """

    asked: set[type[Event]]
    plain: Case
    gathered: dict[object, tuple[Any, Kinds]]

    @classmethod
    def over(cls, case: Case, asked: set[type[Event]]) -> "Noting":
        """Return a case that notes what it is asked, with all that is worked out of it."""
        noting = cls(case.entries)
        vars(noting).update({**case.worked_out(), "asked": asked, "plain": case, "gathered": {}})
        return noting

    def without(self, steps: Iterable[Step]) -> Case:
        """Return the case as it is without these steps, which notes what it is asked as well."""
        return Noting.over(self.plain.without(steps), self.asked)

    @property
    def steps(self) -> tuple[Step, ...]:
        """What had happened by the day asked about, in legal order."""
        self.asked.add(Event)
        return super().steps

    @property
    def kinds(self) -> Kinds:
        """The kinds of event that have happened."""
        self.asked.add(Event)
        return super().kinds

    @property
    def plan_in_force(self) -> Step | None:
        """The plan that is maintained, as last issued or received."""
        self.asked.update(TELL_OF_A_PLAN)
        return super().plan_in_force

    def steps_of(self, *kinds: type[Event]) -> tuple[Step, ...]:
        """Return the steps of these kinds, in legal order."""
        self.asked.update(kinds)
        return Case.steps_of(self, *kinds)

    def at(self, place: int | None) -> Step | None:
        """Return the step of that place, or of what stands in for it since it was corrected."""
        found = super().at(place)
        if found is not None:
            self.asked.add(type(found.event))
        return found

    def once(self, find: Callable[[Case], T]) -> T:
        """Return what a function gives of the case, and note anew what it was found from."""
        if find not in self.gathered:
            before = frozenset(self.asked)
            self.asked.clear()
            self.gathered[find] = find(self), frozenset(self.asked)
            self.asked.update(before)
        found: T
        found, asked = self.gathered[find]
        self.asked.update(asked)
        return found

    def seen(self, **asked: Any) -> Case:
        """Return the case as it had happened, as it was known, without noting any more."""
        self.asked.add(Event)
        return self.plain.seen(**asked)


class Remembered:
    """What was found of a case, each with the kinds of event that it was found from."""

    def __init__(self, case: Case) -> None:
        self.case = Noting.over(case, set())
        self._found: dict[Hashable, tuple[object, Any, Kinds]] = {}

    def __call__(self, of: object, find: Callable[[], T], sort: Hashable = None) -> T:
        """Find it, and remember it."""
        self.case.asked.clear()
        found = find()
        # what it was found of is kept with it, so that nothing else comes to have its id
        self._found[id(of), sort] = of, found, frozenset(self.case.asked)
        return found

    def without(self, steps: Iterable[Step]) -> tuple[Case, Recall]:
        """Return the case as it is without these steps, and what of it is known already."""
        left_out = tuple(steps)
        lacking = {Event, *(type(step.event) for step in left_out)}

        def recall(of: object, find: Callable[[], T], sort: Hashable = None) -> T:
            known = self._found.get((id(of), sort))
            if known is not None and known[2].isdisjoint(lacking):
                found: T = known[1]
                return found
            return find()

        return self.case.plain.without(left_out), recall
