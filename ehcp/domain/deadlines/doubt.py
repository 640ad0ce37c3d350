"""A case without the steps that may not have happened: only what they bear on is judged anew.

What is found of a case is found from the steps that it was asked for and gave. As long as none
of those is among the steps left out, every answer would be the same, and so is what was found
from them.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from functools import cached_property, partial
from typing import Any, Protocol, TypeVar

from ehcp.domain.case import TELL_OF_A_PLAN, Case, Found
from ehcp.domain.event import Event
from ehcp.domain.step import Step

T = TypeVar("T")

Note = int | tuple[type[Event], ...]
"""The place of a step that was given, or kinds of event of which every step was."""

EVERY_STEP = (Event,)

Asked = Note | Callable[[Case], Any]
"""A note, or what was asked once: that stands for all that it was found from."""


class Recall(Protocol):
    """Returns what was found before `of` something, in a case of that `sort`, or finds it."""

    def __call__(self, of: object, find: Callable[[], T], sort: Hashable = None) -> T: ...


def anew(of: object, find: Callable[[], T], sort: Hashable = None) -> T:
    """Find it: where nothing is in doubt nothing is asked for twice."""
    del of, sort
    return find()


class Noting(Case):
    """A case that notes in `asked` what it was asked for and gave, in that order.

    Where a step stands in the order is not noted, for what is left out moves nothing; nor what
    it did not have. The case as at another day counts as every step. So what was found between
    two points of the list was found from what stands there: nothing else is kept for it.
    """

    asked: list[Asked]
    plain: Case
    gathered: dict[object, tuple[Any, set[Note]]]

    @classmethod
    def over(cls, case: Case) -> "Noting":
        """Return a case that notes what it is asked, with all that is worked out of it."""
        noting = cls(case.entries)
        vars(noting).update({**case.worked_out(), "asked": [], "plain": case, "gathered": {}})
        return noting

    @property
    def steps(self) -> tuple[Step, ...]:
        """What had happened by the day asked about, in legal order."""
        self.asked.append(EVERY_STEP)
        return super().steps

    @property
    def kinds(self) -> frozenset[type[Event]]:
        """The kinds of event that have happened."""
        self.asked.append(EVERY_STEP)
        return super().kinds

    @property
    def plan_in_force(self) -> Step | None:
        """The plan that is maintained, as last issued or received."""
        self.asked.append(TELL_OF_A_PLAN)
        return super().plan_in_force

    def steps_of(self, *kinds: type[Event]) -> tuple[Step, ...]:
        """Return the steps of these kinds, in legal order."""
        found = self.all_of(kinds)
        if found:
            self.asked.append(kinds)
        return found

    def after(self, step: Step, *kinds: type[Event]) -> Iterator[Step]:
        """Yield the steps of these kinds that come after `step`, as far as they are taken."""
        for found in super().after(step, *kinds):
            self.asked.append(found.place)
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
            self.asked.append(found.step.place)
        return found

    def before(self, step: Step, *kinds: type[Event]) -> Step | None:
        """Return the latest step of these kinds before `step`."""
        found = super().before(step, *kinds)
        if found is not None:
            self.asked.append(found.place)
        return found

    def at(self, place: int | None) -> Step | None:
        """Return the step of that place, or of what stands in for it since it was corrected."""
        if place is None:
            return None
        found = super().at(place)
        if found is not None:
            self.asked.append(found.place)
        return found

    def once(self, find: Callable[[Case], T]) -> T:
        """Return what a function gives of the case, and note anew what it was found from."""
        if find not in self.gathered:
            self.gathered[find] = self.noting(partial(find, self))
        self.asked.append(find)
        found: T = self.gathered[find][0]
        return found

    def noting(self, find: Callable[[], T]) -> tuple[T, set[Note]]:
        """Return what a function gives, and what it was found from."""
        begun = len(self.asked)
        found = find()
        notes = set[Note]()
        for asked in self.asked[begun:]:
            if callable(asked):
                notes |= self.gathered[asked][1]
            else:
                notes.add(asked)
        return found, notes


class Remembered:
    """What was found of a case, each with what it was found from."""

    def __init__(self, case: Case) -> None:
        self.case = Noting.over(case)
        self._found: dict[Hashable, tuple[object, Any, int, int]] = {}

    def __call__(self, of: object, find: Callable[[], T], sort: Hashable = None) -> T:
        """Find it, and remember it."""
        asked = self.case.asked
        begun = len(asked)
        found = find()
        # what it was found of is kept with it, so that nothing else comes to have its id
        self._found[id(of), sort] = of, found, begun, len(asked)
        return found

    def without(self, steps: Iterable[Step]) -> tuple[Case, Recall]:
        """Return the case as it is without these steps, and what of it is known already.

        Nothing more is remembered from then on.
        """
        left_out = tuple(steps)
        lacking = self._asked_for(left_out)

        def recall(of: object, find: Callable[[], T], sort: Hashable = None) -> T:
            known = self._found.get((id(of), sort))
            if known is not None:
                _, found, begun, ended = known
                first = bisect_left(lacking, begun)
                if first == len(lacking) or lacking[first] >= ended:
                    return found  # type: ignore[no-any-return]
            return find()

        return self.case.plain.without(left_out), recall

    def _asked_for(self, left_out: Collection[Step]) -> list[int]:
        """Return where in all that was asked it says what would not have been given."""
        places = {step.place for step in left_out}
        kinds: set[type[Event]] = {*EVERY_STEP, *(type(step.event) for step in left_out)}

        lacking: list[int] = []
        for asked, numbers in self._where.items():
            notes = self.case.gathered[asked][1] if callable(asked) else (asked,)
            if any(_gave(note, places, kinds) for note in notes):
                lacking += numbers
        return sorted(lacking)

    @cached_property
    def _where(self) -> dict[Asked, list[int]]:
        """Where everything stands in what was asked."""
        where: dict[Asked, list[int]] = {}
        for number, asked in enumerate(self.case.asked):
            where.setdefault(asked, []).append(number)
        return where


def _gave(note: Note, places: Collection[int], kinds: set[type[Event]]) -> bool:
    """Whether what was given was a step of these places, or may have been one of these kinds."""
    return not kinds.isdisjoint(note) if isinstance(note, tuple) else note in places
