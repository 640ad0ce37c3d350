"""The report of the meeting, and the decision."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.request.decision import S19_NOT_CONSIDERED
from ehcp.domain.commands.review.decision import (
    ALREADY_DECIDED,
    AMENDMENTS_WITHOUT_AMENDING,
    CEASING_FOLLOWS,
    INSTITUTION_NOT_TOLD,
    NO_AMENDMENTS,
    NO_REASONS_FOR_DECISION,
    REVIEW_NOTICE_INCOMPLETE,
)
from ehcp.domain.commands.review.open_reviews import (
    BEFORE_REVIEW_MEETING,
    NO_MEETING_YET,
    NO_REVIEW,
)
from ehcp.domain.commands.review.report import (
    ACHIEVEMENT_NOT_CONSIDERED,
    ALIGNMENT_NOT_CONSIDERED,
    CONDUCT,
    NO_ADULTHOOD,
    NOT_CONSIDERED,
    PAYMENTS_NOT_REVIEWED,
    REPORT_INCOMPLETE,
    REPORT_NOT_TO_ALL,
    REPORTED,
)
from ehcp.domain.events.ceasing import CeaseConsidered, CeaseDecided
from ehcp.domain.events.direct_payment import (
    DirectPaymentAgreed,
    DirectPaymentStarted,
    DirectPaymentStopped,
)
from ehcp.domain.events.opening import Child
from ehcp.domain.events.personal_budget import PersonalBudgetPrepared
from ehcp.domain.events.review import (
    ReviewDecision,
    ReviewItem,
    ReviewMeetingHeld,
)
from ehcp.domain.plan.sections import DirectPaymentPart
from ehcp.domain.standing.review import REG_20, ReviewState
from ehcp.domain.standing.reviews import reviews
from tests.domain import ordinary_review as review
from tests.domain.ordinary_case import CHILD, FINAL, FINAL_PLAN, FINISHED, OPENED, TEENAGER
from tests.domain.ordinary_review import (
    AMEND,
    AMENDMENT,
    BEGUN,
    KEEP,
    KEPT,
    MEETING,
    MET,
    PLACE,
    REPORT,
    TO_AMEND,
    WITH_REPORT,
)
from tests.domain.scenario import recorded, scenario

DAY = date(2026, 4, 2)


def of(child):
    """Return the ordinary review with another child."""
    return [replace(OPENED, child=child), *MET[1:]]


def test_the_report_of_the_meeting_is_sent():
    scenario(given=MET, when=REPORT, then=[review.REPORTED])
    scenario(given=WITH_REPORT, when=REPORT, then=REPORTED)


def test_there_is_nothing_to_report_before_the_meeting():
    scenario(given=BEGUN, when=REPORT, then=NO_REVIEW)
    scenario(given=BEGUN, when=replace(REPORT, review=PLACE), then=NO_MEETING_YET)
    early = replace(REPORT, on=date(2026, 3, 23))
    scenario(given=MET, when=early, then=BEFORE_REVIEW_MEETING)


def test_from_year_9_on_the_report_says_what_prepares_for_adulthood():
    given = of(TEENAGER)
    scenario(given=given, when=REPORT, then=NO_ADULTHOOD)
    scenario(given=given, when=replace(REPORT, adulthood=" "), then=NO_ADULTHOOD)
    said = replace(REPORT, adulthood="Travel on his own; a supported internship.")
    reported = replace(review.REPORTED, adulthood="Travel on his own; a supported internship.")
    scenario(given=given, when=said, then=[reported])


def test_a_report_without_its_parts_is_warned_of():
    bare = replace(REPORT, recommendation=None, differences=None, advice_attached=False)
    reported = replace(
        review.REPORTED, recommendation=None, differences=None, advice_attached=False
    )
    warned = REPORT_INCOMPLETE.about(DAY, "recommendation, differences, advice")
    scenario(given=MET, when=bare, then=[reported, warned])


def test_a_report_that_recommends_to_amend_says_which_amendments():
    bare = replace(REPORT, recommendation=ReviewDecision.AMEND, amendments=())
    reported = replace(review.REPORTED, recommendation=ReviewDecision.AMEND, amendments=())
    warned = REPORT_INCOMPLETE.about(DAY, "amendments")
    scenario(given=MET, when=bare, then=[reported, warned])
    said = replace(bare, amendments=(AMENDMENT,))
    scenario(given=MET, when=said, then=[replace(reported, amendments=(AMENDMENT,))])


def test_the_report_goes_to_everybody_who_was_invited():
    command = replace(REPORT, sent_to=REG_20[:-1])
    reported = replace(review.REPORTED, sent_to=REG_20[:-1])
    warned = REPORT_NOT_TO_ALL.about(DAY, "authority-social-care-officer")
    scenario(given=MET, when=command, then=[reported, warned])


def test_what_a_review_is_to_look_at_is_warned_of_where_it_did_not():
    command = replace(REPORT, considered=CONDUCT[:-1])
    reported = replace(review.REPORTED, considered=CONDUCT[:-1])
    warned = NOT_CONSIDERED.about(DAY, "outcomes-still-appropriate")
    scenario(given=MET, when=command, then=[reported, warned])


def test_the_review_of_a_looked_after_child_is_aligned_with_the_care_plan():
    given = of(replace(CHILD, looked_after=True))
    warned = ALIGNMENT_NOT_CONSIDERED.about(DAY, "care-plan-aligned")
    scenario(given=given, when=REPORT, then=[review.REPORTED, warned])
    considered = (*CONDUCT, ReviewItem.CARE_PLAN)
    scenario(
        given=given,
        when=replace(REPORT, considered=considered),
        then=[replace(review.REPORTED, considered=considered)],
    )


def test_direct_payments_are_reviewed_with_the_plan():
    paid = replace(FINAL_PLAN, direct_payments=(DirectPaymentPart(id="j1", text="A tutor."),))
    given = [replace(FINAL, plan=paid) if event == FINAL else event for event in MET]
    warned = PAYMENTS_NOT_REVIEWED.about(DAY, "direct-payments-reviewed")
    scenario(given=given, when=REPORT, then=[review.REPORTED, warned])
    in_care = [replace(OPENED, child=replace(CHILD, looked_after=True)), *given[1:]]
    aligned = ALIGNMENT_NOT_CONSIDERED.about(DAY, "care-plan-aligned")
    scenario(given=in_care, when=REPORT, then=[review.REPORTED, aligned, warned])
    considered = (*CONDUCT, ReviewItem.DIRECT_PAYMENTS)
    scenario(
        given=given,
        when=replace(REPORT, considered=considered),
        then=[replace(review.REPORTED, considered=considered)],
    )


def test_a_direct_payment_that_is_running_is_reviewed_though_section_j_does_not_tell_of_it():
    agreed = DirectPaymentAgreed(on=date(2025, 9, 1))
    paid = DirectPaymentStarted(on=date(2025, 9, 15), of=len(MET) + 1)
    warned = PAYMENTS_NOT_REVIEWED.about(DAY, "direct-payments-reviewed")
    scenario(given=[*MET, agreed, paid], when=REPORT, then=[review.REPORTED, warned])
    stopped = DirectPaymentStopped(on=date(2026, 1, 5), of=len(MET) + 1)
    scenario(given=[*MET, agreed, paid, stopped], when=REPORT, then=[review.REPORTED])


def test_the_personal_budget_is_reviewed_with_the_plan_of_a_looked_after_child():
    budget = PersonalBudgetPrepared(on=date(2025, 9, 1))
    scenario(given=[*MET, budget], when=REPORT, then=[review.REPORTED])
    given = [*of(replace(CHILD, looked_after=True)), budget]
    warned = ALIGNMENT_NOT_CONSIDERED.about(DAY, "care-plan-aligned, personal-budget-reviewed")
    scenario(given=given, when=REPORT, then=[review.REPORTED, warned])


@pytest.mark.parametrize(
    ("born", "asked"), [(date(2007, 3, 24), True), (date(2007, 3, 25), False)]
)
def test_from_19_on_it_is_asked_whether_the_outcomes_have_been_achieved(born, asked):
    given = of(Child(name="Kit Hill", date_of_birth=born))
    said = replace(REPORT, adulthood="Work at a garden centre.")
    reported = replace(review.REPORTED, adulthood="Work at a garden centre.")
    warned = [ACHIEVEMENT_NOT_CONSIDERED.about(DAY, "educational-outcomes-achieved")]
    scenario(given=given, when=said, then=[reported, *(warned if asked else [])])


def test_the_decision_is_one_of_three():
    scenario(given=WITH_REPORT, when=KEEP, then=[KEPT])
    scenario(given=WITH_REPORT, when=AMEND, then=[TO_AMEND])
    cease = replace(KEEP, decision=ReviewDecision.CEASE)
    ceasing = replace(KEPT, decision=ReviewDecision.CEASE)
    follows = CEASING_FOLLOWS.about(KEEP.on)
    scenario(given=WITH_REPORT, when=cease, then=[ceasing, follows])


def test_whoever_decides_to_cease_on_a_review_hears_that_the_plan_goes_on_until_reg_31_is_done():
    cease = replace(KEEP, decision=ReviewDecision.CEASE)
    considered = CeaseConsidered(on=date(2026, 4, 7))
    decided = CeaseDecided(on=date(2026, 4, 13), of=len(WITH_REPORT) + 1)
    ceasing = replace(KEPT, decision=ReviewDecision.CEASE)
    scenario(given=[*WITH_REPORT, considered, decided], when=cease, then=[ceasing])
    case = recorded(*WITH_REPORT, ceasing)
    (found,) = reviews(case)
    assert (found.state, found.lacks) == (ReviewState.FINISHED, ())
    assert case.plan_in_force is not None


def test_a_decision_does_not_wait_for_the_report():
    scenario(given=MET, when=KEEP, then=[KEPT])


def test_a_review_has_one_decision():
    scenario(given=[*MET, TO_AMEND], when=replace(KEEP, review=PLACE), then=ALREADY_DECIDED)


def test_a_bare_decision_to_amend_is_none():
    scenario(given=MET, when=replace(AMEND, amendments=()), then=NO_AMENDMENTS)
    unfounded = replace(AMENDMENT, evidence=())
    bare = replace(AMEND, amendments=(unfounded,))
    scenario(given=MET, when=bare, then=NO_AMENDMENTS)
    for blank in ((), ("",), (" ",)):
        silent = replace(AMEND, amendments=(replace(AMENDMENT, evidence=blank),))
        scenario(given=MET, when=silent, then=NO_AMENDMENTS)
    founded = replace(bare, evidence=("the report of the meeting",))
    decided = replace(TO_AMEND, amendments=(unfounded,), evidence=("the report of the meeting",))
    scenario(given=MET, when=founded, then=[decided])


def test_a_decision_to_maintain_proposes_no_amendments():
    both = replace(KEEP, amendments=(AMENDMENT,))
    scenario(given=MET, when=both, then=AMENDMENTS_WITHOUT_AMENDING)


@pytest.mark.parametrize("decision", [ReviewDecision.MAINTAIN, ReviewDecision.CEASE])
def test_a_decision_to_maintain_or_cease_tells_the_family_what_it_can_do(decision):
    silent = replace(KEEP, decision=decision, notice=KEEP.notice[1:])
    scenario(given=MET, when=silent, then=REVIEW_NOTICE_INCOMPLETE)


def test_a_decision_has_reasons_and_says_how_section_19_was_considered():
    scenario(given=MET, when=replace(KEEP, reasons=""), then=NO_REASONS_FOR_DECISION)
    scenario(given=MET, when=replace(KEEP, s19_considered=""), then=S19_NOT_CONSIDERED)


def test_the_institution_is_told_of_the_decision_too():
    command = replace(KEEP, institution_told=False)
    decided = replace(KEPT, institution_told=False)
    warned = INSTITUTION_NOT_TOLD.about(date(2026, 4, 14))
    scenario(given=MET, when=command, then=[decided, warned])


def test_a_meeting_that_only_an_old_file_tells_of_is_decided_on_too():
    given = [*FINISHED, ReviewMeetingHeld(on=MEETING)]
    scenario(given=given, when=KEEP, then=[KEPT])
