"""The demo's lives keep to the rules on whatever day the demo is started, and show every stage."""

from datetime import date

import pytest

from ehcp.application.register.extract import read
from ehcp.application.register.table import take_in
from ehcp.cli.demo.command import SETTINGS
from ehcp.cli.demo.lives import FIRST, LIVES, life_id, tell
from ehcp.cli.demo.lives.record import corrected_request
from ehcp.cli.demo.people import AUTHORITY
from ehcp.cli.demo.telling import Told
from ehcp.projections.stage import CaseStage, stage

SUNDAY = date(2026, 11, 22)
DAYS = (
    SUNDAY,
    date(2026, 11, 18),
    date(2027, 8, 31),
    date(2027, 9, 1),
    date(2028, 2, 29),
)
TOLD_BY_HISTORIES = {"opened", "reassessment", "parked"}
"""The first two are among the histories that are taken over; a case is parked only by a bug."""


@pytest.fixture
def with_register(store):
    """A store that knows the demo's settings."""
    take_in(store, read(SETTINGS), SUNDAY)
    return store


def test_the_lives_are_told_on_any_day_and_show_every_stage(with_register):
    for today in DAYS:
        shown = set()
        for number, life in enumerate(LIVES, start=FIRST):
            told = Told(with_register, number, today)
            life(told)
            shown.add(str(stage(told.case)))
        assert shown == {str(each) for each in CaseStage} - TOLD_BY_HISTORIES


def test_what_was_told_is_kept_once_and_known_from_its_own_days(with_register):
    first = list(tell(with_register, SUNDAY))
    kept = with_register.history(AUTHORITY, life_id(corrected_request))
    assert list(tell(with_register, SUNDAY)) == first
    assert with_register.history(AUTHORITY, life_id(corrected_request)) == kept
    days = {entry.known_from.date() for entry in kept if entry.known_from}
    assert sorted(days) == [
        date(2026, 9, 4),
        date(2026, 9, 10),
        date(2026, 10, 15),
        date(2026, 11, 10),
    ]
