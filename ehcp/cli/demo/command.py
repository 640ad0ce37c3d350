"""`ehcp demo`: everything on one machine, with one command."""

import os
import secrets
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from queue import Empty, SimpleQueue
from uuid import uuid4, uuid5

import click

from ehcp.api.callers.identity import DEVELOPMENT_KEY, SignedIn, Tokens
from ehcp.application import clock
from ehcp.application.cases import Asked
from ehcp.application.chronology.importing import take_over
from ehcp.application.keeping.authorities import Authorities
from ehcp.application.keeping.users import NewRole, NewUser, Users
from ehcp.application.register.extract import read as read_extract
from ehcp.application.register.table import OlderThanRegister, take_in
from ehcp.cli.asking.database import DEFAULT
from ehcp.cli.asking.following import environment_of_demo
from ehcp.cli.asking.signing_in import GOOD_FOR
from ehcp.cli.demo.children import Child
from ehcp.cli.demo.histories import histories
from ehcp.cli.demo.lives import life_id, tell
from ehcp.cli.demo.lives.first_plan import draft_with_the_family
from ehcp.cli.demo.lives.record import corrected_request
from ehcp.cli.demo.lives.reviews import outcomes_over_two_years
from ehcp.cli.demo.people import AUTHORITY, AUTHORITY_NAME, PEOPLE, Person
from ehcp.cli.demo.published import published
from ehcp.cli.demo.telling import Told
from ehcp.cli.demo.token import KEY_OF_DEMO
from ehcp.cli.running.ports import first_free, in_use
from ehcp.config import settings
from ehcp.domain.command import Refused
from ehcp.domain.entry import Recorder
from ehcp.domain.users import stream_of
from ehcp.projections import MIGRATIONS
from ehcp.scheduler.work import sweep_once
from ehcp.store.cases import Store
from ehcp.store.embedded import Embedded
from ehcp.store.migrate import migrate

FIRST_PORT = 8000
PORTS_TO_TRY = 50
PATIENCE = 60.0
LOG = "demo.log"
SIGN_IN = "tokens.sh"
SETTINGS = Path(__file__).with_name("settings.csv")
SIGN_IN_SETTINGS = (
    "EHCP_OIDC_ISSUER",
    "EHCP_OIDC_AUDIENCE",
    "EHCP_OIDC_AUTHORITY",
    "EHCP_OIDC_PROVIDERS",
    "EHCP_PAGE_KEY",
)
IMPORTER = Recorder(subject="demo", role="system", organisation=AUTHORITY_NAME)


@click.command()
def demo() -> None:
    """Start an invented authority with its caseload, and everything that serves it.

    The data folder (EHCP_DATA, ./ehcp-data) survives; Ctrl-C stops everything.

    Example: ehcp demo
    """
    found = settings()
    port = free_port(found.host, found.port)
    begun = time.monotonic()
    with Embedded(found.data, found.archive) as server:
        migrate(server.url, MIGRATIONS)
        with Store(server.url) as store:
            fill(store, found.data, clock.today())
            sweep_once(store, clock.today())
        key = secrets.token_urlsafe(48)
        environment = {
            "EHCP_DATABASE_URL": server.url,
            "EHCP_DATABASES": "",
            **dict.fromkeys(SIGN_IN_SETTINGS, ""),  # whoever is set, here they do not sign in
            DEVELOPMENT_KEY: key,
            **environment_of_demo(found.data),
            "EHCP_PORT": str(port),
            "EHCP_HOST": found.host,
            "EHCP_FILES": found.files or str(found.data / "files"),
        }
        with running(environment, found.data / LOG) as stopped:
            url = f"http://{found.host}:{port}"
            wait_until_ready(url)
            tokens = Tokens(key, good_for=GOOD_FOR)
            with signing_in(url, tokens, key, found.data) as renew:
                welcome(url, tokens, found.data / SIGN_IN, time.monotonic() - begun)
                while True:
                    with suppress(Empty):
                        stopped.get(timeout=GOOD_FOR.total_seconds() / 2)
                        break
                    renew()
            click.echo("\nStopping; the data stay in the data folder.")


def free_port(host: str, wanted: int | None) -> int:
    """Return the port asked for, or the first free one from 8000. Exits 3 if there is none."""
    candidates = [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + PORTS_TO_TRY)
    found = first_free(host, candidates)
    if found is None:
        in_use(f"Port {wanted} is in use" if wanted else f"No port from {FIRST_PORT} on is free")
    return found


def fill(store: Store, folder: Path, today: date) -> None:
    """Record the demo's cases, once. Goes on where an earlier start was cut short.

    The day of the first start is kept, so that what is told again is the same.
    """
    done, begun = folder / "demo-filled", folder / "demo-begun"
    if not begun.exists():
        begun.write_text(today.isoformat())
    day = date.fromisoformat(begun.read_text())
    with suppress(OlderThanRegister):  # somebody has put a later extract in its place
        take_in(store, read_extract(SETTINGS), day)
    Authorities(store, lambda: today).add(
        AUTHORITY, AUTHORITY_NAME, DEFAULT, Asked(by=IMPORTER, command_id=uuid4())
    )
    take_on(Users(store, lambda: day))
    if done.exists():
        return
    for chronology in (*histories(day), *published()):
        take_over(store, AUTHORITY, chronology, by=IMPORTER, today=day)
    for _ in tell(store, day):
        pass
    done.touch()


