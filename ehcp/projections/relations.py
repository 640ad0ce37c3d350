"""The relations read model: who outside the authority has to do with which case, and when.

`opened` puts a right into SQL, for lists: the same table of rights, and the same answer as
`Access.of_case` gives of one case.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, LiteralString
from uuid import UUID

from psycopg import sql

from ehcp.application.rights import EVERY_CASE, Access, EveryCase
from ehcp.domain.case import Case
from ehcp.domain.standing.relations import RelationKind, relations

TABLE = "relations"

OPENED: LiteralString = """exists (
    select from ehcp.relations rel
    join unnest(%(tied_by)s::text[], %(tied_to)s::text[]) tie (kind, party)
        on rel.kind = tie.kind and rel.party = tie.party
    where rel.authority = {case}.authority and rel.case_id = {case}.case_id
        and rel.since <= %(tied_on)s and (rel.until is null or %(tied_on)s <= rel.until)
)"""


@dataclass(frozen=True, kw_only=True, slots=True)
class RelationRow:
    """One relation, from `since` to `until`, both inclusive; None: still."""

    authority: str
    case_id: UUID
    kind: RelationKind
    party: str
    since: date
    until: date | None


def rows(authority: str, case_id: UUID, case: Case) -> Iterator[RelationRow]:
    """Yield the relations of one case."""
    for found in relations(case):
        yield RelationRow(
            authority=authority,
            case_id=case_id,
            kind=found.kind,
            party=found.party,
            since=found.since,
            until=found.until,
        )


def opened(access: Access | EveryCase, case: LiteralString) -> sql.Composable:
    """Return the condition that a case is open to a right. `case` is the table it stands in."""
    if access is EVERY_CASE or access.every_case:
        return sql.SQL("true")
    return sql.SQL(OPENED).format(case=sql.Identifier(case))


def ties(access: Access | EveryCase) -> dict[str, Any]:
    """Return what the condition asks by name."""
    if access is EVERY_CASE or access.every_case:
        return {}
    return {
        "tied_by": [str(kind) for kind, _ in access.ties],
        "tied_to": [party for _, party in access.ties],
        "tied_on": access.on,
    }
