"""Every case of every authority, and the one way to act on one."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID, uuid5
from weakref import WeakKeyDictionary

import msgspec

from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.beside import NO_CASE
from ehcp.application.identifiers import doubted
from ehcp.application.register.filling import filled
from ehcp.domain.authority import settings_of, stream_of
from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, Refused, require
from ehcp.domain.entry import Recorder, Source
from ehcp.domain.event import Event, kebab
from ehcp.domain.events.record import RuleWarned
from ehcp.domain.happened import days_told, lies_ahead
from ehcp.domain.standing.two_persons import Effect, effects
from ehcp.law.calendar import Calendar
from ehcp.law.choices import NO_CHOICE, Followed
from ehcp.law.commencement import PART_3
from ehcp.store.cases import Appended, Store
from ehcp.store.errors import ChangedMeanwhile
from ehcp.store.histories import NOTHING, History

CASES = UUID("6f3c1f0e-6f0b-5a63-9a0e-2f1f5b0d6c11")
"""The namespace of case ids: an id follows from what opened the case, so opening is repeatable."""

FRESH = 2.0  # seconds for which the settings of an authority are taken as they were read

AFTER_TODAY = Refusal(
    "after-today",
    "The day lies after today.",
    instead="Record it when it has happened; to see what would follow, ask with suppose.",
)
BEFORE_THE_LAW = Refusal(
    "before-the-law",
    "The day lies before 1 September 2014, when the law came into force.",
    instead="Check the year.",
)
OPENS_NOTHING = Refusal(
    "opens-nothing",
    "This command cannot be the first of a case.",
    instead="Open the case with request-assessment or bring-to-attention.",
)


class NoSuchCase(LookupError):  # noqa: N818 - named for what it says
    """The authority has no case of that id."""


class NeedsTwo(Exception):  # noqa: N818 - the answer, in the words of the house
    """It would be done, but not by one person alone: somebody else has to approve it.

    `effects` is what it would bring about.
    """

    def __init__(self, effects: frozenset[Effect]) -> None:
        super().__init__(", ".join(sorted(effects)))
        self.effects = effects


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Who asks for a command, and how it reached us.

    `command_id` makes it repeatable. `expected` is the version that the caller decided on;
    None where it does not matter. `alone`: one person asks, whom nobody has approved yet, so
    that what needs two is not done.
    """

    by: Recorder
    command_id: UUID
    source: Source = Source.PORTAL
    expected: int | None = None
    documents: tuple[str, ...] = ()
    alone: bool = False


@dataclass(frozen=True, kw_only=True)
class Done:
    """What a command did: the case's version and the position of its last event.

    `warnings` are the rules that warned; they are recorded with the rest.
    """

    case: UUID
    version: int
    position: int
    replayed: bool
    warnings: tuple[RuleWarned, ...] = ()


class Decision(NamedTuple):
    """A command that is to be decided on a case, as far as that was read."""

    authority: str
    id: UUID
    history: History
    case: Case
    command: Command
    asked: Asked


