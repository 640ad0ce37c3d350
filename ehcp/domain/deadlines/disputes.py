"""A refusal to assess that was dropped: which clock runs, and who says so.

Dropped after an order, an agreement or a notice, that entry starts the clocks. Dropped by
the authority's own decision, the Ombudsman counts 10 and 14 weeks from the agreement to
assess; the High Court held that the 16 and 20 weeks from the request had never stopped
([2023] EWHC 3138 (Admin)). Both are then listed, each naming the other.
"""

from collections import defaultdict
from collections.abc import Sequence

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock
from ehcp.domain.deadlines.clocks import CLOCK_OF
from ehcp.domain.deadlines.runs import Run, close
from ehcp.domain.deadlines.unsaid import Dropped, dropped_refusals
from ehcp.domain.events.request import Route
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

Pair = tuple[Run, Run]


def with_dropped_refusals(case: Case, runs: Sequence[Run]) -> tuple[list[Run], list[Pair]]:
    """Return the runs with those of dropped refusals put right, and the pairs of readings."""
    found, pairs = list(runs), list[Pair]()
    started_by = defaultdict[Step | None, list[int]](list)
    for number, run in enumerate(runs):
        started_by[run.start].append(number)
    for dropped in dropped_refusals(case):
        if dropped.disputed:
            for high_court, ombudsman in TWINS.items():
                second = _from_agreement(case, CLOCK_OF[ombudsman], dropped)
                found.append(second)
                for index in started_by.get(dropped.request, ()):
                    run = found[index]
                    if run.clock.limit.id == high_court:
                        reading = Run(
                            clock=run.clock,
                            start=run.start,
                            reading=HIGH_COURT,
                            left_out=(dropped.refusal,),
                        )
                        found[index] = close(case, reading, [run.start])
                        pairs.append((found[index], second))
        elif dropped.cause_unseen:
            limits = UNOPPOSED_TWINS if dropped.route is Route.UNOPPOSED else TWINS.values()
            found += [_from_unseen_cause(case, CLOCK_OF[limit], dropped) for limit in limits]
    return found, pairs


def _from_agreement(case: Case, clock: Clock, dropped: Dropped) -> Run:
    run = Run(clock=clock, start=dropped.agreement, reading=OMBUDSMAN)
    return close(case, run, [dropped.agreement])


def _from_unseen_cause(case: Case, clock: Clock, dropped: Dropped) -> Run:
    """Return the run that began at some time between the refusal and the agreement."""
    first, last = dropped.refusal.first, dropped.agreement.last
    run = Run(clock=clock, start=dropped.agreement, since=(min(first, last), last))
    return close(case, run, [dropped.agreement])
