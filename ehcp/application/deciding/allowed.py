"""What somebody may ask of a case now: each command, and of those they may not, why not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from ehcp.application.rights import access
from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal
from ehcp.domain.possible import Tried, refused_whatever
from ehcp.domain.standing.relations import relations
from ehcp.domain.standing.two_persons import Effect
from ehcp.domain.users import User

NOT_YOURS = Refusal(
    "not-yours-to-do",
    "None of your roles does this in this case.",
    instead="Ask somebody whose role it is.",
)
AGREED_BY_TWO = frozenset(map(str, Effect))
"""The commands that one person proposes and another agrees to."""


@dataclass(frozen=True, kw_only=True)
class CommandNow:
    """A command, and whether it may be asked of a case today.

    `why_not` is the first rule that refuses it of today, whatever else its body says; None:
    nothing is known that would. What happened on an earlier day may be entered all the same.
    `two_persons`: one proposes it, and another agrees.
    """

    command: str
    why_not: Refusal | None = None
    two_persons: bool = False


def commands_now(case: Case, who: User, today: date) -> tuple[CommandNow, ...]:
    """Return every command in the order of the names. The case has all its entries."""
    return tuple(_each(case, who, today))


def _each(case: Case, who: User, today: date) -> Iterator[CommandNow]:
    tried = Tried.of(case)
    related = cache(lambda: tuple(relations(case.seen(as_at=today))))
    for name, kind in sorted(Command.named.items()):
        right = access(who, name, today)
        two = name in AGREED_BY_TWO
        if right is None or right.of_case(related) is None:
            yield CommandNow(command=name, why_not=NOT_YOURS, two_persons=two)
            continue
        refused = refused_whatever(kind, tried, today)
        yield CommandNow(
            command=name,
            why_not=refused[0] if refused else None,
            two_persons=two,
        )
