"""The settings, read once from the environment: every name begins with `EHCP_`."""

from dataclasses import dataclass, field
from pathlib import Path

from environs import Env, EnvValidationError, ValidationError, validate

FEW = validate.Range(min=1, max=1000)
SECONDS = validate.Range(min=0.1, max=600)
PORTS = validate.Range(min=1, max=65535)


class BadSettings(Exception):  # noqa: N818 - the answer, not a fault
    """The environment says something that cannot be meant: which names, and why."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What differs from one installation to another.

    `database_url` is None where the embedded server is to be used, with its files in `data`.
    `port` is None where any free port will do. `authority` is whose cases a command is about.
    `token_key` signs who is signed in. `web_processes` serve requests. `pool_web` and
    `pool_worker` are the most connections of a process for requests and for its workers,
    `pool_timeout` the seconds that one of them waits for a connection.
    """

    database_url: str | None = None
    data: Path = Path("ehcp-data")
    host: str = "127.0.0.1"
    port: int | None = None
    authority: str | None = None
    token_key: str | None = field(default=None, repr=False)
    web_processes: int = 2
    pool_web: int = 8
    pool_worker: int = 6
    pool_timeout: float = 5.0


def settings() -> Settings:
    """Read the settings; raise `BadSettings` with everything that is wrong."""
    env = Env(prefix="EHCP_", eager=False)
    read = Settings(
        database_url=env.str("DATABASE_URL", None, validate=_postgresql),
        data=env.path("DATA", Settings.data),
        host=env.str("HOST", Settings.host),
        port=env.int("PORT", None, validate=PORTS),
        authority=env.str("AUTHORITY", None),
        token_key=env.str("TOKEN_KEY", None),
        web_processes=env.int("WEB_PROCESSES", Settings.web_processes, validate=FEW),
        pool_web=env.int("POOL_WEB", Settings.pool_web, validate=FEW),
        pool_worker=env.int("POOL_WORKER", Settings.pool_worker, validate=FEW),
        pool_timeout=env.float("POOL_TIMEOUT", Settings.pool_timeout, validate=SECONDS),
    )
    try:
        env.seal()
    except EnvValidationError as error:
        raise BadSettings(_words(error.error_messages)) from None
    return read


def _postgresql(url: str) -> None:
    # the URL itself is not repeated: it may hold a password
    if not url.startswith(("postgresql://", "postgres://")):
        raise ValidationError("Not a URL of the form postgresql://user@host/database.")


def _words(messages: object) -> str:
    if not isinstance(messages, dict):
        return str(messages)
    return " ".join(f"{name}: {' '.join(reasons)}" for name, reasons in messages.items())
