"""A case without the steps that may not have happened: only what they bear on is judged anew.

What is found of a case is found from the steps that it was asked for and gave. As long as none
of those is among the steps left out, every answer would be the same, and so is what was found
from them.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cached_property, partial
from typing import Any, Protocol, TypeVar

from ehcp.domain.case import TELL_OF_A_PLAN, Case, Found
from ehcp.domain.event import Event
from ehcp.domain.step import Step

T = TypeVar("T")

Note = int | tuple[type[Event], ...]
"""The place of a step that was given, or kinds of event of which every step was."""

EVERY_STEP = (Event,)


class Recall(Protocol):
    """Returns what was found before `of` something, in a case of that `sort`, or finds it."""

    def __call__(self, of: object, find: Callable[[], T], sort: Hashable = None) -> T: ...


def anew(of: object, find: Callable[[], T], sort: Hashable = None) -> T:
    """Find it: where nothing is in doubt nothing is asked for twice."""
    del of, sort
    return find()


class Noting(Case):
    """A case that notes in `asked` what it was asked for and gave.

    Where a step stands in the order is not noted, for what is left out moves nothing; nor what
    it did not have. The case as at another day counts as every step.
    """

    asked: set[Note]
    plain: Case
    gathered: dict[object, tuple[Any, set[Note]]]

    @classmethod
    def over(cls, case: Case) -> "Noting":
        """Return a case that notes what it is asked, with all that is worked out of it."""
        noting = cls(case.entries)
        vars(noting).update({**case.worked_out(), "asked": set(), "plain": case, "gathered": {}})
        return noting

    @property
    def steps(self) -> tuple[Step, ...]:
        """What had happened by the day asked about, in legal order."""
        self.asked.add(EVERY_STEP)
        return super().steps

    @property
    def kinds(self) -> frozenset[type[Event]]:
        """The kinds of event that have happened."""
        self.asked.add(EVERY_STEP)
        return super().kinds

    @property
    def plan_in_force(self) -> Step | None:
        """The plan that is maintained, as last issued or received."""
        self.asked.add(TELL_OF_A_PLAN)
        return super().plan_in_force

    def steps_of(self, *kinds: type[Event]) -> tuple[Step, ...]:
        """Return the steps of these kinds, in legal order."""
        found = self.all_of(kinds)
        if found:
            self.asked.add(kinds)
        return found

    def after(self, step: Step, *kinds: type[Event]) -> Iterator[Step]:
        """Yield the steps of these kinds that come after `step`, as far as they are taken."""
        for found in super().after(step, *kinds):
            self.asked.add(found.place)
            yield found

    def first_of(
        self,
        kinds: tuple[type[Event], ...],
        found_in: Callable[[Step], Found | None],
        after: Step | None = None,
    ) -> Found | None:
        """Return the first step that counts: the others may as well not be there."""
        found = super().first_of(kinds, found_in, after)
        if found is not None:
            self.asked.add(found.step.place)
        return found

    def before(self, step: Step, *kinds: type[Event]) -> Step | None:
        """Return the latest step of these kinds before `step`."""
        return self._given(super().before(step, *kinds))

    def at(self, place: int | None) -> Step | None:
        """Return the step of that place, or of what stands in for it since it was corrected."""
        return None if place is None else self._given(super().at(place))

    def _given(self, found: Step | None) -> Step | None:
        if found is not None:
            self.asked.add(found.place)
        return found

    def once(self, find: Callable[[Case], T]) -> T:
        """Return what a function gives of the case, and note anew what it was found from."""
        if find not in self.gathered:
            self.gathered[find] = self.noting(partial(find, self))
        found: T
        found, asked = self.gathered[find]
        self.asked.update(asked)
        return found

    def noting(self, find: Callable[[], T]) -> tuple[T, set[Note]]:
        """Return what a function gives, and what it was found from."""
        own = vars(self)  # the case itself is as it was
        outer = own["asked"]
        asked = own["asked"] = set[Note]()
        try:
            found = find()
        finally:
            own["asked"] = outer
        outer |= asked
        return found, asked


class Remembered:
    """What was found of a case, each with what it was found from."""

    def __init__(self, case: Case) -> None:
        self.case = Noting.over(case)
        self._found: dict[Hashable, tuple[object, Any, set[Note]]] = {}

    def __call__(self, of: object, find: Callable[[], T], sort: Hashable = None) -> T:
        """Find it, and remember it."""
        found, asked = self.case.noting(find)
        # what it was found of is kept with it, so that nothing else comes to have its id
        self._found[id(of), sort] = of, found, asked
        return found

    def without(self, steps: Iterable[Step]) -> tuple[Case, Recall]:
        """Return the case as it is without these steps, and what of it is known already."""
        left_out = tuple(steps)
        lacking = self._notes_of(left_out)

        def recall(of: object, find: Callable[[], T], sort: Hashable = None) -> T:
            known = self._found.get((id(of), sort))
            if known is not None and known[2].isdisjoint(lacking):
                found: T = known[1]
                return found
            return find()

        return self.case.plain.without(left_out), recall

    def _notes_of(self, left_out: Iterable[Step]) -> set[Note]:
        """Return every note that would not have been made without these steps."""
        notes: set[Note] = {EVERY_STEP}
        kinds = set[type[Event]]()
        for step in left_out:
            notes.add(step.place)
            kinds.add(type(step.event))
        return notes | {note for note in self._kinds_asked if not kinds.isdisjoint(note)}

    @cached_property
    def _kinds_asked(self) -> frozenset[tuple[type[Event], ...]]:
        """The kinds of event of which something was found from every step."""
        asked = set[Note]().union(*(notes for _, _, notes in self._found.values()))
        return frozenset(note for note in asked if isinstance(note, tuple))
