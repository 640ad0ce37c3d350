"""Why a date is this date, in parts that a screen can set out: it has nothing left to compute.

`explanation` says the same in sentences.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from ehcp.domain.case import Case
from ehcp.domain.deadlines.deadline import Claim, Deadline
from ehcp.domain.deadlines.earlier import Earlier, earlier
from ehcp.domain.deadlines.explanation import capital, day, may_move, wording
from ehcp.domain.deadlines.how_it_stands import standing
from ehcp.domain.entry import Entry
from ehcp.domain.value import value
from ehcp.domain.when import Span
from ehcp.law.calendar import SATURDAY, Calendar
from ehcp.law.counting import LaterOf, Period
from ehcp.law.grounds import GROUNDS

SAME_DAY_NUMBER = "There is no such day in that month: its last day stands for it."
SEVERAL = "Each period is counted from a day of its own; the later of them counts."
PUT = "The day itself was set, and is counted from none."
FIXED = "The law names the day of the year: nothing is counted."
NOT_KNOWN = "The day that it is counted from is not known."


@value(frozen=True, kw_only=True)
class Sum:
    """The day counted from, and the period, make the last day.

    `counted_from` is None where nothing is counted, or from a day that nobody knows; then
    `remarks` say so. `left_out` are the bank holidays that a period of working days passes
    over. `remarks` also say what else made the day: a month without that day, another period.
    """

    counted_from: Span | None
    period: str
    due: Span | None
    left_out: tuple[date, ...] = ()
    remarks: tuple[str, ...] = ()


@value(frozen=True, kw_only=True)
class Excused:
    """An exception that was claimed: the entry that claims it, and the ground in words.

    `accepted` and `lifts` are None where nobody has decided it, or the days do not.
    """

    claim: Claim
    claimed_by: Entry | None
    says: str


@value(frozen=True, kw_only=True)
class Account:
    """A deadline accounted for.

    `rule` is the duty and how its period is counted, `wording` how the provision puts it,
    `law_since` the first day of the version of the law that counts. `standing` says how it
    stands. `earlier` are the days on which it fell due before, as it was known then.
    """

    rule: str
    wording: str
    source: str
    law_since: date
    sum: Sum
    started_by: Entry
    started: Span
    ended_by: Entry | None
    ended: Span | None
    standing: str
    excuses: tuple[Excused, ...] = ()
    earlier: tuple[Earlier, ...] = ()


def account(case: Case, deadline: Deadline, calendar: Calendar) -> Account:
    """Return the account of a deadline that was found in a case as at its day."""
    version, end = deadline.version, deadline.ended_by
    return Account(
        rule=f"{deadline.limit.duty}. {capital(version.period.words)}.",
        wording=wording(version),
        source=deadline.source,
        law_since=version.since,
        sum=_sum(deadline, calendar),
        started_by=deadline.started_by.entry,
        started=deadline.started_by.span,
        ended_by=None if end is None else end.entry,
        ended=None if end is None else end.span,
        standing=standing(deadline),
        excuses=tuple(_excused(case, claim) for claim in deadline.claims),
        earlier=earlier(case, deadline, calendar),
    )


def _excused(case: Case, claim: Claim) -> Excused:
    step = case.at(claim.place)
    says = GROUNDS[claim.ground].says if claim.ground in GROUNDS else claim.ground
    return Excused(claim=claim, claimed_by=None if step is None else step.entry, says=says)


def _sum(deadline: Deadline, calendar: Calendar) -> Sum:
    period, start, due = _period(deadline), deadline.started, deadline.due
    counted = start if due is not None and not period.fixed else None
    left_out: tuple[date, ...] = ()
    if period.working_days and not deadline.put_off:
        left_out = tuple(_holidays(start, due, calendar))
    return Sum(
        counted_from=counted,
        period=period.words,
        due=due,
        left_out=left_out,
        remarks=tuple(_remarks(deadline, period, calendar)),
    )


def _period(deadline: Deadline) -> Period:
    """Return the period by which it was counted: the law's, or that of the reading followed."""
    for reading in deadline.limit.readings:
        if reading.name == deadline.reading and not reading.own:
            return reading.period
    return deadline.version.period


def _holidays(start: Span | None, due: Span | None, calendar: Calendar) -> Iterator[date]:
    """Yield the bank holidays from Monday to Friday that the count passed over."""
    if start is None or due is None or start.exact is None or due.exact is None:
        return
    first, last = sorted((start.exact, due.exact))
    for number in range((last - first).days + 1):
        found = first + timedelta(days=number)
        if found.weekday() < SATURDAY and not calendar.is_working_day(found):
            yield found


def _remarks(deadline: Deadline, period: Period, calendar: Calendar) -> Iterator[str]:
    start, due = deadline.started, deadline.due
    if due is None:
        if period.dated:
            yield NOT_KNOWN
        return
    if period.fixed:
        yield FIXED
    elif start is None:
        yield deadline.set_by or PUT
    elif isinstance(period, LaterOf):
        yield SEVERAL
    elif start.exact and period.clipped(start.exact):
        yield SAME_DAY_NUMBER
    if deadline.put_off:
        yield deadline.put_off
    last = due.exact
    if last is not None and not calendar.is_working_day(last):
        before = calendar.previous_working_day(last)
        moves = "" if may_move(deadline) else ", which moves nothing"
        yield f"It is no working day{moves}: the last working day is {day(before)}."
