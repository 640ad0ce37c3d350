"""A run: one running of one clock, and what became of it."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock
from ehcp.domain.events.mediation import MediationAgreement
from ehcp.domain.events.request import AssessmentAgreed, Route
from ehcp.domain.standing.reviews import begun_by
from ehcp.domain.step import Step


class How(Enum):
    """What became of a run."""

    OPEN = "open"
    ENDED = "ended"
    SHOWN = "shown"
    TAKEN_AWAY = "taken-away"


# Bound once: a member that is looked up on its class costs more than most of what is done here.
OPEN, ENDED, SHOWN, TAKEN_AWAY = How.OPEN, How.ENDED, How.SHOWN, How.TAKEN_AWAY


class Run(NamedTuple):
    """One running of one clock.

    `start` started it, or gave its due day where `given`. `end` ended it, showed that it was
    done, or took the duty away: `how` says which. `otherwise` is the run as it is if that
    step turns out not to count, where its days do not say. `left_out` are steps that count for
    nothing here: a refusal that a reading of the law treats as if it had not been made, say.
    `undone` is the run without the step that took the duty away, where that was not kept to.
    `since` replaces the starting days where the entry that really started the clock is not in
    the history. `doubtful`: whether there was such a running of its own, nobody can say.
    """

    clock: Clock
    start: Step
    given: bool = False
    how: How = How.OPEN
    end: Step | None = None
    otherwise: "Run | None" = None
    reading: str | None = None
    left_out: tuple[Step, ...] = ()
    since: tuple[date, date] | None = None
    doubtful: bool = False
    undone: "Run | None" = None

    @property
    def in_doubt(self) -> bool:
        """Whether it rests on what one side says, or on what nobody can say."""
        alleged = self.start.alleged or (self.end is not None and self.end.alleged)
        return alleged or self.doubtful

    @property
    def stands_for_order(self) -> bool:
        """Whether an agreement in mediation began it as if that were an order: reg 42(2)."""
        start = self.start.event
        return self.clock.stands_for_order and (
            isinstance(start, MediationAgreement)
            or (isinstance(start, AssessmentAgreed) and start.route is Route.MEDIATION)
        )


def ways(run: Run | None) -> Iterator[Run]:
    """Yield a run, and what it is otherwise."""
    while run is not None:
        yield run
        run = run.otherwise


End = tuple[str, int]
"""An entry that ended a running of a limit, or showed it done, and which limit that was."""


def end_of(run: Run, replaced: Collection[int]) -> End | None:
    """Return which entry ended a running of which limit, or showed it done."""
    if run.end is None or run.how is TAKEN_AWAY or run.start.place in replaced:
        return None
    return run.clock.limit.id, run.end.place


def shared_ends(case: Case, runs: Sequence[Run], replaced: Collection[int]) -> set[End]:
    """Return the ends of several runs: one step ended them together without saying whose it is.

    An order that was issued again with another date (`replaced` are the places of the first)
    is one order: what was done under it was done under the later date. A review that says it
    is meant ends every year that was open when it met.
    """
    once, again = set[End](), set[End]()
    if len(runs) == 1:
        return again
    for run in runs:
        if run.end is None and run.otherwise is None:
            continue
        ends = {
            end
            for way in ways(run)
            if (end := end_of(way, replaced)) and not _says_of_which_review(case, way)
        }
        again |= once & ends
        once |= ends
    return again


def _says_of_which_review(case: Case, run: Run) -> bool:
    """Whether a yearly run ended with a step that says to which review it belongs."""
    if run.end is None or run.end.event.of is None or not run.clock.ends_with_next:
        return False
    return begun_by(case, run.end) is not None
