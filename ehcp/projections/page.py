"""One page of a list, and where the next one begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

T = TypeVar("T")
OPEN_ENDS = ("infinity", "-infinity")


class BadCursor(ValueError):  # noqa: N818 - named for what it is
    """The cursor is not one that a page gave."""


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some items in order. `next` asks for those that follow; None after the last."""

    items: tuple[T, ...]
    next: str | None = None


def cursor(day: str, identity: UUID) -> str:
    """Return the cursor of an item: the day that it is ordered by, and its id."""
    return f"{day}_{identity}"


def place(text: str) -> tuple[str, UUID]:
    """Return day and id of a cursor. Raises BadCursor."""
    day, _, identity = text.partition("_")
    try:
        if day not in OPEN_ENDS:
            date.fromisoformat(day)
        return day, UUID(identity)
    except ValueError:
        raise BadCursor from None


def page(items: Sequence[tuple[str, UUID, T]], size: int) -> Page[T]:
    """Return a page of the first `size` of what was found by asking for one more."""
    shown = tuple(item for _, _, item in items[:size])
    if len(items) <= size or size == 0:
        return Page(shown)
    day, identity, _ = items[size - 1]
    return Page(shown, cursor(day, identity))
