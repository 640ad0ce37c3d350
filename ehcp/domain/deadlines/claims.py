"""Exceptions that the authority claimed, and whether they lift a limit.

An exception never pauses or moves a clock: it removes the fixed limit while it makes
compliance impractical, and the duty to act as soon as practicable stays.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ehcp.domain.case import Case
from ehcp.domain.deadlines.deadline import Claim, Days
from ehcp.domain.deadlines.run import SHOWN, Run
from ehcp.domain.events.assessment import AdviceDue, AdviceRequested
from ehcp.domain.events.record import ExceptionClaimed, ExceptionDecided
from ehcp.domain.step import BEGINNING, END, WEEK, Step, shifted
from ehcp.law.calendar import ONE_DAY
from ehcp.law.grounds import CORONAVIRUS, GROUNDS, MISSED_APPOINTMENT
from ehcp.law.time_limit import TimeLimit
from ehcp.law.time_limits.final import PROVISION_IN_PLACE
from ehcp.law.time_limits.mediation import MEDIATION_AGREEMENT_APPEALABLE, as_agreed

ASKED = (AdviceRequested, AdviceDue)

CONTINUING = (PROVISION_IN_PLACE,)
"""Owed on every day, and not by one: what lifts it for a time leaves it owed afterwards."""


class Limitation(NamedTuple):
    """A run as a claim sees it, with when it started and when it fell due (None if unknown)."""

    run: Run
    started: Days
    due: Days | None

    @property
    def limit(self) -> TimeLimit:
        """The limit, with the grounds that it has where it began with this start."""
        return limit_of(self.run)


def limit_of(run: Run) -> TimeLimit:
    """Return the limit of a run, with the grounds that it has where it began with its start."""
    limit = run.clock.limit
    return as_agreed(limit) if run.stands_for_order else limit


def ids_of(run: Run) -> frozenset[str]:
    """Return the limits by whose name a claim may mean it: an agreement has one of its own."""
    of_agreement = {MEDIATION_AGREEMENT_APPEALABLE.id} if run.stands_for_order else set()
    return frozenset({run.clock.limit.id, *of_agreement})


class _Made(NamedTuple):
    """A claim as it was made, on a ground of the law, and whether it was accepted.

    `asked` is the request for advice that a missed appointment was about, where anybody says:
    what another body was asked it does not excuse, reg 8(2)(c).
    """

    step: Step
    event: ExceptionClaimed
    ground: str
    accepted: bool | None
    asked: Step | None


class _Claims:
    """The claims that were made in a case, and which of them may mean a limit.

    A life has hundreds of runs of a few limits, and most limits have no ground that is claimed:
    what is settled by the limit alone is looked up once for all of its runs.
    """

    def __init__(self, made: Iterable[_Made]) -> None:
        self.made = tuple(made)
        self._of: dict[tuple[str, bool], tuple[_Made, ...]] = {}

    def of(self, run: Run) -> tuple[_Made, ...]:
        """Return the claims that name the limit, or name none and are on a ground that it has."""
        key = run.clock.limit.id, run.stands_for_order
        found = self._of.get(key)
        if found is None:
            ids, grounds = ids_of(run), limit_of(run).claimable
            found = self._of[key] = tuple(
                made
                for made in self.made
                if not ids.isdisjoint(made.event.limits)
                or (not made.event.limits and made.ground in grounds)
            )
        return found


def claims_for(
    case: Case, run: Run, started: Days, due: Days | None, on: date
) -> tuple[Claim, ...]:
    """Return the claims made for a run, each with whether it lifts the limit."""
    claims = case.once(_made)
    of_limit = claims.of(run) if claims.made else ()
    if not of_limit:
        return ()
    return tuple(_claims_for(case, of_limit, Limitation(run, started, due), on))


def _claims_for(
    case: Case, of_limit: Iterable[_Made], limitation: Limitation, on: date
) -> Iterator[Claim]:
    for made in of_limit:
        event = made.event
        meant = True if event.limits else _open_on(case, made.step, limitation)
        if made.asked is not None and made.asked is not limitation.run.start:
            meant = False
        if meant is not False:
            lifts = _all(meant, *_lifts(event, limitation, on)) if made.accepted else False
            yield Claim(
                made.step.place, made.ground, event.since, event.until, made.accepted, lifts
            )


def _made(case: Case) -> _Claims:
    """Return the claims that were made in a case, whatever limits they are for."""
    return _Claims(
        _Made(
            step,
            step.event,
            step.event.ground,
            _accepted(case, step, step.event),
            _asked(case, step),
        )
        for step in case.steps_of(ExceptionClaimed)
        if isinstance(step.event, ExceptionClaimed) and step.event.ground is not None
    )


def _asked(case: Case, claim: Step) -> Step | None:
    """Return the request for advice that a missed appointment was about, as the claim says."""
    event = claim.event
    if not isinstance(event, ExceptionClaimed) or event.ground != MISSED_APPOINTMENT.code:
        return None
    asked = case.at(event.of)
    return asked if asked is not None and isinstance(asked.event, ASKED) else None


def _accepted(case: Case, claim: Step, event: ExceptionClaimed) -> bool | None:
    """Return whether a claim holds: as it was last decided, else as the entry itself says."""
    for step in reversed(case.steps_of(ExceptionDecided)):
        if isinstance(step.event, ExceptionDecided) and case.at(step.event.of) is claim:
            return step.event.accepted
    return event.accepted


def lifted(claims: tuple[Claim, ...]) -> bool | None:
    """Return whether any claim lifts the limit; None if one may and none surely does."""
    answers = [claim.lifts for claim in claims]
    return True if True in answers else (None if None in answers else False)


def _open_on(case: Case, claim: Step, limitation: Limitation) -> bool | None:
    """Whether the limit was running on the day of the claim; None where the days do not say."""
    run, (begun, begun_by) = limitation.run, limitation.started
    end, given = run.end, run.given
    # the days are asked first: they are at hand
    if (given or begun_by <= claim.first or case.follows(claim, run.start)) and (
        end is None
        or (run.how is not SHOWN and (claim.last <= end.first or case.follows(end, claim)))
    ):
        return True
    perhaps = (given or begun <= claim.last) and (end is None or claim.first <= end.last)
    return None if perhaps else False


def _lifts(
    event: ExceptionClaimed, limitation: Limitation, on: date
) -> tuple[bool | None, bool | None, bool | None]:
    """Whether the law has this ground, the cause lasted long enough and fell in the time."""
    return (
        _reaches(event, limitation),
        _all(_long_enough(event, on), _lasts(event, limitation, on)),
        _touches(event, limitation),
    )


def _lasts(event: ExceptionClaimed, limitation: Limitation, on: date) -> bool | None:
    """Whether the claim lifted the limit for as long as the duty was not done."""
    run = limitation.run
    owed = owed_again(event) if run.clock.limit in CONTINUING else _instead(event)
    if owed is None:
        return True
    first, last = (on, on) if run.end is None else (run.end.first, min(run.end.last, on))
    if last <= owed:
        return True
    return False if first > owed else None


def owed_again(event: ExceptionClaimed) -> date | None:
    """Return the day on which a continuing duty is owed again; None while the cause lasts.

    That of 2020 ended with the law, whatever the claim says.
    """
    if not any(event.ground in limit.claimable for limit in CONTINUING):
        return None
    until = [] if event.until is None else [event.until]
    if event.ground == CORONAVIRUS.code:
        until += [law.until for limit in CONTINUING for law in limit.temporary]
    return shifted(min(until), lambda day: day + ONE_DAY) if until else None


def _instead(event: ExceptionClaimed) -> date | None:
    """Return the last day that the ground puts in the place of the limit's; None for most."""
    ground = GROUNDS.get(event.ground or "")
    return None if ground is None else ground.instead


