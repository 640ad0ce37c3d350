"""What is proposed, as it is kept: a command or another action, as JSON, with its fingerprint."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

import ehcp.domain.commands  # noqa: F401 - so that each is known by its name
from ehcp.domain.command import Command
from ehcp.domain.event import kebab
from ehcp.domain.proposals import Proposal
from ehcp.schemas import dump, load


class NoSuchProposal(LookupError):  # noqa: N818 - named for what it says
    """The authority has no proposal of that id, or not for whoever asks."""


@dataclass(frozen=True, kw_only=True)
class Wished:
    """What is proposed: the fingerprint of a proposal is made of it."""

    action: str
    case: UUID | None
    wish: str
    reasons: str | None = None


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What somebody decided about a proposal."""

    proposal: UUID
    as_: str
    reasons: str | None


def wished(case: UUID, command: Command) -> Wished:
    """Return a command on a case as it is proposed."""
    return Wished(action=kebab(type(command).__name__), case=case, wish=as_json(dump(command)))


def as_json(wish: Mapping[str, Any]) -> str:
    """Return what is asked as text, the same for the same."""
    return json.dumps(wish, sort_keys=True, ensure_ascii=False)


def command_of(proposal: Proposal) -> Command:
    """Return the command that was proposed. Raises ValidationError where it has no such shape."""
    return load(Command.named[proposal.action], json.loads(proposal.wish))


def carried_out(proposal: UUID) -> UUID:
    """Return the id of the command by which a proposal is done: it is done once."""
    return uuid5(proposal, "carried-out")
