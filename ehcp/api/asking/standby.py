"""Reads that may go to a standby: where the request asks for it, and nowhere else.

A standby is a moment behind. Who must see an event says its position, and is answered by the
primary where the standby does not have it in time.
"""

from typing import Any

from flask import Response, g, request

from ehcp.api.answering.problem import BadRequest
from ehcp.api.services import person, services, work_with
from ehcp.application.cases import Cases
from ehcp.store.errors import Unavailable
from ehcp.store.standby import wait_for

READ_FROM = "Ehcp-Read"
AFTER = "Ehcp-After"
PRIMARY, STANDBY = "primary", "standby"
PATIENCE = 1.0
"""Seconds that a reader waits for the standby to have the position asked for."""
LONGEST = 19  # digits of a position

PARAMETERS: list[dict[str, Any]] = [
    {
        "in": "header",
        "name": READ_FROM,
        "description": "Where to read; a standby may be a moment behind.",
        "schema": {"type": "string", "enum": [PRIMARY, STANDBY], "default": PRIMARY},
    },
    {
        "in": "header",
        "name": AFTER,
        "description": "The `position` that a standby must have; else the primary answers.",
        "schema": {"type": "string", "pattern": f"^[0-9]{{1,{LONGEST}}}$"},
    },
]


def choose() -> None:
    """Serve the rest of a request from the standby, where it asks for that. Raises BadRequest."""
    asked = request.headers.get(READ_FROM)
    if asked is None:
        return
    if asked not in {PRIMARY, STANDBY}:
        raise BadRequest(400, "bad-read", f"{READ_FROM} is one of: {PRIMARY}, {STANDBY}.")
    after = _after()
    if asked == STANDBY:
        standby = services().standby
        if request.method not in {"GET", "HEAD"}:
            raise BadRequest(
                400, "no-read", f"A command is never decided on a standby: no {READ_FROM}."
            )
        if standby is None:
            raise BadRequest(
                400, "no-standby", f"There is no standby here: ask without {READ_FROM}."
            )
        if after is None or _has(standby, after):
            work_with(standby)
        else:
            asked = PRIMARY
    g.read_from = asked


def _after() -> int | None:
    given = request.headers.get(AFTER)
    if given is None:
        return None
    if not (given.isascii() and given.isdecimal() and len(given) <= LONGEST):
        raise BadRequest(
            400, "bad-after", f"{AFTER} is the position that a command answered with."
        )
    return min(int(given), 2**63 - 1)


def _has(standby: Cases, position: int) -> bool:
    """Whether the standby has an event, in time; one that is away does not."""
    try:
        return wait_for(standby.store, person().authority, position, PATIENCE)
    except Unavailable:
        return False


def tell(answer: Response) -> Response:
    """Say who answered, to those who asked."""
    if "read_from" in g:
        answer.headers[READ_FROM] = g.read_from
    return answer
