"""The interface on a real store: an authority, its people, and a day that stands still."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from flask.testing import FlaskClient
from psycopg.conninfo import make_conninfo
from werkzeug.test import TestResponse

from ehcp.api.app import create_app
from ehcp.api.callers.identity import SignedIn, Tokens
from ehcp.api.services import Services
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.cases import Asked, Cases
from ehcp.application.keeping.users import NewRole, NewUser, Users
from ehcp.application.rights import Role
from ehcp.documents.filing import Filing
from ehcp.documents.place import Place
from ehcp.domain.entry import Recorder, Source
from ehcp.domain.events.alert import AlertRaised
from ehcp.domain.users import stream_of
from ehcp.projections.projector import Projector
from ehcp.store.cases import Store
from tests.api.agreement import agrees

KEY = "a-key-of-tests-that-signs-nothing-real-0123456789"
TODAY = date(2026, 6, 15)
OURS, THEIRS = "E99000001", "E99000002"

CHILD = {"name": "Zebedee Quillfeather", "date_of_birth": "2017-03-04"}
REQUEST: dict[str, Any] = {
    "command": "request-assessment",
    "on": "2026-06-01",
    "requested_by": "parent",
    "by_whom": "Ottoline Quillfeather",
    "reasons": "Canary-sentence about the child.",
    "child": CHILD,
    "parents": [{"name": "Ottoline Quillfeather", "relationship": "mother"}],
    "officer": {"name": "Asha Patel", "subject": "asha.patel"},
}
CANARIES = ("Quillfeather", "Zebedee", "Ottoline", "Canary-sentence")

RECORDER = Recorder(subject="tests", role="caseworker", organisation="Larkmere Council")

tokens = Tokens(KEY, good_for=timedelta(hours=8))


ASHA = "asha.patel"
SCHOOL, SERVICE = "990001", "Larkmere Integrated Care Board"
TIED: dict[str, dict[str, Any]] = {
    "school-contributor": {"school": SCHOOL},
    "health-adviser": {"body": SERVICE},
    "social-care-adviser": {"body": SERVICE},
    "psychology-adviser": {"body": SERVICE},
}
"""What a role is tied to where a test does not say."""


NAMES = (f"Person {chr(97 + n % 26)}{n // 26}" for n in count())
"""Names of people, no two alike."""


def signed_in(authority: str = OURS, subject: str = ASHA) -> dict[str, str]:
    """Return the header of somebody who is signed in. It gives them no role."""
    token = tokens.token(SignedIn(subject=subject, authority=authority))
    return {"Authorization": f"Bearer {token}"}


def in_role(
    store: Store,
    role: str = "caseworker",
    authority: str = OURS,
    subject: str | None = None,
    **role_of: Any,
) -> dict[str, str]:
    """Return the header of somebody who has just this role; they are named for it."""
    subject = subject or (ASHA if role == "caseworker" else role)
    users, asked = Users(store, lambda: TODAY), Asked(by=RECORDER, command_id=uuid4())
    if not users.user(authority, subject).version:
        new = NewUser(subject=subject, name="Asha Patel", organisation="Larkmere Council")
        users.add(authority, new, asked)
        since = {"since": date(2025, 1, 1)}
        given = NewRole(role=Role(role), **{**since, **TIED.get(role, {}), **role_of})
        users.give(authority, stream_of(authority, subject), given, another(asked))
    return signed_in(authority, subject)


def another(asked: Asked) -> Asked:
    """Return who asks for another command."""
    return replace(asked, command_id=uuid4())


class Caller:
    """Somebody who calls the interface. Every answer must agree with the description."""

    subject = ""  # who that is, where somebody was made for a test

    def __init__(self, client: FlaskClient, headers: dict[str, str]) -> None:
        self.client = client
        self.headers = headers

    def get(self, url: str, **headers: str):
        return self._checked("GET", url, headers)

    def post(self, url: str, body: Any, **headers: str):
        return self._checked("POST", url, headers, json=body)

    def raw(self, method: str, url: str, **given: Any) -> TestResponse:
        headers = {**self.headers, **given.pop("headers", {})}
        answer = self.client.open(url, method=method, headers=headers, **given)
        agrees(method, answer)
        return answer

    def _checked(self, method: str, url: str, headers: dict[str, str], **more: Any):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.raw(method, url, headers=named, **more)

    def open(self, body: Any = REQUEST, **headers: str) -> str:
        answer = self.post("/v1/cases", body, **headers)
        assert answer.status_code == 201, answer.get_json()
        return str(answer.get_json()["case"])


@pytest.fixture(scope="module")
def store(server, template) -> Iterator[Store]:
    """One database for a module: a test opens cases of its own in it."""
    name = f"ehcp_test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name} template {template}")
        with Store(make_conninfo(server, dbname=name), timeout=20) as store:
            yield store
        connection.execute(f"drop database {name} with (force)")


@pytest.fixture(scope="module")
def services(store, tmp_path_factory) -> Services:
    return Services(
        cases=Cases(store, lambda: TODAY),
        identity=tokens.person,
        calendar=england_and_wales(),
        page_key=KEY,
        filing=Filing(Place(str(tmp_path_factory.mktemp("files")))),
    )


@pytest.fixture(scope="module")
def app(services):
    return create_app(services)


@pytest.fixture
def calling(app, store) -> Callable[..., Caller]:
    return lambda **who: Caller(app.test_client(), in_role(store, **who))


@pytest.fixture
def people(app, store):
    """Adds somebody of a name and sign-in of their own, and returns how they call."""

    def added(
        role: str = "caseworker",
        authority: str = OURS,
        name: str | None = None,
        by: str = "tests",
        subject: str | None = None,
    ) -> Caller:
        subject = subject or f"s{uuid4().hex[:10]}"
        users = Users(store, lambda: TODAY)
        asked = Asked(by=replace(RECORDER, subject=by), command_id=uuid4())
        new = NewUser(subject=subject, name=name or next(NAMES), organisation="Larkmere Council")
        users.add(authority, new, asked)
        given = NewRole(role=Role(role), since=date(2025, 1, 1), **TIED.get(role, {}))
        again = replace(asked, command_id=uuid4())
        users.give(authority, stream_of(authority, subject), given, again)
        caller = Caller(app.test_client(), signed_in(authority, subject))
        caller.subject = subject
        return caller

    return added


@pytest.fixture
def officer(calling):
    return calling()


@pytest.fixture
def anybody(app) -> Caller:
    return Caller(app.test_client(), {})


@pytest.fixture
def case(officer):
    """A case at version 2: opened, and an assessment requested on 1 June 2026."""
    return officer.open()


@pytest.fixture
def projected(store):
    """Makes the read models catch up."""
    return Projector(store, lambda: TODAY).catch_up


@pytest.fixture
def alert(store, case) -> str:
    """An alert about the case, 28 days before the decision whether to assess is due."""
    identity = uuid4()
    raised = AlertRaised(
        on=TODAY,
        case=UUID(case),
        limit="assessment-decision-notify",
        started_by=2,
        due=date(2026, 7, 13),
        stage="28",
        stage_on=TODAY,
        law_since=date(2014, 9, 1),
        source="SI 2014/1530 reg 5(1)",
        owed_by="local-authority",
    )
    store.append(
        OURS, identity, 0, [raised], by=RECORDER, source=Source.SYSTEM, command_id=uuid4(),
        body_hash=b"raised",
    )  # fmt: skip
    return str(identity)
