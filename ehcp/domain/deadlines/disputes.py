"""A refusal to assess that was dropped: which clock runs, and who says so.

Dropped after an order, an agreement or a notice, that entry starts the clocks. Dropped by
the authority's own decision, the Ombudsman counts 10 and 14 weeks from the agreement to
assess; the High Court held that the 16 and 20 weeks from the request had never stopped
([2023] EWHC 3138 (Admin)). Both are then listed, each naming the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, Steps, steps
from ehcp.domain.deadlines.closing import close
from ehcp.domain.deadlines.deadline import Days, Key
from ehcp.domain.deadlines.doubt import Recall, anew
from ehcp.domain.deadlines.dropped import Dropped, dropped_refusals
from ehcp.domain.deadlines.run import How, Run
from ehcp.domain.events.request import AssessmentRefused, RequestWithdrawn
from ehcp.domain.standing.orders import same_order
from ehcp.domain.standing.requests import takes_back
from ehcp.domain.step import Step
from ehcp.law.choices import HIGH_COURT, OMBUDSMAN
from ehcp.law.time_limits import assessment, final, tribunal_order, unopposed_appeal

TWINS = {
    assessment.DECISION_NOT_TO_ISSUE.id: tribunal_order.ORDER_ASSESS_REFUSE_PLAN.id,
    final.FINAL_PLAN_20_WEEKS.id: tribunal_order.ORDER_ASSESS_FINAL_PLAN.id,
}
"""The same duty, as the High Court and as the Ombudsman count it."""

UNOPPOSED_TWINS = (
    unopposed_appeal.UNOPPOSED_ASSESS_REFUSE_PLAN.id,
    unopposed_appeal.UNOPPOSED_ASSESS_FINAL_PLAN.id,
)

TOLD = (
    tribunal_order.ORDER_ASSESS_NOTIFY.id,
    unopposed_appeal.UNOPPOSED_ASSESS_NOTIFY.id,
)

BEGUN_BY_DROPPING = (*TWINS.values(), *UNOPPOSED_TWINS)
"""The limits that run from the agreement to assess where a refusal was dropped."""


def put_right(
    case: Case, clock: Clock, runs: Sequence[Run], recall: Recall = anew
) -> Sequence[Run]:
    """Return the runs of a clock with those of dropped refusals put right, or added."""
    limit = clock.limit.id
    if limit in TWINS:
        return _as_if_never_refused(case, runs, recall)
    if limit in TOLD:
        return _told_already(case, runs)
    if limit not in BEGUN_BY_DROPPING:
        return runs
    added = []
    for dropped in case.once(dropped_refusals):
        if dropped.disputed and limit in TWINS.values():
            reading, since = OMBUDSMAN, None
        elif dropped.cause_unseen and (limit in UNOPPOSED_TWINS) is dropped.unopposed:
            reading, since = None, _between(dropped)
        else:
            continue
        its_own = replace(clock, not_if=clock.not_if | _taken_back(dropped))
        run = Run(clock=its_own, start=dropped.agreement, reading=reading, since=since)
        alone = partial(close, case, run, [dropped.agreement])
        added.append(recall(dropped.agreement, alone, (limit, run.since)))
    return [*runs, *added]


def _taken_back(dropped: Dropped) -> Steps:
    """Return the withdrawals of the request that had been refused: it ends either reading."""
    request = dropped.request

    def test(case: Case, _start: Step, step: Step) -> bool:
        return request is None or takes_back(case, step, request)

    return steps(RequestWithdrawn, test=test)


def _told_already(case: Case, runs: Sequence[Run]) -> Sequence[Run]:
    """Return the runs of the duty to tell the family, ended where it was told before the start.

    That is before the order or notice had its date, or before the order was dated again.
    """
    told = [(d.cause, d.agreement) for d in case.once(dropped_refusals) if d.cause]

    def put(run: Run) -> Run:
        for cause, agreement in told:
            if case.follows(run.start, agreement) and same_order(case, cause, run.start):
                return run._replace(how=How.ENDED, end=agreement, otherwise=None)
        return run

    return [put(run) for run in runs] if told else runs


def _as_if_never_refused(case: Case, runs: Sequence[Run], recall: Recall) -> Sequence[Run]:
    """Return the runs as the High Court reads those whose refusal was dropped."""
    refusals = {d.request: _refusals(case, d) for d in case.once(dropped_refusals) if d.disputed}
    return [
        recall(run, partial(_unrefused, case, run, refusals[run.start]), refusals[run.start])
        if run.start in refusals
        else run
        for run in runs
    ]


def _refusals(case: Case, dropped: Dropped) -> tuple[Step, ...]:
    """Return every refusal of the request up to the agreement: it dropped them all."""
    if dropped.request is None:
        return (dropped.refusal,)
    refused = case.after(dropped.request, AssessmentRefused)
    return tuple(step for step in refused if case.follows(dropped.agreement, step))


def _unrefused(case: Case, run: Run, refusals: tuple[Step, ...]) -> Run:
    reading = Run(clock=run.clock, start=run.start, reading=HIGH_COURT, left_out=refusals)
    return close(case, reading, [run.start])


def _between(dropped: Dropped) -> Days:
    """Return when what made the authority drop its refusal can have happened."""
    first, last = dropped.refusal.first, dropped.agreement.last
    return min(first, last), last


def twins(case: Case) -> Iterator[tuple[Key, Key]]:
    """Yield the pairs of deadlines that may be two readings of one duty."""
    for dropped in case.once(dropped_refusals):
        if dropped.disputed and dropped.request is not None:
            for high_court, ombudsman in TWINS.items():
                yield (
                    Key(high_court, dropped.request.place),
                    Key(ombudsman, dropped.agreement.place),
                )
