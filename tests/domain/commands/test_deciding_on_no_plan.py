"""CFA 2014 s.36(9), reg 10: the decision that no plan is necessary."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.command import Refused
from ehcp.domain.commands.assessment.advice import (
    ADVICE_NOT_SOUGHT,
    BEFORE_ASSESSMENT,
    NO_ASSESSMENT,
    AdviceKind,
)
from ehcp.domain.commands.assessment.no_plan import (
    NO_FEEDBACK,
    NO_PLAN_NOTICE_INCOMPLETE,
    NO_REASONS_FOR_NO_PLAN,
    DecideNoPlan,
)
from ehcp.domain.commands.request.decision import S19_NOT_CONSIDERED, CopyDecision
from ehcp.domain.events.assessment import (
    AdviceReceived,
    AdviceRequested,
    AdviceReused,
    NoPlanDecided,
)
from ehcp.domain.events.request import DecisionCopied, NoticeItem, Recipient
from tests.domain.limits import statuses
from tests.domain.ordinary_case import (
    ADVICE,
    ASSESSED,
    DRAFTED,
    NOTICE,
    OPENED_FOR_TEENAGER,
    S19,
    UNDECIDED,
    UNDER_ASSESSMENT,
)
from tests.domain.scenario import lived, recorded, scenario

DAY = date(2025, 4, 14)
DECIDE = DecideNoPlan(
    on=DAY,
    reasons="The school can provide all of it.",
    notice=NOTICE,
    s19_considered=S19,
    feedback="She needs one to one teaching of reading.",
)
DECIDED = NoPlanDecided(
    on=DAY,
    of=4,
    reasons="The school can provide all of it.",
    feedback="She needs one to one teaching of reading.",
    notice=NOTICE,
    s19_considered=S19,
)
ADULTHOOD = AdviceRequested(on=date(2025, 2, 5), of=4, kind="g", from_body="the college")


def test_the_authority_may_decide_that_no_plan_is_necessary():
    scenario(given=ASSESSED, when=DECIDE, then=[DECIDED])


def test_no_plan_is_decided_only_after_an_assessment():
    scenario(given=UNDECIDED, when=DECIDE, then=NO_ASSESSMENT)
    scenario(given=[*ASSESSED, DECIDED], when=DECIDE, then=NO_ASSESSMENT)


def test_no_plan_is_not_decided_before_the_assessment_was_agreed():
    early = replace(DECIDE, on=date(2025, 2, 2))
    scenario(given=ASSESSED, when=early, then=BEFORE_ASSESSMENT)


@pytest.mark.parametrize("missing", ADVICE, ids=lambda event: event.kind)
def test_the_assessment_is_not_complete_while_advice_has_not_been_sought(missing):
    some = [event for event in ADVICE if event is not missing]
    given = [*UNDER_ASSESSMENT, *some]
    scenario(given=given, when=DECIDE, then=ADVICE_NOT_SOUGHT)
    with pytest.raises(Refused) as caught:
        tuple(DECIDE.decide(recorded(*given)))
    assert caught.value.refusal.instead == f"Seek it under reg 6(1)({missing.kind})."


def test_advice_that_is_used_again_need_not_be_sought():
    some = [event for event in ADVICE if event.kind != AdviceKind.MEDICAL]
    reused = AdviceReused(on=date(2025, 2, 5), of=4, kind="c")
    scenario(given=[*UNDER_ASSESSMENT, *some, reused], when=DECIDE, then=[DECIDED])


def test_advice_that_came_unasked_need_not_be_sought():
    some = [event for event in ADVICE if event.kind != AdviceKind.MEDICAL]
    came = AdviceReceived(on=date(2025, 1, 20), kind="c", from_body="the paediatrician")
    given = [*UNDECIDED, came, UNDER_ASSESSMENT[-1], *some]
    scenario(given=given, when=DECIDE, then=[replace(DECIDED, of=5)])


def test_in_year_9_advice_on_adulthood_is_sought_too():
    given = [OPENED_FOR_TEENAGER, *ASSESSED[1:]]
    scenario(given=given, when=DECIDE, then=ADVICE_NOT_SOUGHT)
    scenario(given=[*given, ADULTHOOD], when=DECIDE, then=[DECIDED])


@pytest.mark.parametrize("left_out", NOTICE)
def test_the_notice_tells_the_family_all_four_things(left_out):
    some = tuple(item for item in NoticeItem if item is not left_out)
    scenario(given=ASSESSED, when=replace(DECIDE, notice=some), then=NO_PLAN_NOTICE_INCOMPLETE)


def test_the_decision_gives_reasons():
    scenario(given=ASSESSED, when=replace(DECIDE, reasons=""), then=NO_REASONS_FOR_NO_PLAN)


def test_the_decision_records_how_section_19_was_considered():
    scenario(given=ASSESSED, when=replace(DECIDE, s19_considered=""), then=S19_NOT_CONSIDERED)


def test_a_decision_without_feedback_is_warned_of():
    scenario(
        given=ASSESSED,
        when=replace(DECIDE, feedback=""),
        then=[replace(DECIDED, feedback=None), NO_FEEDBACK.about(DAY)],
    )


def test_the_decision_is_copied_to_others():
    scenario(
        given=[*ASSESSED, DECIDED],
        when=CopyDecision(on=DAY, recipient=Recipient.COMMISSIONING_BODY),
        then=[DecisionCopied(on=DAY, of=10, recipient=Recipient.COMMISSIONING_BODY)],
    )


@pytest.mark.parametrize(
    ("decided", "status"), [(date(2025, 4, 28), "disapplied"), (date(2025, 4, 29), "missed")]
)
def test_after_a_draft_the_family_is_owed_the_decision_by_the_sixteenth_week(decided, status):
    case = lived(replace(DECIDE, on=decided), before=DRAFTED)
    events = [step.event for step in case.steps]
    assert statuses("decision-not-to-issue", events, date(2025, 6, 30)) == [status]
