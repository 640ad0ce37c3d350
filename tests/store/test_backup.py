"""A restore to a moment has exactly what was acknowledged before it, and all of it is intact."""

import json
import shutil
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from click.testing import CliRunner

from ehcp.cli.main import main
from ehcp.projections import MIGRATIONS
from ehcp.store import programs
from ehcp.store.backup import CannotCopy, back_up, backups
from ehcp.store.cases import Store
from ehcp.store.embedded import Embedded
from ehcp.store.migrate import migrate
from ehcp.store.programs import NoProgram, program
from ehcp.store.restore import CannotRestore, chosen, restored
from ehcp.store.verifying.events import verify
from tests.scale import scaled
from tests.store.events import append

ENOUGH = 30.0
WRITERS = 2
LONG = scaled(10, few=1)  # seconds of writing on either side of the moment, and at least
FEWEST = 21  # acknowledged


def ehcp(*arguments, status=0):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == status, result.output
    return result.output


class Writers:
    """Record streams from several threads, and write down when each was acknowledged."""

    def __init__(self, url):
        self.url = url
        self.acknowledged: list[tuple[datetime, datetime, object]] = []
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self._write) for _ in range(WRITERS)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def go_on(self):
        """Return when they have written for a while, and not too little on a slow machine."""
        had, until = len(self.acknowledged), time.monotonic() + LONG
        while time.monotonic() < until or len(self.acknowledged) < had + FEWEST + WRITERS:
            assert time.monotonic() < until + ENOUGH, "the writers hardly write"
            time.sleep(0.05)

    def _write(self):
        with Store(self.url, timeout=20) as store:
            while not self.stop.wait(0.002):
                stream, begun = uuid4(), datetime.now(UTC)
                append(store, stream, 0)
                self.acknowledged.append((begun, datetime.now(UTC), stream))


def streams_of(url):
    with psycopg.connect(url) as connection:
        return {row[0] for row in connection.execute("select stream from ehcp.events")}


@pytest.fixture(scope="module")
def drill(tmp_path_factory):
    """A server with an archive, a backup of it, and writers that went on across a moment."""
    folder = tmp_path_factory.mktemp("b")
    kept = folder / "kept"
    with Embedded(folder / "s", kept / "wal") as server:
        migrate(server.url, MIGRATIONS)
        with Writers(server.url) as writers:
            time.sleep(0.5)
            back_up(server.url, kept)
            writers.go_on()
            moment = datetime.now(UTC)
            writers.go_on()
        with psycopg.connect(server.url, autocommit=True) as admin:
            (last,) = admin.execute("select pg_walfile_name(pg_switch_wal())").fetchone() or ("",)
        until = time.monotonic() + ENOUGH
        while not (kept / "wal" / last).exists():
            assert time.monotonic() < until, "the archive does not come"
            time.sleep(0.1)
    return kept, moment, writers.acknowledged


def test_a_restore_to_a_moment_has_what_was_acknowledged_before_it_and_nothing_later(
    drill, tmp_path, figure
):
    kept, moment, acknowledged = drill
    before = {stream for _, done, stream in acknowledged if done <= moment}
    later = {stream for begun, _, stream in acknowledged if begun > moment}
    assert len(before) >= FEWEST
    assert len(later) >= FEWEST
    with restored(chosen(kept, moment), kept / "wal", moment, tmp_path / "r") as url:
        there = streams_of(url)
        with Store(url) as store:
            checked = verify(store)
    figure(
        f"restored to an instant: of {len(before)} acknowledged before it {len(before - there)}"
        f" missing, of {len(later)} later ones {len(later & there)} there; {checked.events} events"
        f" verified, {len(checked.damage)} damaged",
        "0 missing, 0 later ones, 0 damaged",
    )
    assert checked.damage == ()
    assert before <= there
    assert not later & there


