"""The settings, read once from the environment: every name begins with `EHCP_`."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from environs import EnvValidationError, FileAwareEnv, ValidationError, validate

FEW = validate.Range(min=1, max=1000)
SECONDS = validate.Range(min=0.1, max=600)
SHORT = validate.Range(min=0.1, max=10)
MINUTES = validate.Range(min=1, max=120)
PORTS = validate.Range(min=1, max=65535)
A_LIMIT = validate.Regexp(
    r"(none|[1-9][0-9]{0,8}/(second|minute|hour))\Z", error="Write it as in 600/minute, or none."
)
A_SCANNER = validate.Regexp(r"([^\s:]+|\[[0-9a-f:]+\]):[0-9]{1,5}\Z|\Z", error="Write host:port.")
NAME_AND_URL = re.compile(r"(?<!\S)([a-z][a-z0-9-]{0,39})\s*=\s*(\S+)")


class BadSettings(Exception):  # noqa: N818 - the answer, not a fault
    """The environment says something that cannot be meant: which names, and why."""


def said(says: str, default: Any = None, *, unset: str | None = None, secret: bool = False) -> Any:
    """Return a setting with what it says, for the page of settings.

    `unset` is what holds without it, where its default does not say so itself. What is secret
    is shown nowhere.
    """
    kept = {"says": says, "unset": unset, "secret": secret}
    if default == {}:
        return field(default_factory=dict, repr=not secret, metadata=kept)
    return field(default=default, repr=not secret, metadata=kept)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What differs from one installation to another: each is `EHCP_` and its name in capitals."""

    database_url: str | None = said(
        "PostgreSQL 15 or newer, for `serve`, `work` and whatever else keeps cases",
        unset="a server of its own, in `EHCP_DATA`",
        secret=True,
    )
    databases: Mapping[str, str] = said(
        "several databases in its place: a file of `name = URL` lines, the default first",
        {},
        unset="one database",
        secret=True,
    )
    standby: str | None = said(
        "a standby of the one database, for reads that ask for one (`Ehcp-Read: standby`)",
        unset="such a read is refused",
        secret=True,
    )
    data: Path = said(  # noqa: RUF009 - a field of its own, as the others
        "the folder for the embedded server and its data", Path("ehcp-data")
    )
    archive: Path | None = said(  # noqa: RUF009
        "the folder in which that server puts its WAL, for a restore to any moment",
        unset="it keeps none",
    )
    host: str = said("the address to serve on", "127.0.0.1")
    port: int | None = said(
        "the port to serve on; an error if it is taken",
        unset="8000; for the demo or else the next free one",
    )
    authority: str | None = said(
        "whose cases a command is about, where `--authority` does not say", unset="it asks"
    )
    page_key: str | None = said(
        "signs what `serve` hands out to be sent back, as the tokens of pages: at least 32 random"
        " characters, the same on each machine",
        unset="`serve` does not start",
        secret=True,
    )
    oidc_issuer: str | None = said(
        "who signs people in: the issuer of their access tokens, found by discovery",
        unset="`serve` does not start without this, a file of several, or the development key",
    )
    oidc_audience: str | None = said(
        "the audience that the issuer's tokens must name: this interface", unset="an error"
    )
    oidc_authority: str | None = said("the authority whose people they are", unset="an error")
    oidc_subject: str = said("the claim that says who somebody is: `oid` for Entra ID", "sub")
    oidc_providers: Path | None = said(  # noqa: RUF009
        "a file of several providers, in place of these four", unset="one provider"
    )
    oidc_longest_minutes: int = said("the longest life of a token that is taken, in minutes", 10)
    oidc_timeout: float = said("seconds to wait for the provider's keys", 2.0)
    development_key: str | None = said(
        "signs tokens that `ehcp token` makes for anybody. For the demo and for tests: never"
        " where there are real children",
        unset="there are no such tokens",
        secret=True,
    )
    limit_person: str = said(
        "how often each person may ask, as in `600/minute`; `none`: as often as they like",
        "1200/minute",
    )
    limit_authority: str = said("the same of all people of an authority", "12000/minute")
    limit_failures: str = said("how often an address may fail to sign in", "60/minute")
    proxies: int = said(
        "how many proxies of yours stand before it: their `X-Forwarded-For` says the address", 0
    )
    web_processes: int = said("how many processes serve requests", 2)
    pool_web: int = said("connections of a process for requests", 8)
    pool_worker: int = said("connections of a process for its workers", 6)
    pool_timeout: float = said("seconds to wait for a connection", 5.0)
    metrics_host: str = said(
        "the address on which a process tells a monitoring system how it is", "127.0.0.1"
    )
    metrics_port: int | None = said(
        "the port for it; each process has its own", unset="it tells nobody"
    )
    delivery: Path | None = said(  # noqa: RUF009
        "a file that says who is sent alerts, by webhook or mail", unset="nobody is"
    )
    webhook_key: str | None = said(
        "the secrets of the webhooks of other systems follow from it: at least 32 random"
        " characters, the same for `serve`, `work` and `ehcp webhook`. With another key each"
        " webhook must be given a new secret",
        unset="there are no webhooks; the demo has a key in `EHCP_DATA`",
        secret=True,
    )
    webhooks_local: bool = said(
        "whether a webhook may lead to this machine, in the clear. For the demo and for tests",
        default=False,
    )
    files: str | None = said(
        "where evidence files lie: a folder, or `s3://bucket/prefix` with `AWS_*` beside it; the"
        " same for every process",
        unset="none are taken; the demo has a folder in `EHCP_DATA`",
    )
    clamd: str | None = said(
        "`host:port` of the clamd that looks for viruses in them; where it does not answer, no"
        " file is taken",
        unset="nobody looks for viruses",
    )


