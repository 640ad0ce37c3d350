from uuid import uuid4

import pytest

from tests.api.conftest import THEIRS

ACTS = [
    ("acknowledge", {}),
    ("assign", {"to": "tom.greene"}),
    ("escalate", {"to": "ruth.okafor", "reasons": "No advice has come."}),
]


@pytest.mark.parametrize(("name", "body"), ACTS)
def test_an_alert_keeps_what_was_done_about_it(officer, alert, projected, name, body):
    answer = officer.post(f"/v1/alerts/{alert}/{name}", body)
    assert (answer.status_code, answer.get_json()["version"]) == (200, 2)
    assert answer.headers["ETag"] == '"2"'
    projected()
    kept = officer.get(f"/v1/alerts/{alert}").get_json()
    assert kept["version"] == 2
    assert {
        "acknowledge": kept["acknowledged_by"] == "asha.patel",
        "assign": kept["assigned_to"] == "tom.greene",
        "escalate": kept["escalated_to"] == "ruth.okafor",
    }[name]


def test_it_is_done_once_however_often_it_is_sent(officer, alert):
    url, key = f"/v1/alerts/{alert}/acknowledge", uuid4().hex
    answers = [officer.post(url, {}, Idempotency_Key=key) for _ in range(2)]
    assert [answer.get_json()["version"] for answer in answers] == [2, 2]


@pytest.mark.parametrize("act", ACTS)
def test_an_alert_that_is_not_there_is_a_404(officer, calling, case, alert, act):
    name, body = act
    there = [
        officer.post(f"/v1/alerts/{uuid4()}/{name}", body),
        officer.post(f"/v1/alerts/{case}/{name}", body),
        calling(authority=THEIRS).post(f"/v1/alerts/{alert}/{name}", body),
        calling(role="auditor").post(f"/v1/alerts/{alert}/{name}", body),
        officer.get(f"/v1/alerts/{uuid4()}"),
    ]
    assert [answer.status_code for answer in there] == [404] * 5


@pytest.mark.parametrize("body", [{}, {"to": " "}, {"to": 7}, {"to": "x", "by": "y"}])
def test_an_alert_is_assigned_to_somebody(officer, alert, body):
    assert officer.post(f"/v1/alerts/{alert}/assign", body).status_code == 422


def test_a_stale_alert_is_a_412(officer, alert):
    answer = officer.post(f"/v1/alerts/{alert}/acknowledge", {}, If_Match='"7"')
    assert (answer.status_code, answer.get_json()["current_version"]) == (412, 1)
    assert answer.get_json()["title"] == "The alert has changed since you read it."
