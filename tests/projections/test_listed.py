"""The lists of a plan's whole life: as rows, as those of a rebuild, and as they stood."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.application.one_case.phase_transfers import days_they_go, phase_transfers_shown
from ehcp.application.rights import EVERY_CASE
from ehcp.domain.deadlines import deadlines
from ehcp.domain.events.appeal import DirectionsGiven, TribunalAppealLodged
from ehcp.domain.events.assessment import AdviceReceived
from ehcp.domain.events.people import AddressRestricted
from ehcp.domain.events.placement import ProvisionStopped
from ehcp.domain.events.record import ExceptionClaimed
from ehcp.domain.events.review import PhaseTransferDue, ReviewStarted
from ehcp.domain.plan.phase import Transfer
from ehcp.projections import past, queries
from ehcp.projections.listed import (
    ADVICE,
    APPEALS,
    CONSULTATIONS,
    LISTINGS,
    PHASE_TRANSFERS,
    REVIEWS,
)
from ehcp.projections.turning import turning
from tests.domain.ordinary_case import ASSESSED, FINISHED, OAK_CONSULTED, READY
from tests.domain.ordinary_review import MET
from tests.domain.scenario import recorded
from tests.projections.comparing import assert_equal_to_a_rebuild
from tests.projections.histories import CALENDAR, TODAY, A, B, projector, record

REPORT = AdviceReceived(on=date(2025, 3, 20), of=8, kind="d")
LODGED = TribunalAppealLodged(on=date(2025, 6, 2), of=13)
DIRECTED = DirectionsGiven(on=date(2025, 6, 9), of=15, hearing_on=date(2025, 10, 6))


def now(store, listing, today=TODAY, **asked):
    return queries.listed(listing, store, A, today, access=EVERY_CASE, **asked).items


def test_advice_that_is_outstanding_is_found_by_body_and_by_when_it_is_due(store):
    record(store, *ASSESSED, REPORT)
    projector(store).catch_up()
    found = now(store, ADVICE, status="outstanding")
    assert [line.kind for line in sorted(found, key=lambda line: line.kind)] == list("abce")
    assert {line.due.exact for line in found} == {date(2025, 3, 19)}  # six weeks from 5 February
    (school,) = now(store, ADVICE, from_body="Elm Primary", status="outstanding")
    assert (school.child_name, school.officer, school.overdue) == ("Ada Hill", "Olu Ade", True)
    assert now(store, ADVICE, status="received")[0].received[0].on.exact == date(2025, 3, 20)


@pytest.mark.parametrize(
    ("today", "overdue", "soon"),
    [(date(2025, 3, 12), 0, 4), (date(2025, 3, 19), 0, 4), (date(2025, 3, 20), 4, 0)],
)
def test_how_advice_stands_follows_the_day_though_nothing_is_written(store, today, overdue, soon):
    record(store, *ASSESSED, replace(REPORT, on=date(2025, 3, 10)))
    projector(store).catch_up()
    lines = now(store, ADVICE, today)
    assert sum(line.overdue for line in lines) == overdue
    assert len(now(store, ADVICE, today, due_within=7)) == soon


def test_a_setting_is_outstanding_until_the_plan_is_issued(store):
    case = record(store, *READY, OAK_CONSULTED)
    projector(store).catch_up()
    found = now(store, CONSULTATIONS, open=True)
    assert {line.setting for line in found} == {"Elm Primary", "Oak School"}
    assert [line.urn for line in now(store, CONSULTATIONS, urn="100002")] == ["100002"]
    record(store, FINISHED[-2], case=case)
    projector(store).catch_up()
    assert now(store, CONSULTATIONS, open=True) == ()


def test_the_next_review_is_listed_before_anybody_begins_it_and_then_that_one(store):
    case = record(store, *FINISHED)
    projector(store).catch_up()
    (line,) = now(store, REVIEWS)
    assert (line.state, line.limit) == ("not-begun", "annual-review-first")
    assert line.due.exact == date(2026, 5, 11)
    assert line.overdue
    assert now(store, REVIEWS, date(2026, 4, 11), due_within=30) != ()
    assert now(store, REVIEWS, date(2026, 4, 10), due_within=30) == ()
    record(store, ReviewStarted(on=date(2026, 2, 2)), case=case)
    projector(store).catch_up()
    (line,) = now(store, REVIEWS)
    assert (line.state, line.due.exact) == ("planned", date(2026, 5, 11))


def test_a_review_that_was_held_awaits_its_report_and_its_decision(store):
    record(store, *MET)
    projector(store).catch_up()
    (line,) = now(store, REVIEWS, state="held")
    assert line.lacks == ("report", "decision")
    assert (line.limit, line.due.exact) == ("annual-review-report", date(2026, 4, 7))


def test_who_changes_phase_in_a_year_is_listed_with_the_day_of_the_plan(store):
    record(store, *FINISHED)
    projector(store).catch_up()
    (line,) = now(store, PHASE_TRANSFERS, year=2027)
    assert (line.kind, line.from_phase, line.year_group) == ("primary-to-secondary", "primary", 6)
    assert (line.presumed, line.open, line.due.exact) == (True, True, date(2027, 2, 14))
    assert (line.present_setting, line.named_setting) == ("Elm Primary", None)
    assert now(store, PHASE_TRANSFERS, year=2026) == ()
    (line,) = now(store, PHASE_TRANSFERS, kind="secondary-to-post-16")
    assert (line.year, line.due.exact) == (2032, date(2032, 3, 30))


def test_a_change_of_phase_on_record_stands_in_for_what_the_age_leads_to(store):
    junior = PhaseTransferDue(on=date(2027, 2, 15), year=2027, transfer=Transfer.INFANT_TO_JUNIOR)
    record(store, *FINISHED, junior)
    projector(store).catch_up()
    (line,) = now(store, PHASE_TRANSFERS, year=2027)
    assert (line.kind, line.presumed, line.place) == ("infant-to-junior", False, len(FINISHED) + 1)


def test_a_change_that_only_follows_from_the_age_is_listed_until_it_comes():
    def years(day, *more):
        case = recorded(*FINISHED, *more).seen(as_at=day)
        return [line.year for line in phase_transfers_shown(case, ())]

    last, comes = date(2027, 8, 31), date(2027, 9, 1)
    assert years(last) == [2027, 2032]
    assert years(comes) == [2032]
    known = PhaseTransferDue(on=comes, year=2027, transfer=Transfer.PRIMARY_TO_SECONDARY)
    assert years(comes, known) == [2027, 2032]
    assert years(date(2028, 1, 3), known) == [2027, 2032]


def test_its_rows_are_stated_anew_on_that_day():
    case, on = recorded(*FINISHED), date(2027, 8, 31)
    found = deadlines(case, CALENDAR, on)
    assert turning(case, found, CALENDAR, on).on == date(2027, 9, 1)
    assert list(days_they_go(case)) == [date(2027, 9, 1), date(2032, 9, 1)]


def test_what_arrangements_of_the_parents_excuse_is_stated_anew_once_they_have_ended():
    claim = ExceptionClaimed(
        on=date(2026, 1, 12),
        ground="suitable-alternative-arrangements",
        accepted=True,
        since=date(2026, 1, 5),
        until=date(2026, 2, 20),
    )
    case, on = recorded(ProvisionStopped(on=date(2026, 1, 5)), claim), date(2026, 2, 21)
    found = deadlines(case, CALENDAR, on)
    assert [deadline.status for deadline in found] == ["excused"]
    turned = turning(case, found, CALENDAR, on).on
    assert turned == date(2026, 2, 22)
    assert [deadline.status for deadline in deadlines(case, CALENDAR, turned)] == ["outstanding"]


def test_an_appeal_is_listed_by_its_state_with_its_hearing(store):
    record(store, *FINISHED, LODGED, DIRECTED)
    projector(store).catch_up()
    (line,) = now(store, APPEALS, state="lodged")
    assert (line.hearing_on, line.live, line.against) == (
        date(2025, 10, 6),
        True,
        "final-plan-issued",
    )
    assert now(store, APPEALS, state="withdrawn") == ()


WHOLE = [*MET, replace(LODGED, on=date(2026, 4, 1)), replace(DIRECTED, of=len(MET) + 1)]


def test_another_authority_sees_nothing_of_them(store):
    record(store, *WHOLE)
    projector(store).catch_up()
    for listing in LISTINGS:
        assert queries.listed(listing, store, B, TODAY, access=EVERY_CASE).items == ()


def test_the_rows_are_those_of_a_rebuild(store):
    record(store, *WHOLE)
    record(store, *ASSESSED, REPORT)
    projector(store).catch_up()
    assert all(now(store, listing) for listing in LISTINGS)
    assert_equal_to_a_rebuild(store)


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.table)
def test_today_as_known_now_a_list_that_is_folded_is_that_of_today(store, listing):
    record(store, *WHOLE)
    record(store, *ASSESSED, REPORT)
    projector(store).catch_up()
    then = past.Then(TODAY, None, CALENDAR)
    for asked in ({}, {"open": True}, {"due_within": 3000}, {"officer": "Olu Ade"}):
        folded = past.listed_then(
            listing, store, A, then, size=100, access=EVERY_CASE, **asked
        ).items
        assert sorted(folded, key=lambda line: line.id) == sorted(
            now(store, listing, **asked), key=lambda line: line.id
        )


def test_a_list_goes_on_from_page_to_page(store):
    record(store, *ASSESSED, REPORT)
    projector(store).catch_up()
    page = queries.listed(ADVICE, store, A, TODAY, size=2, access=EVERY_CASE)
    seen = list(page.items)
    while page.next is not None:
        page = queries.listed(ADVICE, store, A, TODAY, after=page.next, size=2, access=EVERY_CASE)
        seen += page.items
    assert seen == list(now(store, ADVICE))
    assert [line.open for line in seen] == [True, True, True, True, False]


def test_a_restricted_address_stands_in_no_list(store):
    hidden = "7 Secret Lane"
    restricted = AddressRestricted(on=date(2025, 3, 3), person="child", address=hidden)
    record(store, *ASSESSED, replace(REPORT, author=f"A. Doctor, {hidden}"), restricted)
    projector(store).catch_up()
    (line,) = now(store, ADVICE, status="received")
    (folded,) = past.listed_then(
        ADVICE,
        store,
        A,
        past.Then(TODAY, None, CALENDAR),
        size=9,
        status="received",
        access=EVERY_CASE,
    ).items
    assert line == folded
    assert hidden not in str(line)
