"""The reading that an authority follows, where it has chosen one: it drives alerts and counts.

The others stay beside it, each with its own due day.
"""

from collections.abc import Iterable, Iterator

from ehcp.domain.deadlines.deadline import Deadline
from ehcp.domain.deadlines.judge import as_reading
from ehcp.domain.value import varied
from ehcp.law.choices import DROPPED_REFUSAL, HIGH_COURT, OMBUDSMAN, Followed

TWINS = (HIGH_COURT, OMBUDSMAN)


def followed(found: Iterable[Deadline], follows: Followed) -> Iterator[Deadline]:
    """Yield the deadlines as an authority counts them that follows these readings."""
    if not follows:
        yield from found
        return
    chosen = dict(follows)
    between = chosen.get(DROPPED_REFUSAL)
    for deadline in found:
        if deadline.reading in TWINS and between is not None and _has_twin(deadline):
            yield varied(deadline, drives=deadline.reading == between)
        else:
            yield _read_as(deadline, chosen.get(deadline.limit.id))


def other_reading(deadline: Deadline) -> bool:
    """Whether a deadline is counted otherwise than by the limit's own reading."""
    own = deadline.limit.own_reading
    return own is not None and deadline.reading is not None and deadline.reading != own


def _has_twin(deadline: Deadline) -> bool:
    return any(reading.reading in TWINS for reading in deadline.readings)


def _read_as(deadline: Deadline, chosen: str | None) -> Deadline:
    """Return a deadline by another reading; as it is where that reading gives nothing."""
    reading = next((r for r in deadline.readings if r.reading == chosen), None)
    if reading is None or deadline.reading is None:
        return deadline
    others = (r for r in deadline.readings if r is not reading)
    return varied(
        deadline,
        reading=reading.reading,
        readings=(as_reading(deadline.reading, deadline), *others),
        due=reading.due,
        status=reading.status,
        late_by_days=reading.late_by_days,
        put_off="",
    )
