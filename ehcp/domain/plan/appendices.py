"""Section K: the advice and information from the assessment, and what the plan makes of it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class RecommendedProvision:
    """Provision that a report recommends, and what the plan makes of it.

    `accepted`: `provision` are the ids in F, G and H that it became. Refused: `reason` says why.
    """

    text: str
    accepted: bool | None = None
    provision: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Appendix:
    """Section K: advice or information from the assessment. `kind` is the letter in reg 6(1).

    `author` wrote it, in a `role` for an `organisation`. `dated` is the day on it, `requested`
    and `received` the days of those. `reused`: it was not sought anew, because its author, the
    authority and the family agree that it suffices (reg 6(4)). `document` is the file's sha-256.
    """

    id: str
    text: str
    kind: str | None = None
    author: str | None = None
    dated: date | None = None
    document: str | None = None
    role: str | None = None
    organisation: str | None = None
    requested: date | None = None
    received: date | None = None
    reused: bool = False
    author_agreed: bool | None = None
    authority_agreed: bool | None = None
    family_agreed: bool | None = None
    pages: int | None = None
    recommendations: tuple[RecommendedProvision, ...] = ()
    replaces: tuple[str, ...] = ()
