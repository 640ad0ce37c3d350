"""One running of one time limit: when it fell due, whether it was met, and how that is known."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ehcp.domain.step import Step
from ehcp.domain.value import value
from ehcp.domain.when import Span
from ehcp.law.time_limit import TimeLimit, Version

Days = tuple[date, date]
"""First and last possible day inside the engine, open ends as `BEGINNING` and `END`."""

Lateness = tuple[int | None, int | None]
"""Least and most days late, negative for early; None for an open end."""


class Status(StrEnum):
    """How a deadline stands at the end of a day."""

    MET = "met"
    MISSED = "missed"
    OUTSTANDING = "outstanding"
    NOT_DUE = "not-due"
    EXCUSED = "excused"
    DISAPPLIED = "disapplied"
    UNDETERMINED = "undetermined"
    NO_LIMIT = "no-limit"


# Bound once for those who judge: a member that is looked up on its class costs more than most
# of what is done with it.
MET, MISSED, OUTSTANDING, NOT_DUE = Status.MET, Status.MISSED, Status.OUTSTANDING, Status.NOT_DUE
EXCUSED, DISAPPLIED = Status.EXCUSED, Status.DISAPPLIED
UNDETERMINED, NO_LIMIT = Status.UNDETERMINED, Status.NO_LIMIT


class Key(NamedTuple):
    """What tells one deadline of a case from another: the limit, and the entry that started it."""

    limit: str
    place: int


@value(frozen=True)
class Claim:
    """An exception that the authority claimed for this limit.

    `place` is the entry that claimed it; `lifts` whether the claim lifts the limit (None
    where the days known do not decide it).
    """

    place: int
    ground: str
    since: date | None
    until: date | None
    accepted: bool | None
    lifts: bool | None


@value(frozen=True)
class Reading:
    """What another reading of the law makes of the same duty."""

    reading: str
    limit: str
    due: Span | None
    status: Status
    late_by_days: Lateness | None


@value(frozen=True, kw_only=True)
class Deadline:
    """One running of one time limit, as it stands at the end of a day.

    `started` and `due` are None where they are not known (`started` also where only the due
    day was given, or another was put in the place of the period). `done` is None where it is
    not done, an open span where it was done on an unknown day. `ended_by` is the entry that
    ended it, showed that it was done, or took the duty away. `when_over` is the status that an
    open deadline has once its last day is over. `set_by` says who set another day in the place of
    the period. `put_off` says what else the last day waits
    for, where the period alone would end before it. `source` is the provision, with the one that
    makes an agreement stand for an order.
    """

    limit: TimeLimit
    version: Version
    source: str
    started_by: Step
    given: bool = False
    started: Span | None
    due: Span | None
    ended_by: Step | None
    done: Span | None
    status: Status
    late_by_days: Lateness | None
    claims: tuple[Claim, ...] = ()
    reading: str | None = None
    readings: tuple[Reading, ...] = ()
    drives: bool = True
    open: bool = False
    when_over: Status = Status.OUTSTANDING
    set_by: str = ""
    put_off: str = ""
