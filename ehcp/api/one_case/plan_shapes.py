"""The shapes of what is read of the plans of a case."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ehcp.api.shapes import Paged
from ehcp.domain.plan.differences import Change, FieldChange
from ehcp.domain.plan.letters import Section
from ehcp.domain.standing.versions import PlanStatus
from ehcp.domain.when import Span


@dataclass(frozen=True, kw_only=True)
class AboutCase:
    """What every answer about a case begins with."""

    case: UUID
    version: int
    as_at: date
    as_known_on: datetime | None


@dataclass(frozen=True, kw_only=True)
class VersionNamed:
    """Which version of the plan: the entry's place, and its number among those in force."""

    place: int
    version: int
    kind: PlanStatus
    issued: Span


@dataclass(frozen=True, kw_only=True)
class VersionShown(VersionNamed):
    """One version. `in_force_to` is null while it is in force; a draft never was."""

    dated: date | None
    signed_by: str | None
    in_force: bool
    in_force_from: Span | None
    in_force_to: Span | None
    contents_known: bool


@dataclass(frozen=True, kw_only=True)
class PlansAnswer(AboutCase):
    """Every version of the plan, in legal order, drafts as well.

    `withheld` are the sections to which you have no right: they stand empty.
    """

    withheld: tuple[Section, ...]
    items: tuple[VersionShown, ...]
    page: Paged


@dataclass(frozen=True, kw_only=True)
class DifferencesAnswer(AboutCase):
    """What changed: `fields` of the plan as a whole, `items` of its elements, by section."""

    before: VersionNamed
    after: VersionNamed
    fields: tuple[FieldChange, ...]
    items: tuple[Change, ...]
    page: Paged


@dataclass(frozen=True, kw_only=True)
class RepresentationShown:
    """One representation, its answer, the draft that takes it up, and what was changed for it."""

    place: int
    made: Span
    section: Section | None
    element: str | None
    text: str | None
    setting: str | None
    answered: Span | None
    answer: str | None
    accepted: bool | None
    taken_up_by: int | None
    changed_in: VersionNamed | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, kw_only=True)
class RepresentationsAnswer(AboutCase):
    """What the family said of its plans, in legal order."""

    items: tuple[RepresentationShown, ...]
    page: Paged
