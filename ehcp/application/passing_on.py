"""The copy of a plan that goes with a child who moves, and the proof of where it comes from.

The copy is the old authority's own entries: those that the new authority needs, byte for byte
(the plan, the advice, who the child is, the move), and of all others the digest alone. So the
hash chain of the whole history can be worked out again by whoever has the copy, without a word
of what was not passed on. What is kept from others (a restricted address) is not passed on.
SI 2014/1530 reg 15.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from ehcp.application.withholding import for_everybody
from ehcp.domain.case import PLANS, Case
from ehcp.domain.commands.ending.transfer_in import ReceivePlan
from ehcp.domain.entry import Entry
from ehcp.domain.event import Event
from ehcp.domain.events.assessment import AdviceReceived
from ehcp.domain.events.opening import CaseOpened
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.review import ReviewDecisionNotified
from ehcp.domain.events.transfer import (
    AdvicePassedOn,
    FamilyMoved,
    Origin,
    PlanPassedOn,
    PlanReceived,
)
from ehcp.domain.step import Step
from ehcp.store.cases import Store
from ehcp.store.errors import Unreadable
from ehcp.store.mapper import Row, entries
from ehcp.store.verify import START

PASSED_ON = (
    CaseOpened, FamilyMoved, AdviceReceived, ReviewDecisionNotified, PlanPassedOn, *PLANS
)  # fmt: skip
"""The kinds of entries that the new authority needs."""
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

ROWS = """
    select version, name, form, state, recorded_at, position, hash from ehcp.events
    where authority = %s and stream = %s order by version
"""
HASH = "select hash from ehcp.events where authority = %s and stream = %s and version = %s"


class CannotPassOn(Exception):  # noqa: N818 - an answer in words
    """Why a plan cannot be passed on, or a copy of one cannot be taken in."""


class Passed(msgspec.Struct, kw_only=True):
    """One entry of a copy: its bytes if they are passed on, else their digest alone."""

    version: int
    name: str
    form: int
    recorded_at: datetime
    hash: str
    state: str | None = None
    digest: str | None = None


class Copy(msgspec.Struct, kw_only=True):
    """A copy of a plan with its proof, as it is kept in a file."""

    authority: str
    case: UUID
    entries: list[Passed]

    @property
    def history_hash(self) -> str:
        """The last hash: it stands for the whole history."""
        return self.entries[-1].hash


class Hashed(NamedTuple):
    """A stored event with its hash."""

    row: Row
    hash: bytes


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """What only the new authority can say: when the plan was made, where the copy does not."""

    made_on: date | None = None


def copy_of(store: Store, authority: str, case: UUID) -> Copy:
    """Return the copy of a plan that was passed on, read behind the authority's own wall."""
    with store.reading(authority) as connection:
        found = connection.execute(ROWS, (authority, case)).fetchall()
    stored = [Hashed(Row(*row[:-1]), row[-1]) for row in found]
    history = Case(entries(case, [each.row for each in stored]))
    passed = _last(history, PlanPassedOn)
    if passed is None:
        raise CannotPassOn("No plan of this case was passed on: pass it on first (pass-plan-on).")
    shown = {entry.place: entry.event for entry in for_everybody(history).entries}
    wanted = {
        step.place for step in history.steps_of(*PASSED_ON) if shown[step.place] is step.event
    }
    plan = history.before(passed, *PLANS)
    if plan is not None and plan.place not in wanted:
        raise CannotPassOn("The plan says what is kept from others; amend it before it goes.")
    return Copy(authority=authority, case=case, entries=[_passed(s, wanted) for s in stored])


def _passed(stored: Hashed, wanted: set[int]) -> Passed:
    row = stored.row
    given = row.version in wanted
    return Passed(
        version=row.version,
        name=row.name,
        form=row.form,
        recorded_at=row.recorded_at,
        hash=stored.hash.hex(),
        state=b64encode(row.state).decode() if given else None,
        digest=None if given else sha256(row.state).hexdigest(),
    )


def written(copy: Copy) -> bytes:
    """Return a copy as it is kept in a file."""
    return msgspec.json.format(msgspec.json.encode(copy), indent=1)


def read(content: bytes) -> Copy:
    """Return the copy that a file holds, its chain whole. Raises CannotPassOn."""
    try:
        copy = msgspec.json.decode(content, type=Copy)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise CannotPassOn("This is no copy of a plan that was passed on.") from None
    before = START
    for number, entry in enumerate(copy.entries, start=1):
        before = _link(copy, entry, before)
        if entry.version != number or entry.hash != before.hex():
            raise CannotPassOn(f"Entry {number} is not as it was recorded; ask for another copy.")
    if not copy.entries:
        raise CannotPassOn("The copy holds no entry.")
    return copy


