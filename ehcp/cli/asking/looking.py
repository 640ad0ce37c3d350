"""Looks at the machine: on record under the name of whoever runs the command, or nothing is shown.

Whoever runs commands has no sign-in and no role. Their name is the one that the operating system
gives the process, and not one that they can set.
"""

import os
import pwd
from collections.abc import Iterable
from uuid import UUID

import click

from ehcp.application.rights.fields import ORDINARY
from ehcp.store.cases import Store
from ehcp.store.looks import Look
from ehcp.store.looks.look import names


def look(store: Store, authority: str, cases: Iterable[UUID | None]) -> None:
    """Put on record that this command shows these cases; without any, that it shows none.

    Raises NotOnRecord where that cannot be.
    """
    shown = tuple(dict.fromkeys(case for case in cases if case is not None))
    written = store.looks.write(
        Look(
            authority=authority,
            subject=name(),
            action=_command(),
            cases=shown or (None,),
            sees=names(ORDINARY),
            at_machine=True,
        )
    )
    written.wait()


def name() -> str:
    """Return as whom this process runs."""
    user = os.getuid()
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:  # in a container, say
        return f"user-{user}"


def _command() -> str:
    """Return the command that runs, without the name of the program: `case show`."""
    words: list[str] = []
    context = click.get_current_context()
    while context.parent is not None:
        words.append(context.info_name or "")
        context = context.parent
    return " ".join(reversed(words))
