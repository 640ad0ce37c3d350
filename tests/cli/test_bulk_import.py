"""Files of many histories, imported at once."""

import json
import pickle
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest

from ehcp.application.chronology import bulk as application
from ehcp.store.errors import Unavailable
from tests.cli.conftest import AUTHORITY

IMPORT = ("chronology", "import", "--bulk")
REQUESTED = {"date": "2024-01-08", "event": "assessment_requested", "party": "parent"}
AGREED = {"date": "2024-02-12", "event": "assessment_agreed", "known_on": "2024-02-20"}
AHEAD = {"date": "2099-02-12", "event": "assessment_agreed"}
CHILD = {"name": "Robin Example", "date_of_birth": "2016-05-04", "upn": "A123456789012"}


def record(name, *entries, **more):
    return {"id": name, "child": CHILD, "chronology": list(entries or (REQUESTED, AGREED)), **more}


@pytest.fixture
def lines(tmp_path):
    """Write records, or lines as they are, and return their file."""

    def write(*records, name="old"):
        file = tmp_path / f"{name}.jsonl"
        texts = [each if isinstance(each, str) else json.dumps(each) for each in records]
        file.write_text("\n".join(texts) + "\n", encoding="utf-8")
        return file

    return write


@pytest.fixture
def here(ehcp):
    """The command line, where the authority has been added."""
    ehcp("authority", "add", AUTHORITY, "Example Council")
    return ehcp


def taken(answer):
    return {name: answer[name] for name in ("records", "stored", "again", "events", "rejected")}


def of(records, stored, again, events, rejected):
    return dict(zip(("records", "stored", "again", "events", "rejected"),
                    (records, stored, again, events, rejected), strict=True))  # fmt: skip


def test_many_histories_come_in_and_a_second_run_changes_nothing(here, lines):
    file = lines(*(record(f"old-{n}") for n in range(5)), "")
    (first,) = here(*IMPORT, file, "--json")
    (again,) = here(*IMPORT, file, "--json")
    assert taken(first) == of(5, 5, 0, 20, 0)
    assert taken(again) == of(5, 0, 5, 0, 0)
    assert (first["rejected_file"], again["position"]) == (None, None)
    assert here("verify", "--json") == {"events": 21, "damage": []}
    assert "0 histories taken (0 entries), 5 were here already" in here(*IMPORT, file)


def test_a_history_is_the_same_case_whichever_way_it_comes(here, lines, tmp_path):
    corrected = {**AGREED, "date": "2024-02-09", "corrects": 2, "known_on": "2024-03-01"}
    odd = [
        record("spans", {"date": "2024-01", "qualifier": "early", "event": "assessment_requested"},
               {"offset": {"after": "assessment-requested", "at_most_weeks": 6},
                "event": "assessment-agreed"}),
        record("places", REQUESTED, AGREED, corrected, {"strikes": 1}, officer="Pat Officer"),
        record("notes", {**REQUESTED, "of": 2}, {**AGREED, "note": "é\u0000 \"'", "unheard": 1},
               {"event": "something_else"}, not_happened=["No advice was sought.", None]),
        record("nobody", child=None, officer=None, as_at="2024-03-01", authority="Anywhere"),
        record(20008975, {"date": ["2024-01-01", None], "precision": "span",
                          "event": "assessment_requested"}),
        record("words", {"date": "2024-05-01", "event": "tribunal_order", "ordered": "assess"},
               {"date": "2024-05-02", "event": "exception_claimed", "ground": "coronavirus",
                "accepted": True, "from": "2024-05-01", "to": "2024-06-01"}),
    ]  # fmt: skip
    singly: list[dict[str, Any]] = []
    for n, each in enumerate(odd):
        file = tmp_path / f"{n}.json"
        file.write_text(json.dumps(each), encoding="utf-8")
        singly += here("chronology", "import", file, "--json")
    assert not any("errors" in one or one["again"] for one in singly), singly
    (answer,) = here(*IMPORT, lines(*odd), "--json")
    assert taken(answer) == of(len(odd), 0, len(odd), 0, 0)
    assert {w["name"] for w in answer["warnings"]} >= {"unheard", "something-else"}


