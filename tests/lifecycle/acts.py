"""What can be asked of a case, said in the model's words, and the command that asks it.

Each act has its choices, given what the model holds true: for each word of it the values to draw
from. `flaw` is what is wrong with the command, named by the refusal that it must bring.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from ehcp.domain.command import Command
from tests.lifecycle.model import State

Said = dict[str, Any]
Choices = dict[str, list[Any]]
Flaws = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Act:
    """Something that can be asked: its choices, its command, the event that comes of it."""

    name: str
    event: str
    choices: Callable[[State, date], Choices]
    command: Callable[[date, Said], Command]
    flaws: tuple[str, ...] = ()
    day: Callable[[State, date, Said], date | None] | None = None


ACTS: dict[str, Act] = {}

Build = Callable[[date, Said], Command]


def act(
    name: str,
    event: str,
    choices: Choices | Callable[[State, date], Choices] | None = None,
    flaws: tuple[str, ...] = (),
    day: Callable[[State, date, Said], date | None] | None = None,
) -> Callable[[Build], Build]:
    """List an act under its name with the command that asks it."""

    def listed(build: Build) -> Build:
        found = choices if callable(choices) else lambda _state, _on: choices or {}
        ACTS[name] = Act(name, event, found, build, flaws, day)
        return build

    return listed


def altered(command: Command, on: date, said: Said, flaws: Flaws) -> Command:
    """Return the command for that day, with what its flaw changes in it."""
    return replace(command, on=on, **flaws.get(said.get("flaw") or "", {}))


def later(on: date, days: int) -> date:
    """Return a day after this one."""
    return on + timedelta(days=days)
