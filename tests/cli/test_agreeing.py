"""`ehcp proposals` and `ehcp break-glass`: decided with a sign-in, and never by one alone."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from ehcp.application import clock
from ehcp.application.cases import Asked, Cases
from ehcp.application.deciding.emergencies import Emergencies
from ehcp.application.deciding.proposals import Proposals
from ehcp.domain.commands.ending.ending import CeasePlan
from ehcp.domain.entry import Recorder
from ehcp.domain.events.ceasing import CeaseDecided, CeaseGround
from ehcp.projections.projector import Projector
from ehcp.store.cases import Store
from tests.cli.conftest import AUTHORITY
from tests.domain.ordinary_case import FINISHED
from tests.projections.histories import record

DECIDED = CeaseDecided(on=date(2026, 1, 5), ground=CeaseGround.PLAN_NOT_NECESSARY, reasons="R.")
PEOPLE = {
    "asha": ("Asha Patel", "caseworker"),
    "asha.admin": ("Asha Patel", "send-manager"),
    "brian": ("Brian Oduya", "send-manager"),
    "carol": ("Carol Finch", "auditor"),
}


@pytest.fixture
def place(ehcp, database_url, monkeypatch):
    """An authority with its people, a case whose plan may end, and who is signed in."""
    monkeypatch.setenv("EHCP_DEVELOPMENT_KEY", "a-key-of-tests-that-signs-nothing-real-01234")
    ehcp("authority", "add", AUTHORITY, "Larkmere Council")
    for subject, (name, role) in PEOPLE.items():
        ehcp("person", "add", subject, name, "Larkmere Council")
        ehcp("person", "role", subject, role, "--since", "2025-01-01")

    def as_(subject: str) -> None:
        monkeypatch.setenv("EHCP_TOKEN", ehcp("token", subject).strip())

    with Store(database_url) as store:
        yield store, record(store, *FINISHED, DECIDED, authority=AUTHORITY), as_


def by(subject: str, role: str = "caseworker") -> Asked:
    who = Recorder(subject=subject, role=role, organisation="Larkmere Council")
    return Asked(by=who, command_id=uuid4(), alone=True)


def proposed(store: Store, case: UUID) -> UUID:
    cases = Cases(store, clock.today)
    found = Proposals(cases).propose(AUTHORITY, case, CeasePlan(on=clock.today()), by("asha"))
    Projector(store, clock.today).catch_up()
    return found


def test_a_proposal_is_approved_by_another_who_is_signed_in(ehcp, place, monkeypatch):
    store, case, as_ = place
    id_ = proposed(store, case)
    (line,) = ehcp("proposals", "list", "--state", "open", "--json")
    assert (line["id"], line["action"], line["proposed_by"]) == (str(id_), "cease-plan", "asha")
    version = ehcp("proposals", "show", id_, "--json")["case_version"]
    approve = ("proposals", "approve", id_, "--reasons", "I have read it.")
    at = ("--version", version)
    monkeypatch.delenv("EHCP_TOKEN", raising=False)
    assert "Who are you?" in ehcp(*approve, *at, status=2)
    for alone in ("asha", "asha.admin"):
        as_(alone)
        assert "Two persons agree" in ehcp(*approve, *at, status=1)
    as_("carol")
    assert "not for you" in ehcp(*approve, *at, status=1)
    as_("brian")
    assert "Give --version" in ehcp(*approve, status=2)
    assert "at version" in ehcp(*approve, "--version", version - 1, status=1)
    done = ehcp(*approve, *at, "--json")
    assert (done["state"], done["case_version"]) == ("approved", version + 2)
    assert Cases(store, clock.today).case(AUTHORITY, case).plan_in_force is None
    assert "decided, withdrawn or done" in ehcp(*approve, *at, status=1)


def test_a_proposal_is_rejected_or_taken_back(ehcp, place):
    store, case, as_ = place
    first, second = proposed(store, case), proposed(store, case)
    as_("brian")
    reject = ("proposals", "reject", first, "--reasons", "An appeal may come.")
    assert "rejected" in ehcp(*reject)
    assert "Only whoever proposed it" in ehcp("proposals", "withdraw", second, status=1)
    as_("asha")
    assert "withdrawn" in ehcp("proposals", "withdraw", second)
    assert "no such thing" in ehcp("proposals", "show", uuid4(), status=1)


def test_a_case_opened_in_an_emergency_is_reviewed_by_another_who_is_signed_in(ehcp, place):
    store, case, as_ = place
    here = Emergencies(Cases(store, clock.today), clock.now)
    reason = "The child is missing since noon."
    id_ = here.open(AUTHORITY, case, reason, by("asha")).id
    Projector(store, clock.today).catch_up()
    (line,) = ehcp("break-glass", "list", "--unreviewed", "--json")
    assert (line["id"], line["subject"], line["overdue"]) == (str(id_), "asha", False)
    assert reason not in ehcp("break-glass", "list")
    review = ("break-glass", "review", id_, "justified", "--remarks", "The police had asked.")
    as_("asha.admin")
    assert "second person" in ehcp(*review, status=1)
    as_("carol")
    assert "not for you" in ehcp(*review, status=1)
    as_("brian")
    assert "justified" in ehcp(*review)
    assert "looked at this already" in ehcp(*review, status=1)
