"""What somebody looks for, made of what they write: names, days, numbers, references, words."""

from ehcp.application.finding.days import a_day, days_in
from ehcp.application.finding.fields import Field
from ehcp.application.finding.wanted import (
    LONGEST,
    Criterion,
    Hint,
    Key,
    Looked,
    Named,
    Said,
    Wanted,
    Wrong,
    wanted,
)

__all__ = [
    "LONGEST",
    "Criterion",
    "Field",
    "Hint",
    "Key",
    "Looked",
    "Named",
    "Said",
    "Wanted",
    "Wrong",
    "a_day",
    "days_in",
    "wanted",
]
