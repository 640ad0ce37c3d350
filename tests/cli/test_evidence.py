"""A case in a file, checked without a database, as on the command line."""

import json
import subprocess
import sys

from click.testing import CliRunner

from ehcp.cli.main import main

REQUESTED = "date: '2025-01-06', event: assessment_requested, party: parent"
AUTHORITY_FREE = ("EHCP_DATABASE_URL", "EHCP_AUTHORITY")


def test_a_case_is_written_checked_and_checked_again_by_the_printed_program(
    ehcp, history, tmp_path, monkeypatch
):
    case = ehcp("chronology", "import", history(REQUESTED), "--json")[0]["case"]
    file = tmp_path / "case.json"
    told = ehcp("case", "evidence", case, "--to", file, "--json")
    assert told["given"] == told["entries"] == len(json.loads(file.read_text())["entries"])
    assert "case evidence" in str(ehcp("audit", "case", case, "--json"))
    assert "exists" in ehcp("case", "evidence", case, "--to", file, status=1)
    program = tmp_path / "check.py"
    program.write_text(ehcp("case", "checker"))
    for name in AUTHORITY_FREE:
        monkeypatch.delenv(name)
    assert told["history_hash"] in ehcp("case", "check", file)
    assert ehcp("case", "check", file, "--json") == {
        "whole": True, "entries": 2, "by_digest": 0, "history_hash": told["history_hash"],
        "faults": [],
    }  # fmt: skip
    command = [sys.executable, "-I", str(program), str(file)]
    assert subprocess.run(command, check=False).returncode == 0  # noqa: S603 - our own program
    file.write_text(file.read_text().replace('"AssessmentRequested"', '"AssessmentAgreed"'))
    fault = "Entry 2 is not as it was recorded."
    assert fault in ehcp("case", "check", file, status=1)
    found = ehcp("case", "check", file, file, "--json", status=1)
    assert (found["whole"], found["faults"]) == (False, [fault, fault])
    file.write_text("{}")
    assert CliRunner().invoke(main, ["case", "check", str(file), "--json"]).exit_code == 2
