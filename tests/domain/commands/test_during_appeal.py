"""While an appeal is under way: the plan stays in force, and its reviews go on."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.challenge.during_appeal import (
    AMENDED_DURING_APPEAL,
    CALLED_OFF_DURING_APPEAL,
)
from ehcp.domain.commands.review.start import CancelReview
from ehcp.domain.events.amendment import AmendmentCause
from ehcp.domain.events.appeal import AppealWithdrawn, TribunalAppealLodged
from ehcp.domain.events.order import Ordered, TribunalOrder
from ehcp.domain.events.record import RuleWarned
from ehcp.domain.events.review import ReviewCancelled, ReviewStarted
from tests.domain.amending_case import ISSUE_AMENDED, ISSUE_NOTICE, NOTICE, NOTICE_PLACE, REVIEWED
from tests.domain.ordinary_case import FINISHED
from tests.domain.scenario import recorded, scenario

LODGED = TribunalAppealLodged(on=date(2026, 3, 20))
WARNED = AMENDED_DURING_APPEAL.about(date(2026, 3, 23))


def warnings(given, command):
    """Return the ids of the warnings that a command comes to."""
    found = command.decide(recorded(*given))
    return [event.warning for event in found if isinstance(event, RuleWarned)]


def test_an_amendment_proposed_during_an_appeal_is_warned_of():
    scenario(
        given=[*REVIEWED, LODGED],
        when=ISSUE_NOTICE,
        then=[NOTICE, WARNED],
    )


@pytest.mark.parametrize(
    "steps",
    [
        [LODGED, AppealWithdrawn(on=date(2026, 3, 22))],
        [replace(LODGED, on=date(2026, 3, 24))],
    ],
)
def test_an_appeal_that_is_over_or_still_to_come_is_not_warned_of(steps):
    scenario(given=[*REVIEWED, *steps], when=ISSUE_NOTICE, then=[NOTICE])


def test_a_plan_amended_during_an_appeal_is_warned_of():
    given = [*REVIEWED, NOTICE, LODGED]
    assert AMENDED_DURING_APPEAL.id in warnings(given, ISSUE_AMENDED)
    assert AMENDED_DURING_APPEAL.id not in warnings(given[:NOTICE_PLACE], ISSUE_AMENDED)


def test_a_plan_amended_as_the_tribunal_ordered_is_not_warned_of():
    order = TribunalOrder(on=date(2026, 3, 27), ordered=Ordered.AMEND)
    another = replace(LODGED, on=date(2026, 3, 30))
    as_ordered = replace(ISSUE_AMENDED, cause=AmendmentCause.TRIBUNAL_ORDER)
    given = [*REVIEWED, LODGED, order, another]
    assert AMENDED_DURING_APPEAL.id not in warnings(given, as_ordered)


def test_a_review_called_off_during_an_appeal_is_warned_of():
    started = ReviewStarted(on=date(2026, 1, 12), of=14)
    call_off = CancelReview(on=date(2026, 3, 23), reasons="An appeal is under way.", review=15)
    cancelled = ReviewCancelled(on=date(2026, 3, 23), of=15, reasons="An appeal is under way.")
    warned = CALLED_OFF_DURING_APPEAL.about(date(2026, 3, 23))
    scenario(given=[*FINISHED, started, LODGED], when=call_off, then=[cancelled, warned])
    scenario(given=[*FINISHED, started], when=call_off, then=[cancelled])
