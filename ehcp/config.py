"""The settings, read once from the environment: every name begins with `EHCP_`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from environs import Env, EnvValidationError, ValidationError, validate

FEW = validate.Range(min=1, max=1000)
SECONDS = validate.Range(min=0.1, max=600)
PORTS = validate.Range(min=1, max=65535)
NAME_AND_URL = re.compile(r"(?<!\S)([a-z][a-z0-9-]{0,39})\s*=\s*(\S+)")


class BadSettings(Exception):  # noqa: N818 - the answer, not a fault
    """The environment says something that cannot be meant: which names, and why."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What differs from one installation to another.

    `database_url` is None where the embedded server is to be used, with its files in `data`.
    `databases` are the URLs of several by name, the default one first, in place of it.
    `standby` is the URL of a standby of the one database, for reads that ask for it.
    `port` is None where any free port will do. `authority` is whose cases a command is about.
    `archive` is where the embedded server puts its WAL files.
    `token_key` signs who is signed in. `web_processes` serve requests. `pool_web` and
    `pool_worker` are the most connections of a process for requests and for its workers,
    `pool_timeout` the seconds that one of them waits for a connection. `metrics_port` is where a
    process tells a monitoring system how it is; without one it tells nobody. `delivery` is the
    file that says who is sent alerts, by which channel; without one nobody is.
    """

    database_url: str | None = None
    databases: Mapping[str, str] = field(default_factory=dict, repr=False)
    standby: str | None = field(default=None, repr=False)
    data: Path = Path("ehcp-data")
    archive: Path | None = None
    host: str = "127.0.0.1"
    port: int | None = None
    authority: str | None = None
    token_key: str | None = field(default=None, repr=False)
    web_processes: int = 2
    pool_web: int = 8
    pool_worker: int = 6
    pool_timeout: float = 5.0
    metrics_host: str = "127.0.0.1"
    metrics_port: int | None = None
    delivery: Path | None = None


def settings() -> Settings:
    """Read the settings; raise `BadSettings` with everything that is wrong."""
    env = Env(prefix="EHCP_", eager=False)
    env.add_parser("databases", _databases)
    read = Settings(
        database_url=env.str("DATABASE_URL", None, validate=_postgresql),
        databases=env.databases("DATABASES", ""),
        standby=env.str("STANDBY", None, validate=_postgresql),
        data=env.path("DATA", Settings.data),
        archive=env.path("ARCHIVE", None),
        host=env.str("HOST", Settings.host),
        port=env.int("PORT", None, validate=PORTS),
        authority=env.str("AUTHORITY", None),
        token_key=env.str("TOKEN_KEY", None),
        web_processes=env.int("WEB_PROCESSES", Settings.web_processes, validate=FEW),
        pool_web=env.int("POOL_WEB", Settings.pool_web, validate=FEW),
        pool_worker=env.int("POOL_WORKER", Settings.pool_worker, validate=FEW),
        metrics_host=env.str("METRICS_HOST", Settings.metrics_host),
        metrics_port=env.int("METRICS_PORT", None, validate=PORTS),
        delivery=env.path("DELIVERY", None),
        pool_timeout=env.float("POOL_TIMEOUT", Settings.pool_timeout, validate=SECONDS),
    )
    try:
        env.seal()
    except EnvValidationError as error:
        raise BadSettings(_words(error.error_messages)) from None
    if read.database_url and read.databases:
        raise BadSettings("EHCP_DATABASES: Set this or EHCP_DATABASE_URL, and not both.")
    if read.standby and not read.database_url:
        raise BadSettings("EHCP_STANDBY: It is the standby of EHCP_DATABASE_URL: set that too.")
    return read


def _postgresql(url: str) -> None:
    # the URL itself is not repeated: it may hold a password
    if not url.startswith(("postgresql://", "postgres://")):
        raise ValidationError("Not a URL of the form postgresql://user@host/database.")


def _databases(given: str) -> Mapping[str, str]:
    """Read `name = URL` lines of a file, or the same in the setting; the first is the default."""
    if not given:
        return {}
    try:
        text = given if "://" in given else Path(given).read_text(encoding="utf-8")
    except (OSError, ValueError):
        raise ValidationError("Not a file that can be read, and not name=URL.") from None
    lines = [line.strip() for line in text.splitlines()]
    kept = "\n".join(line for line in lines if not line.startswith("#"))
    pairs = NAME_AND_URL.findall(kept)
    if not pairs or NAME_AND_URL.sub("", kept).strip():
        raise ValidationError("Write name = URL, one on each line; a name is like north-2.")
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValidationError("Each database has a name of its own.")
    for _, url in pairs:
        _postgresql(url)
    return dict(pairs)


def _words(messages: object) -> str:
    if not isinstance(messages, dict):
        return str(messages)
    return " ".join(f"{name}: {' '.join(reasons)}" for name, reasons in messages.items())
