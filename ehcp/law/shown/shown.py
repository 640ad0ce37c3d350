"""What a rule that neither refuses nor warns gives to be shown."""

from dataclasses import dataclass
from functools import cached_property

from ehcp.law.citations import Citation, Citations
from ehcp.law.rules import RULES
from ehcp.law.time_limit import TimeLimit


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A text, the rule it states, and the limits beside which it is shown."""

    rule: str
    text: str
    source: Citation | Citations
    limits: tuple[TimeLimit, ...]

    @cached_property
    def doubted(self) -> bool:
        """Whether no source of the rule has been read in its own text."""
        return RULES[self.rule].doubted
