"""Changes of phase, and moves between post-16 institutions: SI 2014/1530 reg 18."""

from datetime import MAXYEAR, date
from functools import partial

from ehcp.domain.case import PLANS, Case
from ehcp.domain.deadlines.clock import Clock, Steps, steps
from ehcp.domain.deadlines.clocks.closed import no_plan_by_then
from ehcp.domain.deadlines.clocks.terms import PLAN_ENDED
from ehcp.domain.deadlines.deadline import Days
from ehcp.domain.deadlines.over import falls_due
from ehcp.domain.deadlines.unsaid import phase, transfer_year
from ehcp.domain.events.appeal import AppealNotOpposed, TribunalAppealLodged
from ehcp.domain.events.mediation import MediationAgreement
from ehcp.domain.events.order import TribunalOrder
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import ReassessmentAgreed
from ehcp.domain.events.review import (
    Phase,
    PhaseTransferDue,
    Post16TransferDropped,
    Post16TransferProposed,
    ReviewKind,
    ReviewMeetingHeld,
    ReviewStarted,
)
from ehcp.domain.events.transfer import PlanReceived
from ehcp.domain.standing.reviews import begun_by
from ehcp.domain.standing.section_i import (
    begins_in,
    named_already,
    named_anew,
    names_ahead,
    placements_of,
)
from ehcp.domain.step import BEGINNING, END, Step
from ehcp.law.time_limit import TimeLimit
from ehcp.law.time_limits import phase_transfer

SEPTEMBER = 9
ISSUED = (FinalPlanIssued, AmendedPlanIssued)
CAUSES = (
    ReviewMeetingHeld,
    ReassessmentAgreed,
    TribunalAppealLodged,
    TribunalOrder,
    MediationAgreement,
    AppealNotOpposed,
)
"""What a plan may have been amended for, beside a change of phase."""
UNKNOWN: Days = (BEGINNING, END)


def _transfer_in(which: Phase) -> Steps:
    return steps(PhaseTransferDue, test=lambda _case, _start, step: phase(step) is which)


def _for_the_transfer(_case: Case, start: Step, step: Step) -> bool | None:
    """Whether a plan was issued for this change of phase: from 1 September before it."""
    year = transfer_year(start)
    if year is None:
        return None
    since = date(year - 1, SEPTEMBER, 1)
    return True if step.first >= since else (None if step.last >= since else False)


def _names_the_next_setting(limit: TimeLimit, case: Case, start: Step, step: Step) -> bool | None:
    """Whether a plan issued for this change of phase names where it leads.

    It does if a placement begins in that year, whenever it was issued: the plan is amended where
    that is necessary, and a review that maintains it names nothing. If Section I only is another
    than before, or the plan is the first, nobody can say; nor if the plan came of the review for
    the transfer, for who goes on at the same school, or at none, has it named already. If Section
    I stayed as it was, it was amended for something else. Without its contents, as in a file that
    others kept, it is taken to do so.
    """
    if isinstance(step.event, PlanReceived):
        return _received_with_it(limit, start, step)
    (first, last), year = falls_due(limit, start), transfer_year(start)
    if named_already(case, step, year, last):
        return True
    found, now = _for_the_transfer(case, start, step), placements_of(step)
    if found and now is None and _another_for_it(limit, case, start, step):
        return None
    if not found or now is None:
        return None if named_already(case, step, year, first) else found
    if begins_in(year, now):
        return True
    return None if named_anew(case, step) or _of_the_review_for_it(case, start, step) else False


def _of_the_review_for_it(case: Case, start: Step, step: Step) -> bool:
    """Whether a plan says that it came of a review that was begun because of this change."""
    begun = begun_by(case, step)
    if begun is None or not isinstance(begun.event, ReviewStarted):
        return False
    by_then = begun.first < date(transfer_year(start) or MAXYEAR, SEPTEMBER, 1)
    return by_then and begun.event.kind is ReviewKind.PHASE_TRANSFER


