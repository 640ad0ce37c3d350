"""The shape of a time limit: a duty to act within a period, and how it has stood in law."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from ehcp.law import grounds
from ehcp.law.calendar import Calendar
from ehcp.law.citations import Citation, Citations
from ehcp.law.counting import Period
from ehcp.law.grounds import Ground


class Stage(StrEnum):
    """The part of the process that a limit belongs to, in the order of the process."""

    REQUEST = "request"
    ASSESSMENT = "assessment"
    DRAFT = "draft"
    FINAL = "final"
    MEDIATION = "mediation"
    APPEAL = "appeal"
    TRIBUNAL_ORDER = "tribunal-order"
    UNOPPOSED_APPEAL = "unopposed-appeal"
    RECOMMENDATION = "recommendation"
    ANNUAL_REVIEW = "annual-review"
    PHASE_TRANSFER = "phase-transfer"
    AMENDMENT = "amendment"
    REASSESSMENT = "reassessment"
    CEASING = "ceasing"
    TRANSFER = "transfer"
    PERSONAL_BUDGET = "personal-budget"
    AGE = "age"
    DISCLOSURE = "disclosure"
    DETAINED = "detained"


class Kind(StrEnum):
    """What sort of limit it is."""

    HARD_LIMIT = "hard-limit"  # the duty must be done on or before the day
    MINIMUM_PERIOD = "minimum-period"  # the other side must be given at least this long
    WINDOW = "window"  # a right or discretion is open for this long
    GUIDANCE = "guidance"  # what the Code of Practice or practice expects
    PROCEDURAL = "procedural"  # a duty with no number of days
    DIRECTIONS = "directions"  # a day that the Tribunal sets in each case
    MILESTONE = "milestone"  # a change of status on a day that is worked out


class OwedBy(StrEnum):
    """Who must act."""

    LOCAL_AUTHORITY = "local-authority"
    HOME_AUTHORITY = "home-authority"
    OLD_LOCAL_AUTHORITY = "old-local-authority"
    NEW_LOCAL_AUTHORITY = "new-local-authority"
    PARENT_OR_YOUNG_PERSON = "parent-or-young-person"
    MEETING_ORGANISER = "meeting-organiser"
    BODY_ASKED_FOR_ADVICE = "body-asked-for-advice"
    MEDIATION_ADVISER = "mediation-adviser"
    RESPONSIBLE_COMMISSIONING_BODY = "responsible-commissioning-body"
    OLD_COMMISSIONING_BODY = "old-commissioning-body"
    NEW_COMMISSIONING_BODY = "new-commissioning-body"
    LOCAL_AUTHORITY_OR_COMMISSIONING_BODY = "local-authority-or-commissioning-body"
    CONSULTED_INSTITUTION = "consulted-institution"
    NAMED_INSTITUTION = "named-institution"
    ANY_PARTY = "any-party"
    BOTH_PARTIES = "both-parties"
    SYSTEM = "system"


class Confidence(StrEnum):
    """How far the text behind a statement of the law has been read."""

    HIGH = "high"  # the statute or the judgment read, or three independent sources agree
    MEDIUM = "medium"  # reputable secondary sources; a paragraph number may be wrong
    LOW = "low"  # recollection, inference or one weak source: shown, never enforced


class Force(StrEnum):
    """What stands behind a limit."""

    STATUTORY = "statutory"
    CASE_LAW = "case-law"
    GUIDANCE = "guidance"
    TRIBUNAL_DIRECTION = "tribunal-direction"
    ADVISORY = "advisory"


class NotInForce(LookupError):  # noqa: N818  it says what is so, not that something broke
    """The limit was not the law on the day asked for."""


@dataclass(frozen=True, kw_only=True)
class Version:
    """The law as it stood from `since` to `until`, both inclusive; None is still in force.

    `wording` is how the provision puts the period. `asap` is set where the duty is also to act
    as soon as practicable. `cautious` is an earlier reading of the same words, to warn by: it
    never decides what is in time.
    """

    since: date
    until: date | None = None
    period: Period
    wording: str
    source: Citation | Citations
    asap: bool = False
    cautious: Period | None = None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    @cached_property
    def cited(self) -> str:
        """The provision as it is printed beside a day."""
        return str(self.source)


@dataclass(frozen=True, kw_only=True)
class Excuse:
    """A ground on which one limit need not be met, and the provision that says so."""

    ground: Ground
    source: Citation | Citations
    condition: str
    confidence: Confidence

    @property
    def lifts(self) -> bool:
        """Whether it lifts the limit when claimed and accepted."""
        return self.ground.claimed and self.confidence is not Confidence.LOW


@dataclass(frozen=True, kw_only=True)
class TemporaryLaw:
    """A change for a time, first and last day inclusive, that has run out."""

    instrument: Citation
    since: date
    until: date
    condition: str
    effect: str
    confidence: Confidence

    def lifts(self, due: date) -> bool:
        """Whether the ground it gives lifts a limit whose last day is `due`."""
        return self.confidence is not Confidence.LOW and self.since <= due <= self.until


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One of several readings of a limit that are in use. `own` marks the limit's own.

    A `fallback` is shown to whoever has missed the own one: nobody counts or warns by it.
    """

    name: str
    says: str
    period: Period
    own: bool = False
    fallback: bool = False


