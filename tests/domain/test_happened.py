"""Which days that are told of can only lie behind, and which may lie ahead."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import get_args

import pytest

from ehcp.domain.command import Command
from ehcp.domain.event import Event
from ehcp.domain.events.plan import DraftPlanIssued
from ehcp.domain.happened import HAPPENED, days_told
from ehcp.domain.plan.appendices import Appendix
from ehcp.domain.plan.provision import HealthProvision
from ehcp.domain.plan.sections import Plan
from ehcp.domain.when import UNKNOWN
from tests.domain.ordinary_case import DRAFT

MAY_LIE_AHEAD = {
    "bundle_by",
    "by",
    "care_plan_review",
    "comply_by",
    "due",
    "ends",
    "expected",
    "final_evidence_by",
    "hearing_on",
    "kept_until",
    "last_day",
    "law_since",
    "meeting",
    "moves_on",
    "on",  # an event's own is looked at by itself
    "pay_by",
    "representations_until",
    "response_by",
    "review_by",
    "review_due",
    "right_day",  # what fell due may be corrected to a day that lies ahead
    "session_on",
    "since",
    "stage_on",
    "starts",
    "takes_effect",
    "term_starts",
    "treated_from",
    "until",
}


def days_in(kind, name=""):
    """Yield the names of the fields that hold a day, in a class and in what it holds."""
    if kind is date:
        yield name
    for field in fields(kind) if is_dataclass(kind) else ():
        yield from days_in(field.type, field.name)
    for part in get_args(kind):
        yield from days_in(part, name)


def test_of_every_day_that_is_told_it_is_said_whether_it_may_lie_ahead():
    kinds = (*Command.named.values(), *Event.named.values())
    assert {name for kind in kinds for name in days_in(kind)} == HAPPENED | MAY_LIE_AHEAD
    assert not HAPPENED & MAY_LIE_AHEAD


@pytest.mark.parametrize("part", [{"dated": date(2026, 3, 1)}, {"received": date(2026, 3, 1)}])
def test_the_days_are_found_at_any_depth(part):
    plan = Plan(
        health_provision=(HealthProvision(id="g1", text="X", agreed_on=date(2026, 3, 2)),),
        appendices=(Appendix(id="k1", text="X", **part),),
        budget_information_given=date(2026, 3, 3),
    )
    told = set(days_told(DraftPlanIssued(on=UNKNOWN, plan=plan)))
    assert told == {date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)}
    assert list(days_told(DRAFT)) == []
