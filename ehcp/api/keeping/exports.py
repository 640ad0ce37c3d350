"""Everything that an authority has recorded, with its proof, where two persons agreed to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from flask import Response

from ehcp.api.asking import looking
from ehcp.api.asking.body import json_object
from ehcp.api.deciding.commands import asking
from ehcp.api.routes import Routes, acting
from ehcp.api.services import person, right, services
from ehcp.application.deciding.proposals import Proposals
from ehcp.application.proof.bulk import histories, lines
from ehcp.application.rights import FieldClass, Protected
from ehcp.schemas import load, schema_for

MEDIA_TYPE = "application/x-ndjson"


@dataclass(frozen=True, kw_only=True)
class Export:
    """Give out everything that the authority has recorded, as was agreed: once.

    You proposed it (`POST /v1/proposals`, action `bulk-export`), and another person approved it.
    The answer is a history a line, as `/evidence` has its entries, and a last line that counts
    them: `ehcp case check FILE` checks it, also whether it broke off.
    """

    proposal: UUID


DONE = {
    "200": {
        "description": "Every history, a line each, and the last line.",
        "content": {MEDIA_TYPE: {"schema": {"type": "string"}}},
    }
}


def routes() -> Routes:
    """Return the one route."""
    found = Routes("exports", __name__, description="Everything of an authority, with its proof")
    described = acting("export", Export.__doc__, schema_for(Export), DONE, (409,))
    found.does("/exports", Protected.BULK_EXPORT, export, described)
    return found


def export() -> Response:
    """Give out everything of the authority, once, where two persons agreed to it."""
    wanted = load(Export, json_object())
    code, cases = person().authority, services().cases
    agreed = Proposals(cases)
    agreed.carry_out(code, wanted.proposal, Protected.BULK_EXPORT, asking(expected=None))
    found = histories(cases.store, code)
    sees = right().in_lists
    looking.at((stream for stream, is_case in found if is_case), sees)
    looking.settle()  # before the first line leaves
    streams = tuple(stream for stream, _ in found)
    sees_all = FieldClass.RESTRICTED_ADDRESS in sees
    sent: Iterator[bytes] = lines(cases.store, code, streams, sees_all=sees_all)
    return Response(
        sent,
        content_type=MEDIA_TYPE,
        headers={"Content-Disposition": 'attachment; filename="authority.ndjson"'},
    )
