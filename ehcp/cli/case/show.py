"""`ehcp case show`: whose case it is and how it stands."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from ehcp.application.one_case.views import summary_json
from ehcp.cli.case.reading import reads, say
from ehcp.domain.case import Case


@click.command()
@reads
def show(found: Case, *, machine: bool) -> None:
    """Show whose case it is and how it stands.

    Example: ehcp case show 6f1c... --as-at 2026-03-01
    """
    answer = summary_json(found)
    if not say(answer, machine=machine):
        for line in _lines(answer):
            click.echo(line)


def _lines(answer: Mapping[str, Any], indent: int = 0) -> Iterator[str]:
    """Yield each value beside its name, what is within another one below it."""
    for name, value in answer.items():
        label = f"{' ' * indent}{name.replace('_', ' '):<{20 - indent}}"
        if isinstance(value, Mapping):
            yield label.rstrip()
            yield from _lines({k: v for k, v in value.items() if v not in (None, False)}, 2)
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            for item in value:
                yield label.rstrip()
                yield from _lines({k: v for k, v in item.items() if v not in (None, False)}, 2)
        else:
            yield f"{label} {_plain(value)}"


def _plain(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "not recorded" if value is None else str(value)
