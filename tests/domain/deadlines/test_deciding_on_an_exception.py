"""An exception lifts a limit once the authority accepts it, and as long as it does."""

from datetime import date

import pytest

from ehcp.application.bank_holidays import england_and_wales
from ehcp.domain.case import Case
from ehcp.domain.deadlines import Status, deadlines
from ehcp.domain.entry import Source
from ehcp.domain.events.plan import DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.record import ExceptionClaimed, ExceptionDecided
from ehcp.domain.events.request import AssessmentRequested

REQUESTED = AssessmentRequested(on=date(2025, 1, 6))
CLAIMED = ExceptionClaimed(
    on=date(2025, 5, 1),
    ground="absent-from-area-4-weeks",
    limits=("final-plan-20-weeks",),
    since=date(2025, 3, 3),
    until=date(2025, 4, 6),
)
ACCEPTED = ExceptionDecided(on=date(2025, 5, 12), of=2, accepted=True)
REFUSED = ExceptionDecided(on=date(2025, 5, 19), of=2, accepted=False)


def status(limit, on, *events):
    case = Case().then(*events, source=Source.PORTAL)
    return next(d.status for d in deadlines(case, england_and_wales(), on) if d.limit.id == limit)


@pytest.mark.parametrize(
    ("decisions", "stands"),
    [
        ([], Status.OUTSTANDING),
        ([ACCEPTED], Status.EXCUSED),
        ([REFUSED], Status.OUTSTANDING),
        ([ACCEPTED, REFUSED], Status.OUTSTANDING),
    ],
)
def test_the_last_decision_on_a_claim_counts(decisions, stands):
    found = status("final-plan-20-weeks", date(2025, 5, 27), REQUESTED, CLAIMED, *decisions)
    assert found is stands


def test_a_limit_is_not_excused_before_its_last_day_is_over():
    on = date(2025, 5, 26)
    assert status("final-plan-20-weeks", on, REQUESTED, CLAIMED, ACCEPTED) is Status.NOT_DUE


DRAFT = DraftPlanIssued(on=date(2025, 5, 1))


@pytest.mark.parametrize(
    ("on", "then", "stands"),
    [
        (date(2025, 5, 15), [], Status.NOT_DUE),
        (date(2025, 5, 16), [], Status.MET),
        (date(2025, 5, 20), [FinalPlanIssued(on=date(2025, 5, 15))], Status.MISSED),
        (date(2025, 5, 20), [FinalPlanIssued(on=date(2025, 5, 16))], Status.MET),
    ],
)
def test_the_family_has_fifteen_days_beginning_with_the_day_of_service(on, then, stands):
    found = status("draft-representations-window", on, REQUESTED, DRAFT, *then)
    assert found is stands
