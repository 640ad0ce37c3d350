"""Section E: what the provision is to bring about."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class OutcomeArea(StrEnum):
    """What an outcome is about. The last four prepare for adulthood."""

    EDUCATION = "education"
    HEALTH = "health"
    CARE = "care"
    EMPLOYMENT = "employment-or-higher-education"
    INDEPENDENT_LIVING = "independent-living"
    COMMUNITY = "friends-relationships-and-community"
    GOOD_HEALTH = "good-health"

    @property
    def prepares_for_adulthood(self) -> bool:
        """Whether it is one of the four areas of preparing for adulthood."""
        return self not in (OutcomeArea.EDUCATION, OutcomeArea.HEALTH, OutcomeArea.CARE)


class PhaseOfEducation(StrEnum):
    """A phase or stage, to whose end an outcome is usually set."""

    EARLY_YEARS = "early-years"
    INFANT = "infant"
    PRIMARY = "primary"
    LOWER_SECONDARY = "lower-secondary"
    SECONDARY = "secondary"
    POST_16 = "post-16"
    POST_19 = "post-19"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Section E: the difference that the provision is to make to the person.

    `by` is the last day of its target, or `phase_end` the phase at whose end it is to be
    reached. `aspirations` are ids in Section A, `needs` ids in B, C and D; the provision that
    leads to it says so itself, so that the two cannot disagree. `measure` is how it is told
    that the outcome is reached. `reviewed_by` and `reviewed_when` say who looks at it and how
    often, `shorter_targets` how the setting sets and follows its own.
    """

    id: str
    text: str
    needs: tuple[str, ...] = ()
    baseline: str | None = None
    measure: str | None = None
    by: date | None = None
    steps: tuple[str, ...] = ()
    area: OutcomeArea | None = None
    aspirations: tuple[str, ...] = ()
    phase_end: PhaseOfEducation | None = None
    reviewed_by: str | None = None
    reviewed_when: str | None = None
    shorter_targets: str | None = None
    replaces: tuple[str, ...] = ()
