"""The outcomes of Section E over the years: one line for each, through every version of the plan.

An outcome keeps its id when it is worded anew and when the child changes setting or authority.
One that others give way to says so (`replaces`), and each then knows the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from ehcp.domain.case import PLANS, Case
from ehcp.domain.events.outcome import OutcomeProgressRecorded, Progress
from ehcp.domain.plan.outcomes import Outcome
from ehcp.domain.plan.sections import Plan
from ehcp.domain.standing.clerical import as_corrected
from ehcp.domain.step import Step


class OutcomeStatus(StrEnum):
    """How an outcome stands. `superseded`: not met, and no longer in the plan in force."""

    NO_PROGRESS_RECORDED = "no-progress-recorded"
    NOT_MET = "not-met"
    PARTLY_MET = "partly-met"
    MET = "met"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The outcome as one version of the plan has it: the first one with these words."""

    plan: Step
    outcome: Outcome


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What was said of an outcome, and where the child was then, by the plan in force."""

    step: Step
    event: OutcomeProgressRecorded
    setting: str | None


@dataclass(frozen=True, kw_only=True)
class OutcomeLine:
    """One outcome from the first plan that has it.

    `wordings` and `judged` are in legal order. `counts` are those of the judged by which it
    stands: what was met in other words was not met in these. `left` is the plan that no longer
    has it, None while the plan in force does. `replaces` and `replaced_by` are ids.
    """

    id: str
    wordings: tuple[Wording, ...]
    judged: tuple[Judged, ...]
    counts: tuple[Judged, ...]
    left: Step | None
    replaces: tuple[str, ...]
    replaced_by: tuple[str, ...]

    @property
    def outcome(self) -> Outcome:
        """The outcome as it was last worded."""
        return self.wordings[-1].outcome

    @property
    def progress(self) -> Progress | None:
        """What was last said of how far it is reached."""
        said = (j.event.progress for j in reversed(self.counts))
        return next((progress for progress in said if progress is not None), None)

    @property
    def percent(self) -> int | None:
        """How far it was last said to be reached, of 100."""
        said = (j.event.percent for j in reversed(self.counts))
        return next((percent for percent in said if percent is not None), None)

    @property
    def status(self) -> OutcomeStatus:
        """How it stands. What was met stays met, whatever plan follows, in the same words."""
        if self.left is not None and self.progress is not Progress.MET:
            return OutcomeStatus.SUPERSEDED
        if self.progress is None:
            return OutcomeStatus.NO_PROGRESS_RECORDED
        return OutcomeStatus(self.progress)

    def overdue(self, on: date) -> bool:
        """Whether its target day is over, it is in the plan in force, and not said to be met."""
        due = self.outcome.by
        return self.left is None and due is not None and due < on and self.progress != "met"


def outcomes(case: Case) -> tuple[OutcomeLine, ...]:
    """Return every outcome that a plan of the case has had, in the order in which they came."""
    issued = [(step, plan) for step in case.steps_of(*PLANS) if (plan := as_corrected(case, step))]
    lines: dict[str, OutcomeLine] = {}
    for _, plan in issued:
        for outcome in plan.outcomes:
            if outcome.id not in lines:
                lines[outcome.id] = _line(case, outcome.id, issued)
    return tuple(lines.values())


def contents(step: Step) -> Plan | None:
    """Return the plan that went out or came in with a step; None where the record has it not."""
    plan: Plan | None = getattr(step.event, "plan", None)
    return plan


def _line(case: Case, id_: str, issued: list[tuple[Step, Plan]]) -> OutcomeLine:
    having = [
        (step, outcome) for step, plan in issued for outcome in plan.outcomes if outcome.id == id_
    ]
    since = case.number(having[-1][0])
    wordings, judged = tuple(_wordings(having)), tuple(_judged(case, id_))
    return OutcomeLine(
        id=id_,
        wordings=wordings,
        judged=judged,
        counts=_of_these_words(case, wordings, judged),
        left=next((step for step, _ in issued if case.number(step) > since), None),
        replaces=tuple(dict.fromkeys(old for _, o in having for old in o.replaces)),
        replaced_by=tuple(
            dict.fromkeys(o.id for _, plan in issued for o in plan.outcomes if id_ in o.replaces)
        ),
    )


def _wordings(having: list[tuple[Step, Outcome]]) -> Iterator[Wording]:
    before = None
    for step, outcome in having:
        if outcome != before:
            yield Wording(plan=step, outcome=outcome)
        before = outcome


def _of_these_words(
    case: Case, wordings: tuple[Wording, ...], judged: tuple[Judged, ...]
) -> tuple[Judged, ...]:
    """Return what counts of what was said: nothing from before new words, if it was met then."""
    anew = [new.plan for old, new in pairwise(wordings) if old.outcome.text != new.outcome.text]
    if not anew:
        return judged
    before = [j for j in judged if case.follows(anew[-1], j.step)]
    said = [j.event.progress for j in before if j.event.progress is not None]
    return judged[len(before) :] if said and said[-1] is Progress.MET else judged


def _judged(case: Case, id_: str) -> Iterator[Judged]:
    for step in case.steps_of(OutcomeProgressRecorded):
        event = step.event
        if isinstance(event, OutcomeProgressRecorded) and event.outcome == id_:
            plan = case.before(step, *PLANS)
            yield Judged(step=step, event=event, setting=setting(plan) if plan else None)


def setting(plan: Step) -> str | None:
    """Return the setting that a plan names; None where it names none."""
    found = contents(plan)
    named = (placement.institution for placement in (found.placements if found else ()))
    return next((institution.name for institution in named if institution), None)
