"""CFA 2014 s.36(3)-(8), reg 5: the decision whether to assess, and dropping a refusal."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.request.decision import (
    COPIED_BEFORE_DECISION,
    DECIDED_BEFORE_REQUEST,
    DROPPED_BEFORE_REFUSED,
    FAMILY_NOT_CONSULTED,
    HOW_DROPPED,
    LOOKS_LIKE_POLICY,
    NO_OPEN_REQUEST,
    NO_REASONS,
    NOTHING_DECIDED,
    NOTHING_DROPPED,
    OPINION_NOT_RECORDED,
    REFUSAL_NOTICE_INCOMPLETE,
    S19_NOT_CONSIDERED,
    TEST_MET,
    TEST_NOT_MET,
    AgreeToAssess,
    CopyDecision,
    RefuseToAssess,
)
from ehcp.domain.events.mediation import MediationAgreement
from ehcp.domain.events.order import Ordered, TribunalOrder
from ehcp.domain.events.request import (
    AssessmentAgreed,
    BroughtToAttention,
    DecisionCopied,
    NoticeItem,
    Recipient,
    RefusalReason,
    Route,
)
from ehcp.domain.when import Span
from tests.domain.ordinary_case import (
    AGREED,
    CONSULTED,
    NOTICE,
    OPENED,
    REFUSED,
    REQUESTED,
    S19,
    UNDECIDED,
)
from tests.domain.scenario import but, scenario

DAY = date(2025, 2, 3)
AGREE = AgreeToAssess(on=DAY, may_have_sen=True, plan_may_be_necessary=True, s19_considered=S19)
REFUSE = RefuseToAssess(
    on=DAY,
    reasons="Her needs are met by what the school does.",
    may_have_sen=True,
    plan_may_be_necessary=False,
    notice=NOTICE,
    s19_considered=S19,
)
BOTH = pytest.mark.parametrize("decide", [AGREE, REFUSE])


def test_the_authority_may_agree():
    scenario(given=UNDECIDED, when=AGREE, then=[AGREED])


def test_the_authority_may_refuse_giving_reasons():
    scenario(given=UNDECIDED, when=REFUSE, then=[REFUSED])


def test_what_was_brought_to_attention_is_decided_in_the_same_way():
    brought = BroughtToAttention(on=date(2025, 1, 6))
    scenario(given=[OPENED, brought, CONSULTED], when=AGREE, then=[AGREED])


@BOTH
def test_there_is_nothing_to_decide_without_a_request(decide):
    scenario(given=[OPENED], when=decide, then=NO_OPEN_REQUEST)


@BOTH
def test_a_request_is_agreed_to_once(decide):
    scenario(given=[*UNDECIDED, AGREED], when=decide, then=NO_OPEN_REQUEST)


def test_a_request_is_refused_once():
    scenario(given=[*UNDECIDED, REFUSED], when=REFUSE, then=NO_OPEN_REQUEST)


@BOTH
def test_a_decision_cannot_precede_the_request(decide):
    early = replace(decide, on=date(2025, 1, 5))
    scenario(given=UNDECIDED, when=early, then=DECIDED_BEFORE_REQUEST)


def test_a_request_of_which_only_the_month_is_known_may_be_decided_in_that_month():
    sometime = replace(REQUESTED, on=Span(date(2025, 2, 1), date(2025, 2, 28)))
    consulted = replace(CONSULTED, on=DAY)
    scenario(given=[OPENED, sometime, consulted], when=AGREE, then=[AGREED])


@BOTH
def test_the_family_is_consulted_before_the_decision(decide):
    scenario(given=[OPENED, REQUESTED], when=decide, then=FAMILY_NOT_CONSULTED)


@BOTH
def test_consulting_the_family_after_the_decision_is_too_late(decide):
    late = replace(CONSULTED, on=date(2025, 2, 4))
    scenario(given=[OPENED, REQUESTED, late], when=decide, then=FAMILY_NOT_CONSULTED)


@BOTH
def test_consulting_the_family_about_an_earlier_request_does_not_count(decide):
    again = replace(REQUESTED, on=date(2025, 1, 27))
    dropped = replace(REFUSED, on=date(2025, 1, 20))
    scenario(given=[*UNDECIDED, dropped, again], when=decide, then=FAMILY_NOT_CONSULTED)


@pytest.mark.parametrize("limb", ["may_have_sen", "plan_may_be_necessary"])
def test_the_opinion_on_each_limb_is_recorded(limb):
    scenario(given=UNDECIDED, when=but(AGREE, **{limb: None}), then=OPINION_NOT_RECORDED)


@pytest.mark.parametrize("limb", ["may_have_sen", "plan_may_be_necessary"])
def test_the_authority_assesses_where_both_limbs_are_met(limb):
    scenario(given=UNDECIDED, when=but(AGREE, **{limb: False}), then=TEST_NOT_MET)


def test_the_authority_may_not_refuse_where_both_limbs_are_met():
    scenario(given=UNDECIDED, when=replace(REFUSE, plan_may_be_necessary=True), then=TEST_MET)


@BOTH
def test_every_decision_records_how_section_19_was_considered(decide):
    scenario(given=UNDECIDED, when=replace(decide, s19_considered=" "), then=S19_NOT_CONSIDERED)


def test_a_refusal_gives_reasons():
    scenario(given=UNDECIDED, when=replace(REFUSE, reasons=" "), then=NO_REASONS)


@pytest.mark.parametrize("left_out", NOTICE)
def test_a_refusal_tells_the_family_all_four_things(left_out):
    some = tuple(item for item in NoticeItem if item is not left_out)
    scenario(given=UNDECIDED, when=replace(REFUSE, notice=some), then=REFUSAL_NOTICE_INCOMPLETE)


def test_a_reason_that_looks_like_a_policy_is_warned_of():
    codes = (RefusalReason.BUDGET_NOT_SPENT, RefusalReason.PLAN_NOT_NECESSARY)
    scenario(
        given=UNDECIDED,
        when=replace(REFUSE, reason_codes=codes),
        then=[
            replace(REFUSED, reason_codes=codes),
            LOOKS_LIKE_POLICY.about(DAY, "notional-budget-not-spent"),
        ],
    )


def test_a_reason_that_answers_the_test_is_not_warned_of():
    codes = (RefusalReason.PLAN_NOT_NECESSARY, RefusalReason.OTHER)
    scenario(
        given=UNDECIDED,
        when=replace(REFUSE, reason_codes=codes),
        then=[replace(REFUSED, reason_codes=codes)],
    )


def test_a_refusal_is_dropped_only_saying_how_that_came_about():
    scenario(given=[*UNDECIDED, REFUSED], when=AGREE, then=HOW_DROPPED)


def test_a_refusal_dropped_of_its_own_accord_answers_the_refusal():
    scenario(
        given=[*UNDECIDED, REFUSED],
        when=replace(AGREE, on=date(2025, 3, 3), route=Route.OWN_DECISION),
        then=[replace(AGREED, on=date(2025, 3, 3), of=4, route=Route.OWN_DECISION)],
    )


def test_a_refusal_dropped_of_its_own_accord_needs_the_family_consulted():
    scenario(
        given=[OPENED, REQUESTED, REFUSED],
        when=replace(AGREE, on=date(2025, 3, 3), route=Route.OWN_DECISION),
        then=FAMILY_NOT_CONSULTED,
    )


@pytest.mark.parametrize(
    ("order", "route"),
    [
        (MediationAgreement(on=date(2025, 3, 24), ordered=Ordered.ASSESS), Route.MEDIATION),
        (TribunalOrder(on=date(2025, 3, 24), ordered=Ordered.ASSESS), Route.TRIBUNAL_ORDER),
    ],
)
def test_a_refusal_dropped_because_somebody_required_it_answers_the_order(order, route):
    scenario(
        given=[*UNDECIDED, REFUSED, order],
        when=AgreeToAssess(on=date(2025, 3, 31), route=route, s19_considered=S19),
        then=[AssessmentAgreed(on=date(2025, 3, 31), of=5, route=route, s19_considered=S19)],
    )
    early = AgreeToAssess(on=date(2025, 3, 23), route=route, s19_considered=S19)
    agreed = AssessmentAgreed(on=date(2025, 3, 23), of=4, route=route, s19_considered=S19)
    scenario(given=[*UNDECIDED, REFUSED, order], when=early, then=[agreed])


def test_a_refusal_is_not_dropped_before_it_was_made():
    scenario(
        given=[*UNDECIDED, REFUSED],
        when=replace(AGREE, on=date(2025, 2, 2), route=Route.OWN_DECISION),
        then=DROPPED_BEFORE_REFUSED,
    )


def test_where_nothing_was_refused_nothing_is_dropped():
    scenario(given=UNDECIDED, when=replace(AGREE, route=Route.MEDIATION), then=NOTHING_DROPPED)


@pytest.mark.parametrize("decision", [AGREED, REFUSED])
def test_the_decision_either_way_is_copied_to_others(decision):
    scenario(
        given=[*UNDECIDED, decision],
        when=CopyDecision(on=DAY, recipient=Recipient.COMMISSIONING_BODY),
        then=[DecisionCopied(on=DAY, of=4, recipient=Recipient.COMMISSIONING_BODY)],
    )


def test_there_is_nothing_to_copy_before_the_decision():
    copy = CopyDecision(on=DAY, recipient=Recipient.SOCIAL_CARE)
    scenario(given=UNDECIDED, when=copy, then=NOTHING_DECIDED)
    early = replace(copy, on=date(2025, 2, 2))
    scenario(given=[*UNDECIDED, AGREED], when=early, then=COPIED_BEFORE_DECISION)


def test_a_family_consulted_once_on_a_request_need_not_be_for_one_that_came_while_it_was_pending():
    second = replace(REQUESTED, on=date(2025, 1, 20))
    scenario(
        given=[*UNDECIDED, second, REFUSED],
        when=replace(AGREE, on=date(2025, 3, 3), route=Route.OWN_DECISION),
        then=[replace(AGREED, on=date(2025, 3, 3), of=5, route=Route.OWN_DECISION)],
    )
