"""CFA 2014 ss.45-46: when a plan ends, goes on, or is put back; a death; leaving England."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.command import Refused
from ehcp.domain.commands.assessment.advice import NO_ASSESSMENT, AdviceKind, RequestAdvice
from ehcp.domain.commands.ending.ceasing import NOTHING_TO_CEASE
from ehcp.domain.commands.ending.ending import (
    AGE_NOT_KNOWN,
    APPEAL_UNDECIDED,
    ASIDE_BEFORE_DECIDED,
    BEYOND_THE_YEAR,
    DIED_ALREADY,
    LEAVING_IS_NOTIFIED,
    NOT_DECIDED_TO_CEASE,
    NOTHING_SET_ASIDE,
    ORDERED_TO_CONTINUE,
    TOO_EARLY_TO_CEASE,
    TREATED_FROM_LATER,
    CeasePlan,
    ContinuePast25,
    RecordDeath,
    RecordLeavingEngland,
    SetCeaseAside,
)
from ehcp.domain.commands.ending.transfer import STILL_RESIDENT
from ehcp.domain.deadlines import Status
from ehcp.domain.events.appeal import AppealMatter, AppealWithdrawn, TribunalAppealLodged
from ehcp.domain.events.ceasing import (
    CeaseDecided,
    CeaseGround,
    CeaseSetAside,
    ContinuedPast25,
    LeftEngland,
    PersonDied,
    PlanCeased,
    SetAsideBy,
)
from ehcp.domain.events.mediation import MediationCertificateIssued
from ehcp.domain.events.opening import CaseOpened, Child
from ehcp.domain.events.order import Ordered, TribunalOrder
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.review import ReviewDecision, ReviewDecisionNotified
from ehcp.domain.events.transfer import TemporarilyAway
from ehcp.law.calendar import Calendar
from tests.domain.limits import due, running, statuses
from tests.domain.ordinary_case import FINISHED, UNDER_ASSESSMENT
from tests.domain.scenario import recorded, scenario

ADULT = CaseOpened(
    on=date(2025, 1, 6), child=Child(name="Cy Hill", date_of_birth=date(2001, 3, 9))
)
PLAN = FinalPlanIssued(on=date(2025, 5, 12))
DECIDED = CeaseDecided(on=date(2025, 9, 8), ground=CeaseGround.PLAN_NOT_NECESSARY)
ENDING = [ADULT, PLAN, DECIDED]
CEASE = CeasePlan(on=date(2025, 11, 11))
CEASED = PlanCeased(on=date(2025, 11, 11), of=3, ground=CeaseGround.PLAN_NOT_NECESSARY)
APPEAL = TribunalAppealLodged(on=date(2025, 10, 20), of=3)


def test_a_plan_ends_on_the_day_after_the_time_for_an_appeal():
    """8 November 2025 is a Saturday: the last day is Monday the 10th."""
    scenario(given=ENDING, when=CEASE, then=[CEASED])
    early = replace(CEASE, on=date(2025, 11, 10))
    scenario(given=ENDING, when=early, then=TOO_EARLY_TO_CEASE)
    limit, on = "cease-not-before", date(2026, 2, 2)
    assert due(limit, ENDING, on) == date(2025, 11, 10)
    assert statuses(limit, [*ENDING, CEASED], on) == [Status.MET]
    too_early = replace(CEASED, on=date(2025, 11, 10))
    assert statuses(limit, [*ENDING, too_early], on) == [Status.MISSED]


def test_bank_holidays_put_the_end_off_where_the_case_knows_them():
    """18 April 2025 is Good Friday: the last day is Tuesday 22 April, after Easter Monday."""
    easter = Calendar(frozenset({date(2025, 4, 18), date(2025, 4, 21)}))
    decided = replace(DECIDED, on=date(2025, 2, 18))
    plan = replace(PLAN, on=date(2024, 5, 13))
    case = replace(recorded(ADULT, plan, decided), calendar=easter)
    with pytest.raises(Refused) as caught:
        list(replace(CEASE, on=date(2025, 4, 22)).decide(case))
    assert caught.value.refusal.id == TOO_EARLY_TO_CEASE.id
    on = date(2025, 4, 23)
    assert list(replace(CEASE, on=on).decide(case)) == [replace(CEASED, on=on)]


def test_a_certificate_gives_another_month():
    certificate = MediationCertificateIssued(on=date(2025, 11, 3), of=3)
    given = [*ENDING, certificate]
    last = replace(CEASE, on=date(2025, 12, 3))
    scenario(given=given, when=last, then=TOO_EARLY_TO_CEASE)
    after = replace(CEASE, on=date(2025, 12, 4))
    scenario(given=given, when=after, then=[replace(CEASED, on=date(2025, 12, 4))])


def test_no_plan_ends_without_a_decision():
    scenario(given=[replace(PLAN)], when=CEASE, then=NOT_DECIDED_TO_CEASE)
    scenario(given=[ADULT], when=CEASE, then=NOTHING_TO_CEASE)
    scenario(given=[*ENDING, CEASED], when=CEASE, then=NOTHING_TO_CEASE)


def test_while_an_appeal_is_undecided_the_plan_does_not_end_at_all():
    late = replace(CEASE, on=date(2026, 3, 2))
    scenario(given=[*ENDING, APPEAL], when=late, then=APPEAL_UNDECIDED)
    earlier = replace(APPEAL, on=date(2025, 8, 4), of=2)
    scenario(given=[ADULT, PLAN, earlier, DECIDED], when=CEASE, then=[replace(CEASED, of=4)])


def test_an_appeal_against_what_a_review_came_to_keeps_the_plan_too():
    review = ReviewDecisionNotified(on=date(2025, 8, 4), decision=ReviewDecision.CEASE)
    appeal = replace(APPEAL, on=date(2025, 8, 18), of=3, matters=(AppealMatter.CEASE,))
    given = [ADULT, PLAN, review, appeal, replace(DECIDED, of=3)]
    late = replace(CEASE, on=date(2026, 3, 2))
    scenario(given=given, when=late, then=APPEAL_UNDECIDED)
    allowed = TribunalOrder(on=date(2026, 2, 2), of=4, ordered=Ordered.CONTINUE)
    scenario(given=[*given, allowed], when=late, then=ORDERED_TO_CONTINUE)
    dismissed = replace(allowed, ordered=Ordered.DISMISS_CEASE)
    ceased = replace(CEASED, on=date(2026, 3, 2), of=5)
    scenario(given=[*given, dismissed], when=late, then=[ceased])
    about_needs = replace(appeal, matters=(AppealMatter.NEEDS,), of=2)
    given = [ADULT, PLAN, review, about_needs, replace(DECIDED, of=3)]
    scenario(given=given, when=late, then=[ceased])


def test_an_appeal_that_ends_decides_whether_the_plan_does():
    on = date(2026, 2, 2)
    cease = replace(CEASE, on=on)
    ceased = replace(CEASED, on=on)
    dismissed = TribunalOrder(on=on, of=4, ordered=Ordered.DISMISS_CEASE)
    scenario(given=[*ENDING, APPEAL, dismissed], when=cease, then=[ceased])
    before = replace(CEASE, on=date(2026, 2, 1))
    scenario(given=[*ENDING, APPEAL, dismissed], when=before, then=TOO_EARLY_TO_CEASE)
    allowed = replace(dismissed, ordered=Ordered.CONTINUE)
    scenario(given=[*ENDING, APPEAL, allowed], when=cease, then=ORDERED_TO_CONTINUE)
    withdrawn = AppealWithdrawn(on=date(2025, 10, 27), of=4)
    scenario(given=[*ENDING, APPEAL, withdrawn], when=cease, then=[ceased])
    soon = replace(CEASE, on=date(2025, 10, 28))
    scenario(given=[*ENDING, APPEAL, withdrawn], when=soon, then=TOO_EARLY_TO_CEASE)


def test_the_plan_does_not_end_on_a_day_on_which_an_appeal_was_still_undecided():
    """The time for an appeal is over on 10 November, and the appeal on 15 December."""
    withdrawn = AppealWithdrawn(on=date(2025, 12, 15), of=4)
    given = [*ENDING, APPEAL, withdrawn]
    for day in (date(2025, 11, 11), date(2025, 12, 14)):
        scenario(given=given, when=replace(CEASE, on=day), then=TOO_EARLY_TO_CEASE)
    on = date(2025, 12, 15)
    scenario(given=given, when=replace(CEASE, on=on), then=[replace(CEASED, on=on)])


@pytest.mark.parametrize("ordered", [Ordered.REMIT, Ordered.AMEND])
def test_what_is_sent_back_or_amended_is_not_dismissed(ordered):
    order = TribunalOrder(on=date(2026, 2, 2), of=4, ordered=ordered)
    cease = replace(CEASE, on=date(2026, 3, 2))
    scenario(given=[*ENDING, APPEAL, order], when=cease, then=ORDERED_TO_CONTINUE)
    aside = CeaseSetAside(on=date(2026, 2, 9), of=3, by=SetAsideBy.ORDER)
    scenario(given=[*ENDING, APPEAL, order, aside], when=cease, then=NOT_DECIDED_TO_CEASE)


ASIDE = CeaseSetAside(on=date(2025, 12, 15), of=3, by=SetAsideBy.CONCESSION)


def test_a_decision_that_is_set_aside_puts_the_plan_back():
    aside = SetCeaseAside(on=date(2025, 12, 15), by=SetAsideBy.CONCESSION)
    scenario(given=[*ENDING, CEASED], when=aside, then=[ASIDE])
    scenario(given=[ADULT, PLAN], when=aside, then=NOTHING_SET_ASIDE)
    scenario(given=[*ENDING, ASIDE], when=aside, then=NOTHING_SET_ASIDE)
    early = replace(aside, on=date(2025, 9, 7))
    scenario(given=ENDING, when=early, then=ASIDE_BEFORE_DECIDED)
    backwards = replace(aside, treated_from=date(2025, 9, 7))
    scenario(given=ENDING, when=backwards, then=TREATED_FROM_LATER)
    since = replace(aside, treated_from=date(2025, 12, 1))
    scenario(given=ENDING, when=since, then=[replace(ASIDE, treated_from=date(2025, 12, 1))])
    assert recorded(*ENDING, CEASED).plan_in_force is None
    again = recorded(*ENDING, CEASED, ASIDE).plan_in_force
    assert again is not None
    assert again.event == PLAN


def test_once_it_is_set_aside_a_decision_keeps_no_time():
    limit, on = "cease-not-before", date(2026, 2, 2)
    assert statuses(limit, [*ENDING, ASIDE], on) == [Status.DISAPPLIED]
    assert statuses(limit, [*ENDING, APPEAL, ASIDE], on) == [Status.DISAPPLIED]
    assert statuses(limit, [*ENDING, replace(ASIDE, on=date(2025, 10, 1))], on) == [
        Status.DISAPPLIED
    ]


def test_a_plan_that_was_put_back_is_reviewed_as_if_it_had_never_ceased():
    limit = "annual-review-first"
    assert statuses(limit, ENDING, date(2026, 5, 12)) == [Status.DISAPPLIED]
    for given in ([*ENDING, ASIDE], [*ENDING, CEASED, ASIDE]):
        assert statuses(limit, given, date(2026, 5, 11)) == [Status.NOT_DUE]
        assert statuses(limit, given, date(2026, 5, 12)) == [Status.OUTSTANDING]
    again = [*ENDING, ASIDE, replace(DECIDED, on=date(2026, 2, 9))]
    assert statuses(limit, again, date(2026, 5, 12)) == [Status.DISAPPLIED]


CONTINUE = ContinuePast25(on=date(2026, 2, 2), until=date(2026, 7, 31))
CONTINUED = ContinuedPast25(on=date(2026, 2, 2), until=date(2026, 7, 31))


def test_after_25_the_plan_may_go_on_to_the_end_of_the_academic_year():
    scenario(given=[ADULT, PLAN], when=CONTINUE, then=[CONTINUED])
    scenario(given=[ADULT], when=CONTINUE, then=NOTHING_TO_CEASE)
    scenario(given=[PLAN], when=CONTINUE, then=AGE_NOT_KNOWN)
    for until in (date(2026, 3, 8), date(2027, 3, 9)):
        beyond = replace(CONTINUE, until=until)
        scenario(given=[ADULT, PLAN], when=beyond, then=BEYOND_THE_YEAR)
    last = replace(CONTINUE, until=date(2027, 3, 8))
    scenario(given=[ADULT, PLAN], when=last, then=[replace(CONTINUED, until=date(2027, 3, 8))])


def test_at_25_the_plan_ends_without_a_decision():
    birthday = CeasePlan(on=date(2026, 3, 9))
    ended = PlanCeased(on=date(2026, 3, 9), ground=CeaseGround.REACHED_25)
    scenario(given=[ADULT, PLAN], when=birthday, then=[ended])
    day_before = replace(birthday, on=date(2026, 3, 8))
    scenario(given=[ADULT, PLAN], when=day_before, then=NOT_DECIDED_TO_CEASE)
    kept = [ADULT, PLAN, CONTINUED]
    scenario(given=kept, when=replace(birthday, on=date(2026, 7, 31)), then=NOT_DECIDED_TO_CEASE)
    over = replace(birthday, on=date(2026, 8, 1))
    scenario(given=kept, when=over, then=[replace(ended, on=date(2026, 8, 1))])
    scenario(given=[*ENDING, APPEAL], when=birthday, then=[replace(ended, of=3)])


def test_the_power_at_25_is_shown_from_a_year_before():
    limit = "age-25-end-of-academic-year"
    given = [ADULT, PLAN]
    assert running(limit, given, date(2025, 3, 7)) == []
    assert due(limit, given, date(2025, 6, 2)) == date(2026, 7, 31)
    assert statuses(limit, given, date(2026, 7, 31)) == [Status.NOT_DUE]
    assert statuses(limit, given, date(2026, 8, 1)) == [Status.UNDETERMINED]
    assert statuses(limit, [*given, CONTINUED], date(2026, 8, 1)) == [Status.MET]
    assert running(limit, [ADULT], date(2026, 8, 1)) == []


DIED = PersonDied(on=date(2025, 6, 10))


def test_a_death_ends_what_is_asked_for():
    death = RecordDeath(on=date(2025, 6, 10))
    scenario(given=FINISHED, when=death, then=[DIED])
    scenario(given=[*FINISHED, DIED], when=death, then=DIED_ALREADY)
    case = recorded(*FINISHED, DIED)
    assert case.plan_in_force is None


def test_after_a_death_no_assessment_is_under_way():
    ask = RequestAdvice(on=date(2025, 6, 10), kind=AdviceKind.MEDICAL, from_body="a doctor")
    scenario(given=[*UNDER_ASSESSMENT, DIED], when=ask, then=NO_ASSESSMENT)


@pytest.mark.parametrize("limit", ["annual-review-first", "named-institution-admits"])
def test_nothing_runs_on_after_a_death(limit):
    given = [*FINISHED, DIED]
    (found,) = running(limit, given, date(2026, 12, 1))
    assert not found.open
    before = statuses(limit, given, date(2025, 6, 9))
    assert before in ([Status.NOT_DUE], [Status.OUTSTANDING])


def test_a_limit_that_was_not_due_at_a_death_no_longer_applies():
    assert statuses("annual-review-first", [*FINISHED, DIED], date(2026, 12, 1)) == [
        Status.DISAPPLIED
    ]
    died = replace(DIED, on=date(2025, 3, 3))
    limit, on = "final-plan-20-weeks", date(2025, 6, 2)
    assert statuses(limit, [*UNDER_ASSESSMENT, died], on) == [Status.DISAPPLIED]
    late = replace(DIED, on=date(2025, 5, 27))
    assert statuses(limit, [*UNDER_ASSESSMENT, late], on) == [Status.MISSED]


def test_who_left_england_keeps_the_plan_until_it_ceases():
    leave = RecordLeavingEngland(on=date(2025, 9, 1), where_to="Wales")
    left = LeftEngland(on=date(2025, 9, 1), where_to="Wales")
    told = LEAVING_IS_NOTIFIED.about(date(2025, 9, 1))
    scenario(given=FINISHED, when=leave, then=[left, told])
    scenario(given=UNDER_ASSESSMENT, when=leave, then=[left])
    away = TemporarilyAway(on=date(2025, 8, 4))
    still = STILL_RESIDENT.about(date(2025, 9, 1))
    scenario(given=[*FINISHED, away], when=leave, then=[left, told, still])
    assert recorded(*FINISHED, left).plan_in_force is not None
    early = CeasePlan(on=date(2025, 9, 2))
    scenario(given=[*FINISHED, left], when=early, then=NOT_DECIDED_TO_CEASE)
    decided = replace(DECIDED, ground=CeaseGround.LEFT_ENGLAND)
    given = [ADULT, PLAN, left, decided]
    scenario(given=given, when=replace(CEASE, on=date(2025, 11, 10)), then=TOO_EARLY_TO_CEASE)
    ceased = replace(CEASED, of=4, ground=CeaseGround.LEFT_ENGLAND)
    scenario(given=given, when=CEASE, then=[ceased])
    assert due("cease-not-before", given, date(2026, 2, 2)) == date(2025, 11, 10)


def test_who_leaves_england_during_an_assessment_is_owed_no_more_of_it():
    left = LeftEngland(on=date(2025, 2, 10), where_to="Wales")
    limit, on = "final-plan-20-weeks", date(2025, 9, 1)
    assert statuses(limit, [*UNDER_ASSESSMENT, left], on) == [Status.DISAPPLIED]
    limit = "annual-review-first"
    assert statuses(limit, [*FINISHED, replace(left, on=date(2025, 9, 1))], on) == [Status.NOT_DUE]
