"""All of one case in one file: what the record says, and the proof that it is what was recorded.

The entries are there byte for byte with what they say beside them, and the hash chain over all
of them. Of an entry that holds what is kept from the reader (a restricted address), or that was
not known at the moment asked about, there is the digest alone: the chain is whole all the same.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from ehcp.application.in_json import instant
from ehcp.application.one_case.outcomes import outcomes_shown
from ehcp.application.one_case.plans import plans_json
from ehcp.application.one_case.told import told_shown
from ehcp.application.one_case.views import deadline_json, plain, summary_json, timeline_json
from ehcp.application.proof.copies import Copied, Hashed, copied
from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.law.calendar import Calendar
from ehcp.store.mapper import entries

KIND = "ehcp-evidence-1"


class Made(msgspec.Struct, frozen=True):
    """Of which case a copy was made, when, by whom, in which role; and as at which day."""

    authority: str
    case: UUID
    at: datetime
    as_at: date
    subject: str
    role: str


class Evidence(msgspec.Struct, kw_only=True):
    """One case with its proof. The first members are those that the checker reads.

    - `entries`: every entry, in the order of recording; `history_hash` is the last one's hash.
    - `documents`: the SHA-256 of each document that an entry names, with the places of those.
    - `shown`: what the record says, as at a day and as known on a moment (null: now).
    """

    kind: str
    authority: str
    case: UUID
    history_hash: str
    made_at: str
    made_by: Mapping[str, Any]
    as_at: date
    as_known_on: str | None
    documents: list[Mapping[str, Any]]
    shown: Mapping[str, Any]
    entries: list[Copied]


def evidence(found: Sequence[Hashed], seen: Case, calendar: Calendar, made: Made) -> Evidence:
    """Return one case with its proof: its history as it is stored, as far as it is `seen`.

    `seen` is the case on both axes, with nothing in it that is kept from whoever asks.
    """
    shown = {entry.place: entry for entry in seen.known}
    whole = entries(made.case, [each.row for each in found])
    given = {entry.place for entry in whole if shown.get(entry.place) == entry}
    chain = [copied(each, given, readable=True) for each in found]
    return Evidence(
        kind=KIND,
        authority=made.authority,
        case=made.case,
        history_hash=chain[-1].hash,
        made_at=instant(made.at),
        made_by={"subject": made.subject, "role": made.role},
        as_at=made.as_at,
        as_known_on=instant(seen.as_known_on) if seen.as_known_on else None,
        documents=_documents(seen),
        shown=_shown(seen, calendar, made.as_at),
        entries=chain,
    )


def _documents(seen: Case) -> list[Mapping[str, Any]]:
    places: dict[str, list[int]] = {}
    for entry in seen.known:
        for document in entry.documents:
            places.setdefault(document, []).append(entry.place)
    return [{"sha256": document, "entries": where} for document, where in places.items()]


def _shown(seen: Case, calendar: Calendar, as_at: date) -> Mapping[str, Any]:
    return {
        "summary": summary_json(seen),
        "timeline": timeline_json(seen),
        "deadlines": [deadline_json(d, calendar) for d in deadlines(seen, calendar, as_at)],
        "plans": plans_json(seen),
        "told": [plain(each) for each in told_shown(seen)],
        "outcomes": [plain(each) for each in outcomes_shown(seen, as_at)],
    }
