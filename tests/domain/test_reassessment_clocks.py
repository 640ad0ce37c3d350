"""The limits of a re-assessment, with their days written out."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.case import Case
from ehcp.domain.deadlines import Status, deadlines
from ehcp.domain.events.amendment import AmendmentCause
from ehcp.domain.events.assessment import AdviceReceived
from ehcp.domain.events.draft import RepresentationsComplete
from ehcp.domain.events.order import Ordered, TribunalOrder
from ehcp.domain.events.reassessment import (
    PlanKeptAfterReassessment,
    ReassessmentAgreed,
    ReassessmentRefused,
    ReassessmentWithdrawn,
)
from ehcp.domain.events.record import EntryStruckOut, ExceptionClaimed
from ehcp.domain.events.request import Route
from tests.domain.amending_case import (
    ADVICE_AGAIN,
    AMENDED,
    ASKED_AGAIN,
    ASKED_FOR_REASSESSMENT,
    ASKED_PLACE,
    DRAFT_AGAIN,
    DRAFT_AGAIN_PLACE,
    REASSESSED,
    REASSESSING,
    REASSESSING_PLACE,
    REDRAFTED,
    UNDER_REASSESSMENT,
)
from tests.domain.ordinary_case import ADVICE, FINISHED
from tests.domain.test_own_clocks import NO_HOLIDAYS, due, statuses

DAY = date(2026, 12, 31)
REPLACED = replace(
    AMENDED, on=date(2026, 6, 1), of=DRAFT_AGAIN_PLACE, cause=AmendmentCause.REASSESSMENT
)
KEPT = PlanKeptAfterReassessment(on=date(2026, 5, 18), of=REASSESSING_PLACE)
WITHDRAWN = ReassessmentWithdrawn(on=date(2026, 3, 10), of=ASKED_PLACE)


def test_the_decision_comes_within_15_days_of_the_request():
    limit = "reassessment-decision"
    last, late = date(2026, 3, 17), date(2026, 3, 18)
    assert due(limit, ASKED_FOR_REASSESSMENT, on=DAY) == last
    assert statuses(limit, ASKED_FOR_REASSESSMENT, on=last) == [Status.NOT_DUE]
    assert statuses(limit, ASKED_FOR_REASSESSMENT, on=late) == [Status.OUTSTANDING]
    for decision in (REASSESSING, ReassessmentRefused(on=last, of=ASKED_PLACE)):
        in_time = [*ASKED_FOR_REASSESSMENT, replace(decision, on=last)]
        too_late = [*ASKED_FOR_REASSESSMENT, replace(decision, on=late)]
        assert statuses(limit, in_time, on=DAY) == [Status.MET]
        assert statuses(limit, too_late, on=DAY) == [Status.MISSED]
    withdrawn = [*ASKED_FOR_REASSESSMENT, WITHDRAWN]
    assert statuses(limit, withdrawn, on=DAY) == [Status.DISAPPLIED]


def test_a_request_that_was_struck_out_takes_no_other_with_it():
    """The parent asks again on 9 March; the first had been entered by mistake, and withdrawn."""
    limit = "reassessment-decision"
    again = replace(ASKED_AGAIN, on=date(2026, 3, 9))
    struck = EntryStruckOut(on=date(2026, 3, 11), entry=ASKED_PLACE)
    given = [*ASKED_FOR_REASSESSMENT, again, WITHDRAWN, struck]
    assert due(limit, given, on=DAY) == date(2026, 3, 24)
    assert statuses(limit, given, on=date(2026, 3, 24)) == [Status.NOT_DUE]
    assert statuses(limit, given, on=date(2026, 3, 25)) == [Status.OUTSTANDING]


def test_a_second_request_while_one_is_pending_starts_nothing():
    limit = "reassessment-decision"
    again = replace(ASKED_AGAIN, on=date(2026, 3, 9))
    given = [*ASKED_FOR_REASSESSMENT, again]
    assert due(limit, given, on=DAY) == date(2026, 3, 17)
    refused = ReassessmentRefused(on=date(2026, 3, 16), of=ASKED_PLACE)
    later = replace(ASKED_AGAIN, on=date(2026, 9, 1))
    given = [*given, refused, later]
    assert statuses(limit, given, on=DAY) == [Status.MET, Status.OUTSTANDING]


def test_the_requests_of_an_old_file_each_start_the_limit():
    again = replace(ASKED_AGAIN, on=date(2026, 3, 9))
    found = deadlines(Case.of(*ASKED_FOR_REASSESSMENT, again), NO_HOLIDAYS, DAY)
    assert [d.limit.id for d in found].count("reassessment-decision") == 2


def test_the_six_months_end_on_the_corresponding_day():
    limit = "reassessment-six-month-bar"
    assert due(limit, FINISHED, on=date(2025, 6, 2)) == date(2025, 11, 12)
    assert statuses(limit, FINISHED, on=date(2025, 11, 12)) == [Status.NOT_DUE]
    assert statuses(limit, FINISHED, on=date(2025, 11, 13)) == [Status.MET]
    assert statuses(limit, [*REDRAFTED, REPLACED], on=date(2026, 6, 2)) == [
        Status.MET,
        Status.NOT_DUE,
    ]
    assert statuses(limit, [*REASSESSED, KEPT], on=date(2026, 6, 2)) == [
        Status.MET,
        Status.NOT_DUE,
    ]
    other = replace(AMENDED, of=None, cause=AmendmentCause.WITHOUT_REVIEW)
    assert statuses(limit, [*FINISHED, other], on=DAY) == [Status.MET]


def test_advice_for_a_reassessment_comes_within_6_weeks():
    limit = "reassessment-advice"
    given = [*UNDER_REASSESSMENT, ADVICE_AGAIN[1]]
    last, late = date(2026, 4, 29), date(2026, 4, 30)
    assert due(limit, given, on=DAY) == last
    assert statuses(limit, given, on=last) == [Status.NOT_DUE]
    assert statuses(limit, given, on=late) == [Status.OUTSTANDING]
    came = AdviceReceived(on=last, of=17, kind=ADVICE[1].kind, from_body="Elm Primary")
    assert statuses(limit, [*given, came], on=DAY) == [Status.MET]
    assert statuses(limit, [*given, replace(came, on=late)], on=DAY) == [Status.MISSED]


def test_advice_has_the_limit_of_its_own_assessment():
    assert statuses("reassessment-advice", FINISHED, on=DAY) == []
    assert len(statuses("advice-response", REASSESSED, on=DAY)) == len(ADVICE)
    old = deadlines(Case.of(*REASSESSED), NO_HOLIDAYS, DAY)
    both = len(ADVICE) + len(ADVICE_AGAIN)
    assert [d.limit.id for d in old].count("advice-response") == both


def test_the_family_has_15_days_on_the_draft():
    limit = "reassessment-representations"
    last, after = date(2026, 5, 25), date(2026, 5, 26)
    assert due(limit, REDRAFTED, on=DAY) == last
    assert statuses(limit, REDRAFTED, on=last) == [Status.NOT_DUE]
    assert statuses(limit, REDRAFTED, on=after) == [Status.MET]
    early = [*REDRAFTED, replace(REPLACED, on=last)]
    in_time = [*REDRAFTED, replace(REPLACED, on=after)]
    assert statuses(limit, early, on=DAY) == [Status.MISSED]
    assert statuses(limit, in_time, on=DAY) == [Status.MET]
    complete = RepresentationsComplete(on=date(2026, 5, 18), of=DRAFT_AGAIN_PLACE)
    short = [*REDRAFTED, complete, replace(REPLACED, on=date(2026, 5, 19))]
    assert statuses(limit, short, on=DAY) == [Status.DISAPPLIED]
    assert len(statuses("draft-representations-window", REDRAFTED, on=DAY)) == 1
    assert statuses(limit, FINISHED, on=DAY) == []


def test_a_plan_kept_early_cuts_the_familys_time_on_a_draft_short():
    limit = "reassessment-representations"
    kept = replace(KEPT, on=date(2026, 5, 25))
    assert statuses(limit, [*REDRAFTED, kept], on=DAY) == [Status.MISSED]
    assert DRAFT_AGAIN.of == REASSESSING_PLACE


def test_a_draft_is_no_longer_before_the_family_when_the_request_is_withdrawn():
    limit = "reassessment-representations"
    given = [*REDRAFTED, replace(WITHDRAWN, on=date(2026, 5, 25))]
    assert statuses(limit, given, on=DAY) == [Status.DISAPPLIED]
    later = [*REDRAFTED, replace(WITHDRAWN, on=date(2026, 5, 26))]
    assert statuses(limit, later, on=DAY) == [Status.MET]


def test_the_plan_comes_within_14_weeks_of_the_agreement():
    limit = "reassessment-final-plan"
    last, late = date(2026, 6, 22), date(2026, 6, 23)
    assert due(limit, REDRAFTED, on=DAY) == last
    assert statuses(limit, REDRAFTED, on=last) == [Status.NOT_DUE]
    assert statuses(limit, REDRAFTED, on=late) == [Status.OUTSTANDING]
    assert statuses(limit, [*REDRAFTED, replace(REPLACED, on=last)], on=DAY) == [Status.MET]
    assert statuses(limit, [*REDRAFTED, replace(REPLACED, on=late)], on=DAY) == [Status.MISSED]
    other = replace(REPLACED, of=None, cause=AmendmentCause.TRIBUNAL_ORDER)
    assert statuses(limit, [*REDRAFTED, other], on=DAY) == [Status.OUTSTANDING]


@pytest.mark.parametrize("end", [KEPT, replace(WITHDRAWN, on=date(2026, 4, 1))])
def test_a_plan_kept_or_a_request_withdrawn_takes_the_plan_away(end):
    assert statuses("reassessment-final-plan", [*REASSESSED, end], on=DAY) == [Status.DISAPPLIED]


def test_that_the_plan_is_kept_is_told_within_10_weeks_which_is_not_enforced():
    limit = "reassessment-no-change"
    last, late = date(2026, 5, 25), date(2026, 5, 26)
    assert due(limit, REASSESSED, on=DAY) == last
    assert statuses(limit, REASSESSED, on=last) == [Status.NOT_DUE]
    assert statuses(limit, REASSESSED, on=late) == [Status.OUTSTANDING]
    assert statuses(limit, [*REASSESSED, replace(KEPT, on=last)], on=DAY) == [Status.MET]
    assert statuses(limit, [*REASSESSED, replace(KEPT, on=late)], on=DAY) == [Status.MISSED]
    in_time = replace(REPLACED, on=last)
    assert statuses(limit, [*REDRAFTED, in_time], on=DAY) == [Status.DISAPPLIED]
    withdrawn = replace(WITHDRAWN, on=date(2026, 4, 1))
    assert statuses(limit, [*REASSESSED, withdrawn], on=DAY) == [Status.DISAPPLIED]


def test_an_old_file_starts_none_of_the_limits_that_start_here_only():
    found = {d.limit.id for d in deadlines(Case.of(*REDRAFTED), NO_HOLIDAYS, DAY)}
    assert {limit for limit in found if limit.startswith("reassessment")} == {
        "reassessment-decision",
        "reassessment-final-plan",
    }


def test_a_reassessment_that_was_ordered_ends_the_limits_of_the_order():
    refused = ReassessmentRefused(on=date(2026, 3, 16), of=ASKED_PLACE)
    order = TribunalOrder(on=date(2026, 6, 1), ordered=Ordered.ASSESS)
    agreed = ReassessmentAgreed(on=date(2026, 6, 15), of=17, route=Route.TRIBUNAL_ORDER)
    given = [*ASKED_FOR_REASSESSMENT, refused, order]
    assert statuses("order-assess-notify", [*given, agreed], on=DAY) == [Status.MET]
    late = [*given, replace(agreed, on=date(2026, 6, 16))]
    assert statuses("order-assess-notify", late, on=DAY) == [Status.MISSED]
    kept = replace(KEPT, on=date(2026, 8, 10), of=18)
    assert statuses("order-assess-refuse-plan", [*given, agreed, kept], on=DAY) == [Status.MET]
    final = statuses("order-assess-final-plan", [*given, agreed, kept], on=DAY)
    assert final == [Status.DISAPPLIED]


@pytest.mark.parametrize(
    "ground", ["exceptional-circumstances", "absent-from-area-4-weeks", "missed-appointment"]
)
def test_advice_for_a_reassessment_has_the_exceptions_of_every_advice(ground):
    limit = "reassessment-advice"
    # asked for on 18 March 2026: six weeks end on Wednesday 29 April
    claim = ExceptionClaimed(on=date(2026, 4, 20), ground=ground, limits=(limit,), accepted=True)
    given = [*REASSESSED, claim]
    assert set(statuses(limit, given, on=date(2026, 4, 29))) == {Status.NOT_DUE}
    assert set(statuses(limit, given, on=date(2026, 4, 30))) == {Status.EXCUSED}
    other = replace(claim, ground="advice-source-closed-school")
    assert set(statuses(limit, [*REASSESSED, other], on=date(2026, 4, 30))) == {Status.OUTSTANDING}


def test_a_plan_shows_that_a_reassessment_was_told_only_if_it_was_amended_for_that():
    refused = ReassessmentRefused(on=date(2026, 3, 16), of=ASKED_PLACE)
    order = TribunalOrder(on=date(2026, 6, 1), ordered=Ordered.ASSESS)
    given = [*ASKED_FOR_REASSESSMENT, refused, order]
    for cause, found in (
        (AmendmentCause.REASSESSMENT, Status.MET),
        (AmendmentCause.WITHOUT_REVIEW, Status.OUTSTANDING),
    ):
        plan = replace(AMENDED, on=date(2026, 6, 15), of=None, cause=cause)
        assert statuses("order-assess-notify", [*given, plan], on=DAY) == [found]
