"""All of one case with its proof: what a tribunal is given, and can check without us."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from flask import Response

from ehcp.api.answering import answers
from ehcp.api.answering.kept import Made as Answer
from ehcp.api.asking.query import AsAt, asked
from ehcp.api.one_case.view import view
from ehcp.api.routes import Routes
from ehcp.api.services import person, right, services
from ehcp.application.proof.copies import stored
from ehcp.application.proof.evidence import Made, evidence
from ehcp.application.rights import Reading

routes = Routes("evidence", __name__, description="One case with its proof")


@dataclass(frozen=True, kw_only=True)
class CopiedEntry:
    """An entry: its bytes in base64 and what they say, or the digest of them where it is kept."""

    version: int
    name: str
    form: int
    recorded_at: datetime
    hash: str
    state: str | None
    digest: str | None
    says: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class EvidenceAnswer:
    """One case with its proof; `ehcp case checker` prints the program that checks it."""

    kind: str
    authority: str
    case: UUID
    history_hash: str
    made_at: datetime
    made_by: Mapping[str, str]
    as_at: date
    as_known_on: datetime | None
    documents: tuple[Mapping[str, Any], ...]
    shown: Mapping[str, Any]
    entries: tuple[CopiedEntry, ...]


@routes.reads("/cases/<uuid:case>/evidence", Reading.EVIDENCE, EvidenceAnswer, AsAt)
def read_evidence(case: UUID) -> Response:
    """Return all of a case with its hash proof: every entry, and what the record says."""
    seen, here, who = view(case, asked(AsAt)), services(), person()
    made = Made(who.authority, case, datetime.now(UTC), seen.as_at, who.subject, right().role)
    history = stored(here.cases.store, who.authority, case)
    found = evidence(history, seen.case, here.calendar, made)
    body = answers.encoded(found)
    # when it was made is no change of what it says
    tag = f"{seen.case.version}.{found.history_hash[:20]}.{seen.as_at}.{found.as_known_on}"
    return answers.sent(Answer(body, tag))
