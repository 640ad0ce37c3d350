"""Regs 6 to 8: advice chased, late, sent back; the family's own reports."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.assessment.advice import AdviceKind
from ehcp.domain.commands.assessment.advice_course import (
    BEFORE_ADVICE_ASKED,
    BEFORE_REPORT,
    DELAY_MOVES_NOTHING,
    NO_REASON_FOR_DELAY,
    NO_REASON_FOR_REJECTING,
    NO_SUCH_ADVICE,
    NO_SUCH_REPORT,
    NOT_AWAITED,
    NOT_REJECTED,
    NOTHING_LACKING,
    AcceptReport,
    ChaseAdvice,
    RecordFamilyReport,
    RejectReport,
    ReportAdviceDelay,
    ReturnAdvice,
)
from ehcp.domain.deadlines import Status, deadlines
from ehcp.domain.events.assessment import (
    AdviceAccepted,
    AdviceChased,
    AdviceDelayed,
    AdviceReceived,
    AdviceRejected,
    AdviceReturned,
    FamilyReportReceived,
)
from ehcp.law.calendar import Calendar
from tests.domain.ordinary_case import ASSESSED
from tests.domain.scenario import recorded, scenario

PSYCHOLOGIST = "the educational psychologist"
ASKED_PLACE = 8
CHASE = ChaseAdvice(on=date(2025, 3, 10), kind=AdviceKind.PSYCHOLOGICAL, from_body=PSYCHOLOGIST)
LATE = ReportAdviceDelay(
    on=date(2025, 3, 12),
    kind=AdviceKind.PSYCHOLOGICAL,
    from_body=PSYCHOLOGIST,
    reasons="Two of four psychologists have left.",
    expected=date(2025, 4, 4),
)
DELAYED = AdviceDelayed(
    on=date(2025, 3, 12),
    of=ASKED_PLACE,
    kind="d",
    from_body=PSYCHOLOGIST,
    reasons="Two of four psychologists have left.",
    expected=date(2025, 4, 4),
)
CAME = AdviceReceived(
    on=date(2025, 3, 18), of=ASKED_PLACE, kind="d", from_body=PSYCHOLOGIST, author="I. Shah"
)
ANSWERED = [*ASSESSED, CAME]
RETURN = ReturnAdvice(on=date(2025, 3, 20), advice=10, reasons="It names no outcomes.")
OWN = FamilyReportReceived(
    on=date(2025, 3, 3), author="Dr Vale", about="speech", dated=date(2025, 2, 20)
)
WITH_REPORT = [*ASSESSED, OWN]
REJECT = RejectReport(on=date(2025, 3, 10), report=10, reasons="It is of another child.")
REJECTED = AdviceRejected(on=date(2025, 3, 10), of=10, reasons="It is of another child.")
ACCEPT = AcceptReport(on=date(2025, 3, 17), report=10, reasons="The name was a slip.")
ACCEPTED = AdviceAccepted(on=date(2025, 3, 17), of=10, reasons="The name was a slip.")


def test_a_body_is_reminded_of_what_it_was_asked_for():
    chased = AdviceChased(on=date(2025, 3, 10), of=ASKED_PLACE, kind="d", from_body=PSYCHOLOGIST)
    scenario(given=ASSESSED, when=CHASE, then=[chased])


@pytest.mark.parametrize("command", [CHASE, LATE])
def test_only_advice_that_was_asked_for_and_has_not_come_is_awaited(command):
    scenario(given=ASSESSED, when=replace(command, from_body="an optician"), then=NOT_AWAITED)
    scenario(given=ANSWERED, when=replace(command, on=date(2025, 3, 19)), then=NOT_AWAITED)


@pytest.mark.parametrize("command", [CHASE, LATE])
def test_nothing_is_late_before_it_was_asked_for(command):
    scenario(given=ASSESSED, when=replace(command, on=date(2025, 2, 4)), then=BEFORE_ADVICE_ASKED)


def test_an_adviser_who_cannot_answer_in_time_says_why_and_when():
    scenario(
        given=ASSESSED, when=LATE, then=[DELAYED, DELAY_MOVES_NOTHING.about(date(2025, 3, 12))]
    )
    scenario(given=ASSESSED, when=replace(LATE, reasons=" "), then=NO_REASON_FOR_DELAY)
    past = replace(LATE, expected=date(2025, 3, 11))
    scenario(given=ASSESSED, when=past, then=NO_REASON_FOR_DELAY)


def test_advice_expected_on_the_last_day_of_the_six_weeks_is_not_warned_of():
    last, after = date(2025, 3, 19), date(2025, 3, 20)
    scenario(
        given=ASSESSED,
        when=replace(LATE, expected=last),
        then=[replace(DELAYED, expected=last)],
    )
    scenario(
        given=ASSESSED,
        when=replace(LATE, expected=after),
        then=[replace(DELAYED, expected=after), DELAY_MOVES_NOTHING.about(date(2025, 3, 12))],
    )


def test_a_reason_for_being_late_moves_no_limit():
    def due(given):
        found = deadlines(recorded(*given), Calendar(frozenset()), date(2025, 3, 20))
        return [
            (d.due and d.due.exact, d.status) for d in found if d.limit.id == "advice-response"
        ]

    expected = [(date(2025, 3, 19), Status.OUTSTANDING)] * 5
    assert due(ASSESSED) == due([*ASSESSED, DELAYED]) == expected


def test_advice_is_sent_back_with_what_it_lacks():
    returned = AdviceReturned(on=date(2025, 3, 20), of=10, reasons="It names no outcomes.")
    scenario(given=ANSWERED, when=RETURN, then=[returned])
    scenario(given=ANSWERED, when=replace(RETURN, reasons=""), then=NOTHING_LACKING)
    scenario(given=ANSWERED, when=replace(RETURN, advice=8), then=NO_SUCH_ADVICE)
    scenario(given=ANSWERED, when=replace(RETURN, on=date(2025, 3, 17)), then=BEFORE_REPORT)


def test_the_family_puts_forward_a_report_of_its_own():
    record = RecordFamilyReport(
        on=date(2025, 3, 3), author="Dr Vale", about="speech", dated=date(2025, 2, 20)
    )
    scenario(given=ASSESSED, when=record, then=[OWN])


def test_a_report_is_rejected_only_with_reasons():
    scenario(given=WITH_REPORT, when=REJECT, then=[REJECTED])
    scenario(given=WITH_REPORT, when=replace(REJECT, reasons=""), then=NO_REASON_FOR_REJECTING)


@pytest.mark.parametrize("command", [REJECT, ACCEPT])
def test_what_is_answered_is_a_report_of_the_family(command):
    scenario(given=WITH_REPORT, when=replace(command, report=8), then=NO_SUCH_REPORT)
    early = replace(command, on=date(2025, 3, 2))
    scenario(given=WITH_REPORT, when=early, then=BEFORE_REPORT)


def test_a_report_that_was_rejected_may_be_accepted_after_all():
    scenario(given=[*WITH_REPORT, REJECTED], when=ACCEPT, then=[ACCEPTED])
    scenario(given=WITH_REPORT, when=ACCEPT, then=NOT_REJECTED)
    again = replace(ACCEPT, on=date(2025, 3, 24))
    scenario(given=[*WITH_REPORT, REJECTED, ACCEPTED], when=again, then=NOT_REJECTED)
    early = replace(ACCEPT, on=date(2025, 3, 9))
    scenario(given=[*WITH_REPORT, REJECTED], when=early, then=NOT_REJECTED)
