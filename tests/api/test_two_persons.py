"""What needs two persons: one asks, another approves it, and nobody does both."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from ehcp.api.app import create_app
from ehcp.application.cases import Asked, Cases
from ehcp.application.deciding.proposals import Proposals
from ehcp.application.keeping.users import NewRole, RoleOver, Users
from ehcp.application.rights import Role
from ehcp.domain.command import Refused
from ehcp.domain.entry import Recorder
from ehcp.domain.events.ceasing import CeaseDecided, CeaseGround
from ehcp.domain.proposals import NOT_APPROVED
from ehcp.domain.users import stream_of
from tests.api.conftest import (
    OURS,
    RECORDER,
    THEIRS,
    TODAY,
    Caller,
)
from tests.api.test_people import ADDRESS, RESTRICT
from tests.domain.ordinary_case import FINISHED
from tests.projections.histories import record

DECIDED = CeaseDecided(on=date(2026, 1, 5), ground=CeaseGround.PLAN_NOT_NECESSARY, reasons="R.")
CEASE = {"on": "2026-06-15"}


@pytest.fixture
def asha(people):
    return people()


@pytest.fixture
def brian(people):
    return people()


@pytest.fixture
def ceasable(store) -> str:
    """A case whose plan may end: it was decided in January, and nobody appealed."""
    return str(record(store, *FINISHED, DECIDED, authority=OURS))


def version(caller: Caller, case: str) -> str:
    return str(caller.get(f"/v1/cases/{case}").headers["ETag"])


def cease(caller: Caller, case: str, **headers: str):
    return caller.post(
        f"/v1/cases/{case}/cease-plan", CEASE, If_Match=version(caller, case), **headers
    )


def approve(caller: Caller, proposal: str, reasons: str = "I have read the file.", **headers: str):
    tag = caller.get(f"/v1/proposals/{proposal}").headers.get("ETag", '"1"')
    headers = {"If_Match": tag, **headers}
    return caller.post(f"/v1/proposals/{proposal}/approve", {"reasons": reasons}, **headers)


def at(services, caller: Caller, day: date) -> Caller:
    """Return the same person on a day."""
    app = create_app(replace(services, cases=Cases(services.cases.store, lambda: day)))
    return Caller(app.test_client(), caller.headers)


def in_force(caller: Caller, case: str) -> bool:
    answer = caller.get(f"/v1/cases/{case}/plan").get_json()
    return answer["plan"] is not None


def test_one_asks_and_another_approves_and_the_record_names_both(asha, brian, ceasable):
    answer = cease(asha, ceasable)
    assert answer.status_code == 202
    proposed = answer.get_json()
    id_ = proposed.pop("proposal")
    assert proposed == {
        "action": "cease-plan",
        "case": ceasable,
        "state": "open",
        "last_day": "2026-06-29",
        "approve": f"/v1/proposals/{id_}/approve",
    }
    assert answer.headers["Location"] == f"/v1/proposals/{id_}"
    assert in_force(asha, ceasable)

    shown = brian.get(f"/v1/proposals/{id_}").get_json()
    assert (shown["wish"], shown["may_approve"], shown["because"]) == (CEASE, True, None)
    before = shown["case_version"]
    done = approve(brian, id_)
    assert done.status_code == 200, done.get_json()
    assert done.get_json()["case_version"] == before + 2
    assert done.headers["ETag"] == f'"{before + 2}"'
    assert not in_force(asha, ceasable)

    items = asha.get(f"/v1/cases/{ceasable}/timeline").get_json()["items"]
    ceased, agreed = items[-2:]
    assert ceased["event"] == "plan-ceased"
    assert agreed["event"] == "two-persons-agreed"
    assert agreed["details"]["proposed_by"] == asha.subject
    assert agreed["details"]["approved_by"] == brian.subject
    assert agreed["details"]["action"] == "cease-plan"
    assert agreed["details"]["proposal"] == id_
    after = brian.get(f"/v1/proposals/{id_}").get_json()
    assert (after["state"], after["decided_by"]) == ("approved", brian.subject)
    assert after["decided_because"] == "I have read the file."


def test_nobody_approves_or_rejects_their_own(asha, ceasable):
    id_ = cease(asha, ceasable).get_json()["proposal"]
    shown = asha.get(f"/v1/proposals/{id_}").get_json()
    assert shown["may_approve"] is False
    assert "own proposal" in shown["because"]
    for answer in (
        approve(asha, id_),
        asha.post(f"/v1/proposals/{id_}/reject", {"reasons": "No."}),
    ):
        assert answer.status_code == 409
        assert answer.get_json()["type"] == "/problems/two-persons-needed"
    assert in_force(asha, ceasable)


def test_not_by_another_role_or_another_account_either(people, store, ceasable):
    one = people(name="Dora Quill")
    id_ = cease(one, ceasable).get_json()["proposal"]
    users = Users(store, lambda: TODAY)
    asked = Asked(by=RECORDER, command_id=uuid4())
    users.give(OURS, stream_of(OURS, one.subject), NewRole(role=Role.SEND_MANAGER), asked)
    same_name = people("send-manager", name="dora  QUILL")
    made_by_them = people("send-manager", by=one.subject)
    for who in (one, same_name, made_by_them):
        assert approve(who, id_).get_json()["type"] == "/problems/two-persons-needed"
    maker = f"m{uuid4().hex}"
    puppet = people(by=maker)
    again = cease(puppet, ceasable).get_json()["proposal"]
    assert approve(people(subject=maker), again).status_code == 409
    assert in_force(one, ceasable)


def test_who_has_no_right_to_it_or_is_of_another_authority_decides_nothing(people, asha, ceasable):
    id_ = cease(asha, ceasable).get_json()["proposal"]
    preparer = people("tribunal-preparer")
    shown = preparer.get(f"/v1/proposals/{id_}").get_json()
    assert (shown["wish"], shown["may_approve"]) == (None, False)
    assert approve(preparer, id_).status_code == 404
    theirs = people(authority=THEIRS)
    assert theirs.get(f"/v1/proposals/{id_}").status_code == 404
    assert approve(theirs, id_).status_code == 404
    for role in ("panel-member", "support", "authority-administrator", "school-contributor"):
        if role != "school-contributor":
            assert people(role).get(f"/v1/proposals/{id_}").status_code == 404
    auditor = people("auditor").get(f"/v1/proposals/{id_}")
    assert auditor.get_json()["wish"] is None


def test_it_is_decided_anew_on_the_case_as_it_stands(asha, brian, ceasable):
    id_ = cease(asha, ceasable).get_json()["proposal"]
    url = f"/v1/proposals/{id_}/approve"
    old = brian.get(f"/v1/proposals/{id_}").headers["ETag"]
    assert brian.post(url, {"reasons": "Yes."}).status_code == 428
    aside = {"on": "2026-06-14", "by": "own-decision", "reasons": "We think again."}
    set_aside = f"/v1/cases/{ceasable}/set-cease-aside"
    assert asha.post(set_aside, aside, If_Match=old).status_code == 200
    stale = brian.post(url, {"reasons": "Yes."}, If_Match=old)
    assert stale.status_code == 412
    refused = approve(brian, id_)
    assert refused.status_code == 409
    assert refused.get_json()["type"] == "/problems/not-decided-to-cease"
    assert brian.get(f"/v1/proposals/{id_}").get_json()["state"] == "open"
    assert in_force(asha, ceasable)


def test_what_the_law_refuses_is_not_even_proposed(asha, store):
    case = str(record(store, *FINISHED, authority=OURS))
    answer = cease(asha, case)
    assert answer.status_code == 409
    assert answer.get_json()["type"] == "/problems/not-decided-to-cease"


def test_sent_again_it_is_proposed_once_and_done_once(asha, brian, ceasable):
    tag, key = version(asha, ceasable), uuid4().hex
    url = f"/v1/cases/{ceasable}/cease-plan"
    first = asha.post(url, CEASE, If_Match=tag, Idempotency_Key=key)
    again = asha.post(url, CEASE, If_Match=tag, Idempotency_Key=key)
    assert (first.status_code, again.status_code) == (202, 202)
    assert again.get_json() == first.get_json()
    other = asha.post(url, {"on": "2026-06-14"}, If_Match=tag, Idempotency_Key=key)
    assert other.status_code == 422
    note = {"on": "2026-06-14", "text": "A note."}
    noted = asha.post(f"/v1/cases/{ceasable}/note", note, Idempotency_Key=key)
    assert noted.status_code == 422
    id_ = first.get_json()["proposal"]
    done = approve(brian, id_, If_Match=tag, Idempotency_Key="approve-it")
    assert done.status_code == 200
    repeated = approve(brian, id_, If_Match=tag, Idempotency_Key="approve-it")
    assert repeated.get_json() == done.get_json()
    assert approve(brian, id_).get_json()["type"] == "/problems/proposal-not-open"
    late = asha.post(url, CEASE, If_Match=tag, Idempotency_Key=key)
    assert (late.status_code, late.get_json()["state"]) == (202, "approved")


def test_it_is_rejected_with_reasons_or_taken_back_and_then_done_by_nobody(
    people, asha, brian, ceasable
):
    first, second = (cease(asha, ceasable).get_json()["proposal"] for _ in range(2))
    assert brian.post(f"/v1/proposals/{first}/reject", {"reasons": " "}).status_code == 409
    rejected = brian.post(f"/v1/proposals/{first}/reject", {"reasons": "An appeal may come."})
    assert rejected.status_code == 200
    assert brian.post(f"/v1/proposals/{second}/withdraw", {}).get_json()["type"] == (
        "/problems/not-your-proposal"
    )
    assert asha.post(f"/v1/proposals/{second}/withdraw", {}).status_code == 200
    for id_ in (first, second):
        assert approve(people(), id_).get_json()["type"] == "/problems/proposal-not-open"
    assert in_force(asha, ceasable)


def test_after_fourteen_days_it_has_lapsed(services, asha, brian, ceasable):
    id_ = cease(asha, ceasable).get_json()["proposal"]
    for day, status in ((date(2026, 6, 30), 409), (date(2026, 6, 29), 200)):
        answer = approve(at(services, brian, day), id_)
        assert answer.status_code == status, answer.get_json()


def test_whose_role_has_ended_has_proposed_nothing(store, asha, brian, ceasable):
    id_ = cease(asha, ceasable).get_json()["proposal"]
    users, asked = Users(store, lambda: TODAY), Asked(by=RECORDER, command_id=uuid4())
    users.end(OURS, stream_of(OURS, asha.subject), RoleOver(place=2), asked)
    assert approve(brian, id_).get_json()["type"] == "/problems/proposer-has-no-right"


def test_a_plan_is_not_ended_alone_by_striking_out_its_entry(asha, brian, ceasable):
    items = asha.get(f"/v1/cases/{ceasable}/timeline").get_json()["items"]
    plan = next(item["place"] for item in items if item["event"] == "final-plan-issued")
    wrong = {"on": "2026-06-15", "entry": plan, "why": "A slip."}
    url = f"/v1/cases/{ceasable}/strike-out-entry"
    answer = asha.post(url, wrong, If_Match=version(asha, ceasable))
    assert answer.status_code == 202
    assert in_force(asha, ceasable)
    assert approve(brian, answer.get_json()["proposal"]).status_code == 200
    assert not in_force(asha, ceasable)


def test_striking_out_anything_else_needs_one(asha, ceasable):
    note = {"on": "2026-06-14", "text": "A note."}
    asha.post(f"/v1/cases/{ceasable}/note", note)
    place = asha.get(f"/v1/cases/{ceasable}/timeline").get_json()["items"][-1]["place"]
    wrong = {"on": "2026-06-15", "entry": place, "why": "A slip."}
    url = f"/v1/cases/{ceasable}/strike-out-entry"
    assert asha.post(url, wrong, If_Match=version(asha, ceasable)).status_code == 200


def test_a_restriction_is_not_lifted_alone_and_its_reasons_are_for_those_who_see_it(
    people, asha, ceasable
):
    url = f"/v1/cases/{ceasable}"
    done = asha.post(f"{url}/restrict-address", RESTRICT, If_Match=version(asha, ceasable))
    assert done.status_code == 200
    place = asha.get(f"{url}/timeline").get_json()["items"][-1]["place"]
    lift = {"on": "2026-06-15", "restriction": place, "reasons": f"They have left {ADDRESS}."}
    answer = asha.post(f"{url}/lift-address-restriction", lift, If_Match=version(asha, ceasable))
    assert answer.status_code == 202
    id_ = answer.get_json()["proposal"]
    assert "Quiet Lane" not in asha.get(f"/v1/proposals/{id_}").text
    manager = people("send-manager")
    assert manager.get(f"/v1/proposals/{id_}").get_json()["wish"] == lift
    strike = {"on": "2026-06-15", "entry": place, "why": "A slip."}
    struck = asha.post(f"{url}/strike-out-entry", strike, If_Match=version(asha, ceasable))
    assert struck.status_code == 202
    assert approve(manager, id_).status_code == 200
    restricted = asha.get(url).get_json()["people"][0]["address_restricted"]
    assert restricted is False


def test_they_are_listed_by_where_they_stand(people, asha, ceasable, projected):
    first, second = (cease(asha, ceasable).get_json()["proposal"] for _ in range(2))
    asha.post(f"/v1/proposals/{second}/withdraw", {})
    projected()
    manager = people("send-manager")

    def listed(query: str) -> dict[str, str]:
        items, page = [], ""
        while page is not None:
            answer = manager.get(f"/v1/proposals?limit=3{query}{page and f'&page={page}'}")
            assert answer.status_code == 200, answer.get_json()
            items += answer.get_json()["items"]
            page = answer.get_json()["page"]["next"]
        return {item["id"]: item["state"] for item in items}

    assert listed("")[first] == "open"
    assert listed("")[second] == "withdrawn"
    assert first in listed("&state=open")
    assert second not in listed("&state=open")
    assert set(listed("&state=withdrawn").values()) == {"withdrawn"}


def test_an_export_is_approved_by_another_and_carried_out_once(people, services):
    preparer, manager, officer = people("tribunal-preparer"), people("send-manager"), people()
    wish = {"action": "bulk-export", "reasons": "For the tribunal."}
    assert officer.post("/v1/proposals", wish).status_code == 404
    answer = preparer.post("/v1/proposals", wish)
    assert answer.status_code == 202
    id_ = UUID(answer.get_json()["proposal"])
    here, asked = Proposals(services.cases), by(preparer.subject)
    with pytest.raises(Refused) as refused:
        here.carry_out(OURS, id_, "bulk-export", asked)
    assert refused.value.refusal is NOT_APPROVED
    assert officer.post(f"/v1/proposals/{id_}/approve", {"reasons": "Y"}).status_code == 404
    assert manager.post(f"/v1/proposals/{id_}/approve", {"reasons": "Y"}).status_code == 200
    assert here.carry_out(OURS, id_, "bulk-export", asked).action == "bulk-export"
    with pytest.raises(Refused) as refused:
        here.carry_out(OURS, id_, "bulk-export", by(preparer.subject))
    assert refused.value.refusal is NOT_APPROVED


def by(subject: str) -> Asked:
    who = Recorder(subject=subject, role="tribunal-preparer", organisation="Larkmere Council")
    return Asked(by=who, command_id=uuid4())
