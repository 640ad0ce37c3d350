"""A deadline in parts: the rule, the sum, the entries it rests on, and where it lay before."""

from dataclasses import replace
from datetime import UTC, date, datetime

from ehcp.application.bank_holidays import england_and_wales
from ehcp.domain.case import Case
from ehcp.domain.commands.record import CorrectEntry
from ehcp.domain.deadlines import deadlines
from ehcp.domain.deadlines.account import FIXED, PUT, SAME_DAY_NUMBER, Account, account
from ehcp.domain.entry import Recorder
from ehcp.domain.event import Event
from ehcp.domain.events.appeal import AppealRegistered, DirectionsGiven, TribunalAppealLodged
from ehcp.domain.events.mediation import MediationAdviserContacted
from ehcp.domain.events.record import DueDayGiven, EntryCorrected, ExceptionClaimed
from ehcp.domain.events.request import AssessmentRefused, AssessmentRequested
from ehcp.domain.events.review import Phase, PhaseTransferDue
from ehcp.domain.when import Span
from tests.domain.ordinary_case import CONSULTED, OPENED, REQUESTED
from tests.domain.scenario import recorded
from tests.scenarios.life import Life
from tests.scenarios.parts import agree, asked, heard

CALENDAR = england_and_wales()
OLU = Recorder(subject="olu.ade", role="caseworker", organisation="Larkmere")


def told(limit: str, case: Case, on: date) -> Account:
    """Return the account of the last running of a limit."""
    seen = case.seen(as_at=on)
    *_, found = (d for d in deadlines(seen, CALENDAR, on) if d.limit.id == limit)
    return account(seen, found, CALENDAR)


def test_a_sum_is_the_day_counted_from_and_the_period():
    found = told("assessment-decision-notify", Case.of(OPENED, REQUESTED), date(2025, 1, 20))
    assert found.sum.counted_from == Span(date(2025, 1, 6), date(2025, 1, 6))
    assert found.sum.period == "6 weeks, the day of the event not counted"
    assert found.sum.due == Span(date(2025, 2, 17), date(2025, 2, 17))
    assert (found.sum.left_out, found.sum.remarks) == ((), ())
    assert found.law_since == date(2014, 9, 1)
    assert found.earlier == ()


def test_it_rests_on_the_entries_that_started_and_ended_it():
    life = Life(asked(date(2025, 1, 13)), heard(date(2025, 1, 27)), agree(date(2025, 2, 20)))
    found = told("assessment-decision-notify", life.case, date(2025, 3, 1))
    assert type(found.started_by.event) is AssessmentRequested
    assert found.started_by.recorded_at == datetime(2025, 1, 13, 12, tzinfo=UTC)
    assert found.ended_by
    assert found.ended == Span(date(2025, 2, 20), date(2025, 2, 20))
    assert found.standing.startswith("It was met.")


def test_bank_holidays_that_a_period_of_working_days_passes_over_are_named():
    refused = AssessmentRefused(on=date(2025, 12, 1))
    wants_none = MediationAdviserContacted(on=date(2025, 12, 23), wants_mediation=False)
    case = recorded(OPENED, REQUESTED, refused, wants_none)
    found = told("mediation-certificate-no-mediation", case, date(2025, 12, 29)).sum
    assert found.due == Span(date(2025, 12, 30), date(2025, 12, 30))
    assert found.left_out == (date(2025, 12, 25), date(2025, 12, 26))


def test_a_month_without_that_day_is_said():
    case = recorded(OPENED, REQUESTED, AssessmentRefused(on=date(2025, 12, 31)))
    found = told("mediation-contact-adviser", case, date(2026, 1, 5)).sum
    assert found.due == Span(date(2026, 2, 28), date(2026, 2, 28))
    assert SAME_DAY_NUMBER in found.remarks


def test_a_day_of_the_year_and_a_day_that_was_set_are_counted_from_none():
    moves = PhaseTransferDue(on=date(2026, 9, 1), phase=Phase.OTHER)
    found = told("phase-transfer-15-feb", Case.of(OPENED, moves), date(2025, 12, 1)).sum
    assert (found.counted_from, FIXED in found.remarks) == (None, True)
    given = DueDayGiven(on=date(2026, 3, 2), limits=("final-plan-20-weeks",))
    found = told("final-plan-20-weeks", Case.of(given), date(2026, 2, 1)).sum
    assert (found.counted_from, PUT in found.remarks) == (None, True)


def test_a_correction_says_where_it_lay_before_who_moved_it_and_when():
    life = Life(asked(date(2025, 1, 13)), heard(date(2025, 1, 27)), agree(date(2025, 2, 20)))
    wrong = life.place(AssessmentRequested)
    for day, right in (
        (date(2025, 6, 16), date(2025, 1, 6)),
        (date(2025, 6, 17), date(2025, 1, 7)),
    ):
        life.then(
            CorrectEntry(on=day, entry=wrong, why="The stamp on the envelope.", right_day=right)
        )
        wrong = life.place(AssessmentRequested)
    found = told("final-plan-20-weeks", life.case, date(2025, 6, 20))
    assert found.sum.due == Span(date(2025, 5, 27), date(2025, 5, 27))
    assert [(each.due, each.until) for each in found.earlier] == [
        (Span(date(2025, 6, 2), date(2025, 6, 2)), datetime(2025, 6, 16, 12, tzinfo=UTC)),
        (Span(date(2025, 5, 26), date(2025, 5, 26)), datetime(2025, 6, 17, 12, tzinfo=UTC)),
    ]
    moved = found.earlier[0].moved_by.event
    assert isinstance(moved, EntryCorrected)
    assert moved.why == "The stamp on the envelope."


def test_a_day_that_the_tribunal_sets_moves_the_day_and_is_named():
    lodged = TribunalAppealLodged(on=date(2026, 1, 5))
    registered = AppealRegistered(on=date(2026, 1, 12))
    directed = DirectionsGiven(on=date(2026, 1, 20), response_by=date(2026, 3, 2))
    refused = AssessmentRefused(on=date(2025, 12, 1))
    case = _by_olu(OPENED, REQUESTED, refused, lodged, registered, directed)
    found = told("appeal-la-response", case, date(2026, 1, 25))
    assert found.sum.due == Span(date(2026, 3, 2), date(2026, 3, 2))
    (before,) = found.earlier
    assert before.due == Span(date(2026, 2, 23), date(2026, 2, 23))
    assert (before.moved_by.place, before.moved_by.recorded_by) == (6, OLU)


def test_an_exception_is_told_with_its_ground_and_the_entry_that_claims_it():
    claimed = ExceptionClaimed(
        on=date(2025, 2, 10), ground="exceptional-personal-circumstances", accepted=True
    )
    case = _by_olu(OPENED, REQUESTED, CONSULTED, claimed)
    (excuse,) = told("assessment-decision-notify", case, date(2025, 3, 1)).excuses
    assert excuse.claim.lifts is True
    assert excuse.says.startswith("Exceptional personal circumstances")
    assert excuse.claimed_by
    assert (excuse.claimed_by.place, excuse.claimed_by.recorded_by) == (4, OLU)


def _by_olu(*events: Event) -> Case:
    """Return the case in which he recorded these events, each an hour after the other."""
    case = recorded(*events)
    hours = [datetime(2026, 1, 31, hour, tzinfo=UTC) for hour in range(len(events))]
    entries = (
        replace(entry, recorded_by=OLU, recorded_at=at, known_from=at)
        for entry, at in zip(case.entries, hours, strict=True)
    )
    return replace(case, entries=tuple(entries))
