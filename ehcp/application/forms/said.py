"""What may stand in each part of a form. All of it may be left out of a draft.

The documents of a part are sha-256 in hex: they go with what is recorded of it.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ehcp.domain.events.outcome import Progress
from ehcp.domain.events.request import Method
from ehcp.domain.events.review_contribution import FundedBy, Given
from ehcp.domain.events.review_meeting import WhoseViews


@dataclass(frozen=True, kw_only=True)
class Part:
    """What every part of a form has."""

    documents: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OutcomeSaid:
    """How far one outcome in Section E is reached; `said_by`: left out, the body itself."""

    outcome: str | None = None
    progress: Progress | None = None
    percent: int | None = None
    evidence: str | None = None
    said_by: str | None = None
    childs_view: str | None = None
    parents_view: str | None = None
    appropriate: bool | None = None


@dataclass(frozen=True, kw_only=True)
class OutcomesPart(Part):
    """How far each outcome in Section E is reached."""

    items: tuple[OutcomeSaid, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AdvicePart(Part):
    """The school's advice and information for the meeting, in words or as documents."""

    author: str | None = None
    dated: date | None = None
    says: str | None = None


@dataclass(frozen=True, kw_only=True)
class AttendancePart(Part):
    """How often the child was there, in sessions of half a day, from `first` to `last`."""

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


@dataclass(frozen=True, kw_only=True)
class LineSaid:
    """One line of a provision map; `cost` in pounds and pence for the whole time."""

    what: str | None = None
    provision: str | None = None
    delivered_by: str | None = None
    ratio: str | None = None
    hours: Decimal | None = None
    period: str | None = None
    cost: Decimal | None = None
    funded_by: FundedBy | None = None
    given: Given | None = None
    effect: str | None = None


@dataclass(frozen=True, kw_only=True)
class ProvisionMapPart(Part):
    """What the school provides from `first` to `last`, and what each line costs."""

    first: date | None = None
    last: date | None = None
    lines: tuple[LineSaid, ...] = ()
    said_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class RoundSaid:
    """One round of assess, plan, do, review, from `first` to `last`; that left out: it goes on."""

    first: date | None = None
    last: date | None = None
    outcomes: tuple[str, ...] = ()
    assess: str | None = None
    plan: str | None = None
    do: str | None = None
    review: str | None = None
    said_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class GraduatedApproachPart(Part):
    """The record of the graduated approach, round by round."""

    items: tuple[RoundSaid, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ViewsSaid:
    """What the child, a parent or the young person said, in their own words, and how asked."""

    whose: WhoseViews | None = None
    views: str | None = None
    method: Method | None = None
    help_given: str | None = None


@dataclass(frozen=True, kw_only=True)
class ViewsPart(Part):
    """The views, wishes and feelings of the child and the parent, or of the young person."""

    items: tuple[ViewsSaid, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReportPart(Part):
    """Who wrote the advice that the authority asked for, and when."""

    author: str | None = None
    dated: date | None = None


@dataclass(frozen=True, kw_only=True)
class WordsPart(Part):
    """What the advice says of one thing: the needs, what should be provided, the outcomes."""

    says: str | None = None
