"""Limits that start only from what was recorded here, with their days written out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ehcp.domain.case import Case
from ehcp.domain.deadlines import Status, deadlines
from ehcp.domain.deadlines.clocks import CLOCKS
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.ceasing import PlanCeased
from ehcp.domain.events.draft import DraftMeetingHeld, MeetingRequired, RepresentationsComplete
from ehcp.domain.events.naming import SettingReplied
from ehcp.domain.events.request import (
    ConsideringNoticeSent,
    ConsideringNotified,
    DecisionCopied,
    Recipient,
    RequestWithdrawn,
)
from ehcp.law.calendar import Calendar
from tests.domain.ordinary_case import (
    AGREED,
    ASSESSED,
    CONSULTED,
    DRAFT,
    DRAFT_PLACE,
    DRAFTED,
    ELM,
    FINAL,
    FINISHED,
    OAK,
    OPENED,
    READY,
    REFUSED,
    REQUESTED,
    UNDECIDED,
)
from tests.domain.scenario import recorded

NO_HOLIDAYS = Calendar(frozenset())
BEGUN = [OPENED, REQUESTED]
TOLD = [
    ConsideringNotified(on=date(2025, 1, 8), of=2, recipient=recipient)
    for recipient in (
        Recipient.COMMISSIONING_BODY,
        Recipient.SOCIAL_CARE,
        Recipient.HEAD_OR_EARLY_YEARS_PROVIDER,
    )
]


def statuses(limit, given, on=date(2025, 6, 2)):
    """Return how each running of a limit stands on a day, in a case recorded here."""
    found = deadlines(recorded(*given), NO_HOLIDAYS, on)
    return [str(deadline.status) for deadline in found if deadline.limit.id == limit]


def due(limit, given, on=date(2025, 6, 2)):
    """Return the day on which the only running of a limit falls due."""
    (deadline,) = [
        found for found in deadlines(recorded(*given), NO_HOLIDAYS, on) if found.limit.id == limit
    ]
    assert deadline.due is not None
    return deadline.due.exact


def test_a_file_that_others_kept_starts_none_of_them():
    found = deadlines(Case.of(*FINISHED), NO_HOLIDAYS, date(2025, 6, 2))
    own = {clock.limit.id for clock in CLOCKS if clock.own}
    assert len(own) >= 10
    assert own & {deadline.limit.id for deadline in found} == set()


def test_the_family_is_to_be_consulted_from_the_request_on():
    limit = "assessment-consult-family"
    assert statuses(limit, BEGUN) == [Status.NO_LIMIT]
    assert statuses(limit, UNDECIDED) == [Status.MET]
    withdrawn = RequestWithdrawn(on=date(2025, 1, 7), of=2)
    assert statuses(limit, [*BEGUN, withdrawn]) == [Status.DISAPPLIED]


def test_the_family_is_to_be_told_that_an_assessment_is_considered():
    limit = "assessment-considering-notice"
    notice = ConsideringNoticeSent(on=date(2025, 1, 8), of=2)
    assert statuses(limit, BEGUN) == [Status.NO_LIMIT]
    assert statuses(limit, [*BEGUN, notice]) == [Status.MET]


def test_a_decision_does_not_make_good_a_notice_that_was_never_sent():
    for limit in ("assessment-considering-notice", "assessment-considering-notify-others"):
        assert statuses(limit, [*UNDECIDED, REFUSED]) == [Status.NO_LIMIT]


def test_nothing_need_be_said_within_six_months_of_an_earlier_assessment():
    limit = "assessment-considering-notice"
    for ended, last in (
        (date(2025, 1, 6), date(2025, 7, 5)),
        (date(2025, 8, 31), date(2026, 2, 27)),  # there is no 31 February
        (date(2025, 2, 28), date(2025, 8, 27)),
    ):
        for day, expected in ((last, []), (last + timedelta(days=1), [Status.NO_LIMIT])):
            given = [NoPlanDecided(on=ended), replace(REQUESTED, on=day)]
            assert statuses(limit, given, on=date(2026, 3, 31)) == expected


def test_nothing_need_be_said_while_a_plan_is_maintained():
    limit = "assessment-considering-notice"
    again = replace(REQUESTED, on=date(2026, 9, 1))
    ceased = PlanCeased(on=date(2026, 7, 31))
    given = [replace(FINAL, of=None), again]
    assert statuses(limit, given, on=date(2026, 9, 2)) == []
    assert statuses(limit, [given[0], ceased, again], on=date(2026, 9, 2)) == [Status.NO_LIMIT]


def test_everybody_else_is_told_when_the_last_of_them_is():
    limit = "assessment-considering-notify-others"
    assert statuses(limit, [*BEGUN, *TOLD[:2]]) == [Status.NO_LIMIT]
    assert statuses(limit, [*BEGUN, *TOLD]) == [Status.MET]
    principal = replace(TOLD[2], recipient=Recipient.HEAD_OR_PRINCIPAL)
    assert statuses(limit, [*BEGUN, principal, *TOLD[:2]]) == [Status.MET]


def test_the_decision_goes_to_everybody_who_was_told():
    limit = "assessment-decision-notify-others"
    decided = [*BEGUN, *TOLD, CONSULTED, AGREED]
    copies = [DecisionCopied(on=date(2025, 2, 3), of=7, recipient=told.recipient) for told in TOLD]
    assert statuses(limit, decided) == [Status.NO_LIMIT]
    assert statuses(limit, [*decided, *copies[:2]]) == [Status.NO_LIMIT]
    assert statuses(limit, [*decided, *copies]) == [Status.MET]


def test_copies_of_the_decision_that_no_plan_is_needed_are_none_of_that_to_assess():
    decided = [*BEGUN, *TOLD, CONSULTED, AGREED, NoPlanDecided(on=date(2025, 4, 21), of=7)]
    copies = [
        DecisionCopied(on=date(2025, 4, 21), of=8, recipient=told.recipient) for told in TOLD
    ]
    limit = "assessment-decision-notify-others"
    assert statuses(limit, [*decided, *copies]) == [Status.NO_LIMIT]
    mixed = [*copies[:2], replace(copies[2], of=7)]
    assert statuses(limit, [*decided, *mixed]) == [Status.NO_LIMIT]


def test_a_decision_goes_to_those_who_were_told_of_the_same_request():
    first = [*BEGUN, *TOLD, CONSULTED, replace(REFUSED, of=2)]
    copied = [DecisionCopied(on=date(2025, 2, 3), of=7, recipient=t.recipient) for t in TOLD]
    again = replace(REQUESTED, on=date(2026, 3, 2))  # entry 11
    principal = replace(TOLD[2], recipient=Recipient.HEAD_OR_PRINCIPAL)
    told = [replace(t, on=date(2026, 3, 4), of=11) for t in (*TOLD[:2], principal)]
    agreed = replace(AGREED, on=date(2026, 4, 1), of=11)  # entry 15
    given = [*first, *copied, again, *told, agreed]
    copies = [DecisionCopied(on=date(2026, 4, 1), of=15, recipient=t.recipient) for t in told]
    limit, on = "assessment-decision-notify-others", date(2026, 12, 1)
    assert statuses(limit, [*given, *copies[:2]], on) == [Status.MET, Status.NO_LIMIT]
    assert statuses(limit, [*given, *copies], on) == [Status.MET, Status.MET]


def test_a_refusal_that_is_dropped_goes_to_those_who_were_told_of_its_request():
    refused = [*BEGUN, *TOLD, CONSULTED, replace(REFUSED, of=2)]
    dropped = replace(AGREED, on=date(2025, 3, 3), of=7)
    copies = [DecisionCopied(on=dropped.on, of=8, recipient=t.recipient) for t in TOLD]
    limit = "assessment-decision-notify-others"
    expected = [Status.NO_LIMIT, Status.NO_LIMIT]
    assert statuses(limit, [*refused, dropped, *copies[:2]]) == expected
    assert statuses(limit, [*refused, dropped, *copies]) == [Status.NO_LIMIT, Status.MET]


def test_the_draft_is_expected_by_the_sixteenth_week():
    limit = "decision-to-issue-or-draft"
    assert due(limit, ASSESSED) == date(2025, 4, 28)
    assert statuses(limit, ASSESSED, on=date(2025, 4, 28)) == [Status.NOT_DUE]
    assert statuses(limit, ASSESSED, on=date(2025, 4, 29)) == [Status.OUTSTANDING]
    last = replace(DRAFT, on=date(2025, 4, 28))
    late = replace(DRAFT, on=date(2025, 4, 29))
    assert statuses(limit, [*ASSESSED, last]) == [Status.MET]
    assert statuses(limit, [*ASSESSED, late]) == [Status.MISSED]
    assert statuses(limit, [*UNDECIDED, REFUSED]) == [Status.DISAPPLIED]


def test_the_family_has_15_days_beginning_with_the_day_the_draft_is_served():
    limit = "draft-representations-window"
    assert due(limit, DRAFTED) == date(2025, 4, 21)
    assert statuses(limit, DRAFTED, on=date(2025, 4, 21)) == [Status.NOT_DUE]
    early = replace(FINAL, on=date(2025, 4, 21))
    after = replace(FINAL, on=date(2025, 4, 22))
    assert statuses(limit, [*READY, early]) == [Status.MISSED]
    assert statuses(limit, [*READY, after]) == [Status.MET]


def test_the_window_is_not_needed_once_the_family_has_nothing_more_to_say():
    limit = "draft-representations-window"
    complete = RepresentationsComplete(on=date(2025, 4, 14), of=DRAFT_PLACE)
    final = replace(FINAL, on=date(2025, 4, 15))
    assert statuses(limit, [*READY, complete, final]) == [Status.DISAPPLIED]
    late = replace(complete, on=date(2025, 4, 23))
    assert statuses(limit, [*READY, late, FINAL]) == [Status.MET]


@pytest.mark.parametrize(
    ("fresh", "expected"),
    [
        (date(2025, 4, 21), [Status.DISAPPLIED, Status.MET]),
        (date(2025, 4, 22), [Status.MET, Status.MET]),
    ],
)
def test_a_fresh_draft_has_a_window_of_its_own(fresh, expected):
    second = replace(DRAFT, on=fresh)
    final = replace(FINAL, on=date(2025, 5, 12), of=DRAFT_PLACE + 1)
    given = [*DRAFTED, second, final]
    assert statuses("draft-representations-window", given) == expected


def test_a_meeting_that_is_required_is_to_be_held():
    limit = "draft-meeting-on-request"
    required = MeetingRequired(on=date(2025, 4, 10), of=DRAFT_PLACE)
    held = DraftMeetingHeld(on=date(2025, 4, 16), of=11)
    assert statuses(limit, DRAFTED) == []
    assert statuses(limit, [*DRAFTED, required]) == [Status.NO_LIMIT]
    assert statuses(limit, [*DRAFTED, required, held]) == [Status.MET]


def test_a_school_should_reply_within_15_days():
    limit = "school-consultation-response"
    assert due(limit, READY) == date(2025, 4, 26)
    reply = SettingReplied(on=date(2025, 4, 26), institution=ELM)
    assert statuses(limit, [*READY, reply]) == [Status.MET]
    late = replace(reply, on=date(2025, 4, 27))
    assert statuses(limit, [*READY, late]) == [Status.MISSED]
    elsewhere = replace(reply, institution=OAK)
    assert statuses(limit, [*READY, elsewhere]) == [Status.OUTSTANDING]


def test_the_notice_of_appeal_goes_with_the_plan():
    limit = "final-plan-appeal-notice"
    assert statuses(limit, FINISHED[:-1]) == [Status.NO_LIMIT]
    assert statuses(limit, FINISHED) == [Status.MET]