class Cases:
    """Reads cases and performs commands. `today` is the day it is in London.

    `calendar` says which days are working days; that of England and Wales if left out.
    """

    def __init__(
        self, store: Store, today: Callable[[], date], calendar: Calendar | None = None
    ) -> None:
        self.store = store
        self.today = today
        self.calendar = calendar or england_and_wales()
        self._follows: dict[str, tuple[float, Followed]] = {}
        self._worked_out: WeakKeyDictionary[History, Case] = WeakKeyDictionary()

    def case(self, authority: str, case: UUID) -> Case:
        """Return a case with all that is recorded. Raises NoSuchCase."""
        return self._of(self.store.known.read(authority, case))

    def _of(self, history: History) -> Case:
        """Return the case of a history: the same one as before, with what was worked out of it."""
        if not history.entries or isinstance(history.entries[0].event, NO_CASE):
            raise NoSuchCase  # an alert has a history too, and is no case
        found = self._worked_out.get(history)
        if found is None:
            found = self._worked_out[history] = Case(history.entries, calendar=self.calendar)
        return found

    def follows(self, authority: str) -> Followed:
        """Return the readings of the law that an authority has chosen, as of a moment ago."""
        asked, found = self._follows.get(authority, (float("-inf"), NO_CHOICE))
        if time.monotonic() - asked < FRESH:
            return found
        found = settings_of(self.store.history(authority, stream_of(authority))).follows
        self._follows[authority] = time.monotonic(), found
        return found

    def open(self, authority: str, command: Command, asked: Asked) -> Done:
        """Open a case with its first command."""
        require(command.opens, OPENS_NOTHING)
        case = uuid5(CASES, f"{authority}/{asked.command_id}")
        new = Decision(authority, case, NOTHING, Case(calendar=self.calendar), command, asked)
        return self._decide(new)

    def perform(self, authority: str, case: UUID, command: Command, asked: Asked) -> Done:
        """Decide a command on a case and record what happens.

        Raises Refused if the law does not allow it, ChangedMeanwhile if the case has moved
        on from the expected version, NoSuchCase; NeedsTwo if one person asks alone for what
        needs two. A command sent again has its first answer.
        """
        kept = self.store.known.kept(authority, case)
        if kept.entries:
            # The append says whether that is still the whole case. Where it is not, or where it
            # stands in the way, what counts is what the database has now.
            with suppress(Refused, ChangedMeanwhile, NoSuchCase):
                asking = Decision(authority, case, kept, self._of(kept), command, asked)
                return self._append(asking, self._events(asking))
        now = self.store.known.read(authority, case)
        return self._decide(Decision(authority, case, now, self._of(now), command, asked))

    def decided(
        self, authority: str, case: UUID, command: Command, asked: Asked
    ) -> tuple[History, list[Event]]:
        """Return what a command would record on a case as it is now, and record nothing.

        Raises as `perform` does.
        """
        now = self.store.known.read(authority, case)
        return now, self._events(Decision(authority, case, now, self._of(now), command, asked))

    def _decide(self, on: Decision) -> Done:
        """Decide and append on what was just read."""
        try:
            events = self._events(on)
        except (Refused, ChangedMeanwhile):
            # it may be the first answer's own effect that stands in the way
            before = self.store.repeated(
                on.authority, on.id, on.asked.command_id, _fingerprint(on)
            )
            if before is None:
                raise
            return self.answer(on.authority, before)
        try:
            return self._append(on, events)
        except ChangedMeanwhile:
            if not on.command.commutes:
                raise
        return self._append(on, events, wherever=True)

    def _events(self, on: Decision) -> list[Event]:
        """Return what is to be recorded. Raises Refused, ChangedMeanwhile."""
        today = self.today()
        require(on.command.on <= today, AFTER_TODAY)
        require(all(day <= today for day in days_told(on.command)), AFTER_TODAY)
        require(on.command.on >= PART_3, BEFORE_THE_LAW)
        if on.asked.expected is not None and on.asked.expected != on.case.version:
            raise ChangedMeanwhile(on.case.version)
        whole = filled(self.store, on.authority, on.command)
        events = [*whole.command.asked_of(on.case), *whole.warnings, *doubted(on.command)]
        require(not any(lies_ahead(event, today) for event in events), AFTER_TODAY)
        if on.asked.alone and (found := effects(on.case, events)):
            raise NeedsTwo(found)
        return events

    def _append(self, on: Decision, events: list[Event], *, wherever: bool = False) -> Done:
        """Record what was decided, on the history it was decided on or wherever the case is."""
        appended = self.store.append(
            on.authority,
            on.id,
            None if wherever else len(on.history.entries),
            events,
            by=on.asked.by,
            source=on.asked.source,
            documents=on.asked.documents,
            command_id=on.asked.command_id,
            body_hash=_fingerprint(on),
            decided_on=None if wherever else on.history,
        )
        return (
            self.answer(on.authority, appended) if appended.replayed else _done(appended, events)
        )

    def answer(self, authority: str, appended: Appended) -> Done:
        """Return what a command did, by what it stored."""
        entries = self.store.history(authority, appended.case)
        events = [e.event for e in entries if e.recorded_at == appended.recorded_at]
        return _done(appended, events)


def _done(appended: Appended, events: list[Event]) -> Done:
    return Done(
        case=appended.case,
        version=appended.version,
        position=appended.position,
        replayed=appended.replayed,
        warnings=tuple(event for event in events if isinstance(event, RuleWarned)),
    )


def _fingerprint(on: Decision) -> bytes:
    """Return what tells a command sent again from another, the documents with it included."""
    of_command = body_hash(on.command)
    if not on.asked.documents:
        return of_command
    return sha256(of_command + b"\0" + "\0".join(on.asked.documents).encode()).digest()


def body_hash(asked: object) -> bytes:
    """Return the fingerprint that tells a command, or another wish, sent again from another."""
    name = kebab(type(asked).__name__).encode()
    return sha256(name + b"\0" + msgspec.json.encode(asked)).digest()
