"""What happens to the record itself: corrections, notes, what others say of the dates."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

from ehcp.domain.event import Event


class ComplaintTo(StrEnum):
    """Who has a complaint."""

    AUTHORITY = "authority"
    OMBUDSMAN = "ombudsman"


class EntryCorrected(Event, under=None):
    """An entry was found to be wrong, and another stands for it from now on.

    `entry` and `stands_in` are places in the history. The wrong entry stays: until this
    was recorded it is what the authority believed.
    """

    entry: int
    stands_in: int | None = None
    why: str = ""


class EntryStruckOut(Event, under=None):
    """An entry was found to be wrong, and nothing stands for it."""

    entry: int
    why: str = ""


class Noted(Event, under=None):
    """Something worth keeping that no other event holds. It starts and ends nothing.

    `name` is what the file called it, where the note comes from one.
    """

    name: str | None = None


class NotHappenedStated(Event, under=None):
    """The file says that something had not happened. Kept and shown, never parsed."""

    what: str


class DueDayGiven(Event, under=None):
    """The file's own word for the day on which limits fell, without the day they started."""

    limits: tuple[str, ...]


class ExceptionClaimed(Event, under=None):
    """The authority gave a reason for being late and said that the limit does not bind.

    `ground` is the catalogue's code; `limits` the limits it is claimed for, every open one
    that has the ground if empty. `since` and `until` (inclusive) are the period of the
    cause. `accepted` is None while nobody has said whether the claim holds. `evidence` says
    where that of the cause is: a document's reference.
    """

    ground: str | None = None
    limits: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    accepted: bool | None = None
    evidence: str | None = None


class ExceptionDecided(Event, under=None):
    """The authority decided whether an exception that was claimed holds. `of` is the claim.

    `on` is the day of the decision; the latest one counts.
    """

    accepted: bool
    reasons: str | None = None


class VerbalStatement(Event, under=None):
    """Something was said by telephone or at a meeting that somebody later relies on."""


class ComplaintMade(Event, under=None):
    """A complaint went to the authority or to the Ombudsman.

    `stage` is that of the authority's own procedure. `of` is the answer that it goes on from.
    """

    to: ComplaintTo | None = None
    stage: int | None = None
    about: str | None = None
    reference: str | None = None


class DelayBegins(Event, under=None):
    """The day from which somebody counts a delay."""


class InvestigationCutOff(Event, under=None):
    """The last moment that the Ombudsman looked at."""


class RemedyCutOff(Event, under=None):
    """The last moment covered by a payment."""


class OmbudsmanDecision(Event, under=None):
    """The Ombudsman decided a complaint. `of` is the complaint."""

    upheld: bool | None = None
    findings: str | None = None


class RuleWarned(Event, under=None, form=2):
    """A rule warned against what was being recorded, and it was recorded all the same.

    `provision` is what the rule rests on, as cited then. The first form did not have it.
    """

    warning: str
    title: str
    detail: str = ""
    provision: str | None = None

    @classmethod
    def upcast(cls, form: int, fields: Mapping[str, object]) -> Mapping[str, object]:
        """Return the fields of the first form with nothing said of what the rule rests on."""
        return {**fields, "provision": None} if form == 1 else fields


class TwoPersonsAgreed(Event, under=None):
    """What was recorded with this needed two persons: who proposed it, and who approved it.

    `action` is what needed them, `proposal` the id of the proposal; both people are named as
    they sign in.
    """

    action: str
    proposal: UUID
    proposed_by: str
    approved_by: str


class HistoryImported(Event, under=None):
    """A history that somebody else kept was taken over. `reference` is its id there.

    The entries after this one are the file's, in its order; `kept_by` is the authority that
    the file names.
    """

    reference: str
    kept_by: str | None = None
    officer: str | None = None