def _link(copy: Copy, entry: Passed, before: bytes) -> bytes:
    """Return the hash that an entry should have: docs/adr/0007 says how it is made."""
    code, name = copy.authority.encode(), entry.name.encode()
    try:
        digest = (
            bytes.fromhex(entry.digest or "")
            if entry.state is None
            else sha256(b64decode(entry.state, validate=True)).digest()
        )
        moment = ((entry.recorded_at - EPOCH) // MICROSECOND).to_bytes(8, signed=True)
        body = b"".join(
            (
                len(code).to_bytes(4), code, copy.case.bytes, entry.version.to_bytes(8),
                len(name).to_bytes(4), name, entry.form.to_bytes(2), moment, digest,
            )
        )  # fmt: skip
    except (OverflowError, ValueError, TypeError):
        return b""
    return sha256(b"\0" + before + body).digest()


def confirmed(store: Store, copy: Copy) -> bool:
    """Whether the old authority's record ends, or once ended, as the copy says.

    An auditor asks: nobody who works for the new authority reads the old one's record.
    """
    asked = (copy.authority, copy.case, copy.entries[-1].version)
    with store.auditing() as connection:
        row = connection.execute(HASH, asked).fetchone()
    return row is not None and row[0].hex() == copy.history_hash


def received(copy: Copy, to: Sequence[str], arrival: Arrival) -> ReceivePlan:
    """Return the command that takes the plan in. `to` are the new authority's code and name.

    Raises CannotPassOn where the copy is for somebody else, or does not say what is needed.
    """
    case = Case(tuple(_entries(copy)))
    passed = _last(case, PlanPassedOn)
    plan = None if passed is None else case.before(passed, *PLANS)
    if passed is None or plan is None:
        raise CannotPassOn("The copy holds no plan that was passed on.")
    _require_for(getattr(passed.event, "to_authority", None), to)
    on, made_on = passed.span.exact, arrival.made_on or _made_on(case, plan)
    if on is None or made_on is None:
        raise CannotPassOn("The copy does not say when the plan was made; give --made-on.")
    opened, moved = case.last(CaseOpened), _last(case, FamilyMoved)
    reviewed = _last(case, ReviewDecisionNotified)
    return ReceivePlan(
        on=on,
        origin=Origin(
            authority=copy.authority,
            case_reference=str(copy.case),
            history_hash=copy.history_hash,
        ),
        made_on=made_on,
        plan=getattr(plan.event, "plan", None),
        naming=getattr(plan.event, "naming", None),
        last_reviewed_on=reviewed.span.exact if reviewed else None,
        moved_on=moved.span.exact if moved else None,
        advice=tuple(_advice(case)),
        child=opened.child if opened else None,
        parents=opened.parents if opened else (),
    )


def _entries(copy: Copy) -> Iterator[Entry]:
    """Yield the entries that were passed on."""
    for entry in copy.entries:
        if entry.state is None:
            continue
        state = b64decode(entry.state)
        row = Row(entry.version, entry.name, entry.form, state, entry.recorded_at, 0)
        try:
            yield from entries(copy.case, [row])
        except Unreadable:
            raise CannotPassOn(f"Entry {entry.version} cannot be understood here.") from None


def _require_for(said: str | None, to: Sequence[str]) -> None:
    if (said or "").strip().casefold() not in {name.strip().casefold() for name in to}:
        raise CannotPassOn(f"The plan was passed on to {said or 'nobody named'}, not here.")


def _made_on(case: Case, plan: Step) -> date | None:
    """Return the day on which the plan was first made."""
    if isinstance(plan.event, PlanReceived):
        return plan.event.made_on
    first = case.before(plan, FinalPlanIssued) or plan
    earlier = case.before(plan, PlanReceived)
    if earlier is not None and isinstance(earlier.event, PlanReceived):
        return earlier.event.made_on
    return first.span.exact


def _advice(case: Case) -> Iterator[AdvicePassedOn]:
    for step in case.steps_of(AdviceReceived):
        event = step.event
        if isinstance(event, AdviceReceived):
            yield AdvicePassedOn(
                kind=event.kind, author=event.author, dated=event.dated, document=event.document
            )


def _last(case: Case, kind: type[Event]) -> Step | None:
    found = case.steps_of(kind)
    return found[-1] if found else None


def told(copy: Copy) -> Mapping[str, Any]:
    """Return what a copy is, as a machine is told."""
    return {
        "authority": copy.authority,
        "case": str(copy.case),
        "entries": len(copy.entries),
        "passed_on": sum(entry.state is not None for entry in copy.entries),
        "history_hash": copy.history_hash,
    }
