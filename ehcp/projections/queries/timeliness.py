"""Timeliness: how many of the things done in a calendar year were done in time.

The measures are those that the Department for Education publishes from the yearly return (SEN2):
plans issued in 20 weeks, decisions whether to assess in 6, decisions not to issue in 16, decisions
after a review in 4. Each counts what was done in the year, whenever it began, by whole days; with
all cases, and without those in which a permitted exception lifts the limit.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple

from psycopg.rows import namedtuple_row

from ehcp.store.cases import Store

WEEK = 7
YEAR_IN_WEEKS = 52
TENTH = Decimal("0.1")


class Measure(StrEnum):
    """What is measured."""

    PLANS = "plans-in-20-weeks"
    DECISIONS = "decisions-in-6-weeks"
    NOT_ISSUED = "not-issued-in-16-weeks"
    REVIEWS = "reviews-in-4-weeks"
    DUTIES = "duties"


class By(StrEnum):
    """By what the numbers are told apart."""

    ALL = "all"
    OFFICER = "officer"
    TEAM = "team"
    STAGE = "stage"


class Published(NamedTuple):
    """A published measure: its limit, its weeks, and the events that are what is counted."""

    limit: str
    weeks: int
    done_by: tuple[str, ...]


PUBLISHED: dict[Measure, Published] = {
    Measure.DECISIONS: Published(
        "assessment-decision-notify", 6, ("assessment-agreed", "assessment-refused")
    ),
    Measure.NOT_ISSUED: Published("decision-not-to-issue", 16, ("no-plan-decided",)),
    Measure.PLANS: Published("final-plan-20-weeks", 20, ("final-plan-issued",)),
    Measure.REVIEWS: Published("annual-review-decision", 4, ("review-decision-notified",)),
}
_OF_LIMIT = {published.limit: measure for measure, published in PUBLISHED.items()}


@dataclass(frozen=True, kw_only=True)
class Counted:
    """How many were done, and how many of them in time; `rate` is that in per cent, to a tenth.

    `over_52_weeks` and `average_weeks` are of the published measures, from the day that the
    period is counted from; None where nothing was done.
    """

    done: int
    in_time: int
    rate: Decimal | None
    over_52_weeks: int
    average_weeks: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One measure. `undated` are those of which a day is not known: they are in no number."""

    measure: Measure
    weeks: int | None
    with_exceptions: Counted
    without_exceptions: Counted
    undated: int


@dataclass(frozen=True, kw_only=True)
class GroupMeasured:
    """The measures of an officer (by name and sign-in), a team or a stage; of nobody's: None."""

    group: str | None
    officer_subject: str | None
    measures: tuple[Measured, ...]


@dataclass(frozen=True, kw_only=True)
class Timeliness:
    """The measures of all cases of an authority, and of each group of them."""

    all: tuple[Measured, ...]
    groups: tuple[GroupMeasured, ...]


class Row(NamedTuple):
    """One duty that was done in the year, as the query gives it."""

    officer: str | None
    officer_subject: str | None
    stage: str
    limit_id: str
    ended_by: str
    days: int | None
    in_time: bool | None
    lifted: bool


DONE = """
    select c.officer, c.officer_subject, d.stage, d.limit_id, d.ended_by_name as ended_by,
        case when d.started_first = d.started_last and d.done_first = d.done_last
            then d.done_first - d.started_first end as days,
        case when d.done_last <= d.due_first then true when d.done_first > d.due_last then false
            end as in_time,
        exists (
            select from jsonb_array_elements(d.excuses) e where (e ->> 'lifts')::boolean
        ) as lifted
    from ehcp.deadlines d join ehcp.caseload c using (authority, case_id)
    where d.authority = %(authority)s and d.done and d.drives and d.binds and not d.given
        and d.kind <> 'minimum-period'  -- what may not be done sooner is not late after it
        and d.done_last between %(first)s and %(last)s and d.done_last <= %(today)s
"""


