"""A re-assessment replaces the plan; a year later it is amended without any review."""

from dataclasses import replace
from datetime import date

from ehcp.domain.command import Command
from ehcp.domain.commands.amendment.amended_plan import NO_REASSESSMENT
from ehcp.domain.commands.amendment.amendment import (
    NO_NOTICE,
    NOTICE_INCOMPLETE,
    NOTICE_PERIOD_RUNNING,
)
from ehcp.domain.commands.amendment.reassessment import (
    MUST_BE_GRANTED,
    NOT_WITHIN_SIX_MONTHS,
    AgreeToReassess,
    RefuseToReassess,
    RequestReassessment,
)
from ehcp.domain.events.amendment import AmendmentCause, NoticeCause
from ehcp.domain.events.reassessment import ReassessmentRefusalGround, ReassessmentRequester
from tests.domain.amending_case import AMENDED_PLAN
from tests.domain.ordinary_case import FINAL_PLAN, NOTICE, S19
from tests.scenarios.life import Life
from tests.scenarios.parts import advised, amended, drafted, noticed, planned

PLANNED = tuple(planned(date(2025, 1, 6), date(2025, 2, 3), date(2025, 4, 7), date(2025, 5, 12)))
REFUSAL = RefuseToReassess(
    on=date(2025, 11, 10),
    ground=ReassessmentRefusalGround.SIX_MONTHS,
    reasons="She was assessed in the spring.",
    notice=NOTICE,
    s19_considered=S19,
)


def ask(on: date, by: ReassessmentRequester = ReassessmentRequester.PARENT) -> Command:
    """The request."""
    return RequestReassessment(on=on, requested_by=by)


AGREED = (ask(date(2026, 3, 2)), AgreeToReassess(on=date(2026, 3, 16), s19_considered=S19))
REDRAFTED = (
    *advised(date(2026, 3, 18), date(2026, 4, 29)),
    *drafted(date(2026, 5, 11)),
)
REPLACED = replace(
    amended(date(2026, 6, 22), FINAL_PLAN, AmendmentCause.REASSESSMENT), replacement=True
)


def test_within_six_months_it_may_be_refused_but_not_to_the_commissioning_body():
    life = Life(PLANNED)
    assert life.on(date(2025, 5, 12), "reassessment-six-month-bar") == [
        "reassessment-six-month-bar: Wed 12 Nov 2025, not-due"
    ]
    health = Life(PLANNED, ask(date(2025, 11, 3), ReassessmentRequester.COMMISSIONING_BODY))
    health.refuses(REFUSAL, MUST_BE_GRANTED)
    life.then(ask(date(2025, 11, 3)), REFUSAL)
    assert life.on(date(2025, 11, 10), "reassessment-decision", "appeal-window-decision") == [
        "appeal-window-decision: Mon 14 Jul 2025, disapplied",
        "reassessment-decision: Tue 18 Nov 2025, met",
        "appeal-window-decision: Mon 12 Jan 2026, not-due",
    ]


def test_after_six_months_that_is_no_ground():
    life = Life(PLANNED, ask(date(2026, 3, 2)))
    life.refuses(replace(REFUSAL, on=date(2026, 3, 9)), NOT_WITHIN_SIX_MONTHS)
    assert life.around("reassessment-decision", date(2026, 3, 17)) == (
        "not-due", "not-due", "outstanding",
    )  # fmt: skip


def test_the_plan_is_replaced_fourteen_weeks_after_the_agreement():
    life = Life(PLANNED, AGREED, REDRAFTED)
    last = date(2026, 6, 22)
    assert life.around("reassessment-final-plan", last) == ("not-due", "not-due", "outstanding")
    life.then(REPLACED)
    assert life.on(
        last,
        "reassessment-decision",
        "reassessment-advice",
        "reassessment-representations",
        "reassessment-no-change",
        "reassessment-final-plan",
        "reassessment-six-month-bar",
    ) == [
        "reassessment-six-month-bar: Wed 12 Nov 2025, met",
        "reassessment-decision: Tue 17 Mar 2026, met",
        "reassessment-final-plan: Mon 22 Jun 2026, met",
        "reassessment-no-change: Mon 25 May 2026, disapplied",
        *["reassessment-advice: Wed 29 Apr 2026, met"] * 5,
        "reassessment-representations: Mon 25 May 2026, met",
        "reassessment-six-month-bar: Tue 22 Dec 2026, not-due",
    ]


def test_without_a_review_the_plan_is_amended_eight_weeks_after_the_notice():
    life = Life(PLANNED, AGREED, REDRAFTED, REPLACED)
    cause = AmendmentCause.WITHOUT_REVIEW
    life.refuses(amended(date(2027, 2, 1), AMENDED_PLAN, cause), NO_NOTICE)
    again = amended(date(2027, 2, 1), AMENDED_PLAN, AmendmentCause.REASSESSMENT)
    life.refuses(again, NO_REASSESSMENT)
    notice = noticed(date(2027, 2, 1), cause=NoticeCause.WITHOUT_REVIEW)
    life.refuses(replace(notice, pack=notice.pack[:6]), NOTICE_INCOMPLETE)
    life.then(notice)
    life.refuses(amended(date(2027, 2, 15), AMENDED_PLAN, cause), NOTICE_PERIOD_RUNNING)
    last = date(2027, 3, 29)  # Easter Monday: nothing moves
    assert life.around("amend-without-review-final", last) == (
        "not-due", "not-due", "outstanding",
    )  # fmt: skip
    life.then(amended(last, AMENDED_PLAN, cause))
    assert life.on(last, "amend-without-review-representations", "amend-without-review-final") == [
        "amend-without-review-representations: Mon 15 Feb 2027, met",
        "amend-without-review-final: Mon 29 Mar 2027, met",
    ]
