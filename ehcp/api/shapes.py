"""The shapes of what is read; their schemas and the description follow from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ehcp.application.one_case.outcomes import OutcomeShown
from ehcp.domain.deadlines import Status
from ehcp.domain.entry import Recorder, Source
from ehcp.domain.events.opening import Child, Officer, Parent
from ehcp.domain.events.people import Person
from ehcp.domain.plan.naming import Naming
from ehcp.domain.plan.sections import Plan, Section
from ehcp.domain.standing.versions import PlanStatus
from ehcp.domain.when import Span
from ehcp.law.time_limit import Force, OwedBy
from ehcp.projections.queries import Alert, CaseSummary, StandingDeadline
from ehcp.projections.stage import CaseStage

Lateness = tuple[int | None, int | None]


@dataclass(frozen=True, kw_only=True)
class Warned:
    """A rule that warned; it is recorded with what it warned against."""

    warning: str
    title: str
    detail: str
    provision: str | None


@dataclass(frozen=True, kw_only=True)
class DoneAnswer:
    """What a command did."""

    case: UUID
    version: int
    position: int
    warnings: tuple[Warned, ...]


@dataclass(frozen=True, kw_only=True)
class AlertDoneAnswer:
    """What was done about an alert."""

    alert: UUID
    version: int
    position: int


@dataclass(frozen=True, kw_only=True)
class PersonShown:
    """Somebody involved in a case. `id` is "child" for the child, whose details stand apart.

    `address_restricted`: there is an address that must not reach everybody, kept elsewhere.
    """

    id: str
    address_restricted: bool
    details: Person | None


@dataclass(frozen=True, kw_only=True)
class CaseAnswer:
    """Whose case it is, who has it, where it stands, and what you may ask of it."""

    case: UUID
    version: int
    as_at: date
    as_known_on: datetime | None
    child: Child | None
    parents: tuple[Parent, ...]
    people: tuple[PersonShown, ...] = ()
    officer: Officer | None
    stage: CaseStage
    imported_from: str | None
    not_happened: tuple[str, ...]
    commands: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PlanShown:
    """A plan as it went to the family. `plan` is null where the record has only the fact."""

    place: int
    version: int
    kind: PlanStatus
    issued: Span
    plan: Plan | None
    naming: Naming | None


@dataclass(frozen=True, kw_only=True)
class PlanAnswer:
    """The plan in force, and the draft that is out; null where there is none.

    `withheld` are the sections to which you have no right: they stand empty.
    """

    case: UUID
    version: int
    as_at: date
    as_known_on: datetime | None
    withheld: tuple[Section, ...]
    plan: PlanShown | None
    draft: PlanShown | None


@dataclass(frozen=True, kw_only=True)
class FoundWrong:
    """The entry that says that another is wrong: who recorded it, and when."""

    place: int
    recorded_at: datetime | None
    recorded_by: Recorder | None


@dataclass(frozen=True, kw_only=True)
class TimelineEntry:
    """One entry. `wrong`: another entry stands for it (`stands_in`), or it was struck out."""

    place: int
    event: str
    on: Span | None
    when: str
    details: Mapping[str, Any]
    recorded_at: datetime | None
    known_from: datetime | None
    recorded_by: Recorder | None
    source: Source
    documents: tuple[str, ...]
    wrong: bool
    stands_in: int | None
    found_wrong: FoundWrong | None = None


@dataclass(frozen=True, kw_only=True)
class Paged:
    """Where the list goes on; null at its end."""

    next: str | None


@dataclass(frozen=True, kw_only=True)
class TimelineAnswer:
    """Everything recorded, in legal order, what was found wrong at the end."""

    case: UUID
    version: int
    as_at: date
    as_known_on: datetime | None
    items: tuple[TimelineEntry, ...]
    page: Paged


@dataclass(frozen=True, kw_only=True)
class ReadingShown:
    """What another reading of the law makes of the same duty."""

    reading: str
    limit: str
    due: Span | None
    status: Status
    late_by_days: Lateness | None


@dataclass(frozen=True, kw_only=True)
class RuleShown:
    """A rule that is shown beside a limit."""

    rule: str
    text: str
    source: str
    doubted: bool


@dataclass(frozen=True, kw_only=True)
class EntryShown:
    """An entry on which a day rests. `why` is what a correction says."""

    place: int
    event: str
    on: Span | None
    recorded_at: datetime | None
    recorded_by: Recorder | None
    source: Source
    why: str | None


@dataclass(frozen=True, kw_only=True)
class SumShown:
    """The day counted from, and the period, make the last day.

    `left_out` are bank holidays that a period of working days passes over. `remarks` say what
    else made the day, or why nothing is counted.
    """

    counted_from: Span | None
    period: str
    due: Span | None
    left_out: tuple[date, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EarlierShown:
    """A day on which it fell due, as it was known until the entry that moved it was recorded."""

    due: Span | None
    until: datetime
    moved_by: EntryShown


@dataclass(frozen=True, kw_only=True)
class AccountShown:
    """Why a date is this date: the rule, the sum, and the entries that it rests on.

    `wording` is how the provision puts it, `law_since` the first day of the version of the law
    that counts. `excuses` have the ground in words and the entry that claims it.
    """

    rule: str
    wording: str
    source: str
    law_since: date
    sum: SumShown
    started_by: EntryShown
    ended_by: EntryShown | None
    standing: str
    excuses: tuple[Mapping[str, Any], ...]
    earlier: tuple[EarlierShown, ...]


@dataclass(frozen=True, kw_only=True)
class DeadlineShown:
    """One running of one limit, and why it falls and stands as it does.

    `id` stays while the limit runs from the same entry, also when that entry is corrected.
    """

    id: UUID
    limit: str
    duty: str
    owed_by: OwedBy
    force: Force
    source: str
    started_by: str
    started: Span | None
    due: Span | None
    ended_by: str | None
    done: Span | None
    status: Status
    late_by_days: Lateness | None
    excuses: tuple[Mapping[str, Any], ...]
    reading: str | None
    readings: tuple[ReadingShown, ...]
    explanation: tuple[str, ...]
    account: AccountShown
    shown: tuple[RuleShown, ...]


@dataclass(frozen=True, kw_only=True)
class DeadlineAnswer:
    """One deadline of a case, as it stands on a day."""

    case: UUID
    version: int
    as_at: date
    as_known_on: datetime | None
    deadline: DeadlineShown


@dataclass(frozen=True, kw_only=True)
class DeadlinesAnswer:
    """Every deadline that the case has had, as it stands on a day."""

    case: UUID
    version: int
    as_at: date
    as_known_on: datetime | None
    supposed: tuple[str, ...]
    items: tuple[DeadlineShown, ...]
    page: Paged


@dataclass(frozen=True, kw_only=True)
class OutcomesAnswer:
    """Every outcome that the case has had, as it stood on a day."""

    case: UUID
    version: int
    as_at: date
    as_known_on: datetime | None
    items: tuple[OutcomeShown, ...]
    page: Paged


@dataclass(frozen=True, kw_only=True)
class CaseloadAnswer:
    """A page of the caseload."""

    items: tuple[CaseSummary, ...]
    page: Paged


@dataclass(frozen=True, kw_only=True)
class StandingDeadlinesAnswer:
    """A page of the deadlines of all cases."""

    items: tuple[StandingDeadline, ...]
    page: Paged


@dataclass(frozen=True, kw_only=True)
class AlertsAnswer:
    """A page of the alerts."""

    items: tuple[Alert, ...]
    page: Paged


@dataclass(frozen=True, kw_only=True)
class AlertsOfCaseAnswer:
    """The alerts of one case."""

    case: UUID
    version: int
    as_at: date
    as_known_on: datetime | None
    items: tuple[Alert, ...]
    page: Paged