def late_again(event: ExceptionClaimed) -> date | None:
    """Return the day from which a duty is late again that was lifted; None while the cause lasts.

    That is a continuing duty, or one for which the ground has a later day.
    """
    owed = owed_again(event) or _instead(event)
    return None if owed is None else shifted(owed, lambda day: day + ONE_DAY)


def long_enough_on(event: ExceptionClaimed) -> date | None:
    """Return the day on which a cause that goes on has lasted as long as its ground says."""
    ground = GROUNDS.get(event.ground or "")
    if ground is None or ground.least_weeks is None or event.since is None or event.until:
        return None
    return event.since + timedelta(days=WEEK * ground.least_weeks - 1)


def _reaches(event: ExceptionClaimed, limitation: Limitation) -> bool | None:
    """Whether the law gives this ground for the limit, on every day it can have fallen due."""
    ground, limit, due = event.ground or "", limitation.limit, limitation.due
    if ground != CORONAVIRUS.code:
        return _all(limit.lifted_by(ground, date.max), _in_its_year(event, due))
    if due is None or BEGINNING in due or END in due:
        return (
            None if any(limit.lifted_by(ground, law.since) for law in limit.temporary) else False
        )
    # The temporary law held from one day to another: within a span it can begin and end.
    days = {*due, *(day for law in limit.temporary for day in (law.since, law.until))}
    answers = {limit.lifted_by(ground, day) for day in days if due[0] <= day <= due[1]}
    return answers.pop() if len(answers) == 1 else None


def _in_its_year(event: ExceptionClaimed, due: Days | None) -> bool | None:
    """Whether a limit fell due in the year for which the ground has a later day, if it has one."""
    if (later := _instead(event)) is None:
        return True
    if due is None:
        return None
    first, last = due
    if first.year == last.year == later.year:
        return True
    return None if first.year <= later.year <= last.year else False


def _long_enough(event: ExceptionClaimed, on: date) -> bool | None:
    """Whether the cause lasted, by the day asked about, as long as its ground says.

    A period that is not given at all is taken from the acceptance; one of which only the end
    is given may have been of any length.
    """
    least = GROUNDS[event.ground or ""].least_weeks
    if least is None:
        return True
    if event.since is None:
        return None if event.until else True
    until = event.until or on
    return (until - event.since).days + 1 >= WEEK * least


def _touches(event: ExceptionClaimed, limitation: Limitation) -> bool | None:
    """Whether the period of the cause, where it is given, touches the time from start to due."""
    if event.since is None and event.until is None:
        return True
    if limitation.due is None:
        return None
    since, until = event.since or BEGINNING, event.until or END
    (begun, begun_by), (due, due_by) = limitation.started, limitation.due
    if limitation.run.given:
        begun = begun_by = BEGINNING
    if since <= due and until >= begun_by:
        return True
    return None if since <= due_by and until >= begun else False


def _all(*answers: bool | None) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True
