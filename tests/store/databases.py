"""Databases for one test, or one module of tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg
from psycopg.conninfo import make_conninfo


@contextmanager
def copy_of(server: str, template: str) -> Iterator[str]:
    """The URL of a copy of a database, dropped in the end."""
    name = f"ehcp_test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name} template {template}")
        yield make_conninfo(server, dbname=name)
        connection.execute(f"drop database {name} with (force)")
