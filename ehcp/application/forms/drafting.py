"""Drafts: saved part by part, read by the body that writes them alone, and sent as a whole.

What is sent is recorded and leaves the draft in one transaction; nothing else of a draft is ever
recorded. A draft starts no clock, and goes 90 days after it was last saved.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from ehcp.application.cases import AFTER_TODAY, Asked, Cases, Done, body_hash
from ehcp.application.forms import said
from ehcp.application.forms.form import FORMS, Asking, FormOf, Said, Wish
from ehcp.application.forms.lacking import Lack, lacking
from ehcp.application.register.filling import filled
from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, Refused, require
from ehcp.domain.event import Event
from ehcp.domain.events.record import RuleWarned
from ehcp.schemas import dump, load
from ehcp.store import drafts as kept
from ehcp.store.cases import Appended
from ehcp.store.drafts import Draft, DraftChanged, Whose
from ehcp.store.errors import ChangedMeanwhile
from ehcp.store.histories import History

DAYS = 90
"""How long a draft stays that nobody saves."""
NOTICE = 14
"""How many days before it goes that is told."""
TRIES = 20

NOTHING_TO_SEND = Refusal(
    "nothing-to-send",
    "Nothing is written in the parts that should be sent, or it was sent already.",
    instead="Save a part first; what was sent stands in the form as submitted.",
)


@dataclass(frozen=True, kw_only=True)
class PartSent:
    """A part to be sent; `version` is the one that was read, None: as it is now."""

    part: str
    version: int | None = None


@dataclass(frozen=True, kw_only=True)
class Submitted:
    """What is asked when a form is sent: the day of it, and which parts; none named: all."""

    on: date
    parts: tuple[PartSent, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Sending:
    """Which draft is sent, for the fingerprint of the request."""

    draft: UUID
    wanted: Submitted


class Incomplete(Exception):  # noqa: N818 - an answer, not an error
    """What should be sent lacks something. `lacks` says what, by part."""

    def __init__(self, lacks: Sequence[Lack]) -> None:
        super().__init__("The form is not complete.")
        self.lacks = tuple(lacks)


class FormRefused(Exception):  # noqa: N818 - an answer, not an error
    """Some of what should be sent is refused. Nothing was recorded. `refusals`: where, and why."""

    def __init__(self, refusals: Sequence[tuple[str, Refusal]]) -> None:
        super().__init__("The form was refused.")
        self.refusals = tuple(refusals)


class Decided(NamedTuple):
    """What is to be recorded, with the documents of each event."""

    events: list[Event]
    documents: list[tuple[str, ...]]


Permits = Callable[[Command, Case], None]
"""Lets a command pass that whoever asks may ask of the case; raises where they may not."""


class Drafting:
    """The drafts of the authorities of one database."""

    def __init__(self, cases: Cases) -> None:
        """Take the cases, which what is sent is added to."""
        self.cases = cases
        self.store = cases.store

    def read(self, whose: Whose) -> Draft:
        """Return what is written of a form. What is past its last day is gone."""
        found = kept.read(self.store, whose)
        over = found.expires_on is not None and found.expires_on < self.cases.today()
        return Draft(parts={}) if over else found

    def save(self, whose: Whose, part: str, content: said.Part, by: str, expected: int) -> int:
        """Save a part over the version that was read (0: none). Raises DraftChanged."""
        today = self.cases.today()
        if expected == 0 and not self.read(whose).parts:
            self.discard_all(whose)  # what is past its last day, and not swept yet
        return kept.save(
            self.store,
            whose,
            part,
            msgspec.json.encode(dump(content)),
            by=by,
            expected=expected,
            expires_on=today + timedelta(days=DAYS),
        )

    def documents(self, whose: Whose) -> frozenset[str]:
        """Return the documents that stand in a draft."""
        parts, form = self.read(whose).parts, FORMS[FormOf(whose.form)]
        said_ = (read(form.parts[name], part.content) for name, part in parts.items())
        return frozenset(key for part in said_ for key in part.documents)

    def discard(self, whose: Whose, part: str) -> bool:
        """Throw a part away; return whether there was one."""
        return kept.discard(self.store, whose, part)

    def discard_all(self, whose: Whose) -> None:
        """Throw away all that is written of a form."""
        for part in kept.read(self.store, whose).parts:
            kept.discard(self.store, whose, part)

    def send(self, whose: Whose, wanted: Submitted, asked: Asked, permits: Permits) -> Done:
        """Record what is written and take it out of the draft: all of it, or nothing.

        Sent again with its command id it has its first answer. Raises Incomplete, FormRefused,
        Refused, DraftChanged, and what `permits` raises.
        """
        hashed = body_hash(_Sending(draft=whose.id, wanted=wanted))
        for _ in range(TRIES):
            before = self.store.repeated(whose.authority, whose.case, asked.command_id, hashed)
            if before is not None:
                return self._again(whose, before)
            done = self._send(whose, wanted, asked, permits, hashed)
            if done is not None:
                return done
        raise ChangedMeanwhile(self.cases.case(whose.authority, whose.case).version)

    def _send(
        self, whose: Whose, wanted: Submitted, asked: Asked, permits: Permits, hashed: bytes
    ) -> Done | None:
        """Try once; None where the case moved on meanwhile."""
        parts, versions = self._parts(whose, wanted)
        now = self.store.known.read(whose.authority, whose.case)
        case = self.cases.case(whose.authority, whose.case)
        asking = Asking(case=case, about=whose.about, on=wanted.on, by=asked.by.organisation)
        form = FORMS[FormOf(whose.form)]
        hindrances = [x for x in lacking(form, FormOf(whose.form), parts, asking) if x.hinders]
        if hindrances:
            raise Incomplete(hindrances)
        decided = self._decided(whose, list(form.wishes(parts, asking)), case, permits)
        return self._record(whose, now, versions, decided, asked, hashed)

    def _parts(self, whose: Whose, wanted: Submitted) -> tuple[Said, dict[str, int]]:
        """Return what is to be sent, and at which versions. Raises Refused, DraftChanged."""
        found, form = self.read(whose).parts, FORMS[FormOf(whose.form)]
        named = {each.part: each.version for each in wanted.parts}
        for name, version in named.items():
            has = found[name].version if name in found else 0
            if version is not None and has != version:
                raise DraftChanged(has)
        some = {name: of for name, of in found.items() if not named or form.whole or name in named}
        require(len(some) > 0 and named.keys() <= found.keys(), NOTHING_TO_SEND)
        parts = {
            name: read(form.parts[name], some[name].content) for name in form.parts if name in some
        }
        return parts, {name: of.version for name, of in some.items()}

    def _decided(
        self, whose: Whose, wishes: Sequence[Wish], case: Case, permits: Permits
    ) -> Decided:
        """Decide each command on what those before it have recorded. Raises FormRefused."""
        decided, refusals = Decided([], []), []
        for wish in wishes:
            command = wish.command()
            permits(command, case)
            try:
                require(command.on <= self.cases.today(), AFTER_TODAY)
                whole = filled(self.store, whose.authority, command)
                events = [*whole.command.asked_of(case), *whole.warnings]
            except Refused as error:
                refusals.append((f"/{wish.part}{wish.at}", error.refusal))
                continue
            case = case.then(*events)
            decided.events.extend(events)
            decided.documents.extend(_documents(events, wish))
        if refusals:
            raise FormRefused(refusals)
        return decided

    def _record(  # noqa: PLR0913, PLR0917 - each is part of what is recorded
        self,
        whose: Whose,
        now: History,
        versions: Mapping[str, int],
        decided: Decided,
        asked: Asked,
        hashed: bytes,
    ) -> Done | None:
        sent = self.store.sent(
            whose.authority,
            whose.case,
            now,
            decided.events,
            by=asked.by,
            source=asked.source,
            documents=decided.documents,
            command_id=asked.command_id,
            body_hash=hashed,
        )
        appended = kept.send(self.store, whose, versions, sent)
        return None if appended is None else _done(appended, decided.events)

    def _again(self, whose: Whose, before: Appended) -> Done:
        entries = self.store.history(whose.authority, whose.case)
        return _done(before, [e.event for e in entries if e.recorded_at == before.recorded_at])


def read(kind: type[said.Part], content: bytes) -> said.Part:
    """Return a part as it was saved. What an older form of it had and this has not is left out."""
    found: dict[str, Any] = msgspec.json.decode(content)
    part: said.Part = load(kind, found)
    return part


def _documents(events: Sequence[Event], wish: Wish) -> Iterator[tuple[str, ...]]:
    """Yield the documents of each event: a warning has none."""
    for event in events:
        yield () if isinstance(event, RuleWarned) else wish.documents


def _done(appended: Appended, events: Sequence[Event]) -> Done:
    return Done(
        case=appended.case,
        version=appended.version,
        position=appended.position,
        replayed=appended.replayed,
        warnings=tuple(event for event in events if isinstance(event, RuleWarned)),
    )