def timeliness(  # noqa: PLR0913 - whose, of what, and told apart by what
    store: Store,
    authority: str,
    today: date,
    year: int,
    *,
    by: By = By.ALL,
    teams: Mapping[str, str] | None = None,
) -> Timeliness:
    """Return the measures of a calendar year up to a day: of all, and of each group.

    A case counts for the officer who has it now. `teams` is the team of each officer, by name or
    sign-in; who is in none is in the group None.
    """
    given = {
        "authority": authority,
        "first": date(year, 1, 1),
        "last": date(year, 12, 31),
        "today": today,
    }
    with (
        store.reading(authority) as connection,
        connection.cursor(row_factory=namedtuple_row) as cursor,
    ):
        rows = [Row(*found) for found in cursor.execute(DONE, given)]
    grouped: dict[Group, list[Row]] = defaultdict(list)
    for row in rows if by is not By.ALL else ():
        grouped[_group(by, teams or {})(row)].append(row)
    groups = (
        GroupMeasured(group=group, officer_subject=subject, measures=_measures(of))
        for (group, subject), of in sorted(grouped.items(), key=_in_order)
    )
    return Timeliness(all=_measures(rows), groups=tuple(groups))


Group = tuple[str | None, str | None]


def _group(by: By, teams: Mapping[str, str]) -> Callable[[Row], Group]:
    if by is By.OFFICER:
        return lambda row: (row.officer, row.officer_subject)
    if by is By.STAGE:
        return lambda row: (row.stage, None)
    return lambda row: (teams.get(row.officer_subject or "", teams.get(row.officer or "")), None)


def _in_order(item: tuple[Group, Sequence[Row]]) -> tuple[str, str]:
    (group, subject), _ = item
    return group or "", subject or ""


def _measures(rows: Sequence[Row]) -> tuple[Measured, ...]:
    of: dict[Measure, list[Row]] = {measure: [] for measure in Measure}
    for row in rows:
        of[Measure.DUTIES].append(row)
        measure = _OF_LIMIT.get(row.limit_id)
        if measure is not None and row.ended_by in PUBLISHED[measure].done_by:
            of[measure].append(row)
    return tuple(_measured(measure, found) for measure, found in of.items())


def _measured(measure: Measure, rows: Sequence[Row]) -> Measured:
    published = PUBLISHED.get(measure)
    weeks = published.weeks if published else None
    known = [row for row in rows if _in_time(row, weeks) is not None]
    return Measured(
        measure=measure,
        weeks=weeks,
        with_exceptions=_counted(known, weeks),
        without_exceptions=_counted([row for row in known if not row.lifted], weeks),
        undated=len(rows) - len(known),
    )


def _in_time(row: Row, weeks: int | None) -> bool | None:
    """Whether it was done in time: by its own last day, or in so many weeks of its beginning."""
    if weeks is None:
        return row.in_time
    return None if row.days is None else row.days <= WEEK * weeks


def _counted(rows: Sequence[Row], weeks: int | None) -> Counted:
    in_time = sum(bool(_in_time(row, weeks)) for row in rows)
    days = [row.days for row in rows if row.days is not None and weeks is not None]
    return Counted(
        done=len(rows),
        in_time=in_time,
        rate=_tenths(100 * in_time, len(rows)),
        over_52_weeks=sum(day > WEEK * YEAR_IN_WEEKS for day in days),
        average_weeks=_tenths(sum(days), WEEK * len(days)),
    )


def _tenths(part: int, whole: int) -> Decimal | None:
    """Return one number by another, rounded to a tenth, halves up; None for nothing by nothing."""
    if whole == 0:
        return None
    return (Decimal(part) / whole).quantize(TENTH, ROUND_HALF_UP)


def teams_of(teams: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """Return the team of each officer, of teams with their officers."""
    return {officer: name for name, officers in teams for officer in officers}
