import os
from dataclasses import fields
from pathlib import Path

import pytest

from ehcp.config import BadSettings, Settings, settings


@pytest.fixture(autouse=True)
def _bare(monkeypatch):
    for name in [name for name in os.environ if name.startswith("EHCP_")]:
        monkeypatch.delenv(name)


def test_without_a_word_the_data_lie_in_the_folder_below():
    assert settings() == Settings(database_url=None, data=Path("ehcp-data"), port=None)


def test_each_setting_is_read(monkeypatch):
    for name, value in {
        "DATABASE_URL": "postgresql://ehcp@db/ehcp",
        "STANDBY": "postgresql://ehcp@db-2/ehcp",
        "DATA": "/srv/ehcp",
        "HOST": "::1",
        "PORT": "8080",
        "AUTHORITY": "E99000001",
        "PAGE_KEY": "not-a-real-key",
        "WEB_PROCESSES": "4",
        "POOL_WEB": "20",
        "POOL_WORKER": "2",
        "POOL_TIMEOUT": "0.5",
        "DELIVERY": "/etc/ehcp/delivery.yaml",
        "WEBHOOK_KEY": "not-a-real-key-either",
        "WEBHOOKS_LOCAL": "true",
        "FILES": "s3://evidence/ehcp",
        "CLAMD": "clamd:3310",
    }.items():
        monkeypatch.setenv(f"EHCP_{name}", value)
    assert settings() == Settings(
        database_url="postgresql://ehcp@db/ehcp",
        standby="postgresql://ehcp@db-2/ehcp",
        data=Path("/srv/ehcp"),
        host="::1",
        port=8080,
        authority="E99000001",
        page_key="not-a-real-key",
        web_processes=4,
        pool_web=20,
        pool_worker=2,
        pool_timeout=0.5,
        delivery=Path("/etc/ehcp/delivery.yaml"),
        webhook_key="not-a-real-key-either",
        webhooks_local=True,
        files="s3://evidence/ehcp",
        clamd="clamd:3310",
    )


def test_everything_that_is_wrong_is_said_at_once_but_no_password(monkeypatch):
    monkeypatch.setenv("EHCP_DATABASE_URL", "mysql://ehcp:secret@db/ehcp")
    monkeypatch.setenv("EHCP_PORT", "eighty")
    monkeypatch.setenv("EHCP_POOL_WEB", "0")
    with pytest.raises(BadSettings) as bad:
        settings()
    words = str(bad.value)
    assert all(f"EHCP_{name}: " in words for name in ("DATABASE_URL", "PORT", "POOL_WEB"))
    assert "postgresql://" in words
    assert "secret" not in words


TWO = """
# the first is the default
south = postgresql://ehcp:secret@db1,db2/ehcp?target_session_attrs=any
north-2 = postgres://ehcp@db3/ehcp
"""
READ = {
    "south": "postgresql://ehcp:secret@db1,db2/ehcp?target_session_attrs=any",
    "north-2": "postgres://ehcp@db3/ehcp",
}


def test_several_databases_are_read_from_a_file_or_from_the_setting_itself(monkeypatch, tmp_path):
    file = tmp_path / "databases"
    file.write_text(TWO)
    monkeypatch.setenv("EHCP_DATABASES", str(file))
    assert settings().databases == READ
    assert list(settings().databases) == ["south", "north-2"]
    monkeypatch.setenv("EHCP_DATABASES", " ".join(f"{n}={url}" for n, url in READ.items()))
    assert settings().databases == READ
    assert "secret" not in repr(settings())


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("no/such/file", "Not a file"),
        ("South=postgresql://db/ehcp", "a name is like"),
        ("south=postgresql://secret@db/ehcp and more", "one on each line"),
        ("south=mysql://secret@db/ehcp", "postgresql://"),
        ("a=postgresql://secret@db/x a=postgresql://db/y", "a name of its own"),
    ],
)
def test_what_is_wrong_with_databases_is_said_without_their_urls(monkeypatch, given, words):
    monkeypatch.setenv("EHCP_DATABASES", given)
    with pytest.raises(BadSettings, match=words) as bad:
        settings()
    assert "EHCP_DATABASES: " in str(bad.value)
    assert "secret" not in str(bad.value)


def test_one_database_or_several_are_set_and_not_both(monkeypatch):
    monkeypatch.setenv("EHCP_DATABASES", "south=postgresql://db/ehcp")
    monkeypatch.setenv("EHCP_DATABASE_URL", "postgresql://db/ehcp")
    with pytest.raises(BadSettings, match="not both"):
        settings()


def test_a_standby_is_that_of_one_database(monkeypatch):
    monkeypatch.setenv("EHCP_STANDBY", "postgresql://ehcp:secret@db-2/ehcp")
    with pytest.raises(BadSettings, match="EHCP_STANDBY: ") as bad:
        settings()
    assert "secret" not in str(bad.value)


def test_a_secret_may_stand_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "url").write_text("postgresql://ehcp:word@db/ehcp\n")
    monkeypatch.setenv("EHCP_DATABASE_URL_FILE", str(tmp_path / "url"))
    assert settings().database_url == "postgresql://ehcp:word@db/ehcp"
    monkeypatch.setenv("EHCP_PAGE_KEY_FILE", str(tmp_path / "none"))
    with pytest.raises(BadSettings, match="EHCP_PAGE_KEY_FILE must be a readable file"):
        settings()


def test_no_secret_is_shown_with_the_settings():
    secrets = [field.name for field in fields(Settings) if field.metadata["secret"]]
    assert {"database_url", "page_key", "development_key"} <= set(secrets)
    shown = repr(Settings(database_url="postgresql://x:word@y/z", page_key="word"))
    assert "word" not in shown
    assert not any(f"{name}=" in shown for name in secrets)


@pytest.mark.parametrize("limit", ["0/minute", "many", "5/day", "5/minute\n6/minute", "-1/hour"])
def test_a_limit_is_written_in_one_way(monkeypatch, limit):
    monkeypatch.setenv("EHCP_LIMIT_PERSON", limit)
    with pytest.raises(BadSettings, match="EHCP_LIMIT_PERSON: Write it as in 600/minute"):
        settings()
