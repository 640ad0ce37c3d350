"""The shape of every rule: (case, command) -> events, or a refusal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, TypeVar, dataclass_transform

from ehcp.domain.case import Case
from ehcp.domain.event import Event, kebab
from ehcp.domain.events.ceasing import PersonDied
from ehcp.domain.events.record import RuleWarned
from ehcp.domain.value import Whole
from ehcp.law.citations import Citation, Citations

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True, eq_default=False)
@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Command(Whole):
    """Something asked of a case, named in the imperative, with the rule that answers it.

    `on` is the day in law (London) of what it records. `opens` marks a command that may be
    the first of a case; `commutes` one that does not depend on what others record meanwhile;
    `after_death` one that is still of use when the child or young person has died.
    """

    on: date

    named: ClassVar[dict[str, type["Command"]]] = {}
    opens: ClassVar[bool] = False
    commutes: ClassVar[bool] = False
    after_death: ClassVar[bool] = False

    def __init_subclass__(
        cls, *, opens: bool = False, commutes: bool = False, after_death: bool = False
    ) -> None:
        """Make the subclass a frozen dataclass and list it by its kebab-case name."""
        dataclass(frozen=True, kw_only=True, eq=False, repr=False)(cls)
        cls.opens = opens
        cls.commutes = commutes
        cls.after_death = after_death
        Command.named[kebab(cls.__name__)] = cls

    def asked_of(self, case: Case) -> Iterator[Event]:
        """Yield what happens, by what holds of every command and by its own rule."""
        require(self.after_death or not _died_before(case, self.on), AFTER_DEATH)
        yield from self.decide(case)

    def decide(self, case: Case) -> Iterator[Event]:
        """Yield what happens by its own rule. Raises Refused if the law does not allow it."""
        raise NotImplementedError


@dataclass(frozen=True)
class Refusal:
    """A reason for saying no. `id` is stable and kebab-case.

    `under` is the provision it rests on; None for a plain check, such as dates out of order.
    `instead` says what would be allowed. `rule` is the id of the rule in the house's list of
    rules (A1, B4, ...), where it carries one.
    """

    id: str
    title: str
    under: Citation | Citations | None = None
    instead: str = ""
    rule: str = ""


AFTER_DEATH = Refusal(
    "after-death",
    "The child or young person had died by then: every duty and every right in the case ended.",
    instead="Record what happened before on its own day, or correct the entry of the death if it"
    " is wrong. The record itself, payments and complaints go on.",
)


@dataclass(frozen=True)
class Caution:
    """A rule that warns: what was asked is recorded, and the warning with it."""

    id: str
    title: str
    under: Citation | Citations | None = None
    rule: str = ""

    def about(self, on: date, detail: str = "") -> RuleWarned:
        """Return the warning as it is recorded."""
        return RuleWarned(
            on=on,
            warning=self.id,
            title=self.title,
            detail=detail,
            provision=str(self.under) if self.under else None,
        )


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The command was understood, and the law does not allow it."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.title)
        self.refusal = refusal


def _died_before(case: Case, on: date) -> bool:
    """Whether the death surely came before a day. What is of that day itself may be earlier."""
    return any(step.last < on for step in case.steps_of(PersonDied))


def require(found: T | Literal[False] | None, otherwise: Refusal) -> T:
    """Return `found`, or refuse. Reads as the law does: the condition, then the consequence."""
    if found is None or found is False:
        raise Refused(otherwise)
    return found
