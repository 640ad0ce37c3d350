import logging
from datetime import date, timedelta
from uuid import uuid4

import click
import psycopg
import pytest
from click.testing import CliRunner

from ehcp.application import clock
from ehcp.application.cases import Asked, Cases
from ehcp.cli.asking.database import opened_store
from ehcp.cli.main import COMMANDS, main
from ehcp.domain.commands.request.request import AskedBy, RequestAssessment
from ehcp.domain.entry import Recorder, Source
from ehcp.domain.events.opening import Child
from tests.cli.conftest import AUTHORITY

REQUESTED = "date: '2025-01-06', event: assessment_requested, party: parent"
AGREED = "date: '2025-02-20', event: assessment_agreed, known_on: '2025-03-01'"
AGREED_EARLIER = (
    "date: '2025-02-17', event: assessment_agreed, corrects: 2, known_on: '2025-06-02'"
)


def status(deadlines, limit):
    return next(row["status"] for row in deadlines if row["limit"] == limit)


def test_a_history_is_taken_over_once(ehcp, history):
    file = history(REQUESTED, AGREED)
    (first,) = ehcp("chronology", "import", file, "--json")
    (again,) = ehcp("chronology", "import", file, "--json")
    assert (first["version"], first["again"]) == (3, False)
    assert again == {**first, "again": True}


def test_who_imports_a_history_reads_what_of_it_was_not_understood(ehcp, history):
    file = history(f"{REQUESTED}, colour: blue", "date: '2025-02-20', event: letter_sent")
    file.write_text(f"{file.read_text()}ward: north\n")
    _, *told = ehcp("chronology", "import", file).splitlines()
    assert told == [
        "  Keys of the file that were not read: ward.",
        "  Entry 1 has the key colour, which was not read.",
        "  Entry 2 (letter-sent) is no event of the vocabulary: it is kept as a note.",
    ]
    assert ehcp("chronology", "import", history(REQUESTED, name="plain")).count("\n") == 1


def test_a_changed_history_of_the_same_id_is_refused(ehcp, history):
    ehcp("chronology", "import", history(REQUESTED))
    (answer,) = ehcp("chronology", "import", history(REQUESTED, AGREED), "--json", status=1)
    assert "with other entries" in answer["errors"][0]["reason"]


def test_a_history_with_an_event_after_today_is_refused_and_the_next_one_taken(ehcp, history):
    ahead = history("date: '2099-01-05', event: assessment_requested", name="ahead")
    answers = ehcp("chronology", "import", ahead, history(REQUESTED), "--json", status=1)
    assert "after today" in answers[0]["errors"][0]["reason"]
    assert answers[1]["version"] == 2


def test_a_history_of_a_child_who_is_not_born_is_refused(ehcp, history):
    file = history(REQUESTED)
    child = "child: {name: Ada Ashby, date_of_birth: '2099-01-05'}\n"
    file.write_text(file.read_text() + child)
    (answer,) = ehcp("chronology", "import", file, "--json", status=1)
    assert answer["errors"][0]["reason"] == "The child's date_of_birth lies after today."


def test_a_history_with_an_event_that_lacks_something_is_refused_and_the_next_one_taken(
    ehcp, history
):
    lacking = history(REQUESTED, "date: '2025-03-04', event: exception_decided", name="lacking")
    answers = ehcp("chronology", "import", lacking, history(REQUESTED), "--json", status=1)
    reason = "exception-decided needs accepted, which is not given."
    assert answers[0]["errors"] == [{"line": 4, "reason": reason}]
    assert answers[1]["version"] == 2


def test_a_history_is_judged_alike_in_its_file_and_after_its_import(ehcp, history):
    file = history(
        "date: '2025-07-01', event: mediation_requested",
        "date: '2025-07-22', event: adviser_told_of_delay",
        "date: '2025-07-25', event: mediation_certificate_issued, kind: mediation-not-arranged",
    )
    limit = "mediation-certificate-deemed"
    (checked,) = ehcp("chronology", "check", file, "--as-at", "2025-08-10", "--json")
    (taken,) = ehcp("chronology", "import", file, "--json")
    stored = ehcp("case", "deadlines", taken["case"], "--as-at", "2025-08-10", "--json")
    assert status(checked["limits"], limit) == status(stored, limit) == "met"


def test_a_case_is_read_on_both_time_axes(ehcp, history):
    (taken,) = ehcp("chronology", "import", history(REQUESTED, AGREED, AGREED_EARLIER), "--json")
    limit, read = "assessment-decision-notify", ("case", "deadlines", taken["case"], "--json")
    assert status(ehcp(*read, "--as-at", "2025-02-10"), limit) == "not-due"
    assert status(ehcp(*read, "--as-known-on", "2025-02-28"), limit) == "outstanding"
    assert status(ehcp(*read, "--as-known-on", "2025-03-01"), limit) == "missed"
    assert status(ehcp(*read), limit) == "met"


