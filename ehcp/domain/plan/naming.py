"""The decision what to name in Section I, and its reasons. CFA 2014 ss.33, 39, 40, 61."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class GroundAgainst(StrEnum):
    """The only grounds for not naming the institution asked for: CFA 2014 s.39(4)."""

    UNSUITABLE = "unsuitable"
    OTHERS_EDUCATION = "incompatible-with-efficient-education-of-others"
    RESOURCES = "incompatible-with-efficient-use-of-resources"


@dataclass(frozen=True, kw_only=True)
class Naming:
    """Why Section I says what it says. Empty where the institution asked for is named.

    - `ground` and `evidence`: why the institution asked for is not named (s.39(4)).
    - `mainstream_unwanted`: mainstream is against the wishes of the parent or young person;
      or `incompatible` says how it is incompatible with the efficient education of others and
      `reasonable_steps` that none could remove that (s.33(2)-(5)).
    - `otherwise`: education otherwise than in an institution; `inappropriate` says why it
      would be inappropriate in one, `family_consulted` when the family was asked (s.61).
    - `offer`: the place offered by an institution that nobody can make admit.
    - `list_checked`: the day on which the list of approved institutions was looked at (s.41).
    - `condition`: what the family is to do or pay; `also_suitable` the other setting that is
      suitable, `extra_cost` a year.
    """

    ground: GroundAgainst | None = None
    evidence: str | None = None
    mainstream_unwanted: bool = False
    incompatible: str | None = None
    reasonable_steps: str | None = None
    otherwise: bool = False
    inappropriate: str | None = None
    family_consulted: date | None = None
    offer: str | None = None
    list_checked: date | None = None
    condition: str | None = None
    also_suitable: str | None = None
    extra_cost: Decimal | None = None
