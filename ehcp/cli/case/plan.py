"""`ehcp case plan`, `plans`, `differences`, `representations`: the plans of one case."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import click

from ehcp.application.one_case.plans import (
    NAMED,
    NoSuchVersion,
    compared,
    differences_json,
    plan_json,
    plans_json,
    representations_json,
)
from ehcp.cli.case.reading import reads, say
from ehcp.cli.words import days_in_words
from ehcp.domain.case import Case
from ehcp.domain.standing.representations import representations
from ehcp.domain.standing.versions import versions

MARKS = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}


class VersionName(click.ParamType[str]):
    """A version of the plan: `v2`, or the place of the entry."""

    name = "version"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not NAMED.match(str(value)):
            self.fail("Write v2 for the second plan, or the place of an entry.", param, ctx)
        return str(value)


@click.command()
@reads
def plan(found: Case, *, machine: bool) -> None:
    """Show the plan in force, and the draft that is out.

    Example: ehcp case plan 6f1c... --as-at 2026-03-01
    """
    answer = plan_json(found)
    if say(answer, machine=machine):
        return
    if answer["plan"] is None:
        click.echo("No plan was in force.")
    for shown in filter(None, answer.values()):
        click.echo(json.dumps(shown, indent=2, ensure_ascii=False))


@click.command(name="plans")
@reads
def show_plans(found: Case, *, machine: bool) -> None:
    """Show every version of the plan, drafts as well, and when each was in force.

    Example: ehcp case plans 6f1c...
    """
    if say(plans_json(found), machine=machine):
        return
    for version in versions(found):
        until = f", until {days_in_words(version.until)}" if version.until else ""
        stands = ", in force" if version.in_force else until
        issued = days_in_words(version.step.span)
        place, number = version.step.place, version.number
        click.echo(f"{place:>4}  v{number:<3} {version.status:<9} {issued}{stands}")


@click.command()
@reads
@click.option("--from", "before", type=VersionName(), help="v2, or a place; else the one before.")
@click.option("--to", "after", type=VersionName(), help="v2, or a place; else the latest.")
def differences(
    found: Case, *, machine: bool, before: str | None = None, after: str | None = None
) -> None:
    """Show what changed between two versions of the plan, word by word.

    Example: ehcp case differences 6f1c... --from v1 --to v2
    """
    try:
        answer = differences_json(compared(found, before, after))
    except NoSuchVersion as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from None
    if say(answer, machine=machine):
        return
    for line in _told(answer["items"]):
        click.echo(line)


@click.command(name="representations")
@reads
def show_representations(found: Case, *, machine: bool) -> None:
    """Show what the family said of its plans, the answers, and what was changed for each.

    Example: ehcp case representations 6f1c...
    """
    rows = representations_json(found)
    if say(rows, machine=machine):
        return
    for row, told in zip(rows, representations(found), strict=True):
        about = row["element"] or row["section"] or "the whole"
        click.echo(
            f"{row['place']:>4}  {days_in_words(told.made.span)}, on {about}: {row['text']}"
        )
        click.echo(f"      answer: {row['answer'] or 'none yet'}")
        for line in _told(row["changes"]):
            click.echo(f"      {line}")


def _told(changes: list[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what changed; what was left out stands in [-these-], what came in in {+these+}."""
    for change in changes:
        by = f" by {', '.join(change['replaced_by'])}" if change["replaced_by"] else ""
        of = f", replaces {', '.join(change['replaces'])}" if change["replaces"] else ""
        came = f" from {change['moved_from'].upper()}" if change["moved_from"] else ""
        section = change["section"].upper()
        yield f"{section:<3} {change['element']} {change['difference']}{by}{came}{of}"
        for field in change["fields"]:
            yield f"      {field['field'].replace('_', ' ')}: {_words(field)}"


def _words(field: Mapping[str, Any]) -> str:
    if field["words"]:
        return "".join(MARKS[run["fate"]].format(run["text"]) for run in field["words"])
    return f"{_plain(field['before'])} -> {_plain(field['after'])}"


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value)) or "nothing"
    if isinstance(value, Mapping):
        return ", ".join(str(each) for each in value.values() if each is not None)
    return "nothing" if value is None else str(value)
