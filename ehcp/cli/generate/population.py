"""Who there is: drawn so that those with a plan on the last day have the published shape.

Ages and years held are published apart, and not every age can have held a plan for so long: the
table of both that has these sums, and nothing that cannot be, is fitted to them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from ehcp.cli.generate.drawing import WHOLE, Draw, Odds
from ehcp.cli.generate.figures import Figures, fitted
from ehcp.law.commencement import PART_3

YEAR = 365.25
YOUNGEST = 2  # with a plan
OLDEST = 22  # when a first plan is made: at 25 nobody is assessed any more
LONGEST_WAIT = 1.6  # years from a request to its plan
SHORTEST_HELD = (200, 360)  # days that a plan lasts at least
SIX_WEEKS = 42
AT_LEAST = 70  # days from the decision to assess to the plan
POST_16, ADULT = 16, 19


class Kind(StrEnum):
    """What became of a case by the last day."""

    PLANNED = "planned"
    CEASED = "ceased"
    UNDER_WAY = "under-way"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NO_PLAN = "no-plan"


@dataclass(frozen=True, kw_only=True)
class Fate:
    """A case in outline. `planned` and `ceases` are the days meant for them, None if never."""

    kind: Kind
    born: date
    sex: str
    need: str
    setting: str
    requested: date
    decided: date
    planned: date | None = None
    ceases: date | None = None


class Population:
    """Draws the outline of a case, for a last day and the years before it."""

    def __init__(self, figures: Figures, until: date, years: int) -> None:
        self.figures = figures
        self.until = until
        known = (until - PART_3).days / YEAR - LONGEST_WAIT
        self.years = max(1, min(years, int(known)))
        held = figures.plans.years_held
        self.held = {k: share for k, share in held.items() if k <= self.years}
        self.kinds = Odds(self._kinds())
        self.age_and_held = Odds(self._ages_and_held())
        self.settings = dict(self._settings())
        self.waits = Odds((wait, wait.share) for wait in figures.requests.plan_after)
        self.waiting = Odds(
            (wait, wait.share * (wait.first + wait.last)) for wait in figures.requests.plan_after
        )
        self.ended = Odds(enumerate(self._ended()))
        self.begun = Odds(self._begun())
        bands = list(figures.assumed.first_age_of_ceasing.items())
        self.last_ages = Odds(((first, self._last_of(first)), share) for first, share in bands)

    def fate(self, draw: Draw) -> Fate:
        """Draw the outline of a case."""
        kind = self.kinds.drawn(draw)
        if kind is Kind.CEASED:
            return self._ceased(draw)
        age, held = self.age_and_held.drawn(draw)
        if kind is Kind.PLANNED:
            back = (held - 1 + draw.fraction() * self._width(held)) * YEAR
            return self._planned(draw, age, self.until - timedelta(days=round(back)))
        begun = 0 if kind is Kind.UNDER_WAY else self.begun.drawn(draw)
        wait = self._wait(draw, under_way=begun == 0)
        back = draw.fraction() * (YEAR if begun else wait)
        if begun:  # its plan would have come in that year
            back += (begun - 1) * YEAR + wait
        requested = self.until - timedelta(days=round(back))
        decided = requested + timedelta(days=self._decision(draw, wait))
        planned = requested + timedelta(days=wait) if kind is Kind.UNDER_WAY else None
        return Fate(
            kind=kind,
            born=self._born(draw, requested, max(YOUNGEST, age - held)),
            requested=requested,
            decided=decided,
            planned=planned,
            **self._person(draw, age),
        )

    def _planned(self, draw: Draw, age: int, planned: date) -> Fate:
        wait = self._wait(draw)
        requested = planned - timedelta(days=wait)
        return Fate(
            kind=Kind.PLANNED,
            born=self._born(draw, self.until, age),
            requested=requested,
            decided=requested + timedelta(days=self._decision(draw, wait)),
            planned=planned,
            **self._person(draw, age),
        )

    def _ceased(self, draw: Draw) -> Fate:
        back = self.ended.drawn(draw)
        ceases = self.until - timedelta(days=round((back + draw.fraction()) * YEAR))
        first, last = self.last_ages.drawn(draw)
        age = draw.between(first, last)
        longest = min(self.years - back, age - YOUNGEST)
        held = draw.weighted({k: share for k, share in self.held.items() if k <= longest})
        oldest = self.until - timedelta(days=round(self.years * YEAR))
        ceases = max(ceases, oldest + timedelta(days=draw.between(*SHORTEST_HELD)))
        planned = ceases - timedelta(days=round((held - draw.fraction() / 2) * YEAR))
        planned = max(planned, oldest)
        wait = self._wait(draw)
        requested = planned - timedelta(days=wait)
        return Fate(
            kind=Kind.CEASED,
            born=self._born(draw, ceases, age),
            requested=requested,
            decided=requested + timedelta(days=self._decision(draw, wait)),
            planned=planned,
            ceases=ceases,
            **self._person(draw, age),
        )

    def _person(self, draw: Draw, age: int) -> dict[str, Any]:
        plans = self.figures.plans
        band = next(band for band in plans.age_bands if band[0] <= age <= band[1])
        return {
            "sex": "male" if draw.per_cent(plans.male) else "female",
            "need": draw.weighted(plans.primary_need),
            "setting": self.settings[band].drawn(draw),
        }

    def _wait(self, draw: Draw, *, under_way: bool = False) -> int:
        """Draw the days from the request to the plan; of those that still wait, the longer."""
        band = (self.waiting if under_way else self.waits).drawn(draw)
        share = draw.fraction() ** 2
        width = band.last - band.first
        in_time = band is self.waits.found[0]  # then most come near the end of it
        return band.last - round(width * share) if in_time else band.first + round(width * share)

    def _decision(self, draw: Draw, wait: int) -> int:
        """Draw the days from the request to the decision whether to assess."""
        share = draw.fraction() ** 2
        if draw.per_cent(self.figures.requests.decided_in_6_weeks):
            return SIX_WEEKS - round(16 * share)
        late = SIX_WEEKS + 3 + round(60 * share)
        return min(late, max(SIX_WEEKS + 3, wait - AT_LEAST))

    def _born(self, draw: Draw, on: date, age: int) -> date:
        return on - timedelta(days=round((age + 0.002 + 0.995 * draw.fraction()) * YEAR))

    def _width(self, held: int) -> float:
        """Return the years that a band of years held is wide: the last one is open."""
        return max(1, self.years - held + 1) if held == max(self.held) else 1

    def _last_of(self, first: int) -> int:
        return next(last for low, last in self.figures.plans.age_bands if low <= first <= last)

    def _ended(self) -> list[float]:
        """Return the plans begun in the time that ended in each year back, for each one live."""
        plans = self.figures.plans
        live = sum(plans.live.values()) / len(plans.live)
        whole = sum(plans.years_held.values())
        return [
            plans.ceased / live * plans.growth**-back
            * sum(share for k, share in self.held.items() if k <= self.years - back) / whole
            for back in range(self.years)
        ]  # fmt: skip

    def _begun(self) -> Iterator[tuple[int, float]]:
        """Yield the plans begun so many years back, for each one live; 0: still to come."""
        whole = sum(self.held.values())
        shares = {k: share / whole for k, share in self.held.items()}
        yield 0, self._under_way()
        for begun, live in shares.items():
            ended = (
                gone * shares[begun - back]
                / sum(share for k, share in shares.items() if k <= self.years - back)
                for back, gone in enumerate(self._ended())
                if begun - back in shares
            )  # fmt: skip
            yield begun, live + sum(ended)

    def _under_way(self) -> float:
        """Return the plans that are being prepared, for each one live."""
        waits = self.figures.requests.plan_after
        mean = sum(w.share * (w.first + w.last) / 2 for w in waits) / sum(w.share for w in waits)
        return self.held[1] / sum(self.held.values()) * mean / YEAR

    def _kinds(self) -> Iterator[tuple[Kind, float]]:
        """Yield what becomes of cases, for each plan that is live."""
        requests, plans = self.figures.requests, self.figures.plans
        live, ended = 1.0, sum(self._ended())
        under_way = self._under_way()
        agreed = requests.made * requests.agreed / WHOLE
        made = (live + ended + under_way) / (plans.begun / requests.made)
        yield Kind.PLANNED, live
        yield Kind.CEASED, ended
        yield Kind.UNDER_WAY, under_way
        yield Kind.NO_PLAN, made * (agreed - plans.begun) / requests.made
        yield Kind.REFUSED, made * requests.refused / WHOLE
        yield Kind.WITHDRAWN, made * (WHOLE - requests.agreed - requests.refused) / WHOLE

    def _ages_and_held(self) -> Iterator[tuple[tuple[int, int], float]]:
        ages = {
            age: share / (last - max(first, YOUNGEST) + 1)
            for (first, last), share in zip(
                self.figures.plans.age_bands, self.figures.plans.ages.values(), strict=True
            )
            for age in range(max(first, YOUNGEST), last + 1)
        }
        table = fitted(
            _of_one(ages.values()),
            _of_one(self.held.values()),
            [[YOUNGEST - 1 <= age - held <= OLDEST for held in self.held] for age in ages],
        )
        for age, row in zip(ages, table, strict=True):
            for held, share in zip(self.held, row, strict=True):
                yield (age, held), share

    def _settings(self) -> Iterator[tuple[tuple[int, int], Odds[str]]]:
        """Yield the settings at each age: schools end, and colleges begin, with an age."""
        plans = self.figures.plans
        ends = {"mainstream": ADULT, "special": ADULT}
        begins = {"post-16": POST_16}
        table = fitted(
            _of_one(plans.ages.values()),
            _of_one(plans.setting.values()),
            [
                [last <= ends.get(s, last) and first >= begins.get(s, 0) for s in plans.setting]
                for first, last in plans.age_bands
            ],
        )
        for band, row in zip(plans.age_bands, table, strict=True):
            yield band, Odds(zip(plans.setting, row, strict=True))


def _of_one(shares: Iterable[float]) -> list[float]:
    found = list(shares)
    return [share / sum(found) for share in found]
