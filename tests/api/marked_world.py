"""What the walk over all answers asks about: a case, and all that stands beside it.

Alerts, what is proposed, what was opened in an emergency, documents, drafts, links and webhooks,
each with texts that say what they are.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from ehcp.api.services import Services
from ehcp.application.deciding.proposed import wished
from ehcp.documents.record import Document, Holds
from ehcp.documents.uploads import Uploads
from ehcp.domain.commands.people.people import LiftAddressRestriction
from ehcp.domain.commands.record import CorrectEntry
from ehcp.domain.entry import Source
from ehcp.domain.event import Event
from ehcp.domain.events.alert import AlertEscalated, AlertRaised
from ehcp.domain.events.assessment import AdviceReceived
from ehcp.domain.events.emergency import Finding, GlassBroken, GlassReviewed
from ehcp.domain.events.proposals import ActionProposed, ProposalRejected
from ehcp.domain.users import stream_of
from ehcp.projections.projector import Projector
from ehcp.scheduler.following.fanout import Fanout
from ehcp.store.cases import Store
from tests.api.conftest import ASHA, OURS, RECORDER, SERVICE, TODAY, in_role
from tests.api.every_route import account, calendar, webhook
from tests.api.marked_life import HIDDEN, ON, Life, everything, marked, one_of, under_way
from tests.documents.files import chunk, png
from tests.documents.sending import announced, filed, uploads
from tests.projections.histories import record


class World(NamedTuple):
    """What is asked about: the case, and one with every event in it.

    `values` are what stands in addresses, `known` what commands may name that is there.
    """

    case: UUID
    every: UUID
    values: dict[str, list[Any]]
    known: dict[str, Any]


def world_of(store: Store, services: Services) -> World:
    """Return a world in a store."""
    life = under_way()
    case = record(store, *life.events, authority=OURS)
    every = record(store, *everything(), authority=OURS)
    alert = record(store, *alerted(case), authority=OURS, source=Source.SYSTEM)
    proposals = [record(store, *told, authority=OURS) for told in proposed(case, life)]
    emergency = record(store, *opened(case), authority=OURS)
    in_role(store, "authority-administrator", subject="somebody")
    hook = webhook(store)
    assert services.filing is not None
    sending = uploads(store, services.filing, OURS, case, RECORDER)
    begun = sending.begin(announced(png(), "canary-of-nobody.png"))
    heard = filed_of(sending, Holds.PROCESS, "canary-health")
    known = {"kind": "c", "from_body": SERVICE, "of": life.answered["c"]}
    told = marked(one_of(AdviceReceived, on=ON, **known), own="own-health-adviser")
    record(store, told, case=case, authority=OURS, documents=(heard.hash,))
    values = {
        "case": [case],
        "alert": [alert],
        "document": [
            heard.id,
            *(filed_of(sending, holds, f"canary-{holds}").id for holds in Holds),
        ],
        "upload": [begun.id],
        "authority": [OURS],
        "secret": [calendar(store, ASHA)],
        "webhook": [hook],
        "proposal": proposals,
        "emergency": [emergency],
        "account_id": [account(store)],
        "person_id": [stream_of(OURS, "somebody")],
        "review": [life.review],
        "request": list(life.requests.values()),
        "filename": ["docs.js"],
        "command": ["assign-officer"],
    }
    Projector(store, lambda: TODAY).catch_up()
    Fanout(store, lambda: TODAY).step()
    there = {"review": life.review, "from_body": SERVICE, "outcome": "e1"}
    return World(case, every, values, there)


def alerted(case: UUID) -> Iterator[Event]:
    """Yield what is told of an alert; why it went to a manager holds what is kept from most."""
    yield AlertRaised(
        on=TODAY, case=case, limit="final-plan-20-weeks", started_by=2, due=TODAY, stage="28",
        stage_on=TODAY, law_since=TODAY, source="x", owed_by="y",
    )  # fmt: skip
    yield AlertEscalated(on=TODAY, to="somebody", reasons=f"He came to {HIDDEN}")


def proposed(case: UUID, life: Life) -> Iterator[tuple[Event, ...]]:
    """Yield what is proposed: that the address shows, and that an entry be put right."""
    lift = LiftAddressRestriction(
        on=TODAY, restriction=life.restriction, reasons="canary-restricted-address"
    )
    plain = CorrectEntry(on=TODAY, entry=2, why="canary-free-text", right_day=TODAY)
    telling = CorrectEntry(on=TODAY, entry=2, why=f"He lives at {HIDDEN}", right_day=TODAY)
    for command, why in (
        (lift, "canary-restricted-address"),
        (plain, "canary-free-text"),
        (telling, f"He came to {HIDDEN}"),
    ):
        wish = wished(case, command)
        yield (
            ActionProposed(
                on=TODAY, action=wish.action, wish=wish.wish, last_day=TODAY, case=case,
                reasons=why,
            ),
            ProposalRejected(on=TODAY, reasons=why),
        )[: 1 if command is plain else 2]  # fmt: skip


def opened(case: UUID) -> Iterator[Event]:
    """Yield what is told of a case that was opened in an emergency."""
    yield GlassBroken(
        on=TODAY, subject="x", role="caseworker", case=case, reason=HIDDEN, review_due=TODAY
    )
    yield GlassReviewed(on=TODAY, finding=Finding.JUSTIFIED, remarks=HIDDEN)


def filed_of(sending: Uploads, holds: Holds, word: str) -> Document:
    """Return a document that holds this, with a word in its name and in its bytes."""
    said = png(chunk(b"tEXt", f"Comment\0{word} {holds}".encode()))
    return filed(sending, said, f"{word}.png", holds)
