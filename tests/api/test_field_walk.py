"""Every answer of the interface, searched for what whoever asked has no right to.

The routes are taken from the app's own table. Each is asked by every role, with every parameter
that it has; and what is told of the case is named for what it is, so that a text that is where it
should not be is found by its own word.
"""

from collections.abc import Iterator
from typing import Any

import pytest

import ehcp.domain.commands  # noqa: F401 - so that each is known by its name
from ehcp.application.rights import Role, may
from ehcp.domain.command import Command
from ehcp.schemas import dump
from tests.api.askers import ALIKE, ASKERS, FOUND_BY, Asker
from tests.api.conftest import ASHA, SERVICE, TODAY, Caller, in_role
from tests.api.every_route import Route, asked_with, filled, places, routes
from tests.api.marked_life import ADVISERS, found_in, full
from tests.api.marked_world import World, world_of

ON_IT = {"on": TODAY.isoformat()}

WITH = {
    "as-at": ["2025-06-01", "2026-05-20"],
    "as-known-on": ["2099-01-01", "2020-01-01", "2099-01-01&as-at=2026-05-20"],
    "recorded-from": ["2020-01-01"],
    "recorded-to": ["2099-01-01"],
    "from-as-at": ["2025-06-01"],
    "from-as-known-on": ["2020-01-01", "2099-01-01"],
    "to-as-at": ["2025-06-01"],
    "to-as-known-on": ["2099-01-01"],
    "suppose": ["final-plan-issued@2026-12-14"],
    "from": ["v1", "2026-01-01"],
    "to": ["v1", "2099-01-01"],
    "after": ["0"],
    "limit": ["1"],
    "page": ["none"],
    "officer": [ASHA],
    "person": [ASHA],
    "due-within": ["3000"],
    "no-contact-since": ["2026-06-01"],
    "concerning": ["final-plan-20-weeks"],
    "stage": ["28", "plan-in-force"],
    "from-body": [SERVICE],
    "urn": ["990001"],
    "search": ["Elm"],
    "year": ["2026"],
    "kind": ["noted"],
    "wait": ["0"],
}
"""What each parameter is asked with, of which there is no choice."""

LATE: dict[str, Any] = {
    "approve": {"reasons": "x"},
    "acknowledge": {},
    "assign": {"to": "x"},
    "escalate": {"to": "x", "reasons": "x"},
    "review": {"finding": "justified", "remarks": "x"},
    "submit": ON_IT,
}
"""What comes too late, or too early: nothing is done of it."""
DECIDE = {"caseworker", "school", *ADVISERS.values()}
"""Whoever may ask for some commands of the case, and has something to ask for."""


@pytest.fixture(scope="module")
def world(store, services) -> World:
    return world_of(store, services)


@pytest.fixture(scope="module")
def callers(app, store, world) -> dict[str, Caller]:
    """Everybody who asks. The school and the advisers have begun their forms."""
    found = {}
    for name, asker in ASKERS.items():
        header = in_role(store, asker.role, subject=subject_of(name), **asker.tied)
        found[name] = Caller(app.test_client(), header)
    found["service-account"] = system(found["authority-administrator"], world)
    for name in ("school", *ADVISERS.values()):
        begin(found[name], world, name)
    reason = {"reason": "The child is missing since noon."}
    done = found["adviser-in-emergency"].post(f"/v1/cases/{world.case}/break-glass", reason)
    assert done.status_code == 201
    items = found["send-manager"].get(f"/v1/cases/{world.case}/deadlines").get_json()["items"]
    world.values["deadline"] = [item["id"] for item in items[:2]]
    return found


def subject_of(name: str) -> str:
    return ASHA if name == "caseworker" else name


def system(administrator: Caller, world: World) -> Caller:
    """Return another system with a key that lets it read."""
    (account,) = world.values["account_id"]
    given = {"role": ASKERS["service-account"].role.value}
    assert administrator.post(f"/v1/people/{account}/give-role", given).status_code == 200
    made = administrator.post(f"/v1/service-accounts/{account}/make-key", {"scope": ["read"]})
    key = made.get_json()["key"]
    return Caller(administrator.client, {"Authorization": f"Bearer {key}"})


