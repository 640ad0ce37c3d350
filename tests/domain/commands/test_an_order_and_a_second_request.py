"""A refusal goes to the Tribunal, and somebody asks a second time before its order comes."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.plan.draft import NO_REASON_FOR_PLAN
from ehcp.domain.commands.request.decision import NOTHING_DROPPED, AgreeToAssess
from ehcp.domain.events.appeal import TribunalAppealLodged
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.order import Ordered, TribunalOrder
from ehcp.domain.events.plan import DraftPlanIssued
from ehcp.domain.events.request import (
    AssessmentAgreed,
    AssessmentRefused,
    AssessmentRequested,
    Requester,
    RequestWithdrawn,
    Route,
)
from tests.domain.ordinary_case import CONSULTED, ISSUE_DRAFT, OPENED, REQUESTED, S19
from tests.domain.scenario import recorded, scenario

REFUSED_FIRST = [OPENED, REQUESTED, CONSULTED, AssessmentRefused(on=date(2025, 2, 3), of=2)]
APPEALED = TribunalAppealLodged(on=date(2025, 3, 3), of=4)
ASKED_MEANWHILE = AssessmentRequested(
    on=date(2025, 4, 7), requested_by=Requester.SCHOOL_OR_POST_16
)
TO_ASSESS = TribunalOrder(on=date(2025, 5, 5), of=5, ordered=Ordered.ASSESS)
UNDER_ORDER = AgreeToAssess(on=date(2025, 5, 12), route=Route.TRIBUNAL_ORDER, s19_considered=S19)


def test_an_order_on_the_first_is_carried_out_while_the_second_waits():
    """Somebody else required it: neither the authority's opinion nor the family's is asked for."""
    given = [*REFUSED_FIRST, APPEALED, ASKED_MEANWHILE]
    agreed = AssessmentAgreed(on=UNDER_ORDER.on, of=6, route=UNDER_ORDER.route, s19_considered=S19)
    scenario(given=[*given, TO_ASSESS], when=UNDER_ORDER, then=[agreed])
    scenario(given=given, when=UNDER_ORDER, then=NOTHING_DROPPED)
    own = replace(UNDER_ORDER, route=Route.OWN_DECISION)
    scenario(given=[*given, TO_ASSESS], when=own, then=NOTHING_DROPPED)
    later = replace(TO_ASSESS, on=date(2025, 5, 13))
    scenario(given=[*given, later], when=UNDER_ORDER, then=NOTHING_DROPPED)


def test_a_refusal_stands_that_only_a_withdrawn_request_had_followed():
    gone = RequestWithdrawn(on=date(2025, 4, 14), of=6)
    given = [*REFUSED_FIRST, APPEALED, ASKED_MEANWHILE, gone, TO_ASSESS]
    agreed = AssessmentAgreed(on=UNDER_ORDER.on, of=8, route=UNDER_ORDER.route, s19_considered=S19)
    scenario(given=given, when=UNDER_ORDER, then=[agreed])


def test_an_order_to_make_a_plan_is_carried_out_while_the_second_waits():
    agreed = AssessmentAgreed(on=date(2025, 2, 3), of=2)
    no_plan = NoPlanDecided(on=date(2025, 3, 31), of=4)
    appealed = replace(APPEALED, on=date(2025, 5, 5), of=5)
    asked = replace(ASKED_MEANWHILE, on=date(2025, 6, 2))
    order = TribunalOrder(on=date(2025, 9, 1), of=6, ordered=Ordered.MAKE_PLAN)
    given = [OPENED, REQUESTED, CONSULTED, agreed, no_plan, appealed, asked]
    draft = replace(ISSUE_DRAFT, on=date(2025, 9, 15))
    scenario(given=given, when=draft, then=NO_REASON_FOR_PLAN)
    (issued, *_) = draft.asked_of(recorded(*given, order))
    assert (type(issued), issued.of) == (DraftPlanIssued, 8)
