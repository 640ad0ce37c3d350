"""What became of the deadlines of a case from one point to another: on either axis, or on both."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from ehcp.domain.case import Case
from ehcp.domain.deadlines.deadline import Deadline
from ehcp.domain.value import value


class DeadlineChange(StrEnum):
    """How a deadline differs between two points."""

    APPEARED = "appeared"
    WENT = "went"
    MOVED = "moved"
    DONE = "done"
    UNDONE = "undone"
    STATUS = "status"


@value(frozen=True, kw_only=True)
class Changed:
    """A deadline that differs. `before` or `after` is None where it was not running."""

    before: Deadline | None
    after: Deadline | None
    changes: tuple[DeadlineChange, ...]


Standing = tuple[Case, Sequence[Deadline]]
"""A case at a point, with its deadlines there."""


def changed(before: Standing, after: Standing) -> Iterator[Changed]:
    """Yield the deadlines that differ, in the order of how they stand after, then those gone.

    One deadline is the same as long as the limit runs from the same entry, or what corrects it.
    """
    old, new = _by_start(*before), _by_start(*after)
    for key in dict.fromkeys((*new, *old)):
        was, now = old.get(key), new.get(key)
        found = tuple(_changes(was, now))
        if found:
            yield Changed(before=was, after=now, changes=found)


def _by_start(case: Case, found: Sequence[Deadline]) -> Mapping[tuple[str, int], Deadline]:
    return {(d.limit.id, case.first_place(d.started_by.place)): d for d in found}


def _changes(was: Deadline | None, now: Deadline | None) -> Iterator[DeadlineChange]:
    if was is None:
        yield DeadlineChange.APPEARED
    if now is None:
        yield DeadlineChange.WENT
        return
    if was is not None and was.due != now.due:
        yield DeadlineChange.MOVED
    done_before = was is not None and was.done is not None
    if (now.done is not None) is not done_before:
        yield DeadlineChange.UNDONE if done_before else DeadlineChange.DONE
    if was is not None and was.status is not now.status:
        yield DeadlineChange.STATUS
