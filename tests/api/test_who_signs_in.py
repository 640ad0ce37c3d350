"""People and their roles over HTTP: for an authority's administrators, with effect at once."""

from uuid import uuid4

import pytest

from tests.api.conftest import OURS, REQUEST, THEIRS, Caller, signed_in

HELEN = {"subject": "helen.marsh", "name": "Helen Marsh", "organisation": "Brookfield School"}


@pytest.fixture
def administrator(calling):
    return calling(role="authority-administrator")


@pytest.fixture
def somebody(app, administrator):
    """Somebody who was added and has no role, and where they are read."""
    subject = f"somebody-{uuid4().hex[:8]}"
    added = administrator.post("/v1/people", {**HELEN, "subject": subject})
    assert added.status_code == 201, added.get_json()
    return Caller(app.test_client(), signed_in(OURS, subject)), added.headers["Location"]


def give(administrator, url, role, **more):
    given = administrator.post(f"{url}/give-role", {"role": role, **more})
    assert given.status_code == 200, given.get_json()
    return given.get_json()["version"]


def test_somebody_without_a_role_may_do_nothing(somebody):
    they, _ = somebody
    assert they.get("/v1/cases").status_code == 404
    assert they.get("/v1/settings").status_code == 404


def test_a_role_works_from_the_next_call_on_and_ends_with_the_next(administrator, somebody):
    they, url = somebody
    place = give(administrator, url, "caseworker")
    assert they.get("/v1/cases").status_code == 200
    case = they.open()
    ended = administrator.post(f"{url}/end-role", {"place": place}, If_Match=f'"{place}"')
    assert ended.status_code == 200
    assert they.get("/v1/cases").status_code == 404
    assert they.get(f"/v1/cases/{case}").status_code == 404
    assert they.post("/v1/cases", REQUEST).status_code == 404


def test_what_is_recorded_names_the_role_in_which_it_was_done(administrator, somebody, officer):
    they, url = somebody
    give(administrator, url, "auditor")
    give(administrator, url, "send-manager")
    timeline = officer.get(f"/v1/cases/{they.open()}/timeline").get_json()["items"]
    assert {item["recorded_by"]["role"] for item in timeline} == {"send-manager"}
    assert {item["recorded_by"]["organisation"] for item in timeline} == {"Brookfield School"}


def test_everybody_who_signs_in_is_listed_with_their_roles(administrator, somebody, projected):
    _, url = somebody
    give(administrator, url, "school-contributor", school="990001", until="2026-07-31")
    projected()
    one = administrator.get(url).get_json()
    assert one["roles"] == [
        {
            "place": 2, "role": "school-contributor", "since": "2026-06-15",
            "until": "2026-07-31", "school": "990001", "body": None, "ended": False,
            "holds": True,
        }
    ]  # fmt: skip
    items, page = [], ""
    while page is not None:
        token = f"&page={page}" if page else ""
        answer = administrator.get(f"/v1/people?limit=1{token}").get_json()
        items += answer["items"]
        page = answer["page"]["next"]
    assert one in items
    assert [item["subject"] for item in items] == sorted(item["subject"] for item in items)


@pytest.mark.usefixtures("somebody")
def test_a_page_token_names_nobody(administrator, projected):
    projected()
    token = administrator.get("/v1/people?limit=1").get_json()["page"]["next"]
    assert token
    assert "somebody" not in token


def test_another_authority_sees_and_changes_none_of_them(calling, somebody, projected):
    _, url = somebody
    projected()
    theirs = calling(role="authority-administrator", authority=THEIRS)
    assert theirs.get(url).status_code == 404
    assert theirs.post(f"{url}/give-role", {"role": "auditor"}).status_code == 404
    assert url.rsplit("/", 1)[1] not in theirs.get("/v1/people").text


def test_nobody_gives_a_role_to_themselves(administrator, projected):
    projected()
    items = administrator.get("/v1/people?limit=200").get_json()["items"]
    (own,) = [item for item in items if item["subject"] == "authority-administrator"]
    url = f"/v1/people/{own['id']}"
    for act, body in (("give-role", {"role": "send-manager"}), ("end-role", {"place": 2})):
        answer = administrator.post(f"{url}/{act}", body)
        assert answer.status_code == 409
        assert answer.get_json()["type"].endswith("role-of-ones-own")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"role": "root"}, "role"),
        ({"role": "school-contributor"}, "school"),
        ({"role": "health-adviser"}, "body"),
        ({"role": "caseworker", "school": "990001"}, "school"),
        ({"role": "caseworker", "until": "2020-01-01"}, "until"),
        ({"role": "caseworker", "authority": "E99000002"}, "authority"),
    ],
)
def test_a_role_that_cannot_be_is_refused_with_its_field(administrator, somebody, body, field):
    answer = administrator.post(f"{somebody[1]}/give-role", body)
    assert answer.status_code == 422
    assert field in answer.text


def test_who_is_there_already_is_not_added_again_but_a_repetition_is_answered(administrator):
    new = {**HELEN, "subject": f"once-{uuid4().hex[:8]}"}
    key = {"Idempotency-Key": uuid4().hex}
    first = administrator.post("/v1/people", new, **key)
    assert administrator.post("/v1/people", new, **key).get_json() == first.get_json()
    again = administrator.post("/v1/people", new)
    assert again.status_code == 409
    assert again.get_json()["type"].endswith("person-added-already")


def test_a_role_given_twice_is_refused_and_a_repetition_is_answered(administrator, somebody):
    key = {"Idempotency-Key": uuid4().hex}
    give_role = f"{somebody[1]}/give-role"
    first = administrator.post(give_role, {"role": "auditor"}, **key)
    assert administrator.post(give_role, {"role": "auditor"}, **key).data == first.data
    assert administrator.post(give_role, {"role": "auditor"}).status_code == 409
    stale = administrator.post(give_role, {"role": "support"}, If_Match='"1"')
    assert stale.status_code == 412


def test_a_case_is_no_person(administrator, case):
    assert administrator.get(f"/v1/people/{case}").status_code == 404
    assert (
        administrator.post(f"/v1/people/{case}/give-role", {"role": "auditor"}).status_code == 404
    )


def test_a_person_is_no_case(officer, somebody):
    assert officer.get(f"/v1/cases/{somebody[1].rsplit('/', 1)[1]}").status_code == 404
