"""A case without the steps that may not have happened: only what they bear on is judged anew.

What is found of a case is found from the steps that it was asked for and gave. As long as none
of those is among the steps left out, every answer would be the same, and so is what was found
from them. Which steps may be left out, and which of them together, is known before anything is
asked: so of an answer it is only noted in which of these ways it may be another.

Most ways are put together: what one side says, and what may be yet to come. What is found without
the one is noted in the same manner, and is what is found without both where the other does not
bear on it.
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from functools import partial
from typing import Any, Protocol, TypeVar

from ehcp.domain.case import Case
from ehcp.domain.deadlines.noting import Noting, Ways
from ehcp.domain.step import Step

T = TypeVar("T")


class Recall(Protocol):
    """Returns what was found before `of` something, in a case of that `sort`, or finds it."""

    def __call__(self, of: object, find: Callable[[], T], sort: Hashable = None) -> T: ...


def anew(of: object, find: Callable[[], T], sort: Hashable = None) -> T:
    """Find it: where nothing is in doubt nothing is asked for twice."""
    del of, sort
    return find()


class Remembered:
    """What was found of a case, each with the ways of doubt in which it may be another."""

    def __init__(self, case: Noting, around: Sequence["Remembered"] = (), way: Ways = 0) -> None:
        """Remember nothing yet.

        Where the case is itself one of the ways, what is remembered `around` it is taken.
        """
        self.case = case
        self._around = around
        self._way = way
        self._found: dict[Hashable, tuple[object, Any, Ways]] = {}

    def __call__(self, of: object, find: Callable[[], T], sort: Hashable = None) -> T:
        """Find it, and remember it."""
        key, noting = (id(of), sort), self.case
        for remembered in self._around:
            known = remembered.known(key, self._way)
            if known is not None:
                noting.noted.ways |= known[2] & noting.every
                return known[1]  # type: ignore[no-any-return]
        found, ways = noting.noting(find)
        # what it was found of is kept with it, so that nothing else comes to have its id
        self._found[key] = of, found, ways | ~noting.every
        return found

    def known(self, key: Hashable, way: Ways) -> tuple[object, Any, Ways] | None:
        """Return what was found, and the ways in which it may be another: not this one."""
        known = self._found.get(key)
        return None if known is None or known[2] & way else known


class Doubted:
    """A case with all that is said of it, and in each of the ways in which that may not be so.

    `parts` are those of the ways, by their numbers, that others are put together from: each
    before those that it is part of.
    """

    def __init__(
        self, case: Case, left_out: Sequence[Collection[Step]], parts: Sequence[int] = ()
    ) -> None:
        """Take a case and the steps that each way of doubt leaves out."""
        self._case = case
        self._left_out = [frozenset(steps) for steps in left_out]
        self._parts = parts
        self.recall = Remembered(Noting.over(case, enumerate(self._left_out)))

    def ways(self) -> Iterator[tuple[int, Case, Recall]]:
        """Yield the number of each way, the case as it then is, and what of it is known already.

        That is what was found of the case, and in the ways before it, by the time it is asked.
        """
        remembered = [self.recall]
        for number in self._parts:
            part = self._part(number, tuple(remembered))
            yield number, part.case, part
            remembered.append(part)
        for number, steps in enumerate(self._left_out):
            if number not in self._parts:
                yield (
                    number,
                    self._case.without(steps),
                    partial(_recalled, remembered, 1 << number),
                )

    def _part(self, number: int, around: Sequence[Remembered]) -> Remembered:
        """Return what remembers what is found in one way, for those that leave out more."""
        own = self._left_out[number]
        more = [(n, steps - own) for n, steps in enumerate(self._left_out) if steps > own]
        return Remembered(Noting.over(self._case.without(own), more), around, 1 << number)


def _recalled(
    remembered: Sequence[Remembered],
    way: Ways,
    of: object,
    find: Callable[[], T],
    sort: Hashable = None,
) -> T:
    """Return what was found before where this way leaves it as it is, or find it."""
    key = id(of), sort
    for each in remembered:
        known = each.known(key, way)
        if known is not None:
            return known[1]  # type: ignore[no-any-return]
    return find()
