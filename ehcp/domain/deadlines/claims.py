"""Exceptions that the authority claimed, and whether they lift a limit.

An exception never pauses or moves a clock: it removes the fixed limit while it makes
compliance impractical, and the duty to act as soon as practicable stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ehcp.domain.case import Case
from ehcp.domain.deadlines.deadline import Claim, Days
from ehcp.domain.events.record import ExceptionClaimed
from ehcp.domain.step import BEGINNING, END, Step
from ehcp.law.grounds import CORONAVIRUS, GROUNDS
from ehcp.law.time_limit import TimeLimit


@dataclass(frozen=True, kw_only=True)
class Limitation:
    """A run as a claim sees it: when it started (None if unknown), fell due and was done."""

    limit: TimeLimit
    started: Days | None
    due: Days | None
    done: Days | None


def claims_for(case: Case, run: Limitation, on: date) -> Iterator[Claim]:
    """Yield the claims made for a run, each with whether it lifts the limit."""
    for step in case.steps_of(ExceptionClaimed):
        event = step.event
        if not isinstance(event, ExceptionClaimed) or event.ground is None:
            continue
        has = any(ground.code == event.ground for ground in run.limit.grounds())
        if run.limit.id in event.limits or (not event.limits and has and _open_on(step, run)):
            yield Claim(
                place=step.place,
                ground=event.ground,
                since=event.since,
                until=event.until,
                accepted=event.accepted,
                lifts=_lifts(event, run, on) if event.accepted else False,
            )


def lifted(claims: tuple[Claim, ...]) -> bool | None:
    """Return whether any claim lifts the limit; None if one may and none surely does."""
    answers = [claim.lifts for claim in claims]
    return True if True in answers else (None if None in answers else False)


def _open_on(claim: Step, run: Limitation) -> bool:
    """Whether the limit may have been running on the day of the claim."""
    started = run.started is None or run.started[0] <= claim.last
    return started and (run.done is None or run.done[1] >= claim.first)


def _lifts(event: ExceptionClaimed, run: Limitation, on: date) -> bool | None:
    return _all(_reaches(event, run), _long_enough(event, on), _touches(event, run))


def _reaches(event: ExceptionClaimed, run: Limitation) -> bool | None:
    """Whether the law gives this ground for the limit, on every day it can have fallen due."""
    ground = event.ground or ""
    if ground != CORONAVIRUS.code:
        return run.limit.lifted_by(ground, date.max)
    if run.due is None or BEGINNING in run.due or END in run.due:
        return None if run.limit.temporary else False
    ends = {run.limit.lifted_by(ground, day) for day in run.due}
    outside = run.due[1] - run.due[0] > timedelta(days=148) and not any(ends)
    return None if len(ends) > 1 or outside else ends.pop()


def _long_enough(event: ExceptionClaimed, on: date) -> bool:
    """Whether the cause lasted, by the day asked about, as long as its ground says."""
    least = GROUNDS[event.ground or ""].least_weeks
    if least is None or event.since is None:
        return True
    until = event.until or on
    return (until - event.since).days + 1 >= 7 * least


def _touches(event: ExceptionClaimed, run: Limitation) -> bool | None:
    """Whether the period of the cause, where it is given, touches the time from start to due."""
    since, until = event.since or BEGINNING, event.until or END
    if run.due is None:
        return None if (event.since or event.until) else True
    started = run.started or (BEGINNING, BEGINNING)
    surely = since <= run.due[0] and until >= started[1]
    perhaps = since <= run.due[1] and until >= started[0]
    return True if surely else (None if perhaps else False)


def _all(*answers: bool | None) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True
