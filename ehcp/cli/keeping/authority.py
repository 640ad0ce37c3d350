"""`ehcp authority add | list | show | set`: which authorities there are, and how each works."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

import click
import msgspec

from ehcp.application import clock
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.cases import Asked
from ehcp.application.keeping.authorities import (
    Authorities,
    BadSetting,
    NoSuchAuthority,
    NothingChanged,
    SettingsChange,
)
from ehcp.application.keeping.directory import Directory
from ehcp.cli.asking.database import opened_databases
from ehcp.domain.authority import AuthoritySettings, stream_of
from ehcp.domain.entry import Recorder, Source
from ehcp.domain.events.authority import AlertRecipients, AlertsOf, FollowedReading, Team
from ehcp.law.choices import CHOICES, EARLIER
from ehcp.projections.authorities import everyone
from ehcp.projections.day import Day
from ehcp.projections.writing import write
from ehcp.store.cases import Store
from ehcp.store.databases import Databases, NoSuchDatabase
from ehcp.store.errors import StoreError, UnknownAuthority

OPERATOR = Recorder(subject="operator", role="system", organisation="ehcp")
JSON = click.option("--json", "machine", is_flag=True, help="For machines.")


@click.group()
def authority() -> None:
    """Which authorities there are, where each lives, and how it works.

    Example: ehcp authority add E10000014 "Hampshire County Council"
    """


@authority.command()
@click.argument("code")
@click.argument("name")
@click.option("--database", help="Where it is to live; else the default database.")
@JSON
def add(code: str, name: str, database: str | None, *, machine: bool) -> None:
    """Add an authority. One that is there already stays as it is.

    Example: ehcp authority add E10000014 "Hampshire County Council" --database south
    """
    with opened_databases() as databases:
        home = _home(databases, code)
        place = home or database or databases.default
        try:
            store = databases.store(place)
            new = Authorities(store, clock.today).add(code, name, place, asking())
        except (BadSetting, NoSuchDatabase) as error:
            raise click.UsageError(str(error)) from None
        found = Authorities(store, clock.today).settings(code)
        show_now(store, code)
    answer = {"authority": code, "name": found.name, "database": place, "again": not new}
    if machine:
        click.echo(json.dumps(answer, ensure_ascii=False))
    elif new:
        click.echo(f"{code} {found.name} is there, in database {place}.")
    else:
        click.echo(f"{code} {found.name} was there already, in {place}; nothing has changed.")


def _home(databases: Databases, code: str) -> str | None:
    """Return where an authority lives already. Every database is asked, so that none has it twice.

    An installation of one database asks nothing: `add` looks there itself.
    """
    if len(databases.names) == 1:
        return None
    try:
        return Directory(databases).home(code)
    except UnknownAuthority:
        return None


@authority.command(name="list")
@JSON
def list_authorities(*, machine: bool) -> None:
    """List the authorities of every database.

    Exit status 3 if a database does not answer; those of the others are listed.

    Example: ehcp authority list
    """
    found: list[dict[str, Any]] = []
    down: list[str] = []
    with opened_databases() as databases:
        for name in databases.names:
            try:
                rows = everyone(databases.store(name))
            except StoreError:
                down.append(name)
                continue
            found += [{"authority": r.authority, "name": r.name, "database": name} for r in rows]
    found.sort(key=lambda each: str(each["authority"]))
    if machine:
        click.echo(json.dumps(found, ensure_ascii=False))
    for each in () if machine else found:
        click.echo(f"{each['authority']}  {each['name']}  ({each['database']})")
    for name in down:
        click.echo(f"ehcp: database {name} does not answer; its own are missing.", err=True)
    raise SystemExit(3 if down else 0)


@authority.command()
@click.argument("code")
@JSON
def show(code: str, *, machine: bool) -> None:
    """Show how an authority works: its readings of the law, its alerts, where it lives.

    Example: ehcp authority show E10000014
    """
    with opened_databases() as databases:
        directory = Directory(databases)
        found = Authorities(directory.store(code), clock.today).settings(code)
        _say(code, directory.home(code), _added(code, found), machine=machine)


@authority.command(name="set")
@click.argument("code")
@click.option("--name", help="What it is called.")
@click.option(
    "--reading",
    "readings",
    multiple=True,
    metavar="POINT=READING",
    help=f"Which reading of the law it follows; {EARLIER}: the one with the earlier due day.",
)
@click.option("--days-before", metavar="DAYS", help="When somebody is told: 28,14,7,3,1,0.")
@click.option(
    "--tell",
    "tell",
    multiple=True,
    metavar="ALERTS=WHO",
    help="Who is told of alerts (before, overdue, excused): officer, a role, person:SIGN-IN.",
)
@click.option(
    "--team",
    "teams",
    multiple=True,
    metavar="NAME=OFFICERS",
    help="Who is in a team, by name or sign-in; with nobody: there is no such team.",
)
@JSON
def set_authority(  # noqa: PLR0913, PLR0917 - each is a setting
    code: str,
    name: str | None,
    readings: Sequence[str],
    days_before: str | None,
    tell: Sequence[str],
    teams: Sequence[str],
    *,
    machine: bool,
) -> None:
    """Change settings of an authority. What is not named stays as it is.

    Its cases are stated anew by the worker where their days change.

    Example: ehcp authority set E10000014 --reading phase-transfer-15-feb=by --days-before 21,7,0
    --tell overdue=officer,send-manager
    """
    with opened_databases() as databases:
        directory = Directory(databases)
        store = directory.store(code)
        authorities = Authorities(store, clock.today)
        before = _added(code, authorities.settings(code))
        try:
            change = SettingsChange(
                name=name,
                readings=_readings(before, readings),
                days_before=_days(days_before),
                recipients=_recipients(before, tell),
                teams=_teams(before, teams),
            )
            authorities.change(code, change, replace(asking(), expected=before.version))
        except BadSetting as error:
            raise click.UsageError(str(error)) from None
        except NothingChanged as error:
            click.echo(str(error), err=True)
        show_now(store, code)
        _say(code, directory.home(code), authorities.settings(code), machine=machine)


def asking() -> Asked:
    """Return who asks on the command line."""
    return Asked(by=OPERATOR, command_id=uuid4(), source=Source.SYSTEM)


def show_now(store: Store, code: str) -> None:
    """Put what is recorded of an authority into the list of authorities, without a worker."""
    day = Day(clock.today(), england_and_wales())
    with store.working() as connection:
        write(connection, store, [(code, stream_of(code))], day)


def _added(code: str, found: AuthoritySettings) -> AuthoritySettings:
    if not found.version:
        click.echo(str(NoSuchAuthority(code)), err=True)
        raise SystemExit(1)
    return found


def _readings(
    before: AuthoritySettings, given: Sequence[str]
) -> tuple[FollowedReading, ...] | None:
    """Return all readings followed from now on: those from before, with the ones given."""
    if not given:
        return None
    chosen = {each.point: each.reading for each in before.readings}
    for point, reading in _pairs(given, "readings", "POINT=READING"):
        if point in CHOICES and reading == EARLIER:
            chosen.pop(point, None)
        else:
            chosen[point] = reading
    return tuple(FollowedReading(point=point, reading=name) for point, name in chosen.items())


def _days(given: str | None) -> tuple[int, ...] | None:
    if given is None:
        return None
    try:
        return tuple(int(day) for day in given.split(","))
    except ValueError:
        raise BadSetting("days_before", "Write days as numbers: 28,14,7,3,1,0.") from None


def _recipients(
    before: AuthoritySettings, given: Sequence[str]
) -> tuple[AlertRecipients, ...] | None:
    if not given:
        return None
    told = {each.of: each.to for each in before.recipients}
    for name, who in _pairs(given, "recipients", "ALERTS=WHO"):
        if name not in list(AlertsOf):
            reason = f"There are alerts of these kinds: {', '.join(AlertsOf)}."
            raise BadSetting("recipients", reason)
        told[AlertsOf(name)] = tuple(to.strip() for to in who.split(",") if to.strip())
    return tuple(AlertRecipients(of=of, to=told[of]) for of in AlertsOf if of in told)


def _teams(before: AuthoritySettings, given: Sequence[str]) -> tuple[Team, ...] | None:
    """Return all teams from now on: those from before, with the ones given."""
    if not given:
        return None
    known = {team.name: team.officers for team in before.teams}
    for name, who in _pairs(given, "teams", "NAME=OFFICERS"):
        known[name] = tuple(each.strip() for each in who.split(",") if each.strip())
    return tuple(Team(name=name, officers=of) for name, of in sorted(known.items()) if of)


def _pairs(given: Sequence[str], field: str, form: str) -> Iterator[tuple[str, str]]:
    for each in given:
        name, sign, value = each.partition("=")
        if not sign:
            raise BadSetting(field, f"Write {form}, not {each!r}.")
        yield name.strip(), value.strip()


def settings_json(code: str, database: str | None, found: AuthoritySettings) -> Mapping[str, Any]:
    """Return the settings of an authority as a machine reads them."""
    chosen = {each.point: each.reading for each in found.readings}
    return {
        "authority": code,
        "name": found.name,
        "database": database,
        "readings": {point: chosen.get(point, EARLIER) for point in CHOICES},
        "days_before": list(found.days_before),
        "recipients": {str(each.of): list(each.to) for each in found.recipients},
        "teams": {team.name: list(team.officers) for team in found.teams},
        "version": found.version,
    }


def _say(code: str, database: str, found: AuthoritySettings, *, machine: bool) -> None:
    shown = settings_json(code, database, found)
    if machine:
        click.echo(msgspec.json.encode(shown).decode())
        return
    click.echo(f"{code} {found.name}, in database {database}, version {found.version}")
    for point, reading in shown["readings"].items():
        click.echo(f"  reading of {point}: {reading}")
    click.echo(f"  alerts {', '.join(map(str, found.days_before))} days before a due day")
    for of, to in shown["recipients"].items():
        click.echo(f"  told of alerts {of}: {', '.join(to)}")
    for name, officers in shown["teams"].items():
        click.echo(f"  team {name}: {', '.join(officers)}")
