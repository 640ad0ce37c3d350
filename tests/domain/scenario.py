"""Given what has happened, when something is asked, then this happens, or is refused."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

import pytest

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, Refused
from ehcp.domain.entry import Entry, Source
from ehcp.domain.event import Event

C = TypeVar("C", bound=Command)


def scenario(*, given: Sequence[Event], when: Command, then: Sequence[Event] | Refusal) -> None:
    """Check one rule. `then` lists every resulting event, in order, or names the refusal."""
    case = recorded(*given)
    if isinstance(then, Refusal):
        with pytest.raises(Refused) as caught:
            tuple(when.asked_of(case))
        refusal = caught.value.refusal
        assert (refusal.id, refusal.title) == (then.id, then.title)
    else:
        assert tuple(when.asked_of(case)) == tuple(then)


def recorded(*events: Event) -> Case:
    """Return the case in which just these events were recorded here, not taken over."""
    return Case(
        tuple(
            Entry(place=place, event=event, source=Source.PORTAL)
            for place, event in enumerate(events, start=1)
        )
    )


def lived(*commands: Command, before: Sequence[Event] = ()) -> Case:
    """Return the case after these commands, each decided on what came of those before it."""
    history = list(before)
    for command in commands:
        history += command.asked_of(recorded(*history))
    return recorded(*history)


def but(command: C, **fields: Any) -> C:
    """Return the command with some fields changed, where their names are worked out."""
    return replace(command, **fields)