@dataclass(frozen=True, kw_only=True)
class Limb:
    """One of the periods that a limit holds together, for the outcome or setting it names."""

    of: str
    period: Period


@dataclass(frozen=True, kw_only=True)
class TimeLimit:
    """A duty, who owes it, and the period for it.

    `starts_with` and `satisfied_by` say in words what starts and ends it. `verified` says how
    its text was checked. `derived` marks a limit worked out from others. `versions` are in
    order of time and never overlap.
    """

    id: str
    stage: Stage
    kind: Kind
    duty: str
    owed_by: OwedBy
    starts_with: str
    satisfied_by: str
    versions: tuple[Version, ...]
    excuses: tuple[Excuse, ...] = ()
    temporary: tuple[TemporaryLaw, ...] = ()
    confidence: Confidence
    verified: str
    notes: str = ""
    recipients: tuple[str, ...] = ()
    derived: bool = False
    readings: tuple[Reading, ...] = ()
    limbs: tuple[Limb, ...] = ()

    @cached_property
    def fallback(self) -> Reading | None:
        """The reading to fall back on; None where there is none."""
        return next((reading for reading in self.readings if reading.fallback), None)

    @cached_property
    def own_reading(self) -> str | None:
        """The name of the limit's own reading; None where it has no other."""
        return next((reading.name for reading in self.readings if reading.own), None)

    @cached_property
    def now(self) -> Version:
        """The latest version."""
        return self.versions[-1]

    @cached_property
    def enacted(self) -> date:
        """The day from which the limit has been law."""
        return self.versions[0].since

    @cached_property
    def changes(self) -> tuple[date, ...]:
        """The days from which each of its versions has been law."""
        return tuple(version.since for version in self.versions)

    @property
    def source(self) -> Citation | Citations:
        """The provision behind the latest version."""
        return self.now.source

    @cached_property
    def period(self) -> Period:
        """The period of the latest version."""
        return self.now.period

    @cached_property
    def force(self) -> Force:
        """What stands behind it: nothing unverified is more than advisory."""
        if self.confidence is Confidence.LOW:
            return Force.ADVISORY
        if self.kind is Kind.GUIDANCE:
            return Force.GUIDANCE
        if self.kind is Kind.DIRECTIONS:
            return Force.TRIBUNAL_DIRECTION
        if any(court in str(self.source) for court in ("EWHC", "UKUT")):
            return Force.CASE_LAW
        return Force.STATUTORY

    @cached_property
    def _latest_first(self) -> tuple[Version, ...]:
        return self.versions[::-1]

    def on(self, day: date) -> Version:
        """Return the version in force on the starting day. Raises NotInForce if there is none."""
        for version in self._latest_first:  # asked at every turn: `covers`, written out
            if version.since <= day and (version.until is None or day <= version.until):
                return version
        raise NotInForce(f"{self.id} was not in force on {day}")

    def last_day(self, *starts: date, calendar: Calendar) -> date | None:
        """Return the last day in time; None where the law fixes none.

        The version is that in force on the latest of the starting days, or, where the start
        is a date of birth, on the last day itself. Raises NotInForce, and ValueError if the
        period needs more or fewer starting days.
        """
        if not self.period.from_birth:
            return self.on(max(starts)).period.last_day_of(starts, calendar)
        last = self.period.last_day_of(starts, calendar)
        if last is not None:
            self.on(last)
        return last

    def excuse(self, ground: str) -> Excuse | None:
        """Return the excuse on this ground, by its code; None if the limit has none."""
        return next((e for e in self.excuses if e.ground.code == ground), None)

    def grounds(self) -> Iterator[Ground]:
        """Yield what may be claimed on this limit, whether or not it would lift it."""
        yield from (excuse.ground for excuse in self.excuses if excuse.ground.claimed)
        if self.temporary:
            yield grounds.CORONAVIRUS

    @cached_property
    def claimable(self) -> frozenset[str]:
        """The codes of those grounds."""
        return frozenset(ground.code for ground in self.grounds())

    def lifted_by(self, ground: str, due: date) -> bool:
        """Whether an accepted claim on this ground, by its code, lifts the limit due on a day.

        Never on a ground that the limit has not, that is a counting rule, or that rests on
        text of low confidence. How long the cause lasted is for the caller to look at.
        """
        if ground == grounds.CORONAVIRUS.code:
            return any(law.lifts(due) for law in self.temporary)
        excuse = self.excuse(ground)
        return excuse is not None and excuse.lifts
