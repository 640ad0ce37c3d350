"""The figures of `figures.yaml`, with names, and what follows from several of them together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

import msgspec
import yaml

ROUNDS = 200  # of fitting a table to its margins; the last ones move nothing any more


@dataclass(frozen=True, kw_only=True)
class Plans:
    """The plans there are: how many where, of whom, for how long."""

    live: Mapping[int, int]
    per_authority: Mapping[int, int]
    begun: int
    ceased: int
    with_personal_budget: int
    male: float
    primary_need: Mapping[str, float]
    ages: Mapping[str, float]
    years_held: Mapping[int, float]
    setting: Mapping[str, float]

    @property
    def growth(self) -> float:
        """How many there are for each one of a year before."""
        before, now = (count for _, count in sorted(self.live.items()))
        return now / before

    @property
    def age_bands(self) -> tuple[tuple[int, int], ...]:
        """The first and last age of each band."""
        bands = (band.split("-") for band in self.ages)
        return tuple((int(first), int(last)) for first, last in bands)


@dataclass(frozen=True, kw_only=True)
class Wait:
    """A band of waiting times, in days, with its share."""

    first: int
    last: int
    share: float


@dataclass(frozen=True, kw_only=True)
class Requests:
    """The requests for an assessment, and what becomes of them."""

    made: int
    agreed: float
    refused: float
    decided_in_6_weeks: float
    plan_after: tuple[Wait, ...]


@dataclass(frozen=True, kw_only=True)
class Reviews:
    """The yearly reviews that were expected, and how they ended."""

    expected: int
    without_meeting: int
    amend: int
    maintain: int
    cease: int
    decided_in_4_weeks: float

    @property
    def endings(self) -> dict[str, float]:
        """Every way in which a review ends; `open` is a meeting without a decision."""
        known = {
            "without-meeting": self.without_meeting,
            "amend": self.amend,
            "maintain": self.maintain,
            "cease": self.cease,
        }
        return {**known, "open": self.expected - sum(known.values())}


@dataclass(frozen=True, kw_only=True)
class Disputes:
    """What families take further, in a year."""

    appeals: int
    mediations: int


@dataclass(frozen=True, kw_only=True)
class Assumed:
    """What no statistics say, so that a case has its course."""

    asked_by: Mapping[str, float]
    first_age_of_ceasing: Mapping[int, float]
    appeals_against_refusal: float
    appeals_after_mediation: float
    appeals_end: Mapping[str, float]
    advice_chased: float
    advice_delayed: float
    family_report: float
    complaint: float
    setting_refuses: float
    provision_secured: float
    place_moves: float
    decided_at_last: float
    reviews_before_change_of_phase: float


@dataclass(frozen=True, kw_only=True)
class Figures:
    """All of them."""

    plans: Plans
    requests: Requests
    reviews: Reviews
    disputes: Disputes
    phase_transfers_due: int
    assumed: Assumed

    @property
    def refusals(self) -> float:
        """The refusals to assess in a year."""
        return self.requests.made * self.requests.refused / 100

    @property
    def disputed(self) -> float:
        """How many families turn to a mediation adviser in a year: each appeal follows that."""
        without = self.disputes.mediations * (1 - self.assumed.appeals_after_mediation / 100)
        return self.disputes.appeals + without

    @property
    def refusals_disputed(self) -> float:
        """The share of the refusals to assess that are taken further."""
        return self.disputed * self.assumed.appeals_against_refusal / 100 / self.refusals

    @property
    def plans_disputed(self) -> float:
        """The share of the plans, first or amended, that are taken further."""
        issued = self.plans.begun + self.reviews.amend
        return self.disputed * (1 - self.assumed.appeals_against_refusal / 100) / issued

    @property
    def mediated(self) -> float:
        """The share of the disputes in which there is a mediation."""
        return self.disputes.mediations / self.disputed


@cache
def published() -> Figures:
    """Return the figures of the file."""
    text = resources.files(__package__).joinpath("figures.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), Figures, strict=False)


def quantile(figures: Figures, share: float) -> float:
    """Return how many plans the authority has that so many per cent of them are below."""
    known = sorted(figures.plans.per_authority.items())
    for (below, few), (above, many) in pairwise(known):
        if share <= above:
            return few + (many - few) * (share - below) / (above - below)
    raise ValueError("more than 100 per cent")


def fitted(
    rows: Sequence[float], columns: Sequence[float], possible: Sequence[Sequence[bool]]
) -> list[list[float]]:
    """Return a table with these sums of its rows and columns, and nothing where it cannot be.

    By iterative proportional fitting. The sums must be of one size.
    """
    table = [[float(here) for here in row] for row in possible]
    for _ in range(ROUNDS):
        for row, wanted in zip(table, rows, strict=True):
            _scale(row, wanted)
        for number, wanted in enumerate(columns):
            column = [row[number] for row in table]
            _scale(column, wanted)
            for row, cell in zip(table, column, strict=True):
                row[number] = cell
    return table


def _scale(cells: list[float], wanted: float) -> None:
    total = sum(cells)
    cells[:] = [cell * wanted / total for cell in cells] if total else cells