def test_a_case_that_came_in_bulk_can_be_read_and_imported_again_singly(here, lines, tmp_path):
    here(*IMPORT, lines(record("one")))
    file = tmp_path / "one.json"
    file.write_text(json.dumps(record("one")))
    (singly,) = here("chronology", "import", file, "--json")
    assert (singly["again"], singly["version"]) == (True, 4)
    rows = here("case", "timeline", singly["case"], "--json")
    assert [row["event"] for row in rows][-2:] == ["assessment-requested", "assessment-agreed"]


def test_bad_records_come_back_with_line_and_reason_and_go_in_when_mended(here, lines):
    file = lines(
        record("good"),
        record("ahead", REQUESTED, AHEAD),
        "not json {",
        record("bad", {"date": "2024-13-01", "event": "x"}, {"date": "2013", "event": "x"}),
        '{"id": "twice", "id": "twice", "chronology": []}',
        record("born", child={"name": "A", "date_of_birth": "2016"}),
        "[1, 2]",
        '{"chronology": [], "id": "void", "as_at": NaN}',
        record("nothing", {"strikes": 2}, {"strikes": 1}),
        {"chronology": []},
    )
    (answer,) = here(*IMPORT, file, "--json", status=1)
    assert taken(answer) == of(10, 1, 0, 4, 9)
    mend = file.with_name("old.rejected.jsonl")
    assert answer["rejected_file"] == str(mend)
    back = [json.loads(line) for line in mend.read_text().splitlines()]
    said = {each["rejected"]["line"]: each["rejected"]["reasons"] for each in back}
    assert list(said) == [2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert [(r["entry"], r["reason"]) for r in said[4]] == [
        (1, "There is no such day in the calendar."),
        (2, "The day lies before 1 September 2014, when the law came into force."),
    ]
    whole = {n: reasons[0]["reason"] for n, reasons in said.items()}
    assert "Entry 2 lies after today" in whole[2]
    assert "not JSON" in whole[3] and "not JSON" in whole[8]
    assert "given twice" in whole[5]
    assert "date_of_birth must be a day" in whole[6]
    assert "one case" in whole[7]
    assert "names no event" in whole[9]
    assert "no id" in whole[10]
    assert back[1]["text"] == "not json {"

    texts = mend.read_text().splitlines()
    mended = lines({**back[0], "chronology": [REQUESTED, AGREED]}, *texts[1:], name="mended")
    for again in range(2):
        (answer,) = here(*IMPORT, mended, "--json", status=1)
        assert taken(answer) == of(9, 1 - again, again, 4 - 4 * again, 8)
        assert answer["warnings"] == []
        assert {r["line"] for r in answer["reasons"]} == set(range(2, 10))
    (answer,) = here(*IMPORT, mended.with_name("mended.rejected.jsonl"), "--json", status=1)
    assert taken(answer) == of(8, 0, 0, 0, 8)


def test_what_somebody_is_mending_is_not_touched(here, lines):
    file = lines(record("good"), record("ahead", AHEAD))
    here(*IMPORT, file, status=1)
    (same,) = here(*IMPORT, file, "--json", status=1)
    assert same["rejected_file"] == str(file.with_name("old.rejected.jsonl"))
    file.with_name("old.rejected.jsonl").write_text("half mended")
    (other,) = here(*IMPORT, file, "--json", status=1)
    assert other["rejected_file"] == str(file.with_name("old.rejected-2.jsonl"))
    assert file.with_name("old.rejected.jsonl").read_text() == "half mended"


def test_a_record_with_an_event_that_lacks_something_stops_no_other(here, lines):
    lacking = {"date": "2024-03-04", "event": "exception_decided"}
    file = lines(record("good"), record("bad", REQUESTED, lacking), record("better"))
    (answer,) = here(*IMPORT, file, "--json", status=1)
    assert taken(answer) == of(3, 2, 0, 8, 1)
    reason = "exception-decided needs accepted, which is not given."
    assert answer["reasons"] == [{"line": 2, "reasons": [{"entry": 2, "reason": reason}]}]


@pytest.mark.parametrize("key", ["event", "note", "party", "kind", "weather"])
def test_a_record_with_half_a_character_stops_no_other_and_comes_back_as_it_was(here, lines, key):
    half = record("half", {**REQUESTED, "event": "advice-requested", key: "a \ud800"})
    file = lines(record("good"), half, record("better", {**REQUESTED, "note": "\U0001f600"}))
    (answer,) = here(*IMPORT, file, "--json", status=1)
    assert taken(answer) == of(3, 2, 0, 7, 1)
    (reason,) = answer["reasons"][0]["reasons"]
    assert reason == {
        "entry": None,
        "reason": "The line is not text: half of a character is missing.",
    }
    mend = file.with_name("old.rejected.jsonl")
    back = json.loads(mend.read_text())
    assert {**back, "rejected": None} == {"rejected": None, **half}
    turned = lines({**half, "rejected": back["rejected"]}, name="turned")
    (again,) = here(*IMPORT, turned, "--json", status=1)
    assert taken(again) == of(1, 0, 0, 0, 1)
    assert json.loads(mend.with_name("turned.rejected.jsonl").read_text())["id"] == "half"


def test_a_changed_history_of_the_same_id_is_rejected_and_changes_nothing(here, lines):
    here(*IMPORT, lines(record("one")))
    changed = lines(
        record("one", REQUESTED), record("two"), record("two", REQUESTED), record("two")
    )
    (answer,) = here(*IMPORT, changed, "--json", status=1)
    assert taken(answer) == of(4, 1, 1, 4, 2)
    assert [r["line"] for r in answer["reasons"]] == [1, 3]
    assert all("with other entries" in r["reasons"][0]["reason"] for r in answer["reasons"])


def test_an_authority_that_nobody_added_has_no_histories(ehcp, lines, monkeypatch):
    file = lines(record("one", authority="E99000002"), record("two"))
    assert "No authority E99000001" in ehcp(*IMPORT, file, status=2)
    monkeypatch.delenv("EHCP_AUTHORITY")
    (answer,) = ehcp(*IMPORT, file, "--json", status=1)
    assert taken(answer) == of(2, 0, 0, 0, 2)
    unknown, none = (r["reasons"][0]["reason"] for r in answer["reasons"])
    assert "No authority E99000002 has been added" in unknown
    assert "names no authority" in none


def test_each_record_may_name_its_own_authority(here, lines, monkeypatch):
    here("authority", "add", "E99000002", "Another Council")
    monkeypatch.delenv("EHCP_AUTHORITY")
    file = lines(*(record(f"old-{n}", authority=f"E9900000{n % 2 + 1}") for n in range(6)))
    (answer,) = here(*IMPORT, file, "--json")
    assert taken(answer) == of(6, 6, 0, 24, 0)
    assert here("verify", "--authority", "E99000002", "--json")["events"] == 13


def test_a_file_that_is_not_there_stops_no_other(here, lines, tmp_path):
    answers = here(*IMPORT, tmp_path / "none.jsonl", lines(record("one")), "--json", status=1)
    assert "cannot be read" in answers[0]["errors"][0]["reason"]
    assert answers[1]["stored"] == 1


def test_several_processes_share_a_file(here, lines, monkeypatch):
    monkeypatch.setattr(application, "SHARE", 2000)
    monkeypatch.setattr("ehcp.cli.chronology.bulk.SHARE", 2000)
    file = lines(*(record(f"old-{n}", *([AHEAD] if n % 10 == 3 else [])) for n in range(60)))
    (answer,) = here(*IMPORT, file, "--processes", "2", "--json", status=1)
    assert taken(answer) == of(60, 54, 0, 216, 6)
    mend = file.with_name("old.rejected.jsonl").read_text().splitlines()
    assert [json.loads(each)["rejected"]["line"] for each in mend] == [4, 14, 24, 34, 44, 54]
    assert here("verify", "--json") == {"events": 217, "damage": []}


@pytest.mark.parametrize("state", ["53100", "53300", "25006", "57P03"])
def test_a_database_that_cannot_store_now_ends_it_with_3_and_a_word(
    here, lines, monkeypatch, state
):
    class Full(psycopg.OperationalError):
        sqlstate = state

    def refuse(*_):
        raise Full

    monkeypatch.setattr("ehcp.store.bulk.staged", refuse)
    said = here(*IMPORT, lines(record("one")), status=3)
    assert f"SQLSTATE {state}" in said
    assert "Start the same command again" in said
    assert ("its disk is full" in said) == (state == "53100")


def test_rejected_records_without_a_place_end_it_with_3_and_a_word(here, lines, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ehcp.cli.chronology.rejected.shutil.copyfileobj", full)
    said = here(*IMPORT, lines(record("one"), record("two", AHEAD)), status=3)
    assert "No space left on device" in said and "start the same command again" in said


def test_an_error_of_the_store_comes_whole_from_another_process():
    error = Unavailable("its disk is full, SQLSTATE 53100")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301


SMALL_STEPS = (
    "import ehcp.application.chronology.bulk as bulk; bulk.SHARE = 100_000;"
    "import ehcp.cli.main; ehcp.cli.main.main()"
)


def started(file, processes, stdout=subprocess.DEVNULL):
    """An import in a process of its own, storing a little at a time."""
    arguments = [*IMPORT, str(file), "--json", "--processes", str(processes)]
    return subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-c", SMALL_STEPS, *arguments],
        stdout=stdout,
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("seed", range(1))
@pytest.mark.usefixtures("here")
def test_killed_at_any_moment_and_started_again_it_goes_on(ehcp, lines, database_url, seed):
    count = 3000
    file = lines(*(record(f"old-{n}", *[REQUESTED, AGREED] * 8) for n in range(count)))
    rng = random.Random(seed)  # noqa: S311 - repeatable
    with psycopg.connect(database_url, autocommit=True) as superuser:
        for number in range(3):
            before, there = drawn(superuser), stored(superuser)
            running = started(file, 1)
            # what is there already is passed over first: some kills come then, others later;
            # the first only when something is there, however slowly a process begins
            until = time.monotonic() + (6 * rng.random() if number else 60)
            while time.monotonic() < until and (
                drawn(superuser) == before or (number == 0 and stored(superuser) == there)
            ):
                time.sleep(0.005)
            time.sleep(rng.random() * 0.2)
            running.kill()
            running.wait()
    (answer,) = ehcp(*IMPORT, file, "--processes", "1", "--json")
    assert answer["stored"] + answer["again"] == count
    assert answer["again"] > 0
    assert ehcp("verify", "--json") == {"events": count * 18 + 1, "damage": []}


def stored(connection):
    """How many events there are."""
    row = connection.execute("select count(*) from ehcp.events").fetchone()
    return row[0]


def drawn(connection):
    """The last position that was drawn."""
    row = connection.execute("select last_value from ehcp.events_position_seq").fetchone()
    return row[0]


@pytest.mark.usefixtures("here")
def test_a_killed_parent_takes_its_processes_with_it(lines):
    file = lines(*(record(f"old-{n}", *[REQUESTED, AGREED] * 8) for n in range(4000)))
    running = started(file, 2)
    children: list[int] = []
    end = time.monotonic() + 30
    while len(children) < 3 and running.poll() is None and time.monotonic() < end:
        children = children_of(running.pid)
        time.sleep(0.01)
    running.kill()
    running.wait()
    assert children
    end = time.monotonic() + 30
    while any(map(alive, children)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(alive, children))


def children_of(pid):
    file = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in file.read_text().split()] if file.exists() else []


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.usefixtures("here")
def test_two_imports_of_one_file_at_once_have_one_effect(ehcp, lines):
    file = lines(*(record(f"old-{n}", *[REQUESTED, AGREED] * 8) for n in range(1000)))
    both = [started(file, 1, stdout=subprocess.PIPE) for _ in range(2)]
    answers = [json.loads(one.communicate()[0])[0] for one in both]
    assert [one.returncode for one in both] == [0, 0]
    assert sum(answer["stored"] for answer in answers) == 1000
    assert sum(answer["again"] for answer in answers) == 1000
    assert ehcp("verify", "--json") == {"events": 18001, "damage": []}
