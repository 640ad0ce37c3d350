"""Errors as RFC 9457 problem details. The one place where errors meet HTTP.

No problem repeats what was sent, but for the names of its fields; a bug says nothing at all.
"""

from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, current_app, json, request
from marshmallow import ValidationError
from psycopg.errors import SerializationFailure
from werkzeug.exceptions import HTTPException

from ehcp.api.answering.problem import (
    RETRY_AFTER,
    BadRequest,
    NotHere,
    NotYet,
    problem,
)
from ehcp.api.callers.identity import NotSignedIn, SignInAway
from ehcp.api.callers.limits import TooOften
from ehcp.api.running.log import where
from ehcp.application.cases import NeedsTwo, NoSuchCase
from ehcp.application.deciding.alerts import NoSuchAlert
from ehcp.application.deciding.emergencies import NoSuchEmergency
from ehcp.application.deciding.proposed import NoSuchProposal
from ehcp.application.forms import FormRefused, Incomplete
from ehcp.application.keeping.users import NoSuchUser
from ehcp.application.webhooks import NoSuchWebhook
from ehcp.documents.taken import CannotTake, NoSuchDocument, NotTaken, WrongOffset
from ehcp.domain.command import Refused
from ehcp.schemas import faults
from ehcp.store.drafts import DraftChanged
from ehcp.store.errors import (
    ChangedMeanwhile,
    CommandReused,
    Unavailable,
    UnknownAuthority,
    Unreadable,
)

log = structlog.get_logger()

MB = 1_000_000  # bytes


def refused(error: Refused) -> Response:
    """409: the case, as it stands, does not allow it; `under` says which provision."""
    refusal, under = error.refusal, error.refusal.under
    return problem(
        409,
        refusal.id,
        refusal.title,
        rule=refusal.rule,
        under=under and {"citation": str(under), "url": getattr(under, "url", "") or None},
        instead=refusal.instead,
    )


def invalid(error: ValidationError) -> Response:
    """422: the body does not have the command's shape."""
    errors = [{"pointer": pointer, "detail": detail} for pointer, detail in faults(error)]
    return problem(422, "invalid", "The request does not have the right shape.", errors=errors)


def changed_meanwhile(error: ChangedMeanwhile) -> Response:
    """412: the caller decided on a version of the case or alert that is not the latest."""
    what = "alert" if "alert" in (request.view_args or {}) else "case"
    if isinstance(error, DraftChanged):
        what = "part of the form"
    answer = problem(
        412,
        "changed-meanwhile",
        f"The {what} has changed since you read it.",
        detail="Read it again, and decide again.",
        current_version=error.current_version,
    )
    answer.set_etag(str(error.current_version))
    return answer


def form_incomplete(error: Incomplete) -> Response:
    """422: what should be sent lacks what it cannot do without; nothing of it was recorded."""
    errors = [
        {"pointer": f"/{lack.part}{lack.pointer}", "detail": lack.detail} for lack in error.lacks
    ]
    return problem(
        422,
        "form-incomplete",
        "Something is missing in the form. Nothing was sent.",
        detail="Save the parts with what is missing, and send it again.",
        errors=errors,
    )


def form_refused(error: FormRefused) -> Response:
    """409: some of it is refused, by rules that `errors` give by part; nothing was recorded."""
    errors = [
        {"pointer": at, "detail": f"{refusal.title} {refusal.instead}".strip()}
        for at, refusal in error.refusals
    ]
    refusal = error.refusals[0][1]
    answer = refused(Refused(refusal))
    said = json.loads(answer.get_data(as_text=True))
    answer.set_data(json.dumps({**said, "errors": errors}))
    return answer


def command_reused(_: CommandReused) -> Response:
    """422: an idempotency key stands for one request, and this is another."""
    return problem(
        422,
        "idempotency-key-reused",
        "The Idempotency-Key was used before, for another request.",
        detail="Nothing was done. Send a new request with a new key.",
    )


def unavailable(error: Unavailable) -> Response:
    """503: the database cannot answer now; of a command lost on the way nobody knows."""
    if error.unknown:
        return problem(
            503,
            "outcome-unknown",
            "It is not known whether this was done.",
            detail="Send the same request again with the same Idempotency-Key: it is done once,"
            " and you get its answer. Without a key, read the case first.",
            again_in=RETRY_AFTER,
        )
    return problem(
        503,
        "unavailable",
        "The record cannot be reached now.",
        detail="This request changed nothing. Ask again in a moment.",
        again_in=RETRY_AFTER,
    )


def not_taken(error: NotTaken) -> Response:
    """422: the file is not one that is taken, and is gone; `instead` says what to do."""
    return problem(422, error.kind, error.title, instead=error.instead)


def cannot_take(error: CannotTake) -> Response:
    """503: files cannot be taken or had now. What has come of one is kept."""
    detail = "Ask again in a moment."
    return problem(503, error.kind, error.title, detail=detail, again_in=RETRY_AFTER)


def wrong_offset(error: WrongOffset) -> Response:
    """409: a part does not follow what is here, or a file is finished that is not whole."""
    return problem(
        409,
        "wrong-offset",
        "The file is here up to another place.",
        detail="Go on from there: Upload-Offset is the number of bytes received.",
        received=error.received,
    )


