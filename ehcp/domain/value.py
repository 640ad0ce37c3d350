"""Values that are made by the hundred for each case that is read: quick to make, and fixed.

A frozen dataclass sets each of its fields through a check that nobody sets it, which takes five
times as long as the rest of making it. `value` is `dataclass` to the type checker, which lets
nobody change a frozen one; what runs is an ordinary dataclass.
"""

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

__all__ = ["value"]

if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:

    def value(*, frozen: bool, eq: bool = True, **how: Any) -> Callable[[type], type]:
        """Return the decorator that makes a class a dataclass whose values stay as made."""
        return dataclasses.dataclass(eq=eq, unsafe_hash=frozen and eq, **how)
