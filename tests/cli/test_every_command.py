"""What is promised of every command."""

from collections.abc import Iterator

import click
import pytest

from ehcp.cli.main import main

RUN_ON = {"demo", "serve", "work"}
ONE_THING = {"token", "openapi", "case checker"}
"""They print one thing, as it is, for whatever takes it."""


def commands(found: click.Command = main, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield every command that can be run, with its name."""
    if not isinstance(found, click.Group):
        yield path, found
        return
    if found.invoke_without_command:
        yield path, found
    context = click.Context(found)
    for name in found.list_commands(context):
        inner = found.get_command(context, name)
        assert inner is not None
        yield from commands(inner, f"{path} {name}".strip())


EVERY = dict(commands())


@pytest.mark.parametrize("name", sorted(EVERY.keys() - RUN_ON - ONE_THING))
def test_every_command_that_answers_can_answer_a_machine(name):
    assert any("--json" in option.opts for option in EVERY[name].params)


@pytest.mark.parametrize("name", sorted(EVERY))
def test_every_command_has_an_example(name):
    assert f"ehcp {name}" in (EVERY[name].help or "").partition("Example:")[2]
