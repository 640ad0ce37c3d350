"""The personal budget over HTTP, on both time axes."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from ehcp.domain.entry import Source
from tests.api.conftest import OURS, RECORDER
from tests.domain.budget_case import BUDGET, PAID, PAYMENT


@pytest.fixture
def paid(store) -> str:
    """A case with a budget of two lines, one of which is paid from 2 June 2025."""
    case = uuid4()
    store.append(
        OURS, case, 0, PAID, by=RECORDER, source=Source.PORTAL, command_id=uuid4(),
        body_hash=b"paid",
    )  # fmt: skip
    return str(case)


def read(caller, case, query=""):
    answer = caller.get(f"/v1/cases/{case}/budgets{query}")
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()


def test_the_budget_is_read_with_its_lines_totals_and_payments(officer, paid):
    body = read(officer, paid, "?as-at=2025-07-01")
    assert body["budget"]["place"] == BUDGET
    assert [(line["id"], line["amount"]) for line in body["budget"]["lines"]] == [
        ("l1", "62.50"),
        ("l2", "400.00"),
    ]
    assert [(total["mechanism"], total["a_year"]) for total in body["budget"]["totals"]] == [
        ("direct-payment", "2437.50"),
        ("notional-arrangement", "1200.00"),
    ]
    (payment,) = body["payments"]
    assert (payment["place"], payment["standing"]) == (PAYMENT, "running")
    assert (payment["amount"], payment["consented"]) == ("62.50", ["2025-05-20", "2025-05-20"])
    (review,) = body["reviews_due"]
    assert (review["limit"], review["due"]) == ("direct-payment-review-first", "2025-09-02")


def test_the_budget_is_read_as_it_stood_on_a_day(officer, paid):
    before = read(officer, paid, "?as-at=2025-05-12")
    assert (before["budget"], before["payments"]) == (None, [])
    agreed = read(officer, paid, "?as-at=2025-05-15")
    assert agreed["budget"]["lines"] == []
    assert agreed["payments"][0]["standing"] == "agreed"


def test_the_budget_is_read_as_it_was_known(officer, paid):
    believed = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    strike = {"on": "2025-07-01", "entry": BUDGET, "why": "It was another child's."}
    version = f'"{read(officer, paid)["version"]}"'
    answer = officer.post(f"/v1/cases/{paid}/strike-out-entry", strike, If_Match=version)
    assert answer.status_code == 200, answer.get_json()
    assert read(officer, paid)["budget"] is None
    then = read(officer, paid, f"?as-known-on={believed}")
    assert then["budget"]["place"] == BUDGET


def test_who_may_read_the_plan_may_read_the_budget(calling, paid):
    for role in ("caseworker", "send-manager", "panel-member", "tribunal-preparer"):
        assert read(calling(role=role), paid)["budget"] is not None
    for role in ("school-contributor", "auditor", "support"):
        assert calling(role=role).get(f"/v1/cases/{paid}/budgets").status_code == 404


def test_a_line_with_a_fraction_of_a_penny_is_refused(officer, paid):
    line = {
        "id": "l1", "text": "A tutor", "stream": "education", "mechanism": "notional-arrangement",
        "amount": "1.005", "period": "week", "starts": str(date(2025, 6, 2)),
        "provision": ["f1"], "reckoned": "As asked.", "suffices": True,
    }  # fmt: skip
    body = {"on": "2025-07-01", "lines": [line]}
    version = f'"{read(officer, paid)["version"]}"'
    answer = officer.post(f"/v1/cases/{paid}/prepare-personal-budget", body, If_Match=version)
    assert answer.status_code == 409
    assert answer.get_json()["type"].endswith("not-pounds-and-pence")