def take_on(users: Users) -> None:
    """Add the demo's people and give each of them their role, once."""
    for person in PEOPLE:
        id_ = stream_of(AUTHORITY, person.subject)
        new = NewUser(subject=person.subject, name=person.name, organisation=person.organisation)
        given = NewRole(role=person.role, school=person.school, body=person.body)
        with suppress(Refused):  # an earlier start has added them
            users.add(AUTHORITY, new, Asked(by=IMPORTER, command_id=uuid5(id_, "add")))
        with suppress(Refused):
            users.give(AUTHORITY, id_, given, Asked(by=IMPORTER, command_id=uuid5(id_, "role")))


@contextmanager
def running(environment: Mapping[str, str], log: Path) -> Iterator[SimpleQueue[None]]:
    """Run the web process and the worker; yield what Ctrl-C and SIGTERM put something into.

    A queue of this kind may be put into by a second signal while it is by the first; an event
    that is set twice so locks itself.
    """
    stopped: SimpleQueue[None] = SimpleQueue()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.put(None))
    children = [
        Child("web", ("serve",), environment, log),
        Child("worker", ("work",), environment, log),
    ]
    for child in children:
        child.start()
    try:
        yield stopped
    finally:
        for child in children:
            child.stop()


def wait_until_ready(url: str) -> None:
    """Wait until the web process can serve."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=2):  # noqa: S310 - our own
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    click.echo(f"ehcp: the web process does not answer; see {LOG} in the data folder.", err=True)
    raise SystemExit(3)


@contextmanager
def signing_in(url: str, tokens: Tokens, key: str, folder: Path) -> Iterator[Callable[[], None]]:
    """Keep a file that a shell can source, which only its owner can read, for as long as it runs.

    It sets `URL`, and for each person a variable with their token. Yields what writes it again
    with new ones. The key of the tokens lies beside it, for `ehcp token`.
    """
    file, key_file = folder / SIGN_IN, folder / KEY_OF_DEMO

    def renew() -> None:
        _keep(file, "\n".join(_sourced(url, tokens)) + "\n")

    _keep(key_file, key)
    renew()
    try:
        yield renew
    finally:
        file.unlink(missing_ok=True)
        key_file.unlink(missing_ok=True)


def _sourced(url: str, tokens: Tokens) -> Iterator[str]:
    yield "# Who can sign in to the demo that runs now: . ./tokens.sh"
    yield f"export URL={url}"
    for person in PEOPLE:
        yield f"# {person.name}, {person.role}"
        yield f"export {person.called}={_of(person, tokens)}"


def _keep(file: Path, text: str) -> None:
    """Write a file that nobody else can read, whoever could read one of an earlier start."""
    beside = file.with_suffix(".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as written:
        written.write(text)
    beside.replace(file)


def _of(person: Person, tokens: Tokens) -> str:
    return tokens.token(SignedIn(subject=person.subject, authority=AUTHORITY))


def welcome(url: str, tokens: Tokens, signs_in: Path, seconds: float) -> None:
    """Print where to look, how to sign in, and what is worth trying."""
    click.secho(f"\n{AUTHORITY_NAME}, an invented authority, is up ({seconds:.0f} s).", bold=True)
    click.echo(f"\n  {url}/docs              try the interface in a browser")
    click.echo(f"  {url}/v1/openapi.json   its description")
    click.echo("\nSign in with a token (good for an hour; another: ehcp token asha.patel):\n")
    written = {}
    for person in PEOPLE:
        token = written[person.subject] = _of(person, tokens)
        click.echo(f"  {person.name}, {person.role}\n    {token}\n")
    click.echo(f"  For a shell, all of them, by what they are:  . {signs_in}\n")
    click.secho("Worth trying:\n", bold=True)
    click.echo(f"  TOKEN={written['asha.patel']}")
    for what, path in worth_trying(clock.today()):
        click.echo(f"\n  # {what}")
        click.echo(f"  curl -s -H \"Authorization: Bearer $TOKEN\" '{url}{path}'")
    click.echo("\nCtrl-C stops everything; the data stay.")


def worth_trying(today: date) -> Iterator[tuple[str, str]]:
    """Yield what to ask, and where."""
    month_ago = (today - timedelta(days=30)).isoformat()
    draft, corrected, years = map(
        case_of, (draft_with_the_family, corrected_request, outcomes_over_two_years)
    )
    yield "what is overdue", "/v1/cases?overdue=true"
    yield "what falls due in the next fortnight", "/v1/cases?due-within=14"
    yield "the alerts", "/v1/alerts"
    yield (
        "what was outstanding a month ago, as it was known then",
        f"/v1/deadlines?status=outstanding&as-at={month_ago}&as-known-on={month_ago}",
    )
    yield "one case's deadlines, each with why it is that day", f"{corrected}/deadlines"
    yield (
        "the same, as it was known before an entry was corrected",
        f"{corrected}/deadlines?as-known-on={today - timedelta(days=20)}",
    )
    yield (
        "what if this plan goes out in a fortnight",
        f"{draft}/deadlines?suppose=final-plan-issued@{today + timedelta(days=14)}",
    )
    yield "how far a child has come over two years", f"{years}/outcomes"
    yield (
        "what changed between two versions of the plan",
        f"{years}/plan/differences?from=v1&to=v3",
    )
    yield "a school in the register", "/v1/settings?search=brookfield"


def case_of(life: Callable[[Told], None]) -> str:
    """Return where to read the case of a life."""
    return f"/v1/cases/{life_id(life)}"
