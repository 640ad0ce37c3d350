"""What every line of a list says: what knows it, whether something is awaited, and by when."""

from collections.abc import Iterable, Sequence

from ehcp.domain.deadlines import Deadline
from ehcp.domain.step import END, Step
from ehcp.domain.value import value
from ehcp.domain.when import Span


@value(frozen=True, kw_only=True)
class Awaited:
    """`place` is the entry that knows it, null where none does; `open`: something is awaited.

    `limit` is what it must come by, null where the law fixes nothing, and `due` its last day.
    """

    place: int | None
    open: bool
    limit: str | None
    due: Span | None

    @property
    def key(self) -> str:
        """What tells it from the others of its case, and stays."""
        return str(self.place)


def next_due(found: Iterable[Deadline]) -> Deadline | None:
    """Return the one of these that falls due first; one whose day is not known comes last."""
    return min(found, key=lambda d: d.due.first if d.due and d.due.first else END, default=None)


def started_by(found: Sequence[Deadline], *steps: Step | None) -> Deadline | None:
    """Return the deadline that one of these entries started, by the reading that drives."""
    return next_due(d for d in found if d.drives and d.started_by in steps)


def span(step: Step | None) -> Span | None:
    """Return when a step was taken; None where it was not."""
    return step.span if step else None
