"""Every date shown to a person says why, in days that are London's."""

from datetime import UTC, date, datetime

from ehcp.application.bank_holidays import england_and_wales
from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.domain.deadlines.explanation import explain
from ehcp.domain.entry import Entry, Recorder, Source
from ehcp.domain.events.request import AssessmentRequested

BY_THEN = "It must be done as soon as practicable, and at the latest by then."
LATE_IN_THE_EVENING = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # 1 July in London
REQUESTED = Entry(
    place=1,
    event=AssessmentRequested(on=date(2026, 6, 29)),
    recorded_at=LATE_IN_THE_EVENING,
    recorded_by=Recorder(subject="olu.ade", role="caseworker", organisation="Larkmere"),
    source=Source.PORTAL,
)


def told(limit: str) -> tuple[str, ...]:
    calendar = england_and_wales()
    found = deadlines(Case((REQUESTED,)), calendar, date(2026, 7, 2))
    return next(explain(each, calendar) for each in found if each.limit.id == limit)


def test_an_entry_is_told_with_the_day_in_london_on_which_it_was_recorded():
    assert (
        "Started by entry 1, assessment requested, Monday 29 June 2026,"
        " recorded by olu.ade (caseworker) on Wednesday 1 July 2026."
    ) in told("assessment-decision-notify")


def test_a_duty_without_a_number_of_days_is_not_told_to_be_done_by_a_day():
    assert BY_THEN in told("assessment-decision-notify")
    assert BY_THEN not in told("assessment-consult-family")
