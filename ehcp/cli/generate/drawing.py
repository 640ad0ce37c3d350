"""Chance, from a seed: the same draws whenever, wherever and in whatever order they are made."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")
WHOLE = 100


class Draw:
    """The draws of one case. What is drawn follows from the seeds, and nothing else."""

    def __init__(self, *seeds: object) -> None:
        self._random = Random("/".join(map(str, seeds)))  # noqa: S311 - not for secrets

    def chance(self, share: float) -> bool:
        """Whether something happens that does so in this share (of 1) of the cases."""
        return self._random.random() < share

    def per_cent(self, share: float) -> bool:
        """Whether something happens that does so in so many per cent of the cases."""
        return self._random.random() * WHOLE < share

    def between(self, first: int, last: int) -> int:
        """Return a whole number, both ends possible."""
        return first + int(self._random.random() * (last - first + 1)) if last > first else first

    def fraction(self) -> float:
        """Return a number from 0 up to 1."""
        return self._random.random()

    def pick(self, among: Sequence[T]) -> T:
        """Return one of them, all as likely."""
        return among[int(self._random.random() * len(among))]

    def some(self, among: Sequence[T], fewest: int, most: int) -> list[T]:
        """Return some of them, in their order, none twice."""
        number = min(self.between(fewest, most), len(among))
        chosen = set(self._random.sample(range(len(among)), number))
        return [each for place, each in enumerate(among) if place in chosen]

    def weighted(self, shares: Mapping[T, float]) -> T:
        """Return one of the keys, by their shares."""
        left = self._random.random() * sum(shares.values())
        for found, share in shares.items():
            left -= share
            if left < 0:
                return found
        return found


class Odds(Generic[T]):
    """Things with their shares, made ready for many draws."""

    def __init__(self, shares: Iterable[tuple[T, float]]) -> None:
        there = [(found, share) for found, share in shares if share > 0]
        self.found = tuple(found for found, _ in there)
        self.upto = tuple(accumulate(share for _, share in there))

    def drawn(self, draw: Draw) -> T:
        """Return one of them, by their shares."""
        return self.found[bisect_right(self.upto, draw.fraction() * self.upto[-1])]