def begin(caller: Caller, world: World, name: str) -> None:
    """Write something in a form, not all that it must have."""
    role, (review,) = ASKERS[name].role, world.values["review"]
    said = {"says": f"canary-draft-{role}"}
    if role is Role.SCHOOL_CONTRIBUTOR:
        at, part, said = f"reviews/{review}", "attendance", {"concerns": said["says"]}
    else:
        kinds = dict(zip(ADVISERS.values(), world.values["request"], strict=True))
        at, part = f"advice/{kinds[role]}", "needs"
    url = f"/v1/cases/{world.case}/{at}/form/{part}"
    assert caller.post(url, said, If_Match='"0"').status_code == 200


class Walk:
    """What somebody is answered, with what was in it that they have no right to."""

    def __init__(self, caller: Caller, asker: Asker) -> None:
        self.caller = caller
        self.asker = asker
        self.seen: set[str] = set()
        self.outside: list[tuple[str, str, set[str]]] = []

    def ask(self, method: str, url: str, body: Any = None, tag: str = "") -> Any:
        """Ask, and search the whole answer."""
        headers = {**self.caller.headers, **({"If-Match": tag} if tag else {})}
        answer = self.caller.client.open(url, method=method, headers=headers, json=body)
        assert answer.status_code < 500, (method, url)
        found = found_in(f"{answer.headers}{answer.data.decode('latin-1')}")
        if not found <= self.asker.sees:
            self.outside.append((method, url, found - self.asker.sees))
        self.seen |= found
        return answer

    def read(self, url: str, *, whole: bool) -> None:
        """Ask with every parameter that there is, or with one that is none."""
        for each in asked_with(url, WITH if whole else None):
            answer = self.ask("GET", each)
            token = following(answer) if each.endswith("?limit=1") else None
            if token:
                self.ask("GET", f"{each}&page={token}")

    def decide(self, url: str, command: str, known: dict[str, Any]) -> int:
        """Ask what a command would do, and ask it of a version that is not the latest.

        Returns the status that it would have.
        """
        body = dump(full(Command.named[command])) | ON_IT
        body |= {name: value for name, value in known.items() if name in body}
        one = {"case": url.split("/")[3], "version": known["version"]}
        supposed = {"cases": [one], "body": body, "dry_run": True}
        answer = self.ask("POST", f"/v1/cohort/{command}", supposed)
        if not Command.named[command].commutes:
            self.ask("POST", url, body, tag='"1"')
        (item,) = answer.get_json()["items"]
        status: int = item["status"]
        return status


def following(answer: Any) -> str | None:
    """Return where a list goes on."""
    found = answer.get_json() if answer.status_code == 200 else {}
    token: str | None = found.get("page", {}).get("next")
    return token if "more" not in found.get("page", {}) else None


def may_ask(name: str, route: Route) -> bool:
    """Whether the gate lets somebody through to a route, by the table of rights."""
    return route.action in {"", "open", "checked-inside"} or may(ASKERS[name].role, route.action)


@pytest.mark.parametrize("name", ASKERS)
def test_no_answer_to_a_question_holds_what_is_outside(app, world, callers, name):
    walk = Walk(callers[name], ASKERS[name])
    for route in routes(app):
        if route.method == "GET":
            whole = may_ask(name, route) and name not in ALIKE
            for url in filled(route.rule, world.values):
                walk.read(url, whole=whole)
            if places(route.rule) == ["case"]:
                walk.read(*filled(route.rule, {"case": [world.every]}), whole=False)
    assert walk.outside == []
    assert walk.seen == walk.asker.sees


def doings(app, name: str) -> Iterator[Route]:
    """Yield what somebody may ask to be done, and of the rest all but the commands.

    That nobody may ask those who has no right to them, the matrix of rights has.
    """
    for route in routes(app):
        command = route.rule.rpartition("/")[2] in Command.named
        if route.method == "POST" and (may_ask(name, route) or not command):
            yield route


