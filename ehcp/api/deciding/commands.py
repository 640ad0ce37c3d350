"""Asking something of a case: one route for each command, by its name."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import Schema, ValidationError, validate
from marshmallow import fields as ma

import ehcp.domain.commands  # noqa: F401 - so that each is known by its name
from ehcp.api.answering import answers
from ehcp.api.answering.problem import NotHere
from ehcp.api.asking import looking
from ehcp.api.asking.body import command_id, expected_version, json_object, source
from ehcp.api.asking.gate import CHECKED_INSIDE, require_right
from ehcp.api.asking.opened import require_open, require_own
from ehcp.api.deciding.proposing import MAY_NEED_TWO, PROPOSED, performed_or_proposed, proposed
from ehcp.api.one_case.documents import DOCUMENTS, documents_named, no_documents_named
from ehcp.api.routes import ETAG, LOCATION, Routes, acting, answer
from ehcp.api.services import person, recorder, services, user
from ehcp.api.shapes import DoneAnswer
from ehcp.application.cases import Asked
from ehcp.application.rights import Reading, access
from ehcp.domain.command import Command
from ehcp.domain.events.opening import Child
from ehcp.projections.same_child import OtherCase, cases_of
from ehcp.schemas import load, schema_for


def routes() -> Routes:
    """Return the route that opens a case, and one for each command."""
    found = Routes("commands", __name__, description="What may be asked of a case")
    found.does("/cases", CHECKED_INSIDE, open_case, _opening())
    for name, kind in sorted(Command.named.items()):
        view = partial(perform, name, kind)
        view.__doc__ = kind.__doc__
        view.__name__ = name  # type: ignore[attr-defined]
        found.does(f"/cases/<uuid:case>/{name}", name, view, _performing(name, kind))
    return found


def open_case() -> Response:
    """Open a case with its first command."""
    if not any(may_ever(name) for name in _opening_commands()):
        raise NotHere
    no_documents_named()
    body = json_object()
    name = body.pop("command", None)
    kind = Command.named.get(name) if isinstance(name, str) else None
    if kind is None:
        known = ", ".join(_opening_commands())
        raise ValidationError({"command": [f"Must be one of: {known}."]})
    require_right(str(name))
    command = load(kind, body)
    others = _others(command)  # before it is opened, so that a failure opens nothing
    opened = services().cases.open(person().authority, command, asking(expected=None))
    return answers.done(opened, opened=True, others=others)


def _others(command: Command) -> tuple[OtherCase, ...]:
    """Return the cases that the authority has already of the child whose case is opened."""
    child = getattr(command, "child", None)
    listing = access(user(), Reading.CASELOAD, services().cases.today())
    if not isinstance(child, Child) or listing is None or not listing.every_case:
        return ()
    found = cases_of(services().cases.store, person().authority, child)
    if found:
        looking.at(other.case_id for other in found)
        looking.settle()
    return found


def may_ever(name: str) -> bool:
    """Whether whoever asks may perform this command on some case today."""
    return access(user(), name, services().cases.today()) is not None


def perform(name: str, kind: type[Command], case: UUID) -> Response:
    """Perform a command on a case."""
    del name  # it is the route's
    opened = require_open(case)
    expected = expected_version(needed=not kind.commutes)
    command = load(kind, json_object())
    require_own(opened, command)
    asked = replace(asking(expected=expected), documents=documents_named(case))
    done = performed_or_proposed(case, command, asked)
    return proposed(done) if isinstance(done, UUID) else answers.done(done)


def asking(*, expected: int | None) -> Asked:
    """Return who asks, and how it reached them: one person, whom nobody has approved."""
    return Asked(
        by=recorder(),
        command_id=command_id(person(), services().draw_id),
        source=source(),
        expected=expected,
        alone=True,
    )


def _opening_commands() -> Mapping[str, type[Command]]:
    return {name: kind for name, kind in sorted(Command.named.items()) if kind.opens}


def _opening() -> dict[str, Any]:
    choices = [_with_its_name(name, kind) for name, kind in _opening_commands().items()]
    opened = {"201": answer("Opened.", DoneAnswer, {**ETAG, **LOCATION})}
    return acting("open-case", open_case.__doc__, {"oneOf": choices}, opened, (409,))


def _with_its_name(name: str, kind: type[Command]) -> Schema:
    """Return the schema of a command that says in its body which it is."""
    shape = {"command": ma.String(required=True, validate=validate.OneOf([name]))}
    derived: type[Schema] = type(f"{kind.__name__}ToOpen", (type(schema_for(kind)),), shape)
    return derived()


def _performing(name: str, kind: type[Command]) -> dict[str, Any]:
    done = {"200": answer("Done.", DoneAnswer, ETAG)}
    if name in MAY_NEED_TWO:
        done |= PROPOSED
    needed = not kind.commutes
    body = schema_for(kind)
    found = acting(name, kind.__doc__, body, done, (409, 412, 428), version=needed)
    return {**found, "parameters": [*found["parameters"], DOCUMENTS]}
