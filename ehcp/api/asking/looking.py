"""Every look at a child's record is on record before the answer leaves, or nothing is shown.

Whatever opens a case says so here, and a list says whom it shows: the look is handed over at
once, and `_on_record` waits for it when the answer is ready. It lets no answer of a reading out
for which nothing was handed over. A route on one case need not think of it; a list must say
`looking.at`, or it answers 500.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import structlog
from flask import Flask, Response, g, request

from ehcp.api.answering.problem import RETRY_AFTER, BadRequest, problem
from ehcp.api.services import person, right, services, user
from ehcp.application.rights import NOT_OF_CHILDREN, Access, FieldClass, Reading
from ehcp.store.looks import Look, Looks, NotOnRecord, Outcome, Written
from ehcp.store.looks.look import names

LOG = structlog.get_logger(__name__)

HEADER = "Ehcp-Purpose"
PURPOSES = (
    "casework",
    "review",
    "mediation-or-appeal",
    "complaint",
    "transfer",
    "supervision",
    "audit",
    "subject-access",
)
"""What somebody may say that they look for. Not to say it is no mistake."""
MAY_BE_DONE = (
    "What you asked for may have been done. Send the same request again with the same"
    " Idempotency-Key: it is done once, and you get its answer."
)
IN_EMERGENCY = "emergency"
"""What the purpose of a look at a case that was opened in an emergency begins with; behind it
stands which."""

PARAMETER: dict[str, Any] = {
    "in": "header",
    "name": HEADER,
    "description": "What you look for; it is kept with the record of your look.",
    "schema": {"type": "string", "enum": list(PURPOSES)},
}

READINGS = frozenset(Reading)
OPENED_BY = ("case", "alert")
"""What in a URL stands for a child's record."""
NOT_FOUND = 404
SHOWS_HOW_IT_STANDS = (409, 412)
"""Refusals of a command that say something of the case, and of which nothing else is on record."""
NO_DATA = 400  # from here on an answer has none, but for those
OURS = 500
AT_ONCE = 500
"""Cases of one look, where somebody is shown very many."""


def begin() -> None:
    """Know where looks of this request are put on record: at home, and never on a standby.

    Raises BadRequest for a purpose that there is not.
    """
    g.looks_to = services().cases.store.looks
    g.looks, g.looked = [], set()
    purpose = request.headers.get(HEADER)
    if purpose is not None and purpose not in PURPOSES:
        raise BadRequest(400, "bad-purpose", f"{HEADER} is one of: {', '.join(PURPOSES)}.")
    g.purpose = purpose


def at(cases: Iterable[UUID], sees: frozenset[FieldClass] | None = None) -> None:
    """Put on record that this request shows these cases; without any, that it shows none.

    `sees` are the classes of fields shown; left out: those of any case in a list.
    """
    seen = right().in_lists if sees is None else sees
    found = tuple(case for case in dict.fromkeys(cases) if (case, seen) not in g.looked)
    if found or not g.looked:
        several = found or (None,)
        for some in range(0, len(several), AT_ONCE):
            g.looks.append(_written(several[some : some + AT_ONCE], sees=seen))
        g.looked |= {(case, seen) for case in found or (None,)}


def refused(case: UUID) -> None:
    """Put on record that somebody asked for a case that is not open to them, or not there."""
    g.looks.append(_written((case,), outcome=Outcome.REFUSED))


def nothing_shown() -> None:
    """Say that this request shows nothing of any child, though it might have: no row is needed."""
    g.looked.add((None, frozenset()))


def at_one(case: UUID, sees: frozenset[FieldClass]) -> None:
    """Put on record that this request shows one case, unless it is a command's."""
    if reads():
        at((case,), sees)


def reads() -> bool:
    """Whether this request reads of children, by its action and its method."""
    action = g.get("action")
    if action in NOT_OF_CHILDREN:
        return False
    return request.method in {"GET", "HEAD"} or action in READINGS


def settle() -> None:
    """Wait until all looks of this request are on record. Raises NotOnRecord."""
    for written in g.looks:
        written.wait()


def _written(cases: tuple[UUID | None, ...], **given: Any) -> Written:
    who, may = person(), g.get("right")
    sees: frozenset[FieldClass] = given.pop("sees", frozenset())
    looks: Looks = g.looks_to
    return looks.write(
        Look(
            authority=who.authority,
            subject=who.subject,
            action=str(g.get("action") or request.endpoint),
            cases=cases,
            roles=names(user().on(services().cases.today())),
            sees=names(sees),
            tied=may is not None and not may.every_case,
            purpose=_purpose(may, cases),
            request_id=g.get("request_id"),
            **given,
        )
    )


def _purpose(may: Access | None, cases: tuple[UUID | None, ...]) -> str | None:
    """Return what was looked for; in an emergency always by which, whatever else was said."""
    by = (may.break_glass(case) for case in cases if may is not None and case is not None)
    emergency = next(filter(None, by), None)
    marked = f"{IN_EMERGENCY}:{emergency}" if emergency else None
    said: str | None = g.purpose
    return " ".join(filter(None, (marked, said))) or None


def _on_record(answer: Response) -> Response:
    """Wait for the looks of this request. Where one cannot be put on record, show nothing."""
    if "looks" not in g or answer.status_code >= OURS:
        return answer
    try:
        if not g.looked and (left := _left_to_write(answer)) is not None:
            g.looks.append(left)
        settle()
    except NotOnRecord as error:
        LOG.error("not on record", reason=error.reason)  # noqa: TRY400 - its words say no more
        return _not_on_record()
    except _Unwritten:
        LOG.error("a reading put no look on record", rule=str(request.url_rule))  # noqa: TRY400
        return problem(500, "internal-server-error", "Something went wrong here.")
    return answer


class _Unwritten(Exception):  # noqa: N818 - a mistake of a route of ours
    """A reading is about to answer and has not said what it shows."""


def _left_to_write(answer: Response) -> Written | None:
    """Return the look of a request that has handed none over; None: it was none."""
    asked = [name for name in OPENED_BY if name in (request.view_args or {})]
    case = (request.view_args or {}).get("case")
    status = answer.status_code
    if status == NOT_FOUND:
        if not asked:
            return None
        # also where there is no such case: the time that it takes would tell
        return _written((case,), outcome=Outcome.REFUSED)
    if status in SHOWS_HOW_IT_STANDS and case is not None:
        return _written((case,), sees=right().in_lists)
    if status >= NO_DATA or not reads():
        return None
    if case is None:
        raise _Unwritten
    return _written((case,), sees=right().in_lists)


def _not_on_record() -> Response:
    """503: nobody would know of this look, so there is none."""
    asked_for_nothing = request.method in {"GET", "HEAD"}
    return problem(
        503,
        "not-on-record",
        "What you asked for cannot be put on record now, so it is not shown.",
        detail="Ask again in a moment." if asked_for_nothing else MAY_BE_DONE,
        again_in=RETRY_AFTER,
    )


def register(app: Flask) -> None:
    """Hold every answer until its looks are on record. Comes last, so that it is asked first."""
    app.after_request(_on_record)
