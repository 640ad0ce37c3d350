"""A child moves: the plan goes from one authority to the other, on another server, with proof."""

import json
from datetime import date
from uuid import UUID, uuid4

import pytest

from ehcp.domain.events.assessment import AdviceReceived
from ehcp.domain.events.opening import CaseOpened, Child
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.record import Noted
from ehcp.domain.events.transfer import (
    FamilyMoved,
    MoveLearned,
    Origin,
    PlanPassedOn,
    PlanReceived,
)
from ehcp.store.cases import Store
from tests.authorities.conftest import NORTHERN, SOUTHERN
from tests.projections.histories import record

CHILD = Child(name="Ada Example", date_of_birth=date(2015, 5, 1), upn="A123456789012")
IN_CONFIDENCE = "Said on the telephone in confidence."
LIFE = (
    CaseOpened(on=date(2024, 1, 8), child=CHILD),
    AdviceReceived(on=date(2024, 2, 19), kind="a", author="Hazel Bank School"),
    Noted(on=date(2024, 3, 4), note=IN_CONFIDENCE),
    FinalPlanIssued(on=date(2024, 5, 20)),
    MoveLearned(on=date(2026, 5, 4), moves_on=date(2026, 6, 1), to_authority="Northshire"),
    FamilyMoved(on=date(2026, 6, 1), to_authority="Northshire"),
    PlanPassedOn(on=date(2026, 6, 8), of=6, to_authority="Northshire"),
)


@pytest.fixture
def moved(ehcp, urls):
    """The case in the south, its plan passed on to the north."""
    ehcp("authority", "add", SOUTHERN, "Southshire")
    ehcp("authority", "add", NORTHERN, "Northshire", "--database", "north")
    with Store(urls["south"]) as south:
        return record(south, *LIFE, authority=SOUTHERN)


@pytest.fixture
def file(ehcp, moved, tmp_path):
    found = tmp_path / "plan.json"
    ehcp("case", "export", moved, "--authority", SOUTHERN, "--to", found)
    return found


def test_the_copy_has_what_is_needed_and_of_the_rest_the_digest_alone(file):
    copy = json.loads(file.read_text())
    given = [entry["name"] for entry in copy["entries"] if entry["state"]]
    assert given == [
        "CaseOpened", "AdviceReceived", "FinalPlanIssued", "FamilyMoved", "PlanPassedOn",
    ]  # fmt: skip
    assert IN_CONFIDENCE not in file.read_text()
    assert len(copy["entries"]) == len(LIFE)


def test_the_new_authority_has_the_plan_with_its_origin_and_its_original_date(
    ehcp, urls, moved, file
):
    done = ehcp("case", "receive", file, "--authority", NORTHERN, "--json")
    assert (done["confirmed"], done["again"]) == (True, False)
    with Store(urls["north"]) as north:
        events = [entry.event for entry in north.history(NORTHERN, UUID(done["case"]))]
    assert CHILD in [event.child for event in events if isinstance(event, CaseOpened)]
    (plan,) = (event for event in events if isinstance(event, PlanReceived))
    assert (plan.on, plan.made_on, plan.moved_on) == (
        date(2026, 6, 8),
        date(2024, 5, 20),
        date(2026, 6, 1),
    )
    assert plan.origin == Origin(
        authority=SOUTHERN, case_reference=str(moved), history_hash=done["from"]["history_hash"]
    )
    assert [advice.author for advice in plan.advice] == ["Hazel Bank School"]
    with Store(urls["north"]) as north, north.auditing() as connection:
        there = connection.execute("select distinct authority from ehcp.events").fetchall()
    assert there == [(NORTHERN,)]
    assert ehcp("verify", "--json")["damage"] == []


def test_taken_in_twice_there_is_one_case(ehcp, file):
    one = ehcp("case", "receive", file, "--authority", NORTHERN, "--json")
    again = ehcp("case", "receive", file, "--authority", NORTHERN, "--json")
    assert (again["case"], again["again"]) == (one["case"], True)


@pytest.mark.parametrize(
    ("place", "change"),
    [
        (0, {"recorded_at": "2020-01-01T00:00:00Z"}),
        (1, {"state": "e30="}),
        (2, {"digest": "00" * 32}),
        (3, {"name": "AmendedPlanIssued"}),
        (6, {"hash": "00" * 32}),
    ],
)
def test_a_copy_that_was_altered_is_not_taken_in(ehcp, file, place, change):
    copy = json.loads(file.read_text())
    copy["entries"][place] |= change
    file.write_text(json.dumps(copy))
    said = ehcp("case", "receive", file, "--authority", NORTHERN, status=1)
    assert f"Entry {place + 1} is not as it was recorded" in said


def test_a_history_that_the_old_authority_never_had_is_not_taken_in(ehcp, urls, moved, tmp_path):
    file = tmp_path / "other.json"
    with Store(urls["north"]) as north:  # a whole chain, made where nobody records for the south
        forged = record(north, *LIFE, authority=SOUTHERN)
        from ehcp.application.proof.copies import written  # noqa: PLC0415
        from ehcp.application.proof.passing_on import copy_of  # noqa: PLC0415

        file.write_bytes(written(copy_of(north, SOUTHERN, forged)))
    assert forged != moved
    said = ehcp("case", "receive", file, "--authority", NORTHERN, status=1)
    assert "does not hold this history" in said


def test_a_plan_for_somebody_else_is_not_taken_in(ehcp, file):
    assert "passed on to Northshire" in ehcp(
        "case", "receive", file, "--authority", SOUTHERN, status=1
    )


def test_a_plan_that_was_not_passed_on_is_not_exported(ehcp, urls, moved, tmp_path):
    with Store(urls["south"]) as south:
        stays = record(south, *LIFE[:4], authority=SOUTHERN)
    for case, code in ((stays, SOUTHERN), (moved, NORTHERN), (uuid4(), SOUTHERN)):
        said = ehcp(
            "case", "export", case, "--authority", code, "--to", tmp_path / "x.json", status=1
        )
        assert "pass it on first" in said


def test_no_file_is_written_over(ehcp, moved, file):
    before = file.read_bytes()
    ehcp("case", "export", moved, "--authority", SOUTHERN, "--to", file, status=1)
    assert file.read_bytes() == before


def test_what_is_no_copy_is_said_to_be_none(ehcp, moved, tmp_path):
    assert moved
    file = tmp_path / "x.json"
    file.write_text("{}")
    said = ehcp("case", "receive", file, "--authority", NORTHERN, status=1)
    assert "no copy of a case" in said
