"""The outcomes of a case as a reader is shown them: the plan's words, and what was said since."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import PLANS, Case
from ehcp.domain.events.outcome import Progress
from ehcp.domain.plan.outcomes import OutcomeArea, PhaseOfEducation
from ehcp.domain.plan.sections import Section
from ehcp.domain.standing.outcomes import Judged, OutcomeLine, OutcomeStatus, contents, outcomes
from ehcp.domain.value import value
from ehcp.domain.when import Span

PROVISION = (Section.F, Section.G, Section.H1, Section.H2)


@value(frozen=True, kw_only=True)
class WordingShown:
    """The words of an outcome from one version of the plan on. `plan` is its place."""

    plan: int
    issued: Span
    text: str
    by: date | None


@value(frozen=True, kw_only=True)
class ProgressShown:
    """What was said of an outcome. `review`: the place of the review or meeting it was for."""

    place: int
    on: Span
    progress: Progress | None
    percent: int | None
    evidence: str | None
    said_by: str | None
    childs_view: str | None
    parents_view: str | None
    appropriate: bool | None
    setting: str | None
    review: int | None
    under_authority: str | None


@value(frozen=True, kw_only=True)
class OutcomeShown:
    """One outcome over the years. `provision` are the ids that lead to it in the latest plan."""

    id: str
    text: str
    status: OutcomeStatus
    percent: int | None
    in_plan: bool
    overdue: bool
    area: OutcomeArea | None
    baseline: str | None
    measure: str | None
    by: date | None
    phase_end: PhaseOfEducation | None
    steps: tuple[str, ...]
    aspirations: tuple[str, ...]
    needs: tuple[str, ...]
    provision: tuple[str, ...]
    replaces: tuple[str, ...]
    replaced_by: tuple[str, ...]
    wordings: tuple[WordingShown, ...]
    progress: tuple[ProgressShown, ...]


def outcomes_shown(case: Case, on: date) -> tuple[OutcomeShown, ...]:
    """Return every outcome that the case has had, as it stood at the end of a day."""
    return tuple(_shown(case, line, on) for line in outcomes(case))


def _shown(case: Case, line: OutcomeLine, on: date) -> OutcomeShown:
    outcome = line.outcome
    in_plan = line.left is None and case.plan_in_force is not None
    return OutcomeShown(
        id=line.id,
        text=outcome.text,
        status=line.status,
        percent=line.percent,
        in_plan=in_plan,
        overdue=in_plan and line.overdue(on),
        area=outcome.area,
        baseline=outcome.baseline,
        measure=outcome.measure,
        by=outcome.by,
        phase_end=outcome.phase_end,
        steps=outcome.steps,
        aspirations=outcome.aspirations,
        needs=outcome.needs,
        provision=tuple(_provision(case, line)),
        replaces=line.replaces,
        replaced_by=line.replaced_by,
        wordings=tuple(
            WordingShown(
                plan=w.plan.place, issued=w.plan.span, text=w.outcome.text, by=w.outcome.by
            )
            for w in line.wordings
        ),
        progress=tuple(map(_progress, line.judged)),
    )


def _provision(case: Case, line: OutcomeLine) -> Iterator[str]:
    """Yield the provision towards an outcome in the last plan that has it."""
    plans = (contents(step) for step in reversed(case.steps_of(*PLANS)))
    having = (plan for plan in plans if plan and any(o.id == line.id for o in plan.outcomes))
    plan = next(having, None)
    for letter in PROVISION if plan else ():
        for element in plan.section(letter) if plan else ():
            if line.id in getattr(element, "outcomes", ()):
                yield element.id


def _progress(judged: Judged) -> ProgressShown:
    event = judged.event
    return ProgressShown(
        place=judged.step.place,
        on=judged.step.span,
        progress=event.progress,
        percent=event.percent,
        evidence=event.evidence,
        said_by=event.said_by,
        childs_view=event.childs_view,
        parents_view=event.parents_view,
        appropriate=event.appropriate,
        setting=judged.setting,
        review=event.of,
        under_authority=event.under_authority,
    )
