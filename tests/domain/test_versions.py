"""Every version of a case's plan, and when each was in force."""

from dataclasses import replace
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.ceasing import CeaseDecided, CeaseSetAside, PlanCeased
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.transfer import PlanReceived
from ehcp.domain.standing.versions import PlanStatus, draft_out, versions
from ehcp.domain.when import Span

DRAFT = DraftPlanIssued(on=date(2025, 4, 7))
FINAL = FinalPlanIssued(on=date(2025, 5, 12))
AMENDED = AmendedPlanIssued(on=date(2026, 6, 1))
CEASED = PlanCeased(on=date(2027, 7, 30))


def day(said: str) -> Span:
    return Span(date.fromisoformat(said), date.fromisoformat(said))


def told(case: Case) -> list[tuple[int, str, bool, Span | None]]:
    return [(v.number, v.status, v.in_force, v.until) for v in versions(case)]


def test_a_draft_has_the_number_of_the_plan_that_it_may_become():
    again = replace(DRAFT, on=date(2026, 4, 7))
    assert told(Case.of(DRAFT, FINAL, again, AMENDED)) == [
        (1, "draft", False, None),
        (1, "final", False, day("2026-06-01")),
        (2, "draft", False, None),
        (2, "amended", True, None),
    ]


def test_a_plan_is_in_force_until_it_ceases():
    assert told(Case.of(FINAL, CEASED)) == [(1, "final", False, day("2027-07-30"))]


def test_an_end_that_was_set_aside_ended_neither_a_plan_nor_a_draft():
    decided, aside = CeaseDecided(on=date(2026, 2, 2)), CeaseSetAside(on=date(2026, 5, 4))
    ended = [decided, replace(CEASED, on=date(2026, 4, 13)), aside]
    assert told(Case.of(FINAL, *ended, AMENDED)) == [
        (1, "final", False, day("2026-06-01")),
        (2, "amended", True, None),
    ]
    again = replace(DRAFT, on=date(2026, 1, 12))
    assert draft_out(Case.of(FINAL, again, *ended[:2])) is None
    assert draft_out(Case.of(FINAL, again, *ended)) is not None


def test_a_plan_from_another_authority_is_a_version_of_the_case():
    received = PlanReceived(on=date(2025, 9, 1))
    (version,) = versions(Case.of(received))
    assert (version.status, version.in_force) == (PlanStatus.RECEIVED, True)
    assert (version.plan, version.naming, version.is_draft) == (None, None, False)


def test_a_draft_is_out_until_the_plan_follows_or_there_is_to_be_none():
    later = replace(DRAFT, on=date(2025, 4, 28))
    out = draft_out(Case.of(DRAFT, later))
    assert out is not None
    assert out.step.place == 2
    assert draft_out(Case.of(DRAFT, FINAL)) is None
    assert draft_out(Case.of(DRAFT, NoPlanDecided(on=date(2025, 5, 1)))) is None
    assert draft_out(Case.of()) is None
