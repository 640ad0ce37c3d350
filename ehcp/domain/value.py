"""Values that are made by the hundred for each case that is read: quick to make, and fixed.

A frozen dataclass sets each of its fields through a check that nobody sets it, which takes five
times as long as the rest of making it. `value` is `dataclass` to the type checker, which lets
nobody change a frozen one; what runs is an ordinary dataclass.

To make the class itself takes time too, at each start of a process. What several hundred classes
would have written for each of them, `Whole` has once.
"""

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["Whole", "value", "varied"]

V = TypeVar("V")


class Whole:
    """What is the same as another of its class that holds the same."""

    def __eq__(self, other: object) -> bool:
        if other.__class__ is self.__class__:
            return vars(self) == vars(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash((self.__class__, frozenset(vars(self).items())))

    def __repr__(self) -> str:
        held = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{self.__class__.__qualname__}({held})"


if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:

    def value(*, frozen: bool, eq: bool = True, **how: Any) -> Callable[[type], type]:
        """Return the decorator that makes a class a dataclass whose values stay as made."""
        return dataclasses.dataclass(eq=eq, unsafe_hash=frozen and eq, **how)


def varied(of: V, **fields: Any) -> V:
    """Return a value that was made here, with other fields: `replace` without asking which it has.

    Not for one with slots.
    """
    found = object.__new__(of.__class__)
    vars(found).update(vars(of))
    vars(found).update(fields)
    return found