def test_the_drill_verifies_and_says_what_it_found(drill, tmp_path, monkeypatch):
    kept, moment, acknowledged = drill
    told = json.loads(
        ehcp("restore", kept, "--to", moment.isoformat(), "--into", tmp_path / "r", "--json")
    )
    assert told["damaged"] == 0
    assert told["events"] >= len([1 for _, done, _ in acknowledged if done <= moment])
    assert datetime.fromisoformat(told["last_recorded_at"]) <= moment
    # what was restored is a data folder of the embedded server
    monkeypatch.setenv("EHCP_DATA", str(tmp_path / "r"))
    assert f"{told['events']:,} events checked; 0 found wrong." in ehcp("verify")


def test_without_a_moment_all_of_the_archive_is_restored(drill, tmp_path):
    kept, _, acknowledged = drill
    said = ehcp("restore", kept, "--into", tmp_path / "r")
    assert f"{len(acknowledged):,} events checked; 0 found wrong." in said


def test_a_moment_that_there_is_nothing_of_is_refused_with_the_reason(drill, tmp_path):
    kept, _, _ = drill
    (made,) = backups(kept)
    early = made.started - timedelta(minutes=1)
    with pytest.raises(CannotRestore, match="an earlier moment cannot be restored"):
        chosen(kept, early)
    late = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    ehcp("restore", kept, "--to", late, "--into", tmp_path / "r", status=3)
    with (
        pytest.raises(CannotRestore, match="does not go as far"),
        restored(made, kept / "wal", datetime.now(UTC) + timedelta(days=1), tmp_path / "s"),
    ):
        pass
    with (
        pytest.raises(CannotRestore, match="There is something in"),
        restored(made, kept / "wal", None, tmp_path / "s"),
    ):
        pass
    with pytest.raises(CannotRestore, match="There is no backup"):
        chosen(tmp_path, None)


def test_a_copy_that_was_damaged_is_not_restored(drill, tmp_path):
    kept, _, _ = drill
    (made,) = backups(kept)
    shutil.copytree(kept, tmp_path / "kept", symlinks=True)
    with (tmp_path / "kept" / made.folder.name / "data" / "PG_VERSION").open("a") as file:
        file.write(" ")
    said = ehcp("restore", tmp_path / "kept", "--into", tmp_path / "r", status=3)
    assert "1 files of" in said
    (tmp_path / "kept" / made.folder.name / "data" / "backup_manifest").write_text("{}")
    said = ehcp("restore", tmp_path / "kept", "--into", tmp_path / "r", status=3)
    assert "manifest" in said


def test_without_an_archive_a_backup_says_how_far_it_goes(monkeypatch, tmp_path):
    with Embedded(tmp_path / "d") as server:
        migrate(server.url, MIGRATIONS)
        monkeypatch.setenv("EHCP_DATABASE_URL", server.url)
        said = ehcp("backup", tmp_path / "kept")
        assert "NO later moment" in said
        assert "EHCP_ARCHIVE" in said
        with psycopg.connect(server.url, autocommit=True) as admin:
            admin.execute("create role only_reads login in role ehcp_projector")
        reading = server.url.replace("postgres@", "only_reads@")
        with pytest.raises(CannotCopy, match="alter role only_reads replication"):
            back_up(reading, tmp_path / "kept")
    assert "0 events checked" in ehcp("restore", tmp_path / "kept", "--into", tmp_path / "r")


def test_a_program_that_is_not_here_is_named_with_what_to_install(monkeypatch):
    with pytest.raises(NoProgram, match="postgresql-client-9"):
        program("pg_basebackup", 9)
    monkeypatch.setattr(programs, "find_spec", lambda _: None)
    monkeypatch.setattr(programs, "INSTALLED", ())
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(NoProgram):
        program("pg_basebackup", 18)


def test_an_archive_goes_on_once_it_was_begun(tmp_path):
    archive = tmp_path / "it's 100% ours"
    with Embedded(tmp_path / "d", archive):
        pass
    with Embedded(tmp_path / "d") as server, psycopg.connect(server.url, autocommit=True) as admin:
        (name,) = admin.execute("select pg_walfile_name(pg_switch_wal())").fetchone() or ("",)
        until = time.monotonic() + ENOUGH
        while not (archive / name).exists():
            assert time.monotonic() < until, "it is not put away"
            time.sleep(0.1)
    assert not list(Path(archive).glob("*.part"))
