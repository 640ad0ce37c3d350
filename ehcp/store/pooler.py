"""Whether a pooler lends one session of the server to several clients.

A connection of ours takes its role, its time limits and its prepared statements once. A pooler
that gives each transaction any session (PgBouncer in transaction or statement mode) hands it
another's: a transaction meant for one role then runs as another. So it is refused.
"""

from contextlib import closing, suppress

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from ehcp.store.deadline import Deadline
from ehcp.store.errors import StoreError

CLIENTS = 2
PROCESS = "select pg_backend_pid()"


class SharedSessions(StoreError):  # noqa: N818 - named for what is wrong
    """What was taken for a session of the server is lent to others between statements."""

    def __str__(self) -> str:
        return (
            "Between ehcp and PostgreSQL stands a pooler that may give every transaction another"
            " session (transaction mode), which is not safe for ehcp. Set it to session mode"
            " (PgBouncer: pool_mode = session), or let EHCP_DATABASE_URL name PostgreSQL itself:"
            " each process of ehcp keeps a pool of its own."
        )


def require_own_session(
    connection: Connection[TupleRow], conninfo: str, deadline: Deadline
) -> None:
    """Raise `SharedSessions` if other clients are given the session of this connection.

    Two clients ask which process of the server serves them. Each must have one, and its own.
    Raises psycopg.Error where the second cannot connect or ask.
    """
    there = connection.info
    with (
        psycopg.connect(
            conninfo,
            host=there.host,
            hostaddr=there.hostaddr,
            port=there.port,
            autocommit=True,
        ) as other,
        deadline.limited(other),
    ):
        # not by turns: a pooler that deals its sessions out in order would seem to keep them
        served = {(each, _process(each)) for each in (connection, other, other, connection)}
    if len({process for _, process in served}) != CLIENTS or len(served) != CLIENTS:
        raise SharedSessions


def require_no_pooler(conninfo: str) -> None:
    """Raise `SharedSessions` if they are shared there. What cannot be asked is not accused."""
    with (
        closing(Deadline()) as deadline,
        suppress(psycopg.Error),
        psycopg.connect(conninfo, autocommit=True) as connection,
        deadline.limited(connection),
    ):
        require_own_session(connection, conninfo, deadline)


def _process(connection: Connection[TupleRow]) -> int:
    row = connection.execute(PROCESS).fetchone()
    return int(row[0]) if row else 0
