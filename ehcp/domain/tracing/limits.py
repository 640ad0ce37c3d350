"""What carries a time limit: the events of its clock, and the alerts; or why there are none."""

from dataclasses import dataclass

from ehcp.domain.alerts import somebody_is_late, why_unalerted
from ehcp.domain.deadlines.clock import Clock, Steps
from ehcp.domain.deadlines.clocks import CLOCK_OF
from ehcp.domain.event import kebab
from ehcp.law.time_limit import TimeLimit
from ehcp.law.time_limits import mediation

WITHOUT_CLOCK = {
    mediation.MEDIATION_AGREEMENT_APPEALABLE.id: "an agreement on what could have been appealed"
    " starts the limits of the order that it stands for, under their own ids",
}
"""Limits that no clock of their own counts, each with the reason."""

CONDITION = "°"
"""Behind an event that counts only where the clock's further conditions are met."""


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A limit and what its clock looks at. `why_not` is set where it has no clock."""

    limit: TimeLimit
    started: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    shown_done: tuple[str, ...] = ()
    taken_away: tuple[str, ...] = ()
    own: bool = False
    alerts: str = ""
    why_not: str = ""


def counted(limit: TimeLimit) -> Counted:
    """Return what carries a limit."""
    clock = CLOCK_OF.get(limit.id)
    if clock is None:
        return Counted(limit=limit, why_not=WITHOUT_CLOCK.get(limit.id, ""))
    return Counted(
        limit=limit,
        started=_events(clock.starts),
        given=_events(clock.given_by),
        ended=_events(clock.ends, clock.given_ends),
        shown_done=_events(clock.shown_by),
        taken_away=_events(clock.not_if),
        own=clock.own,
        alerts=_alerts(clock),
    )


def _events(*found: Steps | None) -> tuple[str, ...]:
    """Return the names of the kinds, each once, marked where a test decides which count."""
    names: dict[str, None] = {}
    for steps in found:
        for kind in steps.kinds if steps else ():
            names[kebab(kind.__name__) + (CONDITION if steps and steps.test else "")] = None
    return tuple(names)


def _alerts(clock: Clock) -> str:
    """Return when somebody is told of it, or why nobody is."""
    limit = clock.limit
    why = why_unalerted(limit) or ("another limit says the day" if clock.repeats else "")
    if why:
        return f"none: {why}"
    if not limit.period.dated and not clock.given_by.kinds and clock.fixed is None:
        return "none, unless a day is given: the law fixes none"
    if not somebody_is_late(limit, limit.period):
        return "before the day; nobody is late after it"
    return "before the day, and each week after it"