def test_the_wrong_entry_stays_on_the_timeline(ehcp, history):
    (taken,) = ehcp("chronology", "import", history(REQUESTED, AGREED, AGREED_EARLIER), "--json")
    rows = ehcp("case", "timeline", taken["case"], "--json")
    (wrong,) = [row for row in rows if row["wrong"]]
    assert (wrong["event"], wrong["place"], wrong["stands_in"]) == ("assessment-agreed", 3, 4)


def test_the_timeline_says_in_words_what_an_entry_says(ehcp, history):
    noted = "date: '2025-01-08', event: verbal_statement, note: They asked for a copy."
    (taken,) = ehcp("chronology", "import", history(REQUESTED, noted), "--json")
    assert "verbal-statement: They asked for a copy.\n" in ehcp("case", "timeline", taken["case"])


def test_the_timeline_tells_entries_of_a_kind_apart_and_what_a_wrong_one_said(ehcp, history):
    asked = "date: '2025-02-24', event: advice_requested, kind: d, from_body: The psychologists"
    lines = (REQUESTED, AGREED, AGREED_EARLIER, asked)
    (taken,) = ehcp("chronology", "import", history(*lines), "--json")
    shown = ehcp("case", "timeline", taken["case"])
    assert "advice-requested (The psychologists)\n" in shown
    assert "as first recorded: 2025-02-20" in shown


def test_a_case_that_is_not_there_is_the_answer_no(ehcp):
    nowhere = "00000000-0000-0000-0000-000000000001"
    assert "no such case" in ehcp("case", "show", nowhere, status=1)


def test_a_byte_changed_by_a_superuser_is_found_and_the_event_named(ehcp, history, database_url):
    (taken,) = ehcp("chronology", "import", history(REQUESTED, AGREED), "--json")
    assert ehcp("verify", "--json") == {"events": 3, "damage": []}
    with psycopg.connect(database_url, autocommit=True) as superuser:
        superuser.execute("alter table ehcp.events disable trigger events_stay")
        superuser.execute(
            "update ehcp.events set state = set_byte(state, 20, get_byte(state, 20) # 1)"
            " where version = 2"
        )
    (damage,) = ehcp("verify", "--json", status=1)["damage"]
    assert (damage["kind"], damage["stream"], damage["version"]) == ("altered", taken["case"], 2)
    assert f"stream {taken['case']}, version 2" in ehcp("verify", status=1)


def test_alerts_are_raised_once(ehcp, history):
    ehcp("chronology", "import", history(REQUESTED))
    assert ehcp("sweep") == "3 alerts raised.\n"
    assert ehcp("sweep") == "0 alerts raised.\n"


def test_the_read_models_are_made_again(ehcp, history):
    ehcp("chronology", "import", history(REQUESTED))
    assert ehcp("rebuild") == "1 streams restated, with 2 events; 0 parked.\n"


