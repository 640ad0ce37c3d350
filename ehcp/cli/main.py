"""`ehcp`: every command, and what all of them have in common."""

from importlib import import_module

import click

COMMANDS = {
    "law": "ehcp.cli.law:law",
    "chronology": "ehcp.cli.chronology:chronology",
}
"""Each command with where it lives. It is imported when it is asked for, so that one is quick."""


class Lazily(click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        found: click.Command = getattr(import_module(module), name)
        return found


@click.group(cls=Lazily, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ehcp")
def main() -> None:
    """The case record for Education, Health and Care plans in England."""
