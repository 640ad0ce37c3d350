"""A synthetic England in PostgreSQL: the chains hold, and a run that is killed goes on."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from urllib.parse import urlencode

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from ehcp.cli.generate.making import World, case_id
from tests.store.databases import copy_of

SIZE = ("--cases", 90, "--authorities", 6, "--years", 6, "--seed", 5, "--until", "2026-11-20")
ROWS = """
    select authority, stream, version, name, form, state, recorded_at, hash, command_id, body_hash
    from ehcp.events where name <> 'AuthorityAdded' order by authority, stream, version
"""
SOME = "select from ehcp.events where name = 'CaseOpened' limit 1"
PATIENCE = 120


def as_url(conninfo):
    """Return the same as a URL, which is what a user gives."""
    parts = conninfo_to_dict(conninfo)
    database, user = parts.pop("dbname"), parts.pop("user", "postgres")
    return f"postgresql://{user}@/{database}?{urlencode(parts)}"


def rows(url):
    with psycopg.connect(url) as connection:
        return connection.execute(ROWS).fetchall()


def generating(url, processes):
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "ehcp", "generate", *map(str, SIZE), "--processes", str(processes)],
        env={**os.environ, "EHCP_DATABASE_URL": as_url(url)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0,
    )


@pytest.fixture(scope="module")
def undisturbed(server, template):
    """A database in which the world was made in one go, by one process."""
    with copy_of(server, template) as url:
        assert generating(url, 1).wait(PATIENCE) == 0
        yield url


def test_what_was_generated_verifies_and_is_the_same_again(undisturbed, ehcp, monkeypatch):
    monkeypatch.setenv("EHCP_DATABASE_URL", as_url(undisturbed))
    before = rows(undisturbed)
    assert {name for _, _, _, name, *_ in before} >= {"CaseOpened", "FinalPlanIssued"}
    assert ehcp("verify", "--json")["damage"] == []
    again = ehcp("generate", *SIZE, "--processes", 1, "--json")
    assert (again["cases"], again["events"], again["again"]) == (0, 0, 90)
    assert rows(undisturbed) == before


def test_a_run_that_is_killed_goes_on_and_ends_as_if_it_had_not_been(
    undisturbed, server, template
):
    with copy_of(server, template) as url:
        running = generating(url, 2)
        wait_for_events(url, running)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        assert rows(url) != rows(undisturbed)
        assert generating(url, 2).wait(PATIENCE) == 0
        assert rows(url) == rows(undisturbed)


def wait_for_events(url, running):
    """Wait until some cases are there, and not all."""
    deadline = time.monotonic() + PATIENCE
    with psycopg.connect(url, autocommit=True) as connection:
        while connection.execute(SOME).fetchone() is None:
            assert time.monotonic() < deadline
            assert running.poll() is None
            time.sleep(0.02)


def test_more_cases_of_the_same_world_are_added_to_those_that_are_there(ehcp):
    few = ehcp("generate", "--cases", 6, "--seed", 2, "--processes", 1, "--json")
    more = ehcp("generate", "--cases", 9, "--seed", 2, "--processes", 1, "--json")
    assert (few["cases"], more["again"], more["cases"]) == (6, 6, 3)
    assert len(ehcp("authority", "list", "--json")) <= 1


def test_a_database_that_holds_a_record_is_left_alone(ehcp, history):
    ehcp("chronology", "import", history("date: 2026-01-05, event: assessment_requested"))
    assert "record" in ehcp("generate", "--cases", 1, "--processes", 1, status=3)


def test_every_authority_needs_a_case(ehcp):
    assert "one case" in ehcp("generate", "--cases", 2, "--authorities", 3, status=2)


def test_the_id_of_a_case_follows_from_seed_authority_and_number():
    world = World(seed=1, until=date(2026, 11, 20), years=1)
    ids = {case_id(world, code, n) for code in ("E98000001", "E98000002") for n in range(3)}
    assert len(ids) == 6
    assert case_id(world, "E98000001", 0) in ids


def test_what_was_made_is_told_to_a_machine(ehcp):
    found = ehcp("generate", "--cases", 2, "--processes", 1, "--json")
    assert found.keys() >= {"seed", "until", "cases", "events", "seconds"}
