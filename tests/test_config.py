import os
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
        "DATA": "/srv/ehcp",
        "HOST": "::1",
        "PORT": "8080",
        "AUTHORITY": "E99000001",
        "TOKEN_KEY": "not-a-real-key",
        "WEB_PROCESSES": "4",
        "POOL_WEB": "20",
        "POOL_WORKER": "2",
        "POOL_TIMEOUT": "0.5",
    }.items():
        monkeypatch.setenv(f"EHCP_{name}", value)
    assert settings() == Settings(
        database_url="postgresql://ehcp@db/ehcp",
        data=Path("/srv/ehcp"),
        host="::1",
        port=8080,
        authority="E99000001",
        token_key="not-a-real-key",  # noqa: S106 - so it says
        web_processes=4,
        pool_web=20,
        pool_worker=2,
        pool_timeout=0.5,
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