def _another_for_it(limit: TimeLimit, case: Case, start: Step, step: Step) -> bool:
    """Whether a plan followed by the end of that school year for which nothing else is told.

    Of two plans in one year nobody says which of them named the next setting. A review that met
    by the last day explains no later plan: it may have been the one for the transfer. Where the
    first was late already, the transfer was by that much at least: there it counts.
    """
    _, last = falls_due(limit, start)
    if step.first > last:
        return False
    for following in case.after(step, *ISSUED, *CAUSES):
        if isinstance(following.event, ISSUED):
            until = date(transfer_year(start) or MAXYEAR, SEPTEMBER, 1)
            return following.event.of is None and following.first < until
        review = isinstance(following.event, ReviewMeetingHeld)
        if not review or following.first > last:
            return False
    return False


def _received_with_it(limit: TimeLimit, start: Step, received: Step) -> bool | None:
    """Whether a plan came with the next setting in it: it counts as made here, reg 15(3).

    Where they went when they moved here is not the next setting: that begins after the last
    day. Of a plan that came after it nobody here can say whether it named the setting in time.
    """
    first, last = falls_due(limit, start)
    year = transfer_year(start)
    if not names_ahead(received, year, first):
        return False
    return True if received.last <= first and names_ahead(received, year, last) else None


def _naming_it(limit: TimeLimit) -> Steps:
    return steps(*PLANS, test=partial(_names_the_next_setting, limit))


def _move(_case: Case, proposed: Step) -> tuple[Days, ...]:
    event = proposed.event
    day = event.moves_on if isinstance(event, Post16TransferProposed) else None
    return ((day, day) if day else UNKNOWN,)


def _still_proposed(case: Case, _start: Step, proposed: Step) -> bool:
    dropped = (case.at(step.event.of) for step in case.after(proposed, Post16TransferDropped))
    return proposed not in dropped


def _names_it(case: Case, proposed: Step, step: Step) -> bool:
    """Whether a plan names the institution to which the move is, as far as both are known.

    Where nobody has said which that is, it is one that the plan before did not name.
    """
    move, placements = proposed.event, placements_of(step)
    if not isinstance(move, Post16TransferProposed) or placements is None:
        return True
    if move.institution is None:
        return named_anew(case, step)
    return any(move.institution.is_same(found.institution) for found in placements)


def _named_already(case: Case, proposed: Step) -> Step | None:
    """Return the plan that was there when a move was proposed, if it names where that is to."""
    plan, move = case.before(proposed, *PLANS), proposed.event
    if plan is None or not isinstance(move, Post16TransferProposed) or move.institution is None:
        return None
    named = (found.institution for found in placements_of(plan) or ())
    return plan if any(move.institution.is_same(each) for each in named) else None


PHASE_TRANSFER_CLOCKS = (
    Clock(
        limit=phase_transfer.PHASE_TRANSFER_15_FEB,
        starts=_transfer_in(Phase.OTHER),
        ends=_naming_it(phase_transfer.PHASE_TRANSFER_15_FEB),
        not_if=no_plan_by_then(phase_transfer.PHASE_TRANSFER_15_FEB),
        dated=True,
    ),
    Clock(
        limit=phase_transfer.PHASE_TRANSFER_31_MARCH,
        starts=_transfer_in(Phase.SECONDARY_TO_POST_16),
        ends=_naming_it(phase_transfer.PHASE_TRANSFER_31_MARCH),
        not_if=no_plan_by_then(phase_transfer.PHASE_TRANSFER_31_MARCH),
        dated=True,
    ),
    Clock(
        limit=phase_transfer.POST16_TO_POST16,
        starts=steps(Post16TransferProposed, test=_still_proposed),
        counted_from=_move,
        ends=steps(*ISSUED, test=_names_it),
        done_already=_named_already,
        not_if=PLAN_ENDED,
    ),
)