@pytest.mark.parametrize("name", ASKERS)
def test_no_answer_to_what_is_done_holds_what_is_outside(app, world, callers, name):
    walk, statuses = Walk(callers[name], ASKERS[name]), set()
    before = walk.ask("GET", f"/v1/cases/{world.case}")
    kinds = {role: kind for kind, role in ADVISERS.items()}
    known = {**world.known, "kind": kinds.get(walk.asker.role, "c")}
    known["version"] = before.get_json().get("version", 1)
    for route in doings(app, name):
        last = route.rule.rpartition("/")[2]
        for url in filled(route.rule, world.values):
            walk.ask("POST", url, {"no": "such"})
            if last in LATE:
                walk.ask("POST", url, LATE[last], tag='"1"')
            if last in Command.named and name not in ALIKE:
                statuses.add(walk.decide(url, last, known))
    assert walk.outside == []
    assert callers[name].get(f"/v1/cases/{world.case}").data == before.data, "something was done"
    if name in DECIDE:
        assert statuses >= {200, 409}


@pytest.mark.parametrize("name", [name for name in ASKERS if ASKERS[name].sees])
def test_nobody_finds_a_case_by_what_is_outside(callers, name):
    walk, found = Walk(callers[name], ASKERS[name]), set()
    for word in ASKERS["send-manager"].sees:
        for field in ("words", "name", "reference", "text"):
            answer = walk.ask("POST", "/v1/searches", {field: f"canary-{word}"})
            items = answer.get_json()["items"] if answer.status_code == 200 else ()
            # without what is only like it
            found |= {word} if field == "text" and items else set()
    assert walk.outside == []
    assert found == FOUND_BY.get(name, set())


@pytest.mark.parametrize("name", ["send-manager", "tribunal-preparer"])
def test_what_goes_out_as_a_whole_holds_nothing_that_is_outside(callers, people, name):
    walk, other = Walk(callers[name], ASKERS[name]), people("send-manager")
    why = {"action": "bulk-export", "reasons": "The system is replaced."}
    proposal = walk.ask("POST", "/v1/proposals", why).get_json()["proposal"]
    agreed = other.post(f"/v1/proposals/{proposal}/approve", {"reasons": "Agreed."})
    assert agreed.status_code == 200
    assert walk.ask("POST", "/v1/exports", {"proposal": proposal}).status_code == 200
    assert walk.outside == []
    assert walk.seen == walk.asker.sees


def test_a_copy_of_a_plan_holds_nothing_that_is_left_out_nor_what_is_apart(world, callers):
    manager = callers["send-manager"]
    copy = {"recipient": "x", "purpose": "as-agreed", "consent": "parent-for-the-child"}
    for parts, held in (
        (["a", "b"], {"education"}),
        (["c"], {"health"}),
        ([], {"education", "health", "care", "money", "process", "free-text"}),
    ):
        url = f"/v1/cases/{world.case}"
        tag = manager.get(url).headers["ETag"]
        answer = manager.post(f"{url}/plan/copies", {**copy, "parts": parts}, If_Match=tag)
        assert answer.status_code == 201, answer.get_json()
        assert found_in(answer.text) == held


def test_every_question_has_an_answer(app, world, callers):
    """Or the walk would see nothing of it. An upload is for whoever sends it alone."""
    asking = ("send-manager", "authority-administrator", "school", *ADVISERS.values())
    for route in routes(app):
        if route.method == "GET" and "<uuid:upload>" not in route.rule:
            for url in filled(route.rule, world.values):
                assert any(callers[name].get(url).status_code == 200 for name in asking), url


def test_what_cannot_be_asked_about_is_said_by_its_name(monkeypatch):
    """So that nobody adds a route, or a parameter of one, that the walk goes past."""
    with pytest.raises(AssertionError, match="nothing to stand for thing in /v1/things/<uuid"):
        filled("/v1/things/<uuid:thing>", {"case": ["x"]})
    monkeypatch.delitem(WITH, "from-body")
    with pytest.raises(AssertionError, match="nothing to ask with for from-body of /v1/advice"):
        list(asked_with("/v1/advice", WITH))
