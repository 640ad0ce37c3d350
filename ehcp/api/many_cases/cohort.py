"""One command for many cases, each with a result of its own: a cohort.

Each case is decided and recorded by itself, so that one that is refused holds back no other. The
key of each follows from that of the whole: sent again, what was done is answered as it was, and
what was not is done.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid5

from flask import Response, request
from marshmallow import ValidationError

from ehcp.api import problems
from ehcp.api.answering import answers
from ehcp.api.answering.problem import BadRequest, NotHere, problem
from ehcp.api.asking import looking
from ehcp.api.asking.body import json_object
from ehcp.api.asking.gate import CHECKED_INSIDE, require_right
from ehcp.api.asking.opened import require_open, require_own
from ehcp.api.deciding.commands import asking
from ehcp.api.deciding.proposing import performed_or_proposed
from ehcp.api.one_case.documents import no_documents_named
from ehcp.api.routes import Routes, acting, answer
from ehcp.api.services import person, services
from ehcp.api.shapes import Warned
from ehcp.application.cases import Asked, Done, NeedsTwo, NoSuchCase
from ehcp.domain.command import Command, Refused
from ehcp.domain.event import kebab
from ehcp.domain.events.record import RuleWarned
from ehcp.schemas import dump, load, schema_for
from ehcp.store.errors import ChangedMeanwhile, CommandReused, Unavailable, Unreadable

MOST = 500
"""Cases of one request."""
SECONDS = 10.0
"""After which the cases that are left are not tried: the same request sent again goes on."""

DONE, PROPOSED, ABSENT, AWAY = 200, 202, 404, 503
SHOWS = (409, 412)
"""The results that say how a case stands; of a dry run also those that say what would be done."""
OF_ONE_CASE = (
    Refused,
    ValidationError,
    ChangedMeanwhile,
    CommandReused,
    NeedsTwo,
    NoSuchCase,
    Unreadable,
    BadRequest,
)
"""What is the result of one case, and hinders no other."""


@dataclass(frozen=True, kw_only=True)
class CohortCase:
    """A case, the version that was decided on, and what of the command is its own."""

    case: UUID
    version: int | None = None
    body: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CohortAsked:
    """The cases, and the command's body as far as it is the same for all of them.

    `dry_run`: nothing is recorded, and what would be is said.
    """

    cases: tuple[CohortCase, ...]
    body: Mapping[str, Any] = field(default_factory=dict)
    dry_run: bool = False


@dataclass(frozen=True, kw_only=True)
class CohortResult:
    """What became of one case: the status and the answer that the command alone would have.

    Of a dry run `events` are those that would be recorded, and `version` is the case's own.
    `proposal` is what another person has to approve.
    """

    case: UUID
    status: int
    version: int | None = None
    position: int | None = None
    events: tuple[str, ...] = ()
    warnings: tuple[Warned, ...] = ()
    proposal: UUID | None = None
    problem: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class CohortAnswer:
    """One result for each case, in the order in which they were sent."""

    command: str
    dry_run: bool
    items: tuple[CohortResult, ...]


def routes() -> Routes:
    """Return the route that performs a command on many cases."""
    found = Routes("cohort", __name__, description="One command for many cases")
    found.does("/cohort/<string:command>", CHECKED_INSIDE, perform_on_cohort, _described())
    return found


def perform_on_cohort(command: str) -> Response:
    """Perform one command on up to 500 cases, with one result for each.

    `body` is what each case is asked alike, each case's own `body` what is its own. A command
    that needs a version needs it of each case. An Idempotency-Key must be sent, but for a dry
    run: sent again with it, what was done is answered as before and what was not tried is done.
    """
    kind = Command.named.get(command)
    if kind is None:
        raise NotHere
    require_right(command)
    no_documents_named()
    cohort = load(CohortAsked, json_object())
    _require_sense(cohort)
    if not cohort.dry_run and "Idempotency-Key" not in request.headers:
        raise BadRequest(
            400, "idempotency-key-needed", "Send an Idempotency-Key, to go on with if it breaks."
        )
    found = tuple(_results(cohort, kind))
    _put_on_record(cohort, found)
    whole = CohortAnswer(command=command, dry_run=cohort.dry_run, items=found)
    return Response(answers.encoded(dump(whole)), content_type="application/json")


def _put_on_record(cohort: CohortAsked, found: tuple[CohortResult, ...]) -> None:
    """Put on record what was shown. What was done in a case is in its own history."""
    shows = (*SHOWS, DONE, PROPOSED) if cohort.dry_run else SHOWS
    shown = [result.case for result in found if result.status in shows]
    if shown:
        looking.at(shown)
    for result in found:
        if result.status == ABSENT:
            looking.refused(result.case)


def _require_sense(cohort: CohortAsked) -> None:
    if not 0 < len(cohort.cases) <= MOST:
        raise ValidationError({"cases": [f"Send 1 to {MOST} cases."]})
    if len({one.case for one in cohort.cases}) < len(cohort.cases):
        raise ValidationError({"cases": ["A case is there twice."]})


def _results(cohort: CohortAsked, kind: type[Command]) -> Iterator[CohortResult]:
    """Yield what becomes of each case; where the database goes away, the rest is not tried."""
    asked, enough = asking(expected=None), time.monotonic() + SECONDS
    away = False
    for one in cohort.cases:
        if away or time.monotonic() > enough:
            yield _not_tried(one.case)
            continue
        try:
            yield _result(cohort, one, kind, asked)
        except OF_ONE_CASE as error:
            yield _problem(one.case, problems.ANSWERS[type(error)](error))
        except Unavailable as error:
            away = True
            yield _problem(one.case, problems.unavailable(error))


def _result(
    cohort: CohortAsked, one: CohortCase, kind: type[Command], asked: Asked
) -> CohortResult:
    opened = require_open(one.case)
    if one.version is None and not kind.commutes:
        raise BadRequest(428, "version-required", "Say which version of the case you decided on.")
    command = load(kind, {**cohort.body, **one.body})
    require_own(opened, command)
    own = replace(asked, expected=one.version, command_id=uuid5(asked.command_id, str(one.case)))
    if cohort.dry_run:
        return _would_be(one.case, command, own)
    done = performed_or_proposed(one.case, command, own)
    if isinstance(done, UUID):
        return CohortResult(case=one.case, status=PROPOSED, proposal=done)
    return _done(done)


def _would_be(case: UUID, command: Command, asked: Asked) -> CohortResult:
    try:
        history, events = services().cases.decided(person().authority, case, command, asked)
    except NeedsTwo:
        return CohortResult(case=case, status=PROPOSED)
    return CohortResult(
        case=case,
        status=DONE,
        version=len(history.entries),
        events=tuple(kebab(type(event).__name__) for event in events),
        warnings=tuple(_warned(event) for event in events if isinstance(event, RuleWarned)),
    )


def _done(done: Done) -> CohortResult:
    return CohortResult(
        case=done.case,
        status=DONE,
        version=done.version,
        position=done.position,
        warnings=tuple(map(_warned, done.warnings)),
    )


def _warned(event: RuleWarned) -> Warned:
    return Warned(
        warning=event.warning,
        title=event.title,
        detail=event.detail,
        provision=event.provision,
    )


def _not_tried(case: UUID) -> CohortResult:
    detail = "Send the same request again with the same Idempotency-Key: it goes on from here."
    return _problem(case, problem(AWAY, "not-tried", "This case was not tried.", detail=detail))


def _problem(case: UUID, told: Response) -> CohortResult:
    return CohortResult(case=case, status=told.status_code, problem=told.get_json(force=True))


def _described() -> dict[str, Any]:
    done = {"200": answer("One result for each case.", CohortAnswer, {})}
    said = perform_on_cohort.__doc__
    return acting("perform-on-cohort", said, schema_for(CohortAsked), done, ())
