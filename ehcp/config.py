"""The environment, read once, by the command line alone."""

from dataclasses import dataclass
from pathlib import Path

from environs import Env, EnvError
from marshmallow.validate import Range


class BadSetting(Exception):  # noqa: N818 - a finding about the environment
    """A setting cannot be used; the message says which and why, never its value."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the environment says. `EHCP_` stands before each name there.

    `database_url` is empty where an embedded server in the folder `data` is to be used.
    `token_key` signs the sign-in tokens; empty where there is none.
    """

    database_url: str = ""
    data: Path = Path("ehcp-data")
    host: str = "127.0.0.1"
    port: int | None = None
    authority: str = ""
    token_key: str = ""
    web_connections: int = 8
    worker_connections: int = 4
    web_processes: int = 2


def settings() -> Settings:
    """Return the settings. Raises BadSetting."""
    env = Env(prefix="EHCP_", eager=False)
    found = Settings(
        database_url=env.str("DATABASE_URL", ""),
        data=env.path("DATA", Path("ehcp-data")),
        host=env.str("HOST", "127.0.0.1"),
        port=env.int("PORT", None, validate=Range(1, 65535)),
        authority=env.str("AUTHORITY", ""),
        token_key=env.str("TOKEN_KEY", ""),
        web_connections=env.int("WEB_CONNECTIONS", 8, validate=Range(1, 500)),
        worker_connections=env.int("WORKER_CONNECTIONS", 4, validate=Range(1, 500)),
        web_processes=env.int("WEB_PROCESSES", 2, validate=Range(1, 64)),
    )
    try:
        env.seal()
    except EnvError as error:
        raise BadSetting(f"The environment cannot be used: {error}") from None
    return found
