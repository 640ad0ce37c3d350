"""When a plan may end: the window, a certificate, this appeal and another. CFA 2014 s.45."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.deadlines.explanation import explain
from ehcp.domain.events.amendment import AmendmentCause
from ehcp.domain.events.appeal import (
    AppealMatter,
    AppealNotOpposed,
    AppealWithdrawn,
    TribunalAppealLodged,
)
from ehcp.domain.events.ceasing import CeaseDecided, CeaseSetAside, PlanCeased
from ehcp.domain.events.mediation import CertificateKind, MediationCertificateIssued
from ehcp.domain.events.order import Ordered, PlanContinued, TribunalOrder
from ehcp.domain.events.plan import AmendedPlanIssued
from ehcp.domain.when import Span
from tests.domain.law_review.standing import HOLIDAYS, found, standing
from tests.domain.ordinary_case import FINISHED

LIMIT = "cease-not-before"
# The decision is entry 15, of Monday 2 June 2025; the plan of 12 May is entry 13.
DECIDED = CeaseDecided(on=date(2025, 6, 2))
WITH_PLAN = [*FINISHED, DECIDED]
CERTIFICATE = MediationCertificateIssued(
    on=date(2025, 6, 20), of=15, kind=CertificateKind.NO_MEDIATION
)
AGAINST = TribunalAppealLodged(on=date(2025, 7, 1), of=15, matters=(AppealMatter.CEASE,))
OF_THE_PLAN = TribunalAppealLodged(on=date(2025, 7, 1), of=13, matters=(AppealMatter.PROVISION,))


def ceased(day, *given, decided=DECIDED):
    """Return how the limit stands a year later if the plan ceased on a day."""
    end = PlanCeased(on=day, of=15)
    ((_, due, status),) = standing(LIMIT, [*FINISHED, decided, *given, end], date(2026, 6, 1))
    return due, status


@pytest.mark.parametrize(
    ("decided", "last", "after"),
    [
        # two months on is 2 August, in August: the first working day after it
        (date(2025, 6, 2), date(2025, 9, 1), date(2025, 9, 2)),
        # 18 April is Good Friday
        (date(2025, 2, 18), date(2025, 4, 22), date(2025, 4, 23)),
        (date(2025, 10, 27), date(2026, 1, 2), date(2026, 1, 3)),
        (date(2025, 11, 3), date(2026, 1, 5), date(2026, 1, 6)),  # 3 January is a Saturday
    ],
)
def test_a_plan_may_cease_on_the_day_after_the_window(decided, last, after):
    decision = replace(DECIDED, on=decided)
    given = [*FINISHED[:3], decision]
    assert standing(LIMIT, given, last) == [(4, last, "not-due")]
    for day, status in ((last, "missed"), (after, "met")):
        (found_,) = standing(LIMIT, [*given, PlanCeased(on=day, of=4)], date(2026, 6, 1))
        assert found_ == (4, last, status)


def test_a_certificate_keeps_the_plan_for_the_month_that_it_gives():
    decided = replace(DECIDED, on=date(2025, 2, 3))
    given = [*FINISHED[:3], decided]
    certificate = replace(CERTIFICATE, on=date(2025, 3, 18), of=4)
    early = replace(certificate, on=date(2025, 2, 10))
    assert standing(LIMIT, [*given, early], date(2025, 4, 4)) == [
        (4, date(2025, 4, 3), "undetermined")
    ]
    # 18 April is Good Friday, 21 April Easter Monday
    last = date(2025, 4, 22)
    assert standing(LIMIT, [*given, certificate], date(2025, 4, 4)) == [(4, last, "not-due")]
    for day, status in (
        (date(2025, 4, 4), "missed"),
        (last, "missed"),
        (date(2025, 4, 23), "met"),
    ):
        end = PlanCeased(on=day, of=4)
        assert standing(LIMIT, [*given, certificate, end], date(2025, 6, 1)) == [(4, last, status)]
    (deadline,) = found(LIMIT, [*given, certificate], date(2025, 4, 4))
    told = explain(deadline, HOLIDAYS)
    assert "The mediation certificate gives a month from its issue." in told


def test_a_certificate_about_another_decision_gives_nothing():
    certificate = replace(CERTIFICATE, on=date(2025, 8, 20), of=13)
    assert ceased(date(2025, 9, 2), certificate) == (date(2025, 9, 1), "met")


def test_an_appeal_against_ceasing_keeps_the_plan_until_it_is_determined():
    assert standing(LIMIT, [*WITH_PLAN, AGAINST], date(2026, 6, 1)) == [(15, None, "not-due")]
    assert ceased(date(2025, 9, 2), AGAINST) == (None, "missed")
    withdrawn = AppealWithdrawn(on=date(2025, 9, 1), of=16)
    assert ceased(date(2025, 9, 2), AGAINST, withdrawn) == (None, "undetermined")


def test_an_appeal_about_something_else_keeps_nothing():
    assert ceased(date(2025, 9, 2), OF_THE_PLAN) == (date(2025, 9, 1), "met")
    assert ceased(date(2025, 9, 1), OF_THE_PLAN) == (date(2025, 9, 1), "missed")


def test_the_order_in_another_appeal_determines_nothing():
    order = TribunalOrder(on=date(2025, 8, 1), of=17, ordered=Ordered.AMEND)
    given = [AGAINST, OF_THE_PLAN, order]
    assert ceased(date(2025, 9, 2), *given) == (None, "missed")


def test_an_appeal_that_says_nothing_may_be_against_ceasing():
    unsaid = TribunalAppealLodged(on=date(2025, 7, 1))
    assert ceased(date(2025, 9, 2), unsaid) == (None, "missed")


def test_a_decision_of_which_only_the_month_is_known_is_firm_for_its_last_day():
    some_day = replace(DECIDED, on=Span(date(2025, 10, 1), date(2025, 10, 31)))
    # 1 December to 31 December, which is put off to 2 January
    assert ceased(date(2025, 12, 1), decided=some_day)[1] == "missed"
    assert ceased(date(2025, 12, 15), decided=some_day)[1] == "undetermined"
    assert ceased(date(2026, 1, 2), decided=some_day)[1] == "undetermined"
    assert ceased(date(2026, 1, 3), decided=some_day)[1] == "met"


def test_a_decision_that_was_set_aside_and_made_again_has_a_time_of_its_own():
    aside = CeaseSetAside(on=date(2025, 7, 1), of=15)
    again = replace(DECIDED, on=date(2025, 9, 8))
    given = [*WITH_PLAN, aside, again]
    assert standing(LIMIT, given, date(2025, 11, 10)) == [
        (15, date(2025, 9, 1), "disapplied"),
        (17, date(2025, 11, 10), "not-due"),  # 8 November is a Saturday
    ]


CONTINUES = "unopposed-cease-continue"


def test_a_plan_goes_on_at_once_where_the_appeal_against_ceasing_is_not_opposed():
    conceded = AppealNotOpposed(on=date(2025, 7, 14), of=16, ordered=Ordered.CONTINUE)
    given = [*WITH_PLAN, AGAINST, conceded]
    last = conceded.on
    assert standing(CONTINUES, given, last) == [(17, last, "not-due")]
    amended = AmendedPlanIssued(on=date(2025, 8, 18), cause=AmendmentCause.APPEAL_NOT_OPPOSED)
    for after in ([], [amended]):
        run = (17, last, "outstanding")
        assert standing(CONTINUES, [*given, *after], date(2025, 9, 1)) == [run]
    goes_on = PlanContinued(on=last, of=17)
    (met,) = found(CONTINUES, [*given, goes_on], date(2025, 9, 1))
    assert (met.due.exact, met.status) == (last, "met")
    assert any("due immediately" in each for each in explain(met, HOLIDAYS))


def test_a_plan_that_goes_on_and_is_amended_too_has_five_weeks_for_that():
    conceded = AppealNotOpposed(on=date(2025, 7, 14), of=16, ordered=Ordered.CONTINUE_AND_AMEND)
    given = [*WITH_PLAN, AGAINST, conceded, PlanContinued(on=date(2025, 7, 14), of=17)]
    last = date(2025, 8, 18)
    assert standing(CONTINUES, given, date(2025, 8, 19)) == [(17, last, "outstanding")]
    amended = AmendedPlanIssued(on=last, cause=AmendmentCause.APPEAL_NOT_OPPOSED)
    assert standing(CONTINUES, [*given, amended], date(2025, 9, 1)) == [(17, last, "met")]


DISMISSED = TribunalOrder(on=date(2025, 11, 3), of=16, ordered=Ordered.DISMISS_CEASE)
TO_CEASE = "order-dismiss-cease-appeal"


def test_a_plan_that_had_ceased_in_breach_is_not_still_to_cease_when_the_appeal_is_dismissed():
    in_breach = [*WITH_PLAN, AGAINST, PlanCeased(on=date(2025, 9, 2), of=15), DISMISSED]
    assert standing(LIMIT, in_breach, date(2026, 6, 1)) == [(15, None, "missed")]
    last = DISMISSED.on
    assert standing(TO_CEASE, in_breach, date(2026, 6, 1)) == [(18, last, "met")]
    not_yet = [*WITH_PLAN, AGAINST, DISMISSED]
    assert standing(TO_CEASE, not_yet, date(2025, 11, 4)) == [(17, last, "outstanding")]
    on_the_day = [*not_yet, PlanCeased(on=last, of=15)]
    assert standing(TO_CEASE, on_the_day, date(2026, 6, 1)) == [(17, last, "met")]
    late = [*not_yet, PlanCeased(on=date(2025, 11, 4), of=15)]
    assert standing(TO_CEASE, late, date(2026, 6, 1)) == [(17, last, "missed")]


def test_a_plan_that_had_ceased_and_was_maintained_again_is_to_cease_again():
    set_aside = [PlanCeased(on=date(2025, 9, 2), of=15), CeaseSetAside(on=date(2025, 9, 9), of=15)]
    given = [*WITH_PLAN, AGAINST, *set_aside, DISMISSED]
    assert standing(TO_CEASE, given, date(2026, 6, 1))[0][2] == "outstanding"
    another = [PlanCeased(on=date(2025, 3, 3)), *WITH_PLAN, replace(AGAINST, of=16)]
    found_ = standing(TO_CEASE, [*another, replace(DISMISSED, of=17)], date(2026, 6, 1))
    assert found_[0][2] == "outstanding"
