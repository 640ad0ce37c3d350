"""The plans of a case on the command line."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from ehcp.cli.asking.database import opened_store
from ehcp.domain.entry import Recorder, Source
from ehcp.domain.events.draft import RepresentationsMade
from ehcp.domain.events.plan import DraftPlanIssued, FinalPlanIssued
from tests.cli.conftest import AUTHORITY
from tests.domain.ordinary_case import ELM_PLACEMENT, PLAN, naming

(F1,) = PLAN.provision
MORE = replace(PLAN, provision=(replace(F1, weeks=38, text=F1.text.replace("30", "40")),))
DRAFT = DraftPlanIssued(on=date(2025, 4, 7), plan=PLAN)
SAID = RepresentationsMade(on=date(2025, 4, 14), of=1, element="f1", text="Too little.")
FINAL = FinalPlanIssued(on=date(2025, 5, 12), of=1, plan=naming(ELM_PLACEMENT, of=MORE))


def kept(*events) -> UUID:
    by = Recorder(subject="asha.patel", role="caseworker", organisation="Larkmere")
    case = uuid4()
    with opened_store() as store:
        store.append(
            AUTHORITY, case, 0, events, by=by, source=Source.PORTAL, command_id=uuid4(),
            body_hash=b"kept",
        )  # fmt: skip
    return case


@pytest.fixture
def case(ehcp) -> UUID:  # noqa: ARG001 - it puts the database there
    return kept(DRAFT, SAID, FINAL)


def test_the_draft_is_shown_where_no_plan_is_in_force(ehcp, case):
    early = ("--as-at", "2025-05-11")
    answer = ehcp("case", "plan", case, "--json", *early)
    assert answer["plan"] is None
    assert (answer["draft"]["kind"], answer["draft"]["plan"]["needs"][0]["id"]) == ("draft", "b1")
    words = ehcp("case", "plan", case, *early)
    assert words.startswith("No plan was in force.\n")
    assert '"kind": "draft"' in words
    later = ehcp("case", "plan", case, "--json")
    assert (later["plan"]["kind"], later["draft"]) == ("final", None)


def test_every_version_is_listed(ehcp, case):
    rows = ehcp("case", "plans", case, "--json")
    assert [(row["place"], row["kind"], row["in_force"]) for row in rows] == [
        (1, "draft", False),
        (3, "final", True),
    ]
    assert "v1   final     12 May 2025, in force\n" in ehcp("case", "plans", case)


def test_what_changed_is_told_word_by_word(ehcp, case):
    answer = ehcp("case", "differences", case, "--from", "1", "--to", "v1", "--json")
    assert [change["element"] for change in answer["items"]] == ["f1", "i1"]
    words = ehcp("case", "differences", case)
    assert "F   f1 changed\n" in words
    assert "text: Teaching of reading one to one,[- 30-]{+ 40+} minutes on each" in words
    assert "weeks: nothing -> 38\n" in words
    assert "I   i1 added\n" in words
    assert "institution: nothing -> Elm Primary" in words


def test_what_replaces_something_says_so(ehcp):
    split = (replace(F1, id="f2", replaces=("f1",)),)
    again = replace(DRAFT, on=date(2025, 4, 28), plan=replace(PLAN, provision=split))
    words = ehcp("case", "differences", kept(DRAFT, again))
    assert "F   f1 replaced by f2\n" in words
    assert "F   f2 added, replaces f1\n" in words


def test_a_version_that_is_not_there_is_the_answer_no(ehcp, case):
    assert "no such version" in ehcp("case", "differences", case, "--from", "v7", status=1)
    assert "Write v2" in ehcp("case", "differences", case, "--from", "soon", status=2)


def test_what_the_family_said_stands_beside_what_was_changed_for_it(ehcp, case):
    (row,) = ehcp("case", "representations", case, "--json")
    assert [change["element"] for change in row["changes"]] == ["f1"]
    words = ehcp("case", "representations", case)
    assert "   2  14 April 2025, on f1: Too little.\n      answer: none yet\n" in words
    assert "      F   f1 changed\n" in words