def settings() -> Settings:
    """Read the settings; raise `BadSettings` with everything that is wrong.

    A name that ends in `_FILE` says in which file the setting stands: for secrets.
    """
    try:
        return _checked(_read())
    except ValueError as error:  # a file that cannot be read
        raise BadSettings(str(error)) from None


def _read() -> Settings:
    env = FileAwareEnv(prefix="EHCP_", eager=False, strip_whitespace=True)
    env.add_parser("databases", _databases)
    env.add_parser("file", _file)
    read = Settings(
        database_url=env.str("DATABASE_URL", None, validate=_postgresql),
        databases=env.databases("DATABASES", ""),
        standby=env.str("STANDBY", None, validate=_postgresql),
        data=env.path("DATA", Settings.data),
        archive=env.path("ARCHIVE", None),
        host=env.str("HOST", Settings.host),
        port=env.int("PORT", None, validate=PORTS),
        authority=env.str("AUTHORITY", None),
        page_key=env.str("PAGE_KEY", None),
        oidc_issuer=env.str("OIDC_ISSUER", None),
        oidc_audience=env.str("OIDC_AUDIENCE", None),
        oidc_authority=env.str("OIDC_AUTHORITY", None),
        oidc_subject=env.str("OIDC_SUBJECT", Settings.oidc_subject),
        oidc_providers=env.file("OIDC_PROVIDERS", None),
        oidc_longest_minutes=env.int(
            "OIDC_LONGEST_MINUTES", Settings.oidc_longest_minutes, validate=MINUTES
        ),
        oidc_timeout=env.float("OIDC_TIMEOUT", Settings.oidc_timeout, validate=SHORT),
        development_key=env.str("DEVELOPMENT_KEY", None),
        limit_person=env.str("LIMIT_PERSON", Settings.limit_person, validate=A_LIMIT),
        limit_authority=env.str("LIMIT_AUTHORITY", Settings.limit_authority, validate=A_LIMIT),
        limit_failures=env.str("LIMIT_FAILURES", Settings.limit_failures, validate=A_LIMIT),
        proxies=env.int("PROXIES", Settings.proxies, validate=validate.Range(min=0, max=10)),
        web_processes=env.int("WEB_PROCESSES", Settings.web_processes, validate=FEW),
        pool_web=env.int("POOL_WEB", Settings.pool_web, validate=FEW),
        pool_worker=env.int("POOL_WORKER", Settings.pool_worker, validate=FEW),
        metrics_host=env.str("METRICS_HOST", Settings.metrics_host),
        metrics_port=env.int("METRICS_PORT", None, validate=PORTS),
        delivery=env.path("DELIVERY", None),
        webhook_key=env.str("WEBHOOK_KEY", None) or None,
        webhooks_local=env.bool("WEBHOOKS_LOCAL", Settings.webhooks_local),
        files=env.str("FILES", None) or None,
        clamd=env.str("CLAMD", None, validate=A_SCANNER) or None,
        pool_timeout=env.float("POOL_TIMEOUT", Settings.pool_timeout, validate=SECONDS),
    )
    try:
        env.seal()
    except EnvValidationError as error:
        raise BadSettings(_words(error.error_messages)) from None
    return read


def _checked(read: Settings) -> Settings:
    """Return the settings, if they can be meant together. Raises BadSettings."""
    if read.database_url and read.databases:
        raise BadSettings("EHCP_DATABASES: Set this or EHCP_DATABASE_URL, and not both.")
    if "EHCP_TOKEN_KEY" in os.environ:
        raise BadSettings(
            "EHCP_TOKEN_KEY: It is two now. Set EHCP_PAGE_KEY, and who signs people in:"
            " EHCP_OIDC_ISSUER. In a demo or a test EHCP_DEVELOPMENT_KEY does for both."
        )
    if read.standby and not read.database_url:
        raise BadSettings("EHCP_STANDBY: It is the standby of EHCP_DATABASE_URL: set that too.")
    return read


def _postgresql(url: str) -> None:
    # the URL itself is not repeated: it may hold a password
    if not url.startswith(("postgresql://", "postgres://")):
        raise ValidationError("Not a URL of the form postgresql://user@host/database.")


def _file(given: str) -> Path | None:
    return Path(given) if given else None


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
