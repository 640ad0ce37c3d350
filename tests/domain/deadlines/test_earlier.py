"""Where a deadline lay before, found the short way, is what judging each moment whole gives."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.lives import LIVES
from ehcp.application.bank_holidays import england_and_wales
from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.domain.deadlines import earlier as looking_back
from ehcp.domain.deadlines.earlier import Earlier, earlier
from ehcp.domain.entry import Entry
from ehcp.domain.event import Event
from ehcp.domain.events.appeal import AppealRegistered, DirectionsGiven, TribunalAppealLodged
from ehcp.domain.events.ceasing import CeaseDecided, CeaseSetAside, PlanCeased
from ehcp.domain.events.mediation import MediationCertificateIssued
from ehcp.domain.events.plan import DraftPlanIssued
from ehcp.domain.events.record import EntryCorrected
from ehcp.domain.events.request import AssessmentRefused, AssessmentRequested
from ehcp.domain.when import After, Span
from tests.projections.drawn import days, happened, of_kinds

CALENDAR = england_and_wales()
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)

moving = st.one_of(
    of_kinds(
        (
            AppealRegistered,
            AssessmentRefused,
            CeaseDecided,
            CeaseSetAside,
            MediationCertificateIssued,
            PlanCeased,
            TribunalAppealLodged,
        )
    ),
    st.builds(lambda on, by: DirectionsGiven(on=on, response_by=by), days, days),
    st.builds(lambda on, by: DirectionsGiven(on=on, response_by=by, of=3), days, days),
)
"""What a due day hangs on beside the start, or what takes it away."""

BEGUN = (
    AssessmentRequested(on=date(2024, 1, 2)),
    AssessmentRefused(on=date(2024, 2, 1)),
    TribunalAppealLodged(on=date(2024, 3, 1), of=2),
    AppealRegistered(on=date(2024, 3, 11), of=3),
    CeaseDecided(on=date(2024, 3, 15)),
)

waits = st.sampled_from([0, 1, 1, 1, -3, None])
"""The hours from one recording to the next. None: known always; below 0: a file that was kept."""


def recorded(drawn: Sequence[tuple[Event, int | None]]) -> Case:
    """Return the case in which these were recorded, each so many hours after the last."""
    entries, at = [], NOON
    for place, (event, wait) in enumerate(drawn, start=1):
        at += (wait or 0) * AN_HOUR
        known = None if wait is None else at
        entries.append(Entry(place=place, event=event, recorded_at=at, known_from=known))
    return Case(tuple(entries))


def looked_back(case: Case, on: date) -> list[tuple[Earlier, ...]]:
    seen = case.seen(as_at=on, as_known_on=case.as_known_on)
    return [earlier(seen, found, CALENDAR) for found in deadlines(seen, CALENDAR, on)]


def the_plain_way(monkeypatch, case: Case, on: date) -> list[tuple[Earlier, ...]]:
    """Judge the limit anew at each moment, in the case read from its entries."""
    with monkeypatch.context() as patched:
        patched.setattr(looking_back, "footing", lambda *_: None)
        patched.setattr(looking_back, "_known_before", _read_anew)
        return looked_back(case, on)


def _read_anew(case: Case, moment: datetime) -> Case:
    just_before = moment - timedelta(microseconds=1)
    return case.seen(as_at=case.as_at, as_known_on=just_before)


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(st.tuples(st.one_of(moving, moving, happened), waits), min_size=3, max_size=12),
    st.integers(0, 700),
    st.one_of(st.none(), st.none(), st.integers(0, 12)),
)
def test_the_short_way_finds_what_judging_each_moment_whole_does(monkeypatch, drawn, ahead, known):
    case = recorded([*((event, 1) for event in BEGUN), *drawn])
    if known is not None:
        case = replace(case, as_known_on=NOON + known * AN_HOUR)
    on = date(2024, 1, 1) + timedelta(days=ahead)
    assert looked_back(case, on) == the_plain_way(monkeypatch, case, on)


@pytest.mark.parametrize("name", ["hard", "with doubt"])
@pytest.mark.parametrize("corrected", [False, True])
def test_so_it_does_for_a_life(monkeypatch, name, corrected):
    recordings = [(event, 1) for event in islice(LIVES[name](), 70)]
    if corrected:
        right = AssessmentRequested(on=date(2015, 1, 2))
        found_wrong = EntryCorrected(on=right.on, entry=2, stands_in=71, why="The postmark.")
        certificate = MediationCertificateIssued(on=date(2017, 1, 1))
        recordings += [(right, 1), (found_wrong, 0), (certificate, 1)]
    case = recorded(recordings)
    on = date(2017, 6, 1)
    found = looked_back(case, on)
    assert found == the_plain_way(monkeypatch, case, on)
    assert any(found) is (corrected or name == "hard")  # an appeal takes a day away in that


def test_certificates_that_came_one_after_the_other_are_each_named(monkeypatch):
    case = recorded(
        [
            (AssessmentRequested(on=date(2025, 9, 1)), 0),
            (CeaseDecided(on=date(2025, 12, 1)), 1),
            (MediationCertificateIssued(on=date(2026, 1, 12)), 1),
            (MediationCertificateIssued(on=date(2026, 1, 20)), 1),
        ]
    )
    on = date(2026, 1, 25)
    seen = case.seen(as_at=on)
    (ceasing,) = (d for d in deadlines(seen, CALENDAR, on) if d.limit.id == "cease-not-before")
    days_before = [date(2026, 2, 2), date(2026, 2, 12)]  # 1 February is a Sunday
    assert [(e.due, e.moved_by.place) for e in earlier(seen, ceasing, CALENDAR)] == [
        (Span(day, day), place) for day, place in zip(days_before, (3, 4), strict=True)
    ]
    assert looked_back(case, on) == the_plain_way(monkeypatch, case, on)


def test_each_of_two_days_that_the_tribunal_directs_is_named():
    directed = (
        DirectionsGiven(on=date(2024, 3, 13), response_by=date(2024, 5, 6), of=3),
        DirectionsGiven(on=date(2024, 3, 14), response_by=date(2024, 5, 20), of=3),
        DirectionsGiven(on=date(2024, 3, 15), response_by=date(2024, 5, 20), of=3),
    )
    found = before("appeal-la-response", recorded([(e, 1) for e in (*BEGUN, *directed)]))
    assert found == [(a_day(2024, 4, 24), 6), (a_day(2024, 5, 6), 7)]


def test_an_appeal_that_takes_the_day_away_between_two_moments_is_minded(monkeypatch):
    about_another = MediationCertificateIssued(on=date(2024, 4, 2), of=2)
    appealed = TribunalAppealLodged(on=date(2024, 3, 29), of=5)
    ceased_before = PlanCeased(on=date(2024, 3, 28), of=5)
    on = date(2024, 4, 10)
    for events in (
        (about_another, appealed, about_another),
        (appealed, about_another, ceased_before, about_another),
    ):
        case = recorded([(event, 1) for event in (*BEGUN, *events)])
        assert looked_back(case, on) == the_plain_way(monkeypatch, case, on)


CEASING = (
    (AssessmentRequested(on=date(2025, 9, 1)), 0),
    (CeaseDecided(on=date(2025, 12, 1)), 1),
)


@pytest.mark.parametrize("certificate_first", [False, True])
def test_what_takes_the_day_away_is_the_appeal_and_not_what_was_recorded_beside_it(
    certificate_first,
):
    certificate = (MediationCertificateIssued(on=date(2026, 1, 12)), 1)
    appeal = (TribunalAppealLodged(on=date(2026, 1, 20), of=2), 1)
    between = [certificate] if certificate_first else []
    case = recorded([*CEASING, *between, appeal, certificate])
    on = date(2026, 1, 25)
    seen = case.seen(as_at=on)
    (ceasing,) = (d for d in deadlines(seen, CALENDAR, on) if d.limit.id == "cease-not-before")
    assert ceasing.due is None
    days = [(a_day(2026, 2, 2), 3), (a_day(2026, 2, 12), 4)]
    expected = days if certificate_first else days[:1]
    found = [(each.due, each.moved_by.place) for each in earlier(seen, ceasing, CALENDAR)]
    assert found == expected


def test_an_appeal_alone_is_named_where_it_takes_the_day_away():
    case = recorded([*CEASING, (TribunalAppealLodged(on=date(2026, 1, 20), of=2), 1)])
    on = date(2026, 1, 25)
    seen = case.seen(as_at=on)
    (ceasing,) = (d for d in deadlines(seen, CALENDAR, on) if d.limit.id == "cease-not-before")
    found = [(each.due, each.moved_by.place) for each in earlier(seen, ceasing, CALENDAR)]
    assert found == [(a_day(2026, 2, 2), 3)]


def test_what_was_known_before_is_read_anew_where_something_above_was_recorded_late():
    case = recorded(
        [
            (AssessmentRequested(on=date(2024, 1, 2)), 0),
            (AssessmentRequested(on=date(2024, 2, 1)), 5),
            (DraftPlanIssued(on=After(event="assessment-requested", weeks=10)), -3),
        ]
    )
    assert case.steps[-1].first == date(2024, 4, 11)
    then = case.known_before(NOON + 4 * AN_HOUR)
    assert [step.first for step in then.steps] == [date(2024, 1, 2), date(2024, 3, 12)]


def before(limit: str, case: Case) -> list[tuple[Span | None, int]]:
    """Return where the only running of a limit lay before, and the place of what moved it."""
    on = date(2024, 4, 10)
    seen = case.seen(as_at=on)
    (found,) = (d for d in deadlines(seen, CALENDAR, on) if d.limit.id == limit)
    return [(each.due, each.moved_by.place) for each in earlier(seen, found, CALENDAR)]


def a_day(year: int, month: int, day: int) -> Span:
    return Span(date(year, month, day), date(year, month, day))
