"""What a reader is shown of one case, folded live from its history, on both time axes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from ehcp.application.in_json import instant, limit_json, name_of, span_json
from ehcp.domain.case import Case
from ehcp.domain.deadlines import Deadline
from ehcp.domain.deadlines.account import Account, account
from ehcp.domain.deadlines.explanation import days, explain
from ehcp.domain.entry import Entry
from ehcp.domain.events.opening import CaseOpened, OfficerAssigned
from ehcp.domain.events.people import THE_CHILD
from ehcp.domain.events.record import EntryCorrected, EntryStruckOut, HistoryImported
from ehcp.domain.standing.people import involved, restrictions
from ehcp.domain.when import After, Span
from ehcp.law.calendar import Calendar
from ehcp.law.shown import shown_with


def deadline_json(deadline: Deadline, calendar: Calendar) -> dict[str, Any]:
    """Return a deadline as `chronology check` gives it, with its duty and why it falls so.

    `shown` are the rules that whoever decides must see beside it.
    """
    return {
        **limit_json(deadline),
        "duty": deadline.limit.duty,
        "explanation": list(explain(deadline, calendar)),
        "shown": [
            {"rule": s.rule, "text": s.text, "source": str(s.source), "doubted": s.doubted}
            for s in shown_with(deadline.limit)
        ],
    }


def explained_json(case: Case, deadline: Deadline, calendar: Calendar) -> dict[str, Any]:
    """Return a deadline with the account of its day. It was found in the case as at its day."""
    found = account_json(account(case, deadline, calendar))
    return {**deadline_json(deadline, calendar), "account": found}


def account_json(found: Account) -> dict[str, Any]:
    """Return how a deadline is accounted for, with every entry that it rests on."""
    return {
        "rule": found.rule,
        "wording": found.wording,
        "source": found.source,
        "law_since": found.law_since.isoformat(),
        "sum": {
            "counted_from": span_json(found.sum.counted_from),
            "period": found.sum.period,
            "due": span_json(found.sum.due),
            "left_out": [day.isoformat() for day in found.sum.left_out],
            "remarks": list(found.sum.remarks),
        },
        "started_by": resting_on(found.started_by, found.started),
        "ended_by": found.ended_by and resting_on(found.ended_by, found.ended),
        "standing": found.standing,
        "excuses": [
            {
                "ground": excuse.claim.ground,
                "says": excuse.says,
                "from": excuse.claim.since and excuse.claim.since.isoformat(),
                "to": excuse.claim.until and excuse.claim.until.isoformat(),
                "accepted": excuse.claim.accepted,
                "lifts": excuse.claim.lifts,
                "claimed_by": excuse.claimed_by and resting_on(excuse.claimed_by),
            }
            for excuse in found.excuses
        ],
        "earlier": [
            {
                "due": span_json(before.due),
                "until": instant(before.until),
                "moved_by": resting_on(before.moved_by),
            }
            for before in found.earlier
        ],
    }


def resting_on(entry: Entry, on: Span | None = None) -> dict[str, Any]:
    """Return an entry on which a day rests: what, when, who recorded it and when."""
    by = entry.recorded_by
    when = entry.event.on
    if on is None and not isinstance(when, After):
        on = when if isinstance(when, Span) else Span(when, when)
    return {
        "place": entry.place,
        "event": name_of(entry.event),
        "on": span_json(on),
        "recorded_at": entry.recorded_at and instant(entry.recorded_at),
        "recorded_by": by and plain(by),
        "source": str(entry.source),
        "why": getattr(entry.event, "why", None) or None,
    }


def summary_json(case: Case) -> dict[str, Any]:
    """Return whose case it is, who is involved and who has it."""
    opened = case.last(CaseOpened)
    imported = case.last(HistoryImported)
    assigned = case.last(OfficerAssigned)
    officer = assigned.officer if assigned else (opened.officer if opened else None)
    name = officer.name if officer else (imported.officer if imported else None)
    return {
        "child": plain(opened.child) if opened and opened.child else None,
        "parents": [plain(parent) for parent in opened.parents] if opened else [],
        "people": people_json(case),
        "officer": name,
        "imported_from": imported.reference if imported else None,
        "plan_in_force": case.plan_in_force is not None,
        "version": len(case.known),
        "not_happened": list(case.not_happened),
    }


def people_json(case: Case) -> list[dict[str, Any]]:
    """Return everybody who is involved, and for whom an address is kept from somebody."""
    restricted = {getattr(step.event, "person", None) for step in restrictions(case)}
    return [
        {"id": THE_CHILD, "address_restricted": THE_CHILD in restricted, "details": None},
        *(
            {
                "id": person.id,
                "address_restricted": person.id in restricted,
                "details": plain(person.details),
            }
            for person in involved(case).values()
        ),
    ]


@dataclass(frozen=True)
class Between:
    """Two moments, both included. None: from the beginning, or up to the last entry."""

    since: datetime | None = None
    until: datetime | None = None

    def holds(self, entry: Entry) -> bool:
        """Whether an entry was recorded between them; if that is not known, only without them."""
        recorded = entry.came_to_be_known
        if recorded is None:
            return self.since is None and self.until is None
        after = self.since is None or recorded >= self.since
        return after and (self.until is None or recorded <= self.until)


def timeline_json(case: Case, between: Between | None = None) -> list[dict[str, Any]]:
    """Return what was recorded between two moments, in legal order, wrong entries last."""
    between = between or Between()
    wrong = {entry.place: entry for entry in case.known if entry.place in case.corrected}
    rows = [
        {**_entry_json(step.entry), "on": span_json(step.span), "when": days(step.span)}
        for step in case.steps
        if between.holds(step.entry)
    ]
    rows += [
        {
            **_entry_json(entry),
            "on": None,
            "when": "as first recorded",
            **_found_wrong(case, entry),
        }
        for entry in wrong.values()
        if between.holds(entry)
    ]
    return rows


def _entry_json(entry: Entry) -> dict[str, Any]:
    by = entry.recorded_by
    return {
        "place": entry.place,
        "event": name_of(entry.event),
        "details": plain(entry.event),
        "recorded_at": entry.recorded_at and instant(entry.recorded_at),
        "known_from": entry.known_from and instant(entry.known_from),
        "recorded_by": by and plain(by),
        "source": str(entry.source),
        "documents": list(entry.documents),
        "wrong": False,
        "stands_in": None,
    }


def _found_wrong(case: Case, entry: Entry) -> dict[str, Any]:
    about = [
        other
        for other in case.known
        if isinstance(other.event, EntryCorrected | EntryStruckOut)
        and other.event.entry == entry.place
    ]
    found = _entry_json(about[-1])
    return {
        "wrong": True,
        "stands_in": case.corrected[entry.place],
        "found_wrong": {key: found[key] for key in ("place", "recorded_at", "recorded_by")},
    }


def plain(value: object) -> Any:
    """Return a dataclass as JSON values."""
    return msgspec.to_builtins(value, enc_hook=str)
