"""What carries a rule: the refusals, warnings and texts that name it, and where they come up."""

from dataclasses import dataclass

from ehcp.domain.command import Caution, Refusal
from ehcp.domain.tracing.reach import Reach, reaches
from ehcp.law.rules import RULES, Asks, Rule
from ehcp.law.shown import SHOWN, Shown


@dataclass(frozen=True)
class Met:
    """A refusal or a warning, and the commands that may come to it."""

    what: Refusal | Caution
    commands: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Carried:
    """A rule with all that carries it. `through` are the rules that carry it as well."""

    rule: Rule
    refused: tuple[Met, ...]
    warned: tuple[Met, ...]
    shown: tuple[Shown, ...]
    through: tuple["Carried", ...]

    @property
    def refuses(self) -> bool:
        """Whether anything is refused under it."""
        return bool(self.refused) or any(other.refused for other in self.through)

    @property
    def warns(self) -> bool:
        """Whether anything is refused or warned of under it."""
        return self.refuses or bool(self.warned) or any(other.warned for other in self.through)

    @property
    def recorded(self) -> bool:
        """Whether the record has a place for it."""
        return self.warns or bool(self.rule.by)

    @property
    def missing(self) -> tuple[Asks, ...]:
        """What the rule asks of the record and nothing in the code does."""
        done = {
            Asks.REFUSE: self.refuses,
            Asks.WARN: self.warns,
            Asks.SHOW: bool(self.shown) or self.warns,
            Asks.RECORD: self.recorded,
        }
        return tuple(asked for asked in self.rule.asks if not done[asked])


def carried(rule: Rule) -> Carried:
    """Return what carries a rule."""
    return Carried(
        rule=rule,
        refused=_met(rule, [(each, each.refusals) for each in reaches()]),
        warned=_met(rule, [(each, each.cautions) for each in reaches()]),
        shown=tuple(shown for shown in SHOWN if shown.rule == rule.id),
        through=tuple(carried(RULES[other]) for other in rule.through),
    )


def _met(rule: Rule, found: list[tuple[Reach, tuple[Refusal | Caution, ...]]]) -> tuple[Met, ...]:
    commands: dict[Refusal | Caution, list[str]] = {}
    for reach, constants in found:
        for constant in constants:
            if constant.rule == rule.id:
                commands.setdefault(constant, []).append(reach.command)
    return tuple(Met(what, tuple(names)) for what, names in commands.items())
