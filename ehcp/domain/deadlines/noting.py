"""A case that notes in which ways of doubt it would have given something else than it gave."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from ehcp.domain.case import TELL_OF_A_PLAN, Case, Found
from ehcp.domain.event import Event
from ehcp.domain.step import Step

T = TypeVar("T")

Ways = int
"""Ways in which steps may not have happened: a bit for each of them, in their order."""


@dataclass(slots=True)
class Noted:
    """In which ways what was asked for may be another."""

    ways: Ways = 0


def ways_in(ways: Ways) -> Iterator[int]:
    """Yield the numbers of the ways that are noted, from 0."""
    while ways:
        first = ways & -ways
        yield first.bit_length() - 1
        ways ^= first


class Noting(Case):
    """A case that notes in which ways it would have given something else than it gave.

    Where a step stands in the order is not noted, for what is left out moves nothing; nor what
    it did not have. The case as at another day counts as every step. `lacking` are the ways that
    leave out a step, by its place, and `of_kind` those that leave out any step of a kind.
    """

    # `Case` is named below where something is asked at every turn: `super` costs as much again

    noted: Noted
    every: Ways
    lacking: Mapping[int, Ways]
    of_kind: Mapping[type[Event], Ways]
    of_kinds: dict[tuple[type[Event], ...], Ways]
    gathered: dict[object, tuple[Any, Ways]]

    @classmethod
    def over(cls, case: Case, left_out: Iterable[tuple[int, Iterable[Step]]]) -> "Noting":
        """Return a case that notes, with all that is worked out of it.

        `left_out` are the steps that may not have happened, with the number of each way.
        """
        every = 0
        lacking: dict[int, Ways] = {}
        of_kind: dict[type[Event], Ways] = {}
        for number, steps in left_out:
            way = 1 << number
            every |= way
            for step in steps:
                kind = type(step.event)
                lacking[step.place] = lacking.get(step.place, 0) | way
                of_kind[kind] = of_kind.get(kind, 0) | way
        noting = cls(case.entries)
        vars(noting).update(case.worked_out())
        vars(noting).update(noted=Noted(), every=every, lacking=lacking, of_kind=of_kind)
        vars(noting).update(of_kinds={}, gathered={})
        return noting

    @property
    def steps(self) -> tuple[Step, ...]:
        """What had happened by the day asked about, in legal order."""
        self.noted.ways |= self.every
        return super().steps

    @property
    def kinds(self) -> frozenset[type[Event]]:
        """The kinds of event that have happened."""
        self.noted.ways |= self.every
        return super().kinds

    @property
    def plan_in_force(self) -> Step | None:
        """The plan that is maintained, as last issued or received."""
        self.noted.ways |= self._without_some(TELL_OF_A_PLAN)
        return super().plan_in_force

    def steps_of(self, *kinds: type[Event]) -> tuple[Step, ...]:
        """Return the steps of these kinds, in legal order."""
        self.noted.ways |= self._without_some(kinds)
        return self.all_of(kinds)

    def after(self, step: Step, *kinds: type[Event]) -> Iterator[Step]:
        """Yield the steps of these kinds that come after `step`, as far as they are taken."""
        found = Case.after(self, step, *kinds)
        return self._taken(found) if self._without_some(kinds) else found

    def first_of(
        self,
        kinds: tuple[type[Event], ...],
        found_in: Callable[[Step], Found | None],
        after: Step | None = None,
        among: Sequence[Step] | None = None,
    ) -> Found | None:
        """Return the first step that counts: the others may as well not be there."""
        found = Case.first_of(self, kinds, found_in, after, among)
        if found is not None and found.step.place in self.lacking:
            self._note(found.step)
        return found

    def before(self, step: Step, *kinds: type[Event]) -> Step | None:
        """Return the latest step of these kinds before `step`."""
        found = Case.before(self, step, *kinds)
        if found is not None and found.place in self.lacking:
            self._note(found)
        return found

    def at(self, place: int | None) -> Step | None:
        """Return the step of that place, or of what stands in for it since it was corrected."""
        if place is None:
            return None
        found = Case.at(self, place)
        if found is not None and found.place in self.lacking:
            self._note(found)
        return found

    def once(self, find: Callable[[Case], T]) -> T:
        """Return what a function gives of the case, and note anew what that was found from."""
        if find not in self.gathered:
            self.gathered[find] = self.noting(partial(find, self))
        found, ways = self.gathered[find]
        self.noted.ways |= ways
        return found  # type: ignore[no-any-return]

    def noting(self, find: Callable[[], T]) -> tuple[T, Ways]:
        """Return what a function gives, and in which ways it may give something else."""
        noted = self.noted
        around, noted.ways = noted.ways, 0
        found = find()
        ways = noted.ways
        noted.ways |= around
        return found, ways

    def _note(self, step: Step) -> None:
        self.noted.ways |= self.lacking[step.place]

    def _taken(self, steps: Iterable[Step]) -> Iterator[Step]:
        for step in steps:
            self.noted.ways |= self.lacking.get(step.place, 0)
            yield step

    def _without_some(self, kinds: tuple[type[Event], ...]) -> Ways:
        """Return the ways that leave out any step of these kinds."""
        ways = self.of_kinds.get(kinds)
        if ways is None:
            ways = 0
            for kind in kinds:
                ways |= self.of_kind.get(kind, 0)
            self.of_kinds[kinds] = ways
        return ways
