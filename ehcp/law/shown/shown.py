"""What a rule that neither refuses nor warns gives to be shown."""

from dataclasses import dataclass

from ehcp.law.citations import Citation, Citations
from ehcp.law.time_limit import TimeLimit


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A text, the rule it states, and the limits beside which it is shown.

    `doubted` marks a source that has not been read in its own text.
    """

    rule: str
    text: str
    source: Citation | Citations
    limits: tuple[TimeLimit, ...]
    doubted: bool = False
