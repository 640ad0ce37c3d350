"""What serves and what works need no more of the database than their own roles."""

from contextlib import contextmanager
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from psycopg.errors import InsufficientPrivilege

from ehcp.application.keeping.calendars import Calendars
from ehcp.application.webhooks import Rotation
from ehcp.projections.projector import Projector
from ehcp.store.cases import Store
from tests.api.conftest import OURS, THEIRS, TODAY
from tests.following.telling import (
    KEY,
    SYSTEM,
    added,
    ended,
    follower,
    following,
    webhooks,
)
from tests.following.test_webhooks import NOTE
from tests.projections.histories import record
from tests.scheduler.test_work import wait_until


@contextmanager
def login(url, *roles):
    """A store whose login is a member of these roles and of no other."""
    name, password = f"follower_{uuid4().hex[:8]}", uuid4().hex
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f"create role {name} login password '{password}' in role {', '.join(roles)}")
        try:
            with Store(make_conninfo(url, user=name, password=password), timeout=20) as store:
                yield store
        finally:
            admin.execute(f"drop role {name}")


def test_who_serves_keeps_webhooks_and_calendars_of_its_own_authority(store, database_url):
    made = added(store, "http://127.0.0.1:9/")
    with login(database_url, "ehcp_web", "ehcp_reader") as web:
        of = webhooks(web)
        assert [each.id for each in of.every(OURS)] == [made.webhook.id]
        assert of.every(THEIRS) == ()
        of.rotate(OURS, made.webhook.id, Rotation(generation=1), "tests")
        of.switch(OURS, made.webhook.id, "tests", on=False)
        assert of.retry(OURS, made.webhook.id) == ()
        calendars = Calendars(web)
        secret = calendars.make(OURS, SYSTEM, KEY, uuid4())
        assert calendars.whose(OURS, secret) == SYSTEM
        assert calendars.whose(THEIRS, secret) is None
        assert calendars.end(OURS, SYSTEM)
        of.remove(OURS, made.webhook.id, "tests")
        with web.changing(THEIRS) as connection:
            change = "update ehcp.webhooks set url = 'x'"
            assert connection.execute(change).rowcount == 0
        with web.changing(OURS) as connection, pytest.raises(InsufficientPrivilege):
            connection.execute("delete from ehcp.webhooks")


def test_who_works_tells_with_the_roles_of_a_worker(store, database_url):
    with follower() as told:
        made = added(store, told.url)
        record(store, NOTE, authority=OURS)
        with login(database_url, "ehcp_projector", "ehcp_sweeper") as worker:
            Projector(worker, lambda: TODAY).catch_up()
            with following(worker):
                wait_until(ended(store))
    assert told.verified(made.secret)
