"""Every look at a child's record is on record before it is answered: who, what, of whom, when."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import psycopg

from ehcp.api.asking.gate import OPEN
from ehcp.application.rights import NOT_OF_CHILDREN, POLICY, Reading, Role
from ehcp.domain.events.placement import SchoolPlaceLeft
from tests.api.conftest import CHILD, OURS, REQUEST, THEIRS, Caller, in_role
from tests.api.every_route import filled, routes
from tests.api.test_rights_matrix import BODY, ROWS, SCHOOL, Of, World, values_of, world  # noqa: F401 - a fixture
from tests.domain.ordinary_case import ELM, FINISHED
from tests.projections.histories import record


class Row(NamedTuple):
    """What of a look is on record."""

    case: str | None
    subject: str
    roles: str
    action: str
    outcome: str
    sees: str
    purpose: str | None
    tied: bool


def connected(store) -> psycopg.Connection[Any]:
    return psycopg.connect(store.env["EHCP_DATABASE_URL"], autocommit=True)


def rows(store, request_id: str) -> list[Row]:
    with connected(store) as superuser:
        found = superuser.execute(
            "select case_id::text, subject, roles, action, outcome, sees, purpose, tied"
            " from ehcp.looks where request_id = %s order by sequence",
            (request_id,),
        )
        return [Row(*row) for row in found]


def looked(store, caller: Caller, url: str, **headers: str) -> tuple[Any, list[Row]]:
    """Return what is answered, and the looks that are on record of it."""
    request_id = uuid4().hex
    answer = caller.get(url, **{"X_Request_Id": request_id, **headers})
    return answer, rows(store, request_id)


@contextmanager
def stopped(store) -> Iterator[None]:
    """Have no look put on record meanwhile."""
    with connected(store) as superuser:
        superuser.execute("alter table ehcp.looks add constraint stopped check (false) not valid")
        try:
            yield
        finally:
            superuser.execute("alter table ehcp.looks drop constraint stopped")


ORDINARY = "address,care,education,free-text,health,identity,money,process,third-party"


def test_a_look_at_a_case_says_who_what_as_what_and_what_was_open_to_them(store, officer, case):
    answer, found = looked(store, officer, f"/v1/cases/{case}", Ehcp_Purpose="review")
    assert answer.status_code == 200
    assert found == [
        Row(case, "asha.patel", "caseworker", "read-case", "shown", ORDINARY, "review", tied=False)
    ]


def test_who_has_the_answer_already_has_looked_again(store, officer, case):
    url = f"/v1/cases/{case}/timeline"
    tag = officer.get(url).headers["ETag"]
    again, found = looked(store, officer, url)
    assert (again.status_code, len(found)) == (200, 1)  # of an answer that was kept
    unchanged, found = looked(store, officer, url, If_None_Match=tag)
    assert (unchanged.status_code, len(found)) == (304, 1)
    assert found[0].action == "read-timeline"


def test_a_purpose_that_there_is_not_is_refused(officer, case):
    answer = officer.get(f"/v1/cases/{case}", Ehcp_Purpose="curiosity")
    assert (answer.status_code, answer.get_json()["type"]) == (400, "/problems/bad-purpose")
    assert "casework" in answer.get_json()["title"]


def test_a_list_has_one_row_for_each_child_on_the_page(store, calling, projected):
    caller = calling(role="send-manager", authority=THEIRS)
    mine = [caller.open() for _ in range(3)]
    projected()
    answer, found = looked(store, caller, "/v1/cases?limit=2")
    shown = [item["case_id"] for item in answer.get_json()["items"]]
    assert [row.case for row in found] == shown
    assert len(shown) == 2 and set(shown) < set(mine)
    assert {row.action for row in found} == {"read-caseload"}


def test_a_list_that_shows_nobody_is_a_look_too(store, calling):
    caller = calling(role="send-manager", authority="E99000009")
    answer, found = looked(store, caller, "/v1/appeals")
    assert answer.get_json()["items"] == []
    assert [(row.case, row.action) for row in found] == [(None, "read-all-appeals")]


def test_a_school_looks_at_its_own_and_is_on_record_where_it_is_refused(store, calling, projected):
    ours = record(store, *FINISHED, authority=OURS)
    gone = record(
        store, *FINISHED, SchoolPlaceLeft(on=date(2026, 3, 2), institution=ELM), authority=OURS
    )
    projected()
    caller = calling(role="school-contributor", subject="helen.marsh", school=SCHOOL)
    sees = "education,identity,process,third-party"
    _, found = looked(store, caller, f"/v1/cases/{ours}/plan")
    assert [(row.case, row.outcome, row.sees, row.tied) for row in found] == [
        (str(ours), "shown", sees, True)
    ]
    answer, found = looked(store, caller, f"/v1/cases/{gone}/plan")
    assert answer.status_code == 404
    assert [(row.case, row.outcome, row.sees) for row in found] == [(str(gone), "refused", "")]
    answer, found = looked(store, caller, f"/v1/cases/{ours}/timeline")  # no right to any
    assert answer.status_code == 404
    assert [(row.action, row.outcome) for row in found] == [("read-timeline", "refused")]


def test_what_is_not_there_is_refused_in_the_same_way_and_nothing_tells_them_apart(store, officer):
    nowhere = str(uuid4())
    answer, found = looked(store, officer, f"/v1/cases/{nowhere}")
    assert answer.status_code == 404
    assert [(row.case, row.outcome) for row in found] == [(nowhere, "refused")]


def test_a_wrong_question_shows_nothing_and_is_no_look(store, officer, case):
    answer, found = looked(store, officer, f"/v1/cases/{case}?as-at=yesterday")
    assert (answer.status_code, found) == (422, [])
    before = "/v1/cases/{}?as-known-on=2015-01-01"
    answer, found = looked(store, officer, before.format(case))
    assert (answer.status_code, [row.outcome for row in found]) == (404, ["refused"])


def test_an_alert_is_a_look_at_the_child_it_is_about(store, officer, case, alert, projected):
    projected()
    _, found = looked(store, officer, f"/v1/alerts/{alert}")
    assert [(row.case, row.action) for row in found] == [(case, "read-alerts")]


def test_a_command_is_on_record_by_what_it_did_and_one_refused_shows_how_the_case_stands(
    store, officer, case
):
    done, late = uuid4().hex, uuid4().hex
    note = {"on": "2026-06-02", "text": "A call."}
    url = f"/v1/cases/{case}"
    assert officer.post(f"{url}/note", note, X_Request_Id=done).status_code == 200
    assert rows(store, done) == []
    withdrawn = {"on": "2026-06-02", "body": "x"}
    answer = officer.post(f"{url}/concede-appeal", withdrawn, X_Request_Id=late, If_Match='"1"')
    assert answer.status_code in {409, 412, 422}
    expected = [] if answer.status_code == 422 else [(case, "concede-appeal", "shown")]
    assert [(row.case, row.action, row.outcome) for row in rows(store, late)] == expected


def test_a_warning_of_another_case_of_the_child_is_a_look_at_that(store, calling, projected):
    caller = calling(role="send-manager", authority="E99000008")
    upn = REQUEST | {"child": {**CHILD, "upn": "A123456789012"}}
    first = caller.open(upn)
    projected()
    request_id = uuid4().hex
    answer = caller.post("/v1/cases", upn, X_Request_Id=request_id)
    assert answer.status_code == 201
    warned = [w for w in answer.get_json()["warnings"] if first in w["detail"]]
    assert [row.case for row in rows(store, request_id)] == [first] * bool(warned)
    assert warned


OF_NO_CHILD = {"/v1/changes/kinds"}
"""Needs the right to read of children, and says the same whoever they are."""


def readings(app, about: World) -> Iterator[tuple[str, str, str]]:
    """Yield every GET route that reads of children, with a URL and its action.

    Where it is about advice, that is what is asked of those who advise on health.
    """
    values = values_of(about, about.ours, Role.HEALTH_ADVISER)
    for route in routes(app):
        nobody = {OPEN, "", *NOT_OF_CHILDREN}
        if route.method == "GET" and route.action not in nobody and route.rule not in OF_NO_CHILD:
            (url,) = filled(route.rule, values)
            yield route.rule, url, route.action


def whoever_may(app, store, action: str) -> Iterator[Caller]:
    """Yield somebody in each role that may do this of some case, at their own school or body."""
    for role in (role for role in POLICY if POLICY[role].ever(action)):
        through = POLICY[role].through
        tie = {"school": SCHOOL} if through == "on-roll" else {"body": BODY} if through else {}
        headers = in_role(store, str(role), subject=f"{role}.looking", **tie)
        yield Caller(app.test_client(), headers)


def test_every_reading_there_is_puts_its_look_on_record(app, store, world, projected):  # noqa: F811
    projected()
    unwritten: list[Any] = []
    for rule, url, action in readings(app, world):
        shown = 0
        for caller in whoever_may(app, store, action):
            answer, found = looked(store, caller, url)
            if answer.status_code != 200:
                continue
            shown += 1
            whole = {row.outcome for row in found} == {"shown"}
            about = "<uuid:case>" not in rule or {row.case for row in found} == {str(world.ours)}
            if not (whole and about):
                unwritten.append((rule, caller.headers, found))
        if not shown and ROWS["GET", rule].of is not Of.UPLOAD:  # but to whoever began it
            unwritten.append((rule, "nobody is shown it"))
    assert unwritten == []


def test_where_no_look_can_be_put_on_record_nothing_is_shown(app, store, world, projected):  # noqa: F811
    projected()
    shown = []
    with stopped(store):
        for rule, url, action in readings(app, world):
            answer = next(whoever_may(app, store, action)).get(url)
            body = answer.get_json(silent=True) or {}
            told = (answer.status_code, body.get("type"), sorted(body))
            if told != (503, "/problems/not-on-record", ["detail", "status", "title", "type"]):
                shown.append((rule, *told))
            assert "ETag" not in answer.headers
            assert answer.headers.get("Retry-After") == "2", rule
            assert answer.headers["Cache-Control"] == "no-store"
    assert shown == []


ASKED = {"/v1/searches": {"words": "Zebedee Quillfeather"}}
"""What is asked where a reading is a POST, so that no name stands in a URL."""


def test_a_reading_that_is_a_post_is_no_other(app, store, calling, projected):
    posts = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
        and getattr(app.view_functions[rule.endpoint], "action", None) in set(Reading)
    }
    assert posts == set(ASKED)
    caller = calling(role="send-manager", authority="E99000006")
    case = caller.open()
    projected()
    for rule, body in ASKED.items():
        request_id = uuid4().hex
        assert caller.post(rule, body, X_Request_Id=request_id).status_code == 200
        assert [(row.case, row.outcome) for row in rows(store, request_id)] == [(case, "shown")]
        with stopped(store):
            answer = caller.post(rule, body)
        assert answer.status_code == 503
        assert "Quillfeather" not in answer.text


def test_a_case_is_not_opened_where_what_it_would_warn_of_cannot_be_put_on_record(
    store, calling, projected
):
    caller = calling(role="send-manager", authority="E99000007")
    upn = REQUEST | {"child": {**CHILD, "upn": "A123456789012"}}
    caller.open(upn)
    projected()
    with stopped(store):
        assert caller.post("/v1/cases", upn).status_code == 503
    projected()
    assert len(caller.get("/v1/cases").get_json()["items"]) == 1


def test_a_list_that_forgets_to_say_whom_it_shows_answers_nothing(app, officer):
    endpoint = "lists.read_caseload"
    view = app.view_functions[endpoint]

    def forgetful() -> dict[str, str]:
        return {"child": "Quillfeather"}

    forgetful.action = view.action  # type: ignore[attr-defined]
    app.view_functions[endpoint] = forgetful
    try:
        answer = officer.get("/v1/cases")
    finally:
        app.view_functions[endpoint] = view
    assert answer.status_code == 500
    assert "Quillfeather" not in answer.text


def everything(caller: Caller, url: str) -> list[dict[str, Any]]:
    """Return the items of every page."""
    items: list[dict[str, Any]] = []
    more = ""
    while True:
        page = caller.get(url + more).get_json()
        items += page["items"]
        if page["page"]["next"] is None:
            return items
        more = f"&page={page['page']['next']}"


def test_the_auditor_is_told_who_looked_at_a_child_and_no_word_of_it(officer, calling, case):
    for part in ("", "/deadlines", "/plan"):
        officer.get(f"/v1/cases/{case}{part}")
    school = calling(role="school-contributor")
    school.get(f"/v1/cases/{case}")
    auditor = calling(role="auditor")
    found = everything(auditor, f"/v1/cases/{case}/looks?limit=2")
    told = [(item["person"], item["action"], item["outcome"]) for item in reversed(found)]
    assert told[:4] == [
        ("asha.patel", "read-case", "shown"),
        ("asha.patel", "read-deadlines", "shown"),
        ("asha.patel", "read-plan", "shown"),
        ("school-contributor", "read-case", "refused"),
    ]
    assert set(told[4:]) <= {("auditor", "read-looks", "shown")}  # the latest comes after a page
    again = everything(auditor, f"/v1/cases/{case}/looks")
    assert {item["person"] for item in again} >= {"auditor"}
    assert {UUID(item["case"]) for item in found} == {UUID(case)}
    assert auditor.get(f"/v1/cases/{case}").status_code == 404
    assert auditor.get(f"/v1/cases/{uuid4()}/looks").status_code == 404


def test_the_manager_is_told_what_somebody_looked_at_between_two_days(calling, officer, case):
    officer.get(f"/v1/cases/{case}/plan")
    manager = calling(role="send-manager")
    found = everything(manager, "/v1/looks?person=asha.patel")
    assert (found[0]["case"], found[0]["action"]) == (case, "read-plan")
    assert {item["person"] for item in found} == {"asha.patel"}
    assert found[0]["field_classes"] == ORDINARY.split(",")
    assert everything(manager, "/v1/looks?person=asha.patel&to=2020-01-01") == []
    assert everything(manager, "/v1/looks?person=nobody.at.all") == []
    assert len(everything(manager, "/v1/looks?person=asha.patel&from=2020-01-01")) >= len(found)
    assert officer.get("/v1/looks").status_code == 404


def test_a_page_of_one_report_is_none_of_another(calling, officer, case):
    for _ in range(3):
        officer.get(f"/v1/cases/{case}")
    auditor = calling(role="auditor")
    page = auditor.get(f"/v1/cases/{case}/looks?limit=1").get_json()["page"]["next"]
    assert auditor.get(f"/v1/looks?person=asha.patel&page={page}").status_code == 422
