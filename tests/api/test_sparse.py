"""Only those fields that are asked for; what the answer is about stays."""

import pytest

from ehcp.api.answering.sparse import cut, unknown, wanted
from ehcp.api.shapes import CaseAnswer
from ehcp.schemas import schema_for

ABOUT = {"case", "version", "as_at", "as_known_on"}


def test_of_a_case_only_what_is_asked_for_is_sent(officer, case):
    found = officer.get(f"/v1/cases/{case}?fields=child.name,stage").get_json()
    assert set(found) == {*ABOUT, "child", "stage"}
    assert found["child"] == {"name": "Zebedee Quillfeather"}


def test_in_a_list_it_goes_for_each_item(officer, case):
    url = f"/v1/cases/{case}/deadlines?fields=items.limit,items.due&as-at=2026-06-20"
    found = officer.get(url).get_json()
    assert found["as_at"] == "2026-06-20"
    assert found["page"] == {"next": None}
    assert {frozenset(item) for item in found["items"]} == {frozenset({"limit", "due"})}


def test_its_tag_is_its_own_and_commands_are_decided_on_it(officer, case):
    url = f"/v1/cases/{case}?fields=stage"
    first = officer.get(url)
    assert officer.get(url, If_None_Match=first.headers["ETag"]).status_code == 304
    whole = officer.get(f"/v1/cases/{case}")
    assert whole.headers["ETag"] != first.headers["ETag"]
    assert whole.headers["ETag"] == officer.get(f"/v1/cases/{case}").headers["ETag"]
    withdraw = {"on": "2026-06-12", "reasons": "The family has moved."}
    done = officer.post(
        f"/v1/cases/{case}/withdraw-request", withdraw, If_Match=first.headers["ETag"]
    )
    assert done.status_code == 200


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("colour", "There is no field colour."),
        ("child.colour", "There is no field child.colour."),
        ("stage,", "There is no field ."),
        ("stage&fields=child", "Given more than once."),
    ],
)
def test_a_field_that_there_is_not_is_a_mistake(officer, case, fields, said):
    answer = officer.get(f"/v1/cases/{case}?fields={fields}")
    assert answer.status_code == 422
    assert answer.get_json()["errors"] == [{"parameter": "fields", "detail": said}]


def test_whoever_may_not_come_in_learns_nothing_of_the_fields(calling, anybody, case):
    assert anybody.get(f"/v1/cases/{case}?fields=colour").status_code == 401
    assert calling(role="auditor").get(f"/v1/cases/{case}?fields=colour").status_code == 404


def test_a_whole_field_is_whole_whatever_else_is_asked_of_it():
    assert wanted("a.b,a,c.d") == {"a": {}, "c": {"d": {}}}
    assert cut({"a": {"b": 1, "x": 2}, "c": [{"d": 3, "e": 4}], "f": 5}, wanted("a,c.d")) == {
        "a": {"b": 1, "x": 2},
        "c": [{"d": 3}],
    }
    assert unknown(wanted("child.name,officer.x"), schema_for(CaseAnswer)) == ["officer.x"]
