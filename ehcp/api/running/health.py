"""Whether this process is alive, and whether it can serve. Neither needs a sign-in."""

from dataclasses import dataclass

import psycopg
from flask import Response

from ehcp.api.answering import answers
from ehcp.api.answering.problem import RETRY_AFTER, problem
from ehcp.api.asking.gate import OPEN
from ehcp.api.routes import Routes
from ehcp.api.services import services
from ehcp.schemas import dump
from ehcp.store.cases import Store
from ehcp.store.errors import StoreError

routes = Routes("health", __name__, description="Whether it can serve")

NOBODY = "-"
"""An authority that has no case."""


@dataclass(frozen=True)
class Health:
    """How the process is."""

    status: str


@routes.reads("/healthz", OPEN, Health)
def healthz() -> Response:
    """Say that the process is alive."""
    return answers.read(dump(Health("alive")))


@routes.reads("/readyz", OPEN, Health)
def readyz() -> Response:
    """Say whether requests can be served: a database answers and has its schema.

    Of several, one is enough: whoever lives in another is told that it is away.
    """
    homes = services().homes
    stores = homes.stores() if homes else [services().cases.store]
    if any(can_read(store) for store in stores):
        return answers.read(dump(Health("ready")))
    title = "The database cannot be reached, or has no schema yet."
    return problem(503, "not-ready", title, again_in=RETRY_AFTER)


def can_read(store: Store) -> bool:
    """Whether the store's database answers and has its tables."""
    try:
        with store.reading(NOBODY) as connection:
            connection.execute("select from ehcp.events limit 0")
            connection.execute("select from ehcp.caseload limit 0")
    except (psycopg.Error, StoreError):
        return False
    return True