@pytest.mark.parametrize("command", ["migrate", "verify", "rebuild", "sweep"])
def test_a_database_that_is_down_is_said_to_be_in_one_line(ehcp, monkeypatch, caplog, command):
    monkeypatch.setenv("EHCP_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    monkeypatch.setenv("EHCP_POOL_TIMEOUT", "0.5")
    said = ehcp(command, status=3)
    assert "not available" in said
    assert "EHCP_DATABASE_URL" in said
    assert said.count("\n") == 1
    assert [each.name for each in caplog.records if each.name == "psycopg.pool"] == []


@click.command()
def does_the_pool_speak():
    click.echo(logging.getLogger("psycopg.pool").isEnabledFor(logging.WARNING))


def test_a_server_whose_database_is_down_says_why_it_waits(monkeypatch):
    pool = logging.getLogger("psycopg.pool")
    for command, speaks in (("work", True), ("verify", False)):
        monkeypatch.setitem(COMMANDS, command, "tests.cli.test_cases:does_the_pool_speak")
        said = CliRunner().invoke(main, [command]).output
        assert said == f"{speaks}\n"
    assert pool.isEnabledFor(logging.WARNING)


def test_a_setting_that_cannot_be_meant_is_named(ehcp, monkeypatch):
    monkeypatch.setenv("EHCP_PORT", "eighty")
    assert "EHCP_PORT" in ehcp("verify", status=2)


def test_a_case_of_which_nothing_was_known_yet_is_said_to_be_so(ehcp):
    asha = Recorder(subject="asha.patel", role="caseworker", organisation="Larkmere")
    asked = Asked(by=asha, command_id=uuid4(), source=Source.PORTAL)
    child = Child(name="Ada Ashby", date_of_birth=date(2017, 3, 4))
    command = RequestAssessment(on=date(2025, 1, 6), requested_by=AskedBy.PARENT, child=child)
    with opened_store() as store:
        done = Cases(store, clock.today).open(AUTHORITY, command, asked)
    early = ("--as-known-on", "2025-01-06")
    assert "Nothing of this case" in ehcp("case", "deadlines", done.case, *early, status=1)


def test_all_cases_are_read_on_both_time_axes(ehcp, history):
    (taken,) = ehcp("chronology", "import", history(REQUESTED, AGREED, AGREED_EARLIER), "--json")
    ehcp("rebuild")

    def found(*options):
        rows = ehcp("deadlines", "--limit", "assessment-decision-notify", "--json", *options)
        return {row["case_id"]: row["status"] for row in rows}

    assert found("--as-at", "2025-02-10") == {taken["case"]: "not-due"}
    assert found("--as-known-on", "2025-02-28") == {taken["case"]: "outstanding"}
    assert found("--as-known-on", "2025-03-01") == {taken["case"]: "missed"}
    assert found() == {taken["case"]: "met"}
    assert found("--status", "outstanding") == {}
    words = ehcp("deadlines", "--status", "outstanding", "--as-known-on", "2025-02-28")
    assert "outstanding assessment-decision-notify, due 17 February 2025" in words


def test_the_caseload_says_what_is_next_and_how_much_is_overdue(ehcp, history):
    (taken,) = ehcp("chronology", "import", history(REQUESTED), "--json")
    ehcp("rebuild")
    (row,) = ehcp("caseload", "--overdue", "--json")
    assert (row["case_id"], row["stage"], row["overdue"]) == (taken["case"], "request", 3)
    assert ehcp("caseload", "--not-overdue", "--json") == []
    assert "3 overdue; next assessment-decision-notify by 17 February 2025" in ehcp("caseload")
    ahead = ehcp("caseload", "--as-at", "2025-02-10", "--due-within", "7")
    assert "next assessment-decision-notify by 17 February 2025" in ahead


def test_what_was_recorded_between_two_moments(ehcp, history):
    (taken,) = ehcp("chronology", "import", history(REQUESTED, AGREED, AGREED_EARLIER), "--json")

    def places(*options):
        rows = ehcp("case", "timeline", taken["case"], "--json", *options)
        return sorted(row["place"] for row in rows)

    assert places("--recorded-from", "2025-03-01", "--recorded-to", "2025-03-01") == [3]
    assert places("--recorded-from", "2025-03-02", "--recorded-to", "2025-06-02") == [4, 5]
    assert places("--recorded-from", "2025-03-02", "--recorded-to", "2025-06-01") == []


def test_what_would_follow_if(ehcp, history):
    (taken,) = ehcp("chronology", "import", history(REQUESTED), "--json")
    read = ("case", "deadlines", taken["case"], "--json")
    limit, agreed = "assessment-decision-notify", "assessment-agreed@2025-02-17"
    assert status(ehcp(*read, "--suppose", agreed), limit) == "met"
    assert status(ehcp(*read, "--as-at", "2025-02-16", "--suppose", agreed), limit) == "not-due"
    assert status(ehcp(*read, "--suppose", "assessment-agreed@2025-02-18"), limit) == "missed"
    assert status(ehcp(*read), limit) == "outstanding"
    assert ehcp(*read)[0]["shown"]


def test_a_case_is_shown_with_a_label_for_each_thing(ehcp, history):
    (taken,) = ehcp("chronology", "import", history(REQUESTED), "--json")
    printed = ehcp("case", "show", taken["case"])
    assert "plan in force        no\n" in printed
    assert "imported from        old\n" in printed


def test_who_was_told_and_who_is_missing(ehcp, history):
    (taken,) = ehcp("chronology", "import", history(REQUESTED, AGREED), "--json")
    (request, decision) = ehcp("case", "told", taken["case"], "--missing", "--json")
    assert (request["step"], decision["step"]) == ("assessment-requested", "assessment-agreed")
    assert "parent-or-young-person" in request["missing"]
    assert "parent-or-young-person" not in decision["missing"]
    printed = ehcp("case", "told", taken["case"])
    assert "parent or young person: told 20 February 2025" in printed
    assert ": MISSING" in printed


def test_a_case_without_a_budget_says_so(ehcp, history):
    (taken,) = ehcp("chronology", "import", history(REQUESTED), "--json")
    assert ehcp("case", "budgets", taken["case"]) == "No personal budget was in force.\n"
    assert ehcp("case", "budgets", taken["case"], "--json")["budget"] is None


def test_alerts_are_listed_on_both_axes(ehcp, history):
    (taken,) = ehcp("chronology", "import", history(REQUESTED), "--json")
    ehcp("sweep")
    ehcp("rebuild")
    limit = ("--limit", "assessment-decision-notify", "--json")
    (alert,) = ehcp("alerts", *limit)
    assert (alert["case_id"], alert["due"]) == (taken["case"], "2025-02-17")
    assert alert["stage"].startswith("overdue-")
    assert len(ehcp("alerts", *limit, "--as-at", clock.today())) == 1
    assert ehcp("alerts", *limit, "--as-at", clock.today() - timedelta(days=1)) == []
    assert "of assessment-decision-notify, due 17 February 2025" in ehcp("alerts")
