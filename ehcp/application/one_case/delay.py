"""With whom the delay of a case lies, as a reader is shown it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.deadlines import Deadline, Status
from ehcp.domain.delay import Answerable, LateLimit, LateWay, Part, PartKind, delay
from ehcp.domain.when import Span
from ehcp.law.time_limit import Force, OwedBy

Days = tuple[int | None, int | None]


@dataclass(frozen=True, kw_only=True)
class ClaimShown:
    """An exception that the authority claimed. `lifts` is null where the days do not say."""

    place: int
    ground: str
    since: date | None
    until: date | None
    accepted: bool | None
    lifts: bool | None


@dataclass(frozen=True, kw_only=True)
class LateShown:
    """A limit that was not kept. `days` is at least and at most, null where nothing bounds it."""

    limit: str
    started_by: int
    due: Span | None
    done: Span | None
    status: Status
    force: Force
    owed_by: OwedBy
    lies_with: Answerable
    days: Days
    certain: bool
    claims: tuple[ClaimShown, ...]


@dataclass(frozen=True, kw_only=True)
class PartShown:
    """A part of the way, after `since` up to `until`. `place` is the entry it is about.

    `late`: all its days lie after a last day in time. `shared` are the days of late advice, or
    of a late reply, that were the authority's own time as well.
    """

    kind: PartKind
    late: bool
    lies_with: Answerable
    since: Span
    until: Span
    days: Days
    limit: str | None
    place: int
    shared: Days | None


@dataclass(frozen=True, kw_only=True)
class LiesWith:
    """How many late days of the way lie with one; a day may lie with two."""

    who: Answerable
    days: Days


@dataclass(frozen=True, kw_only=True)
class WayShown:
    """The way to a plan that is late: its parts in order, and the late days of each."""

    late: LateShown
    parts: tuple[PartShown, ...]
    lies_with: tuple[LiesWith, ...]


@dataclass(frozen=True, kw_only=True)
class DelayShown:
    """Every limit that was not kept, and the way to each plan that is late."""

    late: tuple[LateShown, ...]
    ways: tuple[WayShown, ...]


def delay_shown(case: Case, found: Sequence[Deadline], on: date) -> DelayShown:
    """Return with whom the delay of a case lies at the end of a day; `found` are deadlines."""
    told = delay(case, found, on)
    return DelayShown(late=tuple(map(_late, told.late)), ways=tuple(map(_way, told.ways)))


def _late(late: LateLimit) -> LateShown:
    deadline = late.deadline
    return LateShown(
        limit=deadline.limit.id,
        started_by=deadline.started_by.place,
        due=deadline.due,
        done=deadline.done,
        status=deadline.status,
        force=deadline.limit.force,
        owed_by=deadline.limit.owed_by,
        lies_with=late.lies_with,
        days=late.days,
        certain=late.certain,
        claims=tuple(
            ClaimShown(
                place=claim.place,
                ground=claim.ground,
                since=claim.since,
                until=claim.until,
                accepted=claim.accepted,
                lifts=claim.lifts,
            )
            for claim in deadline.claims
        ),
    )


def _way(way: LateWay) -> WayShown:
    return WayShown(
        late=_late(way.late),
        parts=tuple(map(_part, way.parts)),
        lies_with=tuple(LiesWith(who=who, days=days) for who, days in way.totals.items()),
    )


def _part(part: Part) -> PartShown:
    return PartShown(
        kind=part.kind,
        late=part.kind.late,
        lies_with=part.lies_with,
        since=part.stretch.since,
        until=part.stretch.until,
        days=part.stretch.days,
        limit=part.limit,
        place=part.place,
        shared=part.overlap,
    )
