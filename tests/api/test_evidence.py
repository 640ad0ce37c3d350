"""All of a case with its proof, over HTTP: checked by the program that is given with it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ehcp.application.proof import checker
from tests.api.conftest import CHILD, REQUEST

HIDDEN = "7 Quiet Lane, Farbridge"
NOTE = {"on": "2026-06-04", "text": "The school rang about transport."}


def checked(*files: Path) -> tuple[int, str]:
    """Run the checker as whoever has only the file does, apart from this process."""
    program = [sys.executable, "-I", checker.__file__, *map(str, files)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)  # noqa: S603
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def case(officer):
    case = officer.open({**REQUEST, "child": {**CHILD, "address": HIDDEN}})
    assert officer.post(f"/v1/cases/{case}/note", NOTE).status_code == 200
    return case


@pytest.fixture
def preparer(calling):
    return calling(role="tribunal-preparer")


@pytest.fixture
def saved(preparer, case, tmp_path):
    """The answer as it was received, in a file."""
    file = tmp_path / "case.json"
    file.write_bytes(preparer.get(f"/v1/cases/{case}/evidence").data)
    return file


def test_it_holds_every_entry_and_what_the_record_says(saved, case):
    found = json.loads(saved.read_text())
    assert found["case"] == case
    assert found["made_by"] == {"subject": "tribunal-preparer", "role": "tribunal-preparer"}
    assert [entry["name"] for entry in found["entries"]] == [
        "CaseOpened", "AssessmentRequested", "Noted",
    ]  # fmt: skip
    assert found["entries"][2]["says"]["event"]["note"] == NOTE["text"]
    assert found["entries"][2]["says"]["by"]["subject"] == "asha.patel"
    assert found["history_hash"] == found["entries"][2]["hash"]
    shown = found["shown"]
    assert {row["limit"]: row["due"] for row in shown["deadlines"]}[
        "assessment-decision-notify"
    ] == ["2026-07-13", "2026-07-13"]
    assert [item["event"] for item in shown["timeline"]] == [
        "case-opened", "assessment-requested", "noted",
    ]  # fmt: skip
    status, said = checked(saved)
    assert status == 0
    assert said.startswith("3 entries, 0 of them by their digest alone;")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda e: e[1].update(recorded_at="2020-01-01T00:00:00Z"), "Entry 2 is not as it was"),
        (lambda e: e[2].update(name="FinalPlanIssued"), "Entry 3 is not as it was"),
        (lambda e: e[0].update(state="e30="), "Entry 1 is not as it was"),
        (lambda e: e[2]["says"]["event"].update(text="No."), "Entry 3 is shown in other words"),
        (lambda e: e.pop(1), "Entry 2 is missing"),
        (lambda e: e.reverse(), "Entry 1 is missing, or is not in its place"),
        (lambda e: e.pop(), "The hash of the whole"),
    ],
)
def test_whatever_is_changed_in_it_is_found(saved, change, said):
    found = json.loads(saved.read_text())
    change(found["entries"])
    saved.write_text(json.dumps(found))
    status, words = checked(saved)
    assert status == 1
    assert said in words


def test_an_entry_with_what_is_kept_from_the_reader_is_there_by_its_digest(
    officer, calling, preparer, case, tmp_path
):
    restrict = {"on": "2026-06-10", "person": "child", "address": HIDDEN, "kept_from": ["Ingo"],
                "reasons": "A non-molestation order."}  # fmt: skip
    done = officer.post(f"/v1/cases/{case}/restrict-address", restrict, If_Match='"3"')
    assert done.status_code == 200
    answer = preparer.get(f"/v1/cases/{case}/evidence")
    assert "Quiet Lane" not in answer.text
    assert "non-molestation" not in answer.text
    entries = answer.get_json()["entries"]
    assert {e["name"] for e in entries if e["state"] is None} == {
        "CaseOpened", "AddressRestricted",
    }  # fmt: skip
    assert len(entries) > 3
    file = tmp_path / "kept.json"
    file.write_bytes(answer.data)
    assert checked(file)[0] == 0
    whole = calling(role="send-manager").get(f"/v1/cases/{case}/evidence").get_json()
    assert all(entry["state"] for entry in whole["entries"])
    assert whole["history_hash"] == answer.get_json()["history_hash"]


def test_a_later_copy_holds_all_of_an_earlier_one(officer, preparer, case, saved, tmp_path):
    officer.post(f"/v1/cases/{case}/note", NOTE)
    later = tmp_path / "later.json"
    later.write_bytes(preparer.get(f"/v1/cases/{case}/evidence").data)
    assert checked(later, saved)[0] == 0
    status, said = checked(saved, later)  # the later one given as the earlier
    assert status == 1
    assert "From entry 4 on" in said
    other = officer.open()
    another = tmp_path / "other.json"
    another.write_bytes(preparer.get(f"/v1/cases/{other}/evidence").data)
    status, said = checked(another, saved)
    assert status == 1
    assert "The two are not copies of one case." in said


def test_as_known_on_an_earlier_moment_the_rest_is_there_by_its_digest(preparer, officer, case):
    items = officer.get(f"/v1/cases/{case}/timeline").get_json()["items"]
    moment = items[1]["recorded_at"]
    found = preparer.get(f"/v1/cases/{case}/evidence?as-known-on={moment}").get_json()
    assert [entry["state"] is not None for entry in found["entries"]] == [True, True, False]
    assert len(found["shown"]["timeline"]) == 2


def test_it_is_not_made_again_where_nothing_changed(preparer, case):
    first = preparer.get(f"/v1/cases/{case}/evidence")
    again = preparer.get(f"/v1/cases/{case}/evidence", If_None_Match=first.headers["ETag"])
    assert again.status_code == 304


def test_a_panel_member_has_no_right_to_it(calling, case):
    assert calling(role="panel-member").get(f"/v1/cases/{case}/evidence").status_code == 404


def test_a_document_beside_it_is_checked_against_its_name(saved):
    named = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"  # of "foo"
    (saved.parent / f"{named}.pdf").write_bytes(b"foo")
    assert checked(saved)[0] == 0
    (saved.parent / f"{named}.pdf").write_bytes(b"fool")
    status, said = checked(saved)
    assert status == 1
    assert f"The file {named} is not the document that was recorded." in said


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"authority": 1, "case": 2, "entries": 3}'])
def test_what_is_no_copy_is_said_to_be_none(tmp_path, content):
    file = tmp_path / "none.json"
    file.write_text(content)
    status, said = checked(file)
    assert status in (1, 2)
    assert "no copy" in said or "no entry" in said
