"""Looks at the machine are on record as well, and the reports about all of them."""

import os
import pwd
from uuid import uuid4

import click
import psycopg
import pytest
from click.testing import CliRunner

from ehcp.application.rights.fields import ORDINARY
from ehcp.cli.case import case as case_group
from ehcp.cli.main import main
from ehcp.store.cases import Store
from ehcp.store.looks import Look
from tests.cli.conftest import AUTHORITY

ME = pwd.getpwuid(os.getuid()).pw_name
REQUESTED = "date: '2025-01-06', event: assessment_requested, party: parent"


@pytest.fixture
def case(ehcp, history):
    (taken,) = ehcp("chronology", "import", history(REQUESTED), "--json")
    ehcp("rebuild")
    return taken["case"]


def rows(url: str) -> list[tuple[str | None, str, str, bool]]:
    with psycopg.connect(url) as superuser:
        return superuser.execute(
            "select case_id::text, subject, action, at_machine from ehcp.looks"
            " order by looked_at, sequence"
        ).fetchall()


def test_a_case_read_at_the_machine_is_on_record_under_the_name_of_the_process(
    ehcp, case, database_url, monkeypatch
):
    monkeypatch.setenv("LOGNAME", "somebody.else")
    monkeypatch.setenv("USER", "somebody.else")
    ehcp("case", "show", case)
    ehcp("case", "deadlines", case, "--json")
    assert rows(database_url) == [
        (case, ME, "case show", True),
        (case, ME, "case deadlines", True),
    ]


def readings_of_a_case() -> list[str]:
    """Return every command of one case that takes nothing but its id."""
    found = []
    for name, command in case_group.commands.items():
        arguments = [p for p in command.params if isinstance(p, click.Argument)]
        needed = [p for p in command.params if isinstance(p, click.Option) and p.required]
        if [p.human_readable_name for p in arguments] == ["ID"] and not needed:
            found.append(name)
    return found


def test_every_reading_of_a_case_is_on_record(case, database_url):
    wanted = readings_of_a_case()
    assert {"show", "timeline", "plan", "delay"} <= set(wanted)
    for name in wanted:
        result = CliRunner().invoke(main, ["case", name, case])
        assert result.exit_code in {0, 1}, (name, result.output)
    assert [row[2] for row in rows(database_url)] == [f"case {name}" for name in wanted]


LISTS = (
    "caseload", "deadlines", "advice", "consultations", "reviews", "phase-transfers", "appeals",
    "alerts",
)  # fmt: skip


def test_every_list_is_on_record_with_each_child_on_it(ehcp, case, database_url):
    for name in LISTS:
        ehcp(name)
    found = rows(database_url)
    assert {row[2] for row in found} == set(LISTS)
    assert (case, ME, "caseload", True) in found
    assert (None, ME, "appeals", True) in found


def test_where_nothing_can_be_put_on_record_nothing_is_shown(ehcp, case, database_url):
    with psycopg.connect(database_url, autocommit=True) as superuser:
        superuser.execute("alter table ehcp.looks add constraint stopped check (false) not valid")
    for command in (("case", "show", case), ("caseload",), ("audit", "case", case)):
        said = ehcp(*command, status=3)
        assert said.startswith("ehcp: This look cannot be put on record now (SQLSTATE 23514)")
        assert said.count("\n") == 1


def test_a_file_of_a_case_is_written_after_its_look(ehcp, case, database_url, tmp_path):
    file = tmp_path / "case.json"
    ehcp("case", "evidence", case, "--to", file)
    assert rows(database_url) == [(case, ME, "case evidence", True)]


def test_who_looked_at_a_case_and_what_somebody_looked_at(ehcp, case, database_url):
    with Store(database_url) as store:
        store.looks.write(
            Look(
                authority=AUTHORITY,
                subject="asha.patel",
                roles="caseworker",
                action="read-plan",
                cases=(None, uuid4()),
                sees=",".join(sorted(ORDINARY)),
                purpose="review",
            )
        ).wait()
    ehcp("case", "plan", case)
    mine, earlier = ehcp("audit", "case", case, "--json")
    assert (mine["action"], earlier["action"]) == ("audit case", "case plan")
    assert (mine["person"], mine["at_machine"]) == (ME, True)
    assert ehcp("audit", "case", case, "--to", "2020-01-01", "--json") == []
    first, second = ehcp("audit", "person", "asha.patel", "--json")
    assert (first["case"] is None, second["case"] is None) == (False, True)
    words = ehcp("audit", "person", "asha.patel").splitlines()
    assert words[1].endswith(
        "no child                              read-plan for review, caseworker"
    )
    assert f"{ME}, at the machine: case plan" in ehcp("audit", "case", case)
    assert "no such case" in ehcp("audit", "case", uuid4(), status=1)
    assert ehcp("audit", "unusual", "--json") == []


def test_what_was_altered_is_named_and_what_was_sealed_is_missed(ehcp, case, database_url):
    for _ in range(4):
        ehcp("case", "show", case)
    ehcp("sweep")
    assert ehcp("audit", "verify", "--json") == {"looks": 4, "damage": []}
    with psycopg.connect(database_url) as superuser:
        superuser.execute("alter table ehcp.looks disable trigger looks_stay")
        superuser.execute("alter table ehcp.look_chains disable trigger look_chains_stay")
        one, other = superuser.execute(
            "select chain::text from ehcp.look_chains order by looked_at limit 2"
        ).fetchall()
        superuser.execute("update ehcp.looks set subject = 'x' where chain::text = %s", one)
        superuser.execute("delete from ehcp.looks where chain::text = %s", other)
        superuser.execute("delete from ehcp.look_chains where chain::text = %s", other)
    found = ehcp("audit", "verify", "--json", status=1)
    told = {(damage["kind"], damage["chain"], damage["sequence"]) for damage in found["damage"]}
    assert told == {("altered", one[0], 1), ("missing", other[0], 1)}
    assert "2 found wrong" in ehcp("audit", "verify", status=1)
