"""What a school gives to a review beside its advice. Reg 20(4); Code 6.44 to 6.56 and 9.176.

How often the child is there, what is provided and at what cost, and what was tried and with what
effect: assess, plan, do, review.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.law.citations import CODE_2015, SEND_REGS_2014


class FundedBy(StrEnum):
    """Who pays for a line of a provision map."""

    SETTING = "setting"
    TOP_UP = "top-up"
    AUTHORITY = "authority"
    HEALTH = "health"
    DIRECT_PAYMENT = "direct-payment"
    OTHER = "other"


class Given(StrEnum):
    """Whether what is provided for was given."""

    AS_PLANNED = "as-planned"
    PARTLY = "partly"
    NOT_GIVEN = "not-given"


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """One line of a provision map: what was provided, by whom, how much of it, at what cost.

    `provision` is the id in Section F, G or H that it carries out, None for what the school does
    beside the plan. `hours` are those of one `period` ("week", "term"). `cost` is in pounds, for
    the whole time that the map is of.
    """

    what: str
    provision: str | None = None
    delivered_by: str | None = None
    ratio: str | None = None
    hours: Decimal | None = None
    period: str | None = None
    cost: Decimal | None = None
    funded_by: FundedBy | None = None
    given: Given | None = None
    effect: str | None = None


class AttendanceReported(Event, under=SEND_REGS_2014.at("regs 20(4), 21(4)")):
    """A school said how often the child or young person was there. `of` is the review.

    `on` is the day it said so. Sessions are half days, from `first` to `last`, both inclusive;
    suspensions are among the authorised absences.
    """

    first: date | None = None
    last: date | None = None
    sessions: int | None = None
    attended: int | None = None
    authorised_absences: int | None = None
    unauthorised_absences: int | None = None
    suspended_sessions: int | None = None
    part_time_timetable: bool | None = None
    concerns: str | None = None
    said_by: str | None = None


class ProvisionMapSubmitted(Event, under=SEND_REGS_2014.at("regs 20(4), 21(4)")):
    """A school said what it provides, and what that costs. `of` is the review.

    `on` is the day it said so; the map is of the time from `first` to `last`, both inclusive.
    """

    first: date | None = None
    last: date | None = None
    lines: tuple[Mapped, ...] = ()
    said_by: str | None = None


class GraduatedApproachRecorded(Event, under=CODE_2015.at("paras 6.44-6.56")):
    """A school told of one round of assess, plan, do, review. `of` is the review.

    `on` is the day it told of it; the round ran from `first` to `last`, both inclusive, None
    while it goes on. `outcomes` are the ids in Section E that it was towards.
    """

    first: date | None = None
    last: date | None = None
    outcomes: tuple[str, ...] = ()
    assess: str | None = None
    plan: str | None = None
    do: str | None = None
    review: str | None = None
    said_by: str | None = None
