"""The versions of a plan, and what changed between two of them, over HTTP."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from ehcp.domain.entry import Source
from ehcp.domain.events.draft import RepresentationsAnswered, RepresentationsMade
from ehcp.domain.events.people import AddressRestricted
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.request import AssessmentRequested
from ehcp.domain.plan.sections import Section
from tests.api.conftest import OURS, RECORDER
from tests.domain.ordinary_case import ELM_PLACEMENT, PLAN, naming

(F1,) = PLAN.provision
AN_HOUR = replace(
    PLAN,
    provision=(
        replace(
            F1,
            text="Teaching of reading one to one, an hour on each school day.",
            hours=Decimal("5.0"),
        ),
    ),
)
REQUESTED = AssessmentRequested(on=date(2025, 1, 6))
DRAFT = DraftPlanIssued(on=date(2025, 4, 7), plan=PLAN)
SAID = RepresentationsMade(on=date(2025, 4, 14), of=2, element="f1", text="Too little.")
ANSWER = RepresentationsAnswered(
    on=date(2025, 4, 24), of=3, answer="An hour, then.", accepted=True, changed=("f1",)
)
FINAL = FinalPlanIssued(
    on=date(2025, 5, 12),
    of=2,
    plan=naming(ELM_PLACEMENT, of=AN_HOUR),
    dated=date(2025, 5, 9),
    signed_by="O. Ade",
)
UNREAD = AmendedPlanIssued(on=date(2026, 5, 18))


def kept(store, *events) -> str:
    case = uuid4()
    store.append(
        OURS, case, 0, [REQUESTED, *events], by=RECORDER, source=Source.PORTAL,
        command_id=uuid4(), body_hash=case.bytes,
    )  # fmt: skip
    return f"/v1/cases/{case}"


@pytest.fixture
def planned(store) -> str:
    return kept(store, DRAFT, SAID, ANSWER, FINAL)


def test_every_version_is_listed_with_when_it_was_in_force(officer, store):
    body = officer.get(f"{kept(store, DRAFT, FINAL, UNREAD)}/plans").get_json()
    draft, final, amended = body["items"]
    assert (draft["kind"], draft["version"], draft["place"]) == ("draft", 1, 2)
    assert draft["in_force_from"] is None
    assert (final["kind"], final["version"], final["in_force"]) == ("final", 1, False)
    assert (final["dated"], final["signed_by"]) == ("2025-05-09", "O. Ade")
    assert final["in_force_from"] == ["2025-05-12", "2025-05-12"]
    assert final["in_force_to"] == ["2026-05-18", "2026-05-18"]
    assert (amended["version"], amended["in_force"], amended["in_force_to"]) == (2, True, None)
    assert [each["contents_known"] for each in body["items"]] == [True, True, False]


def test_a_day_before_the_final_plan_has_the_draft_alone(officer, planned):
    body = officer.get(f"{planned}/plans?as-at=2025-05-11").get_json()
    assert [each["kind"] for each in body["items"]] == ["draft"]
    shown = officer.get(f"{planned}/plan?as-at=2025-05-11").get_json()
    assert shown["plan"] is None
    assert (shown["draft"]["kind"], shown["draft"]["place"]) == ("draft", 2)
    assert shown["draft"]["plan"]["provision"][0]["hours"] == "2.5"


def test_what_changed_is_told_by_element_by_field_and_word_by_word(officer, planned):
    body = officer.get(f"{planned}/plan/differences?from=2&to=v1").get_json()
    assert (body["before"]["place"], body["after"]["place"]) == (2, 5)
    provision, placement = body["items"]
    assert (provision["section"], provision["element"]) == ("f", "f1")
    assert provision["difference"] == "changed"
    text, hours = provision["fields"]
    assert text["field"] == "text"
    assert text["words"] == [
        {"fate": "kept", "text": "Teaching of reading one to one,"},
        {"fate": "removed", "text": " 30 minutes"},
        {"fate": "added", "text": " an hour"},
        {"fate": "kept", "text": " on each school day."},
    ]
    assert (hours["field"], hours["before"], hours["after"]) == ("hours", "2.5", "5.0")
    assert (placement["section"], placement["difference"]) == ("i", "added")
    assert body["fields"] == []


def test_left_out_the_latest_version_is_compared_with_the_one_before(officer, planned):
    asked = officer.get(f"{planned}/plan/differences?from=2&to=5").get_json()
    assert officer.get(f"{planned}/plan/differences").get_json() == asked


def test_what_a_plan_says_of_itself_is_compared_too(officer, store):
    told = replace(
        PLAN,
        nothing_in=tuple(letter for letter in PLAN.nothing_in if letter is not Section.J),
        budget_information_given=date(2025, 4, 20),
    )
    case = kept(store, DRAFT, replace(DRAFT, on=date(2025, 4, 28), plan=told))
    body = officer.get(f"{case}/plan/differences").get_json()
    assert [change["field"] for change in body["fields"]] == [
        "nothing_in",
        "budget_information_given",
    ]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=v2", "no such version"),
        ("from=99", "no such version"),
        ("to=3", "no such version"),
        ("to=2", "no two versions"),
        ("from=soon", "Write v2"),
        ("from=v0", "Write v2"),
    ],
)
def test_a_version_that_is_not_there_is_a_mistake(officer, planned, query, said):
    answer = officer.get(f"{planned}/plan/differences?{query}")
    assert answer.status_code == 422
    assert said in answer.get_json()["errors"][0]["detail"]


def test_a_version_whose_contents_are_not_in_the_record_cannot_be_compared(officer, store):
    answer = officer.get(f"{kept(store, DRAFT, FINAL, UNREAD)}/plan/differences")
    assert answer.status_code == 422
    assert "does not hold" in answer.get_json()["errors"][0]["detail"]


def test_each_representation_stands_beside_its_answer_and_what_was_changed_for_it(
    officer, planned
):
    (row,) = officer.get(f"{planned}/plan/representations").get_json()["items"]
    assert (row["place"], row["element"], row["text"]) == (3, "f1", "Too little.")
    assert (row["answer"], row["accepted"]) == ("An hour, then.", True)
    assert row["changed_in"]["place"] == 5
    assert [change["element"] for change in row["changes"]] == ["f1"]
    (before,) = officer.get(f"{planned}/plan/representations?as-at=2025-04-20").get_json()["items"]
    assert (before["answered"], before["changed_in"], before["changes"]) == (None, None, [])


def test_of_a_text_with_a_restricted_address_no_word_is_told(officer, store):
    address = "17 Canary Terrace, ZZ9 9ZZ"
    restricted = AddressRestricted(on=date(2025, 3, 3), address=address)
    there = replace(PLAN, views=(replace(PLAN.views[0], text=f"I like it at {address}."),))
    said = replace(SAID, of=3, element="a1", text=f"She lives at {address}.")
    case = kept(store, restricted, DRAFT, said, replace(FINAL, of=3, plan=there))
    for view in ("plan", "plan/differences", "plan/representations"):
        answer = officer.get(f"{case}/{view}")
        assert answer.status_code == 200
        assert "Canary" not in answer.get_data(as_text=True)
    (change,) = officer.get(f"{case}/plan/differences").get_json()["items"]
    (field,) = change["fields"]
    assert (field["before"], field["after"]) == ("I like stories.", "withheld")
    assert "Terrace" not in str(field["words"])
