"""After an appeal that is not opposed: reg 45. In detention SI 2015/62 reg 30 stands beside it."""

from dataclasses import replace

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, Fixed, Steps, Test, steps
from ehcp.domain.deadlines.clocks.order import (
    AMENDED,
    CONTINUED,
    DRAFTED,
    FINALISED,
    NO_PLAN_MADE,
    PLAN_MADE,
    TOLD,
    Done,
    clock_of,
    its_own,
)
from ehcp.domain.deadlines.clocks.terms import in_community
from ehcp.domain.deadlines.unsaid import ordered
from ehcp.domain.events.appeal import AppealNotOpposed
from ehcp.domain.events.order import Ordered
from ehcp.domain.standing.appeals import responded_before
from ehcp.domain.step import Step
from ehcp.law.time_limit import TimeLimit
from ehcp.law.time_limits import unopposed_appeal

IMMEDIATELY = "To go on with the plan is due immediately: the weeks are for amending it."


def unopposed(what: Ordered, where: Test | None = None) -> Steps:
    """Notices to the Tribunal, before any response, that an appeal for this is not opposed."""

    def test(case: Case, start: Step, step: Step) -> bool | None:
        if ordered(case, step) is not what or responded_before(case, step):
            return False
        return where is None or where(case, start, step)

    return steps(AppealNotOpposed, test=test)


def response_in_doubt(case: Case, start: Step) -> bool:
    """Whether an appeal was left unopposed on days on which the response may have been in."""
    return isinstance(start.event, AppealNotOpposed) and responded_before(case, start) is None


def _at_once(case: Case, start: Step) -> Fixed | None:
    """Return the day itself for going on with a plan: the weeks are for amending it."""
    alone = ordered(case, start) is Ordered.CONTINUE
    return Fixed((start.first, start.last), IMMEDIATELY) if alone else None


def _if_to_continue(found: Steps, *, alone: bool) -> Steps:
    """Those of these steps that count if the plan goes on as it is, or if it is amended too."""

    def test(case: Case, start: Step, step: Step) -> bool | None:
        as_it_is = ordered(case, start) is Ordered.CONTINUE
        return as_it_is is alone and found.match(case, start, step)

    return Steps(found.kinds, test)


def _not_opposed(limit: TimeLimit, what: Ordered, done: Done, where: Test | None = None) -> Clock:
    """Return the clock of an appeal that is not opposed: nobody suspends it or sets it aside."""
    clock = clock_of(limit, unopposed(what, where), done, stands_for_order=False)
    return replace(its_own(clock), in_doubt=response_in_doubt)


GOES_ON = Done(
    ends=_if_to_continue(CONTINUED.ends, alone=True) | _if_to_continue(AMENDED.ends, alone=False)
)

UNOPPOSED_CLOCKS = (
    _not_opposed(unopposed_appeal.UNOPPOSED_ASSESS_NOTIFY, Ordered.ASSESS, TOLD, in_community),
    _not_opposed(unopposed_appeal.UNOPPOSED_ASSESS_REFUSE_PLAN, Ordered.ASSESS, NO_PLAN_MADE),
    _not_opposed(unopposed_appeal.UNOPPOSED_ASSESS_FINAL_PLAN, Ordered.ASSESS, PLAN_MADE),
    _not_opposed(unopposed_appeal.UNOPPOSED_MAKE_PLAN_DRAFT, Ordered.MAKE_PLAN, DRAFTED),
    _not_opposed(unopposed_appeal.UNOPPOSED_MAKE_PLAN_FINAL, Ordered.MAKE_PLAN, FINALISED),
    _not_opposed(unopposed_appeal.UNOPPOSED_CONTENTS, Ordered.AMEND, AMENDED),
    _not_opposed(
        unopposed_appeal.UNOPPOSED_PLACEMENT_ONLY, Ordered.NAME_SCHOOL, AMENDED, in_community
    ),
    replace(
        _not_opposed(
            unopposed_appeal.UNOPPOSED_CEASE_CONTINUE, Ordered.CONTINUE_AND_AMEND, GOES_ON
        ),
        starts=unopposed(Ordered.CONTINUE) | unopposed(Ordered.CONTINUE_AND_AMEND),
        fixed=_at_once,
    ),
)
