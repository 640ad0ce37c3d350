"""CFA 2014 ss.22-24 and 36(1): who asks, who brings to attention, and how a case opens."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.request.opening import OPEN_ALREADY, WHOSE_CASE
from ehcp.domain.commands.request.request import (
    ASSESSED_LATELY,
    FORM_INCOMPLETE,
    NOT_A_REQUESTER,
    NOTHING_TO_WITHDRAW,
    REQUEST_PENDING,
    WITHDRAWN_BEFORE_REQUEST,
    AskedBy,
    BringToAttention,
    RequestAssessment,
    WithdrawRequest,
)
from ehcp.domain.commands.request.whose import NOT_BORN, TOO_OLD
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.opening import CaseOpened
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.request import (
    AssessmentRequested,
    BroughtToAttention,
    Informant,
    Requester,
    RequestWithdrawn,
)
from tests.domain.ordinary_case import (
    AGREED,
    CHILD,
    FINISHED,
    OFFICER,
    OPENED,
    PARENT,
    REFUSED,
    REQUESTED,
    UNDECIDED,
)
from tests.domain.scenario import scenario

MONDAY = date(2025, 1, 6)
ASKS = RequestAssessment(on=MONDAY, requested_by=AskedBy.PARENT)
ASKS_FIRST = replace(ASKS, child=CHILD, parents=(PARENT,), officer=OFFICER)


def test_the_first_request_opens_the_case():
    scenario(given=[], when=ASKS_FIRST, then=[OPENED, REQUESTED])


def test_the_first_command_says_whose_case_it_is():
    scenario(given=[], when=ASKS, then=WHOSE_CASE)


def test_a_blank_says_not_whose_case_it_is():
    nameless = replace(ASKS, child=replace(CHILD, name=" "))
    scenario(given=[], when=nameless, then=WHOSE_CASE)


def test_a_request_is_for_a_child_who_is_born():
    born = replace(ASKS, child=replace(CHILD, date_of_birth=date(2025, 1, 7)))
    scenario(given=[], when=born, then=NOT_BORN)


def test_a_case_says_only_once_whose_it_is():
    scenario(given=[OPENED, REQUESTED], when=ASKS_FIRST, then=OPEN_ALREADY)


def test_a_history_taken_over_without_names_goes_on_without_them():
    scenario(given=[REFUSED], when=ASKS, then=[REQUESTED])


@pytest.mark.parametrize(
    ("asked_by", "requester"),
    [
        (AskedBy.PARENT, Requester.PARENT),
        (AskedBy.YOUNG_PERSON, Requester.YOUNG_PERSON),
        (AskedBy.SCHOOL_OR_POST_16, Requester.SCHOOL_OR_POST_16),
    ],
)
def test_a_parent_a_young_person_or_a_school_may_ask(asked_by, requester):
    scenario(
        given=[OPENED],
        when=replace(ASKS, requested_by=asked_by, by_whom="by letter"),
        then=[AssessmentRequested(on=MONDAY, requested_by=requester, by_whom="by letter")],
    )


@pytest.mark.parametrize("informant", Informant)
def test_nobody_else_may_ask(informant):
    asks = replace(ASKS, requested_by=AskedBy(informant.value))
    scenario(given=[OPENED], when=asks, then=NOT_A_REQUESTER)


@pytest.mark.parametrize("informant", Informant)
def test_anybody_may_bring_a_child_to_attention(informant):
    scenario(
        given=[],
        when=BringToAttention(on=MONDAY, informant=informant, child=CHILD),
        then=[
            CaseOpened(on=MONDAY, child=CHILD),
            BroughtToAttention(on=MONDAY, informant=informant),
        ],
    )


def test_a_second_notice_while_a_request_is_pending_moves_no_clock():
    scenario(
        given=[OPENED, REQUESTED],
        when=BringToAttention(on=date(2025, 1, 20), informant=Informant.POLICE),
        then=[
            BroughtToAttention(on=date(2025, 1, 20), informant=Informant.POLICE),
            REQUEST_PENDING.about(date(2025, 1, 20)),
        ],
    )


def test_a_second_request_while_one_is_pending_moves_no_clock():
    scenario(
        given=[OPENED, REQUESTED, AGREED],
        when=replace(ASKS, on=date(2025, 2, 10)),
        then=[
            AssessmentRequested(on=date(2025, 2, 10), requested_by=Requester.PARENT),
            REQUEST_PENDING.about(date(2025, 2, 10)),
        ],
    )


@pytest.mark.parametrize("ended", [[OPENED, REQUESTED, REFUSED], FINISHED])
def test_after_the_end_of_one_request_another_is_simply_a_request(ended):
    scenario(
        given=ended,
        when=replace(ASKS, on=date(2025, 12, 1)),
        then=[AssessmentRequested(on=date(2025, 12, 1), requested_by=Requester.PARENT)],
    )


@pytest.mark.parametrize(
    ("ended", "last", "after"),
    [
        (NoPlanDecided(on=date(2025, 4, 28)), date(2025, 10, 27), date(2025, 10, 28)),
        (FinalPlanIssued(on=date(2025, 5, 12)), date(2025, 11, 11), date(2025, 11, 12)),
        (NoPlanDecided(on=date(2025, 8, 31)), date(2026, 2, 27), date(2026, 2, 28)),
        (NoPlanDecided(on=date(2025, 2, 28)), date(2025, 8, 27), date(2025, 8, 28)),
    ],
)
def test_a_request_within_six_months_of_an_assessment_is_recorded_and_pointed_out(
    ended, last, after
):
    asked = AssessmentRequested(on=last, requested_by=Requester.PARENT)
    warned = ASSESSED_LATELY.about(last, f"until {last.isoformat()}")
    given = [OPENED, REQUESTED, ended]
    scenario(given=given, when=replace(ASKS, on=last), then=[asked, warned])
    scenario(given=given, when=replace(ASKS, on=after), then=[replace(asked, on=after)])


def test_a_request_after_a_withdrawal_is_a_new_one():
    withdrawn = RequestWithdrawn(on=date(2025, 1, 13), of=2)
    scenario(
        given=[OPENED, REQUESTED, withdrawn],
        when=replace(ASKS, on=date(2025, 2, 10)),
        then=[AssessmentRequested(on=date(2025, 2, 10), requested_by=Requester.PARENT)],
    )


def test_an_incomplete_form_is_warned_of_and_delays_nothing():
    scenario(
        given=[OPENED],
        when=replace(ASKS, form_complete=False),
        then=[REQUESTED, FORM_INCOMPLETE.about(MONDAY)],
    )


def test_a_young_person_is_under_25():
    born = replace(CHILD, date_of_birth=date(2000, 1, 7))
    scenario(
        given=[],
        when=replace(ASKS, child=born),
        then=[CaseOpened(on=MONDAY, child=born), REQUESTED],
    )


@pytest.mark.parametrize("first", [ASKS, BringToAttention(on=MONDAY, informant=Informant.OTHER)])
def test_on_the_25th_birthday_it_is_too_late_to_ask(first):
    born = replace(CHILD, date_of_birth=date(2000, 1, 6))
    scenario(given=[], when=replace(first, child=born), then=TOO_OLD)
    scenario(given=[CaseOpened(on=MONDAY, child=born)], when=first, then=TOO_OLD)


def test_a_request_may_be_withdrawn():
    scenario(
        given=UNDECIDED,
        when=WithdrawRequest(on=date(2025, 1, 13), reasons="They are moving away."),
        then=[RequestWithdrawn(on=date(2025, 1, 13), of=2, reasons="They are moving away.")],
    )


def test_a_request_may_be_withdrawn_while_the_assessment_goes_on():
    scenario(
        given=[*UNDECIDED, AGREED],
        when=WithdrawRequest(on=date(2025, 2, 13)),
        then=[RequestWithdrawn(on=date(2025, 2, 13), of=2)],
    )


@pytest.mark.parametrize("given", [[OPENED], [*UNDECIDED, REFUSED], FINISHED])
def test_without_a_pending_request_there_is_nothing_to_withdraw(given):
    scenario(given=given, when=WithdrawRequest(on=date(2025, 6, 2)), then=NOTHING_TO_WITHDRAW)


def test_a_request_is_not_withdrawn_before_it_was_made():
    scenario(
        given=UNDECIDED,
        when=WithdrawRequest(on=date(2025, 1, 5)),
        then=WITHDRAWN_BEFORE_REQUEST,
    )
