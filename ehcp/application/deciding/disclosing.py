"""Handing out a copy of the plan in force: it is recorded first, to whom and for what.

What is only warned of where somebody records a disclosure that was made is refused here: the
copy has not left the house yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from ehcp.application.cases import Asked, Cases, Done, body_hash
from ehcp.application.one_case.plans import plan_json
from ehcp.application.rights.withholding import for_everybody
from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Refusal, Refused
from ehcp.domain.commands.people.disclosure import (
    EXCEPTIONS,
    NO_CONSENT,
    NO_EXCEPTION,
    NOT_THEIR_CONSENT,
    DisclosePlan,
)
from ehcp.domain.entry import Entry
from ehcp.domain.events.disclosure import ConsentOf, DisclosurePurpose
from ehcp.domain.events.record import RuleWarned
from ehcp.domain.plan.letters import Section
from ehcp.domain.plan.sections import FIELDS, Plan
from ehcp.store.errors import ChangedMeanwhile


def _refusal(caution: Caution) -> Refusal:
    return Refusal(
        caution.id,
        caution.title,
        caution.under,
        instead="Ask whoever consents, and say who it was; or name another purpose.",
        rule=caution.rule,
    )


REFUSED: Mapping[str, Refusal] = {
    caution.id: _refusal(caution) for caution in (NO_CONSENT, NO_EXCEPTION, NOT_THEIR_CONSENT)
}
"""What a copy is refused for, by the warning that says it."""


@dataclass(frozen=True, kw_only=True)
class Copy:
    """To whom a copy goes, for what, by whose consent; and of which sections. None named: all."""

    recipient: str
    purpose: str
    consent: ConsentOf | None = None
    parts: tuple[Section, ...] = ()
    reasons: str | None = None


@dataclass(frozen=True, kw_only=True)
class HandedOut:
    """A copy, with what was recorded of it. `left_out` are the sections that stand empty."""

    done: Done
    plan: dict[str, Any] | None
    left_out: tuple[Section, ...]


def hand_out(cases: Cases, authority: str, case: UUID, copy: Copy, asked: Asked) -> HandedOut:
    """Record that the plan in force is disclosed, and return what goes out.

    An address that is restricted is in no copy, whoever asks. Raises Refused, ChangedMeanwhile.
    """
    command = _command(copy, cases)
    try:
        _, events = cases.decided(authority, case, command, asked)
    except ChangedMeanwhile:
        body = body_hash(command)
        if cases.store.repeated(authority, case, asked.command_id, body) is None:
            raise
        events = []
    for event in events:
        if isinstance(event, RuleWarned) and event.warning in REFUSED:
            raise Refused(REFUSED[event.warning])
    done = cases.perform(authority, case, command, asked)
    left_out = tuple(letter for letter in Section if copy.parts and letter not in copy.parts)
    found = for_everybody(cases.case(authority, case))
    shown = plan_json(without(found, left_out))
    return HandedOut(done=done, plan=shown["plan"], left_out=left_out)


def without(case: Case, sections: tuple[Section, ...]) -> Case:
    """Return a case whose plans have nothing in these sections."""
    if not sections:
        return case
    return replace(case, entries=tuple(_without(entry, sections) for entry in case.entries))


def _without(entry: Entry, sections: tuple[Section, ...]) -> Entry:
    plan = getattr(entry.event, "plan", None)
    if not isinstance(plan, Plan):
        return entry
    says = tuple(letter for letter in plan.nothing_in if letter not in sections)
    empty: dict[str, Any] = {
        FIELDS[letter]: getattr(Plan(), FIELDS[letter]) for letter in sections
    }
    changed: dict[str, Any] = {"plan": replace(plan, nothing_in=says, **empty)}
    if Section.I in sections and hasattr(entry.event, "naming"):
        changed["naming"] = None
    return replace(entry, event=replace(entry.event, **changed))


def _command(copy: Copy, cases: Cases) -> DisclosePlan:
    excepted = copy.consent is None and copy.purpose in EXCEPTIONS
    return DisclosePlan(
        on=cases.today(),
        recipient=copy.recipient,
        purpose=copy.purpose,
        consent=copy.consent,
        exception=DisclosurePurpose(copy.purpose) if excepted else None,
        parts=tuple(copy.parts),
        reasons=copy.reasons,
    )