def conflict_of_recovery(_: SerializationFailure) -> Response:
    """503: a standby had to remove rows that a read of it still saw."""
    return unavailable(Unavailable("SQLSTATE 40001"))


def needs_two(error: NeedsTwo) -> Response:
    """409: what it would bring about needs two persons, and cannot be proposed from here."""
    return problem(
        409,
        "two-persons-needed",
        "Another person has to approve this.",
        detail=f"It would bring about: {error}. Ask for it on the case itself: it is proposed.",
    )


def not_yet(_: NotYet) -> Response:
    """503: the lists have not caught up with the position asked for."""
    return problem(
        503,
        "not-yet",
        "The lists do not have that position yet.",
        detail="Ask again in a moment.",
        again_in=RETRY_AFTER,
    )


def not_signed_in(_: NotSignedIn) -> Response:
    """401: there is no token, or none that is good."""
    answer = problem(
        401, "not-signed-in", "Sign in first.", detail="Send Authorization: Bearer and a token."
    )
    answer.headers["WWW-Authenticate"] = 'Bearer realm="ehcp"'
    return answer


def too_often(error: TooOften) -> Response:
    """429: somebody asks more often than is allowed, or fails to sign in."""
    return problem(
        429,
        "too-many-requests",
        "It is asked too often.",
        detail="Nothing was done. Send it again after the seconds that Retry-After says.",
        again_in=error.seconds,
    )


def sign_in_away(error: SignInAway) -> Response:
    """503: whoever signs people in does not answer, so nobody can say who this is."""
    return problem(
        503,
        "sign-in-unavailable",
        "Nobody can be signed in now: the identity provider does not answer.",
        detail="Nothing was done. Send it again in a moment.",
        again_in=error.seconds,
    )


def no_such_thing(_: Exception | None = None) -> Response:
    """404: it is not there, or not for this person to see; which of the two is not said."""
    return problem(404, "not-found", "There is no such thing here.")


def bad_request(error: BadRequest) -> Response:
    """Any other request that cannot be taken as it is."""
    return problem(error.status, error.kind, str(error), errors=error.errors)


def too_large() -> Response:
    """413: the body has more bytes than are read."""
    most: int = current_app.config["MAX_CONTENT_LENGTH"]
    detail = f"It may have at most {most // MB} MB: {most:,} bytes."
    return problem(413, "request-entity-too-large", "The body is too large.", detail=detail)


def http_error(error: Any) -> Response:
    """An error of the web framework, with its headers and none of its words."""
    status = HTTPStatus(error.code or 500)
    given = getattr(error, "data", None) or {}
    if status is HTTPStatus.NOT_FOUND:
        answer = no_such_thing()
    elif status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        answer = too_large()
    elif "messages" in given:
        errors = list(_of_parameters(given["messages"]))
        answer = problem(status, "invalid", "A parameter is not right.", errors=errors)
    else:
        answer = problem(status, status.phrase.lower().replace(" ", "-"), f"{status.phrase}.")
    for name, value in error.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            answer.headers[name] = value
    return answer


def _of_parameters(messages: dict[str, Any]) -> Iterator[dict[str, str]]:
    for found in messages.values():
        for pointer, detail in faults(ValidationError(found)):
            yield {"parameter": pointer.split("/")[1] if pointer else "", "detail": detail}


def unreadable(error: Unreadable) -> Response:
    """500: the case is there, and what is stored of it cannot be understood."""
    log.error("unreadable", stream=str(error.stream), version=error.version)
    return problem(
        500,
        "unreadable",
        "This case cannot be read.",
        detail="Nothing of it is lost; whoever runs the service can see why in the log.",
    )


def bug(error: Exception) -> Response:
    """500: our own mistake. Its words may quote a case, so neither answer nor log has them."""
    log.error("bug", kind=type(error).__name__, at=where(error.__traceback__))
    return problem(500, "internal-server-error", "Something went wrong here.")


ANSWERS: dict[type[Exception], Callable[[Any], Response]] = {
    Refused: refused,
    ValidationError: invalid,
    ChangedMeanwhile: changed_meanwhile,
    Incomplete: form_incomplete,
    FormRefused: form_refused,
    CommandReused: command_reused,
    Unavailable: unavailable,
    Unreadable: unreadable,
    SerializationFailure: conflict_of_recovery,
    NotYet: not_yet,
    NotSignedIn: not_signed_in,
    SignInAway: sign_in_away,
    TooOften: too_often,
    NotHere: no_such_thing,
    UnknownAuthority: no_such_thing,
    NoSuchCase: no_such_thing,
    NoSuchAlert: no_such_thing,
    NoSuchDocument: no_such_thing,
    NotTaken: not_taken,
    CannotTake: cannot_take,
    WrongOffset: wrong_offset,
    NoSuchUser: no_such_thing,
    NoSuchWebhook: no_such_thing,
    NoSuchProposal: no_such_thing,
    NoSuchEmergency: no_such_thing,
    NeedsTwo: needs_two,
    BadRequest: bad_request,
    HTTPException: http_error,
    Exception: bug,
}


def register(app: Flask) -> None:
    """Make the app answer errors as problem details."""
    for kind, answer in ANSWERS.items():
        app.register_error_handler(kind, answer)
