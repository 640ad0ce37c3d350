"""`ehcp`: every command, and what all of them have in common."""

import logging
from importlib import import_module
from typing import Any

import click

COMMANDS = {
    "demo": "ehcp.cli.demo.command:demo",
    "authority": "ehcp.cli.keeping.authority:authority",
    "person": "ehcp.cli.keeping.person:person",
    "service-account": "ehcp.cli.keeping.service_account:service_account",
    "token": "ehcp.cli.demo.token:token",
    "law": "ehcp.cli.law:law",
    "chronology": "ehcp.cli.chronology.command:chronology",
    "case": "ehcp.cli.case:case",
    "caseload": "ehcp.cli.many_cases.lists:caseload",
    "deadlines": "ehcp.cli.many_cases.lists:all_deadlines",
    "advice": "ehcp.cli.many_cases.listed:advice",
    "consultations": "ehcp.cli.many_cases.listed:consultations",
    "reviews": "ehcp.cli.many_cases.listed:reviews",
    "phase-transfers": "ehcp.cli.many_cases.listed:phase_transfers",
    "appeals": "ehcp.cli.many_cases.listed:appeals",
    "alerts": "ehcp.cli.many_cases.alerts:alerts",
    "proposals": "ehcp.cli.deciding.proposals:proposals",
    "break-glass": "ehcp.cli.deciding.break_glass:break_glass",
    "search": "ehcp.cli.many_cases.search:search",
    "timeliness": "ehcp.cli.many_cases.timeliness:show_timeliness",
    "audit": "ehcp.cli.keeping.audit:audit",
    "webhook": "ehcp.cli.keeping.webhook:webhook",
    "documents": "ehcp.cli.keeping.documents:documents",
    "drafts": "ehcp.cli.many_cases.drafts:drafts",
    "settings": "ehcp.cli.keeping.register:settings",
    "serve": "ehcp.cli.running.serve:serve",
    "work": "ehcp.cli.running.work:work",
    "generate": "ehcp.cli.generate.command:generate",
    "status": "ehcp.cli.running.status:status",
    "backup": "ehcp.cli.running.backup:backup",
    "restore": "ehcp.cli.running.backup:restore",
    "migrate": "ehcp.cli.running.upkeep:migrate",
    "verify": "ehcp.cli.running.upkeep:verify",
    "rebuild": "ehcp.cli.running.upkeep:rebuild",
    "sweep": "ehcp.cli.running.upkeep:sweep",
    "openapi": "ehcp.cli.running.serve:openapi",
}
"""Each command with where it lives. It is imported when it is asked for, so that one is quick."""

SERVERS = ("demo", "serve", "work")
"""What runs on when the database is away, and says in its log that it waits."""

UNAVAILABLE = 3
USAGE = 2
NO = 1


class Lazily(click.Group):
    """A group that imports a command when it is asked for, and ends with one line for an error."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        found: click.Command = getattr(import_module(module), name)
        return found

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as error:
            status = _status(error)
            if status is None:
                raise
            click.echo(f"ehcp: {error}", err=True)
            raise SystemExit(status) from None


def _status(error: Exception) -> int | None:
    """Return the exit status of an error that a user can do something about."""
    from ehcp.config import BadSettings  # noqa: PLC0415 - a command that fails may wait for it
    from ehcp.store.embedded import CannotStart  # noqa: PLC0415
    from ehcp.store.errors import StoreError, UnknownAuthority  # noqa: PLC0415
    from ehcp.store.migrate import TooOld  # noqa: PLC0415

    if isinstance(error, BadSettings):
        return USAGE
    if isinstance(error, UnknownAuthority):
        return NO
    return UNAVAILABLE if isinstance(error, CannotStart | StoreError | TooOld) else None


@click.group(cls=Lazily, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ehcp")
@click.pass_context
def main(ctx: click.Context) -> None:
    """The case record for Education, Health and Care plans in England."""
    if ctx.invoked_subcommand not in SERVERS:
        _let_our_own_line_speak(ctx)


def _let_our_own_line_speak(ctx: click.Context) -> None:
    """Keep the pool from warning of each try, while a command runs, before it ends with a line."""
    pool = logging.getLogger("psycopg.pool")
    before = pool.level
    pool.setLevel(logging.CRITICAL)
    ctx.call_on_close(lambda: pool.setLevel(before))
