"""CFA 2014 s.44(2)-(3), SI 2014/1530 regs 23 to 27: re-assessment."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.amendment.reassessment import (
    BEFORE_ASKED,
    HOW_AGREED,
    MUST_BE_GRANTED,
    NO_REASONS_NOT_TO_REASSESS,
    NOT_WITHIN_SIX_MONTHS,
    NOTHING_ASKED,
    REASSESSMENT_NOTICE_INCOMPLETE,
    REASSESSMENT_PENDING,
    REQUEST_AWAITS,
    UNDER_WAY_ALREADY,
    AgreeToReassess,
    RefuseToReassess,
    RequestReassessment,
    WithdrawReassessmentRequest,
)
from ehcp.domain.commands.amendment.reassessment_end import (
    BEFORE_REASSESSMENT,
    NO_REASONS_TO_KEEP,
    NOT_REASSESSING,
    KeepPlanAfterReassessment,
)
from ehcp.domain.commands.assessment.advice import (
    ADVICE_NOT_SOUGHT,
    AdviceKind,
    RefuseAdviceRequest,
    RequestAdvice,
    ReuseAdvice,
)
from ehcp.domain.commands.plan.final import BEFORE_PLAN, NO_PLAN
from ehcp.domain.commands.request.decision import S19_NOT_CONSIDERED
from ehcp.domain.events.amendment import AmendmentCause
from ehcp.domain.events.assessment import AdviceRequested, AdviceRequestRefused, AdviceReused
from ehcp.domain.events.ceasing import PlanCeased
from ehcp.domain.events.order import Ordered, TribunalOrder
from ehcp.domain.events.reassessment import (
    PlanKeptAfterReassessment,
    ReassessmentAgreed,
    ReassessmentRefusalGround,
    ReassessmentRefused,
    ReassessmentRequested,
    ReassessmentRequester,
    ReassessmentWithdrawn,
)
from ehcp.domain.events.request import Route
from ehcp.domain.when import UNKNOWN
from tests.domain.amending_case import (
    AMENDED,
    ASKED_AGAIN,
    ASKED_FOR_REASSESSMENT,
    ASKED_PLACE,
    DRAFT_AGAIN,
    REASSESSED,
    REASSESSING,
    REASSESSING_PLACE,
    REDRAFTED,
    UNDER_REASSESSMENT,
)
from tests.domain.ordinary_case import FINISHED, ISSUE_DRAFT, NOTICE, READY, S19
from tests.domain.scenario import recorded, scenario

ASK = RequestReassessment(
    on=date(2026, 3, 2),
    requested_by=ReassessmentRequester.PARENT,
    reasons="She has changed.",
)
AGREE = AgreeToReassess(on=date(2026, 3, 16), s19_considered=S19)
REFUSE = RefuseToReassess(
    on=date(2026, 3, 16),
    ground=ReassessmentRefusalGround.NOT_NECESSARY,
    reasons="The advice of last year still describes her.",
    notice=NOTICE,
    s19_considered=S19,
)
REFUSED = ReassessmentRefused(
    on=date(2026, 3, 16),
    of=ASKED_PLACE,
    ground=ReassessmentRefusalGround.NOT_NECESSARY,
    reasons="The advice of last year still describes her.",
    notice=NOTICE,
    s19_considered=S19,
)
KEEP = KeepPlanAfterReassessment(
    on=date(2026, 5, 18), reasons="Her needs are the same.", notice=NOTICE, s19_considered=S19
)
KEPT = PlanKeptAfterReassessment(
    on=date(2026, 5, 18),
    of=REASSESSING_PLACE,
    reasons="Her needs are the same.",
    notice=NOTICE,
    s19_considered=S19,
)


@pytest.mark.parametrize("requester", ReassessmentRequester)
def test_four_may_ask_for_a_reassessment(requester):
    scenario(
        given=FINISHED,
        when=replace(ASK, requested_by=requester),
        then=[replace(ASKED_AGAIN, requested_by=requester)],
    )


def test_only_a_plan_in_force_is_reassessed():
    scenario(given=READY, when=ASK, then=NO_PLAN)
    scenario(given=READY, when=replace(AGREE, own_motion=True), then=NO_PLAN)
    scenario(given=FINISHED, when=replace(ASK, on=date(2025, 5, 11)), then=BEFORE_PLAN)


def test_a_second_request_changes_nothing():
    later = replace(ASK, on=date(2026, 3, 9))
    asked = replace(ASKED_AGAIN, on=date(2026, 3, 9))
    warning = REASSESSMENT_PENDING.about(date(2026, 3, 9))
    scenario(given=ASKED_FOR_REASSESSMENT, when=later, then=[asked, warning])
    later, asked = replace(later, on=date(2026, 4, 1)), replace(asked, on=date(2026, 4, 1))
    warning = REASSESSMENT_PENDING.about(date(2026, 4, 1))
    scenario(given=UNDER_REASSESSMENT, when=later, then=[asked, warning])


def test_the_authority_agrees_to_reassess():
    scenario(given=ASKED_FOR_REASSESSMENT, when=AGREE, then=[REASSESSING])
    early = replace(AGREE, on=date(2026, 3, 1))
    scenario(given=ASKED_FOR_REASSESSMENT, when=early, then=BEFORE_ASKED)
    silent = replace(AGREE, s19_considered="")
    scenario(given=ASKED_FOR_REASSESSMENT, when=silent, then=S19_NOT_CONSIDERED)


def test_the_authority_may_reassess_of_its_own_motion():
    own = replace(AGREE, own_motion=True)
    scenario(given=FINISHED, when=own, then=[replace(REASSESSING, of=None, own_motion=True)])
    scenario(given=FINISHED, when=AGREE, then=HOW_AGREED)
    scenario(given=ASKED_FOR_REASSESSMENT, when=own, then=REQUEST_AWAITS)


def test_one_reassessment_is_under_way_at_a_time():
    given = [*UNDER_REASSESSMENT, replace(ASKED_AGAIN, on=date(2026, 4, 1))]
    scenario(given=given, when=replace(AGREE, on=date(2026, 4, 2)), then=UNDER_WAY_ALREADY)


@pytest.mark.parametrize(
    "end",
    [
        replace(AMENDED, of=22, cause=AmendmentCause.REASSESSMENT),
        replace(AMENDED, of=None, cause=None),
        replace(KEPT, on=date(2026, 4, 20)),
        PlanCeased(on=date(2026, 4, 20)),
    ],
    ids=lambda end: type(end).__name__,
)
def test_after_the_end_of_one_nothing_is_under_way(end):
    scenario(
        given=[*REDRAFTED, end], when=replace(KEEP, on=date(2026, 6, 1)), then=NOT_REASSESSING
    )


def test_a_plan_amended_for_another_cause_does_not_end_the_reassessment():
    other = replace(AMENDED, of=None, cause=AmendmentCause.TRIBUNAL_ORDER)
    scenario(given=[*REASSESSED, other], when=KEEP, then=[KEPT])


def test_a_refusal_may_be_dropped():
    given = [*ASKED_FOR_REASSESSMENT, REFUSED]
    later = replace(AGREE, on=date(2026, 4, 20))
    scenario(given=given, when=later, then=HOW_AGREED)
    own = replace(later, route=Route.OWN_DECISION)
    agreed = replace(REASSESSING, on=date(2026, 4, 20), of=16, route=Route.OWN_DECISION)
    scenario(given=given, when=own, then=[agreed])
    order = TribunalOrder(on=date(2026, 4, 13), ordered=Ordered.ASSESS)
    ordered = replace(later, route=Route.TRIBUNAL_ORDER)
    scenario(
        given=[*given, order],
        when=ordered,
        then=[replace(agreed, of=17, route=Route.TRIBUNAL_ORDER)],
    )


def test_a_refusal_may_be_dropped_after_a_further_request_was_withdrawn():
    again = replace(ASKED_AGAIN, on=date(2026, 4, 6))
    gone = ReassessmentWithdrawn(on=date(2026, 4, 9), of=17)
    order = TribunalOrder(on=date(2026, 4, 13), ordered=Ordered.ASSESS)
    given = [*ASKED_FOR_REASSESSMENT, REFUSED, again, gone, order]
    ordered = replace(AGREE, on=date(2026, 4, 20), route=Route.TRIBUNAL_ORDER)
    then = replace(REASSESSING, on=ordered.on, of=19, route=Route.TRIBUNAL_ORDER)
    scenario(given=given, when=ordered, then=[then])
    unanswered = replace(then, of=17)
    scenario(given=[*given[:-2], order], when=ordered, then=[unanswered])


def test_a_reassessment_that_is_not_necessary_is_refused():
    scenario(given=ASKED_FOR_REASSESSMENT, when=REFUSE, then=[REFUSED])


def test_there_is_nothing_to_refuse_without_a_request():
    scenario(given=FINISHED, when=REFUSE, then=NOTHING_ASKED)
    scenario(given=UNDER_REASSESSMENT, when=REFUSE, then=NOTHING_ASKED)
    early = replace(REFUSE, on=date(2026, 3, 1))
    scenario(given=ASKED_FOR_REASSESSMENT, when=early, then=BEFORE_ASKED)


def test_what_the_commissioning_body_asks_for_is_granted():
    body = replace(ASKED_AGAIN, requested_by=ReassessmentRequester.COMMISSIONING_BODY)
    scenario(given=[*FINISHED, body], when=REFUSE, then=MUST_BE_GRANTED)
    after = replace(body, on=date(2026, 3, 9))
    scenario(given=[*ASKED_FOR_REASSESSMENT, after], when=REFUSE, then=MUST_BE_GRANTED)
    scenario(given=[*FINISHED, body], when=AGREE, then=[REASSESSING])


@pytest.mark.parametrize(
    ("asked", "barred"), [(date(2025, 11, 11), True), (date(2025, 11, 12), False)]
)
def test_within_six_months_of_an_assessment_a_request_may_be_refused(asked, barred):
    given = [*FINISHED, replace(ASKED_AGAIN, on=asked)]
    ground = ReassessmentRefusalGround.SIX_MONTHS
    command = replace(REFUSE, on=date(2025, 11, 24), ground=ground)
    refused = replace(REFUSED, on=date(2025, 11, 24), ground=ground)
    scenario(given=given, when=command, then=[refused] if barred else NOT_WITHIN_SIX_MONTHS)


def test_the_six_months_run_from_the_last_assessment():
    ground = ReassessmentRefusalGround.SIX_MONTHS
    for asked, barred in ((date(2026, 11, 17), True), (date(2026, 11, 18), False)):
        given = [*REASSESSED, KEPT, replace(ASKED_AGAIN, on=asked)]
        command = replace(REFUSE, on=date(2026, 11, 23), ground=ground)
        refused = replace(REFUSED, on=date(2026, 11, 23), of=23, ground=ground)
        scenario(given=given, when=command, then=[refused] if barred else NOT_WITHIN_SIX_MONTHS)
    amended = replace(AMENDED, of=None, cause=AmendmentCause.WITHOUT_REVIEW)
    given = [*FINISHED, amended, replace(ASKED_AGAIN, on=date(2026, 4, 21))]
    command = replace(REFUSE, on=date(2026, 4, 22), ground=ground)
    scenario(given=given, when=command, then=NOT_WITHIN_SIX_MONTHS)


def test_an_assessment_of_an_unknown_day_gives_no_ground():
    given = [replace(e, on=UNKNOWN) if n == 12 else e for n, e in enumerate(FINISHED)]
    ground = ReassessmentRefusalGround.SIX_MONTHS
    command = replace(REFUSE, ground=ground)
    scenario(given=[*given, ASKED_AGAIN], when=command, then=NOT_WITHIN_SIX_MONTHS)


def test_a_refusal_to_reassess_gives_reasons_and_the_four_items():
    given = ASKED_FOR_REASSESSMENT
    silent = replace(REFUSE, reasons="")
    scenario(given=given, when=silent, then=NO_REASONS_NOT_TO_REASSESS)
    some = replace(REFUSE, notice=NOTICE[1:])
    scenario(given=given, when=some, then=REASSESSMENT_NOTICE_INCOMPLETE)
    scenario(given=given, when=replace(REFUSE, s19_considered=""), then=S19_NOT_CONSIDERED)


def test_the_request_may_be_withdrawn_before_and_after_the_decision():
    day = date(2026, 3, 20)
    withdraw = WithdrawReassessmentRequest(on=day, reasons="We wait.")
    withdrawn = ReassessmentWithdrawn(on=day, of=ASKED_PLACE, reasons="We wait.")
    scenario(given=ASKED_FOR_REASSESSMENT, when=withdraw, then=[withdrawn])
    scenario(given=UNDER_REASSESSMENT, when=withdraw, then=[withdrawn])
    scenario(given=[*UNDER_REASSESSMENT, withdrawn], when=KEEP, then=NOT_REASSESSING)
    scenario(given=FINISHED, when=withdraw, then=NOTHING_ASKED)
    own = ReassessmentAgreed(on=date(2026, 3, 16), own_motion=True)
    scenario(given=[*FINISHED, own], when=withdraw, then=NOTHING_ASKED)
    early = replace(withdraw, on=date(2026, 3, 1))
    scenario(given=ASKED_FOR_REASSESSMENT, when=early, then=BEFORE_ASKED)


def test_advice_is_sought_again():
    ask = RequestAdvice(
        on=date(2026, 3, 18), kind=AdviceKind.MEDICAL, from_body="the paediatrician"
    )
    asked = AdviceRequested(
        on=date(2026, 3, 18),
        of=REASSESSING_PLACE,
        kind=AdviceKind.MEDICAL,
        from_body="the paediatrician",
    )
    assert next(ask.decide(_case(UNDER_REASSESSMENT))) == asked
    reuse = ReuseAdvice(
        on=date(2026, 3, 18),
        kind=AdviceKind.PSYCHOLOGICAL,
        author="Dr Lee",
        author_agrees=True,
        authority_agrees=True,
        family_agrees=True,
    )
    first = next(reuse.decide(_case(UNDER_REASSESSMENT)))
    assert isinstance(first, AdviceReused)
    assert first.of == REASSESSING_PLACE
    decline = RefuseAdviceRequest(on=date(2026, 3, 18), from_body="Dr Fox", reasons="No need.")
    first = next(decline.decide(_case(UNDER_REASSESSMENT)))
    assert isinstance(first, AdviceRequestRefused)


def test_the_advice_of_the_first_assessment_is_none_for_the_second():
    scenario(given=UNDER_REASSESSMENT, when=KEEP, then=ADVICE_NOT_SOUGHT)
    draft = replace(ISSUE_DRAFT, on=date(2026, 5, 11))
    scenario(given=UNDER_REASSESSMENT, when=draft, then=ADVICE_NOT_SOUGHT)
    own = ReassessmentAgreed(on=date(2026, 3, 16), own_motion=True)
    scenario(given=[*FINISHED, own], when=draft, then=ADVICE_NOT_SOUGHT)


def test_a_draft_follows_the_reassessment():
    draft = replace(ISSUE_DRAFT, on=date(2026, 5, 11))
    assert next(draft.decide(_case(REASSESSED))) == DRAFT_AGAIN


def test_the_plan_may_be_kept_after_the_reassessment():
    scenario(given=REASSESSED, when=KEEP, then=[KEPT])
    scenario(given=FINISHED, when=KEEP, then=NOT_REASSESSING)
    early = replace(KEEP, on=date(2026, 3, 15))
    scenario(given=REASSESSED, when=early, then=BEFORE_REASSESSMENT)


def test_keeping_the_plan_has_reasons_and_the_four_items():
    scenario(given=REASSESSED, when=replace(KEEP, reasons=" "), then=NO_REASONS_TO_KEEP)
    some = replace(KEEP, notice=NOTICE[1:])
    scenario(given=REASSESSED, when=some, then=REASSESSMENT_NOTICE_INCOMPLETE)
    scenario(given=REASSESSED, when=replace(KEEP, s19_considered=""), then=S19_NOT_CONSIDERED)


def test_a_request_of_an_old_file_says_no_more_than_its_day():
    given = [*FINISHED, ReassessmentRequested(on=date(2026, 3, 2))]
    scenario(given=given, when=REFUSE, then=[REFUSED])


def _case(history):
    return recorded(*history)
