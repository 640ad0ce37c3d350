"""What a request may say of where it is read; the standby itself is in tests/chaos."""

import pytest


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ({"Ehcp_Read": "standby"}, "no-standby"),
        ({"Ehcp_Read": "elsewhere"}, "bad-read"),
        ({"Ehcp_Read": "primary", "Ehcp_After": "-1"}, "bad-after"),
        ({"Ehcp_Read": "primary", "Ehcp_After": "9" * 30}, "bad-after"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_to_do(officer, case, asked, kind):
    answer = officer.get(f"/v1/cases/{case}", **asked)
    assert (answer.status_code, answer.get_json()["type"]) == (400, f"/problems/{kind}")


def test_the_primary_may_be_asked_for_by_name(officer, case):
    answer = officer.get(f"/v1/cases/{case}", Ehcp_Read="primary")
    assert (answer.status_code, answer.headers["Ehcp-Read"]) == (200, "primary")
