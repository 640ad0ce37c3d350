"""What whoever asks may do with a case now, and why not where they may not."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response

from ehcp.api.asking.query import Nothing
from ehcp.api.one_case.view import View, shown
from ehcp.api.routes import Routes
from ehcp.api.services import person, services, user
from ehcp.application.deciding.allowed import CommandNow, commands_now
from ehcp.application.rights import Reading
from ehcp.domain.command import Refusal

routes = Routes("allowed", __name__, description="What may be done with a case now")


@dataclass(frozen=True, kw_only=True)
class UnderShown:
    """The provision that a refusal rests on."""

    citation: str
    url: str | None


@dataclass(frozen=True, kw_only=True)
class WhyNot:
    """The rule that refuses a command whatever its body says, as the refusal itself has it."""

    type: str
    title: str
    rule: str | None
    under: UnderShown | None
    instead: str | None


@dataclass(frozen=True, kw_only=True)
class CommandShown:
    """A command. `allowed`: nothing is known that would refuse it of today, whatever it says.

    What happened on an earlier day may be entered all the same. `two_persons`: one proposes it,
    and another agrees.
    """

    command: str
    allowed: bool
    two_persons: bool
    why_not: WhyNot | None


@dataclass(frozen=True, kw_only=True)
class CommandsAnswer:
    """Every command, with whether you may ask it of this case today."""

    case: UUID
    version: int
    items: tuple[CommandShown, ...]


@routes.reads("/cases/<uuid:case>/commands", Reading.CASE, CommandsAnswer)
def read_commands(case: UUID) -> Response:
    """Return every command, whether you may ask it of this case today, and why not."""
    return shown(case, _commands, Nothing)


def _commands(seen: View) -> dict[str, Any]:
    cases = services().cases
    whole = cases.case(person().authority, seen.id)  # the rules go by all of it
    found = commands_now(whole, user(), cases.today())
    return {
        "case": str(seen.id),
        "version": whole.version,
        "items": [_command(command) for command in found],
    }


def _command(found: CommandNow) -> dict[str, Any]:
    return {
        "command": found.command,
        "allowed": found.why_not is None,
        "two_persons": found.two_persons,
        "why_not": found.why_not and _why_not(found.why_not),
    }


def _why_not(refusal: Refusal) -> dict[str, Any]:
    under = refusal.under
    return {
        "type": f"/problems/{refusal.id}",
        "title": refusal.title,
        "rule": refusal.rule or None,
        "under": under and {"citation": str(under), "url": getattr(under, "url", "") or None},
        "instead": refusal.instead or None,
    }
