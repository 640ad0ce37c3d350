"""Where a case stands in which somebody appeals: more than once, or to another end than hoped."""

from datetime import date

import pytest

from ehcp.domain.case import Case
from ehcp.domain.events.appeal import AppealWithdrawn, TribunalAppealLodged
from ehcp.domain.events.order import (
    Ordered,
    TribunalOrder,
    TribunalOrderRedated,
    TribunalOrderSetAside,
)
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.standing.appeals import appeals
from ehcp.projections.stage import CaseStage, stage

FIRST = TribunalAppealLodged(on=date(2025, 6, 2), of=1)
SECOND = TribunalAppealLodged(on=date(2025, 10, 1), of=3)
TWICE = [
    FinalPlanIssued(on=date(2025, 5, 12)),
    FIRST,
    AmendedPlanIssued(on=date(2025, 9, 1)),
    SECOND,
]
ENDED = date(2025, 10, 6)


def live(events):
    return [appeal.live for appeal in appeals(Case.of(*events))]


@pytest.mark.parametrize("end", [AppealWithdrawn, TribunalOrder])
def test_the_end_of_one_appeal_leaves_the_other_open(end):
    events = [*TWICE, end(on=ENDED, of=2)]
    assert live(events) == [False, True]
    assert stage(Case.of(*events)) is CaseStage.APPEAL
    both = [*events, end(on=ENDED, of=4)]
    assert live(both) == [False, False]
    assert stage(Case.of(*both)) is CaseStage.PLAN_IN_FORCE


def test_in_a_file_that_does_not_say_which_it_is_of_an_end_ends_what_is_open():
    assert stage(Case.of(*TWICE, AppealWithdrawn(on=ENDED))) is CaseStage.PLAN_IN_FORCE


def test_an_order_that_is_issued_again_ends_no_other_appeal():
    ordered = TribunalOrder(on=date(2025, 8, 4), of=2, ordered=Ordered.AMEND)
    events = [*TWICE[:2], ordered, TWICE[2], SECOND, TribunalOrderRedated(on=ENDED, of=3)]
    assert stage(Case.of(*events)) is CaseStage.APPEAL


def test_an_order_that_was_set_aside_leaves_the_appeal_to_be_decided_again():
    ordered = TribunalOrder(on=date(2025, 8, 4), of=2, ordered=Ordered.AMEND)
    aside = TribunalOrderSetAside(on=ENDED, of=3)
    events = [*TWICE[:2], ordered, aside]
    assert live(events) == [True]
    assert stage(Case.of(*events)) is CaseStage.APPEAL
    again = TribunalOrder(on=date(2026, 1, 12), of=2, ordered=Ordered.AMEND)
    assert stage(Case.of(*events, again)) is CaseStage.PLAN_IN_FORCE
