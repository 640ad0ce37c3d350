"""A whole life of a case in which each text is named for the class of fields that it is of.

Whoever reads an answer of the interface can so say of each text in it what it is, and hold that
against what whoever asked has a right to.
"""

import base64
import re
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from types import ModuleType, NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from ehcp.application.beside import NO_CASE
from ehcp.application.rights import FieldClass, Role
from ehcp.application.rights.fields import class_of
from ehcp.application.rights.withholding import KEPT_FIELDS
from ehcp.domain.event import Event
from ehcp.domain.events import appeal as appeals
from ehcp.domain.events import direct_payment, review_contribution, review_meeting
from ehcp.domain.events.assessment import (
    AdviceChased,
    AdviceDelayed,
    AdviceReceived,
    AdviceRequested,
)
from ehcp.domain.events.ceasing import PersonDied, PlanCeased
from ehcp.domain.events.draft import RepresentationsAnswered, RepresentationsMade
from ehcp.domain.events.naming import SettingReplied
from ehcp.domain.events.opening import CaseOpened, Child, Officer, OfficerAssigned, Parent
from ehcp.domain.events.outcome import OutcomeProgressRecorded
from ehcp.domain.events.people import AddressRestricted, Person, PersonRecorded, PersonRole
from ehcp.domain.events.personal_budget import PersonalBudgetPrepared
from ehcp.domain.events.plan import DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.record import EntryCorrected, EntryStruckOut, Noted, NotHappenedStated
from ehcp.domain.events.review import ReviewStarted
from ehcp.domain.plan.institution import Institution
from ehcp.domain.plan.sections import (
    CareProvision,
    DirectPaymentPart,
    HealthProvision,
    Plan,
    RelatedNeed,
    View,
)
from ehcp.domain.when import Span
from ehcp.law.grounds import GROUNDS
from tests.api.conftest import ASHA, SCHOOL, SERVICE
from tests.domain.ordinary_case import DRAFT_PLACE, ELM, ELM_PLACEMENT, FINISHED, naming

ON = date(2026, 5, 1)
BORN = date(2016, 1, 5)
EARLY = date(2025, 1, 7)
"""Before all that follows the request: what is told of that day ends nothing that came later."""
SUM = Decimal("48271.93")
HIDDEN = "canary-restricted-address, 7 Quiet Lane, QX1 4ZZ"
OTHER_BODY = "canary-other-body"
"""Who was asked for advice as well, of which the bodies know nothing of each other."""
NAMED = ((Officer, "name"), (Institution, "name"))
"""What is of the process and a name all the same."""
NAMES = {"outcome", "element"}
"""What is the name of a part of the plan, so that what is said is said of that part."""

SEEN = re.compile(r"canary-([a-z]+(?:-[a-z]+)*)")
BYTES = re.compile(r'"state":"(ey[A-Za-z0-9+/=]{16,})"')

ENDS = (
    appeals.AppealWithdrawn,
    appeals.AppealNotOpposed,
    appeals.TribunalAppealLodged,
    direct_payment.DirectPaymentAgreed,
    direct_payment.DirectPaymentEnded,
    direct_payment.DirectPaymentStopped,
)
"""What is not told of what is under way: it would be over."""
ADVISERS = {
    "c": Role.HEALTH_ADVISER,
    "d": Role.PSYCHOLOGY_ADVISER,
    "e": Role.SOCIAL_CARE_ADVISER,
}
KNOWN = {
    "limits": (("x",), ("final-plan-20-weeks",)),
    "ground": ("x", next(iter(GROUNDS))),
}
"""What must be of the law where it is a text."""


class Life(NamedTuple):
    """What happened, and at which places.

    Of the advice of a service of each kind: the requests that are open, and those it has answered.
    """

    events: tuple[Event, ...]
    review: int
    requests: dict[str, int]
    answered: dict[str, int]
    restriction: int


def found_in(text: str) -> set[str]:
    """Return what a text holds, also in the bytes of entries that it quotes."""
    text += "".join(base64.b64decode(each).decode() for each in BYTES.findall(text))
    found = set(SEEN.findall(text))
    found |= {FieldClass.MONEY} if str(SUM) in text else set()
    return found | ({FieldClass.IDENTITY} if BORN.isoformat() in text else set())


def marked(value: Any, held: FieldClass | None = None, own: str | None = None) -> Any:
    """Return a value with each text in it named for its class; what has none keeps its words.

    `own`: what it is all called instead, that is not of the process.
    """
    if is_dataclass(value) and not isinstance(value, type):
        every = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        return replace(value, **{n: _marked(value, n, v, held, own) for n, v in every.items()})
    if type(value) is tuple:
        return tuple(marked(item, held, own) for item in value)
    if isinstance(value, Decimal):
        return SUM if held in {None, FieldClass.MONEY} else value
    if isinstance(value, str) and not isinstance(value, Enum) and held is not FieldClass.PROCESS:
        return f"canary-{own or held or FieldClass.FREE_TEXT}"
    return value


def _marked(of: Any, name: str, value: Any, held: FieldClass | None, own: str | None) -> Any:
    """Return a field of something with its texts named."""
    if value is None or name in NAMES or (type(of), name) == (AddressRestricted, "address"):
        return value
    if (type(of), name) in NAMED:
        return f"canary-{FieldClass.PROCESS}"
    if name in KEPT_FIELDS.get(type(of), ()):
        return f"canary-{FieldClass.RESTRICTED_ADDRESS}"
    found = class_of(type(of), name)
    return marked(value, held if held and found is not FieldClass.PROCESS else found, own)


def life() -> list[Event]:
    """Return a life with something of every class, at a school, with advice awaited.

    The plan in force has all that the draft has not.
    """
    child = Child(
        name="x", date_of_birth=BORN, address="x", upn="x", nhs_number="x",
        ethnicity="x", home_language="x",
    )  # fmt: skip
    parent = Parent(name="x", address="x", email="x", telephone="x")
    friend = Person(name="x", role=PersonRole.ADVOCATE, address="x", email="x", telephone="x")
    here = replace(ELM_PLACEMENT, institution=replace(ELM, urn=SCHOOL))
    plan = replace(
        naming(here),
        health_needs=(RelatedNeed(id="c1", text="x", needs=("b1",), diagnosis="x"),),
        care_needs=(RelatedNeed(id="d1", text="x", needs=("b1",), reference="x"),),
        health_provision=(HealthProvision(id="g1", text="x", agreement="x"),),
        other_care_provision=(CareProvision(id="h1", text="x", assessment="x"),),
        direct_payments=(DirectPaymentPart(id="j1", text="x", provision=("f1",)),),
        nothing_in=(),
    )
    plans: dict[type, Any] = {DraftPlanIssued: {"plan": Plan()}, FinalPlanIssued: {"plan": plan}}
    told: list[Any] = [replace(event, **plans.get(type(event), {})) for event in FINISHED]
    told[0] = CaseOpened(on=told[0].on, child=child, parents=(parent,), note="x", party="x")
    asked = [
        AdviceRequested(on=ON, kind=kind, from_body=SERVICE, note="x") for kind in ("c", "d", "e")
    ]
    more = [
        PersonRecorded(on=ON, person="advocate-1", details=friend),
        OutcomeProgressRecorded(on=ON, outcome="e1", evidence="x", childs_view="x", said_by="x"),
        NotHappenedStated(on=ON, what="x"),
        *asked,
    ]
    return [*told, *more]


PLAIN: dict[Any, Any] = {
    str: "x",
    int: 2,
    bool: True,
    date: EARLY,
    datetime: datetime(2025, 1, 7, 12, tzinfo=UTC),
    Decimal: Decimal("1.5"),
    UUID: UUID(int=1),
    Span: EARLY,
}


def full(hint: Any) -> Any:
    """Return a value of a type in which nothing is left out."""
    if hint in PLAIN:
        return PLAIN[hint]
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return full(next(arg for arg in args if arg is not NoneType))
    if origin is tuple:
        return (full(args[0]),) if args[-1] is Ellipsis else tuple(map(full, args))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    hints = get_type_hints(hint)
    return hint(**{field.name: full(hints[field.name]) for field in fields(hint) if field.init})


def kinds() -> list[type[Event]]:
    """Return every kind of event that a case may have."""
    ours = (kind for kind in Event.named.values() if kind.__module__.startswith("ehcp."))
    return [kind for kind in ours if not issubclass(kind, NO_CASE)]


def one_of(kind: type[Event], /, **more: Any) -> Event:
    """Return an event with nothing left out of it; the limits it names are of the law."""
    whole = full(kind)
    known = {name: said for name, (x, said) in KNOWN.items() if getattr(whole, name, None) == x}
    made: Event = replace(whole, **{**known, "of": 2, **more})
    return made


class Telling:
    """A life as it is told: each event with its texts named."""

    def __init__(self) -> None:
        self.events = [marked(event) for event in life()]

    def tell(self, event: Event, own: str | None = None) -> int:
        """Add an event, and return its place. `own`: what its texts are called."""
        self.events.append(marked(event, own=own))
        return len(self.events)

    def tell_of(self, place: int, module: ModuleType) -> None:
        """Add one of every event of a module, but for what would end what they are of."""
        for kind in kinds():
            if kind.__module__ == module.__name__ and kind not in ENDS:
                self.tell(one_of(kind, on=ON, of=place))


def everything() -> list[Event]:
    """Return a life and one of every event beside it, of a day before most of it.

    What would end all is found wrong, as is one that another stands for.
    """
    told, places = Telling(), {}
    for kind in kinds():
        if kind not in (EntryCorrected, EntryStruckOut):
            places[kind] = told.tell(one_of(kind, on=EARLY))
    for wrong in (PersonDied, PlanCeased):
        told.tell(EntryStruckOut(on=ON, entry=places[wrong], why="x"))
    right = told.tell(one_of(Noted, on=ON))
    told.tell(EntryCorrected(on=ON, entry=places[Noted], stands_in=right, why="x"))
    return told.events


def telling(plan: Plan | None) -> Plan | None:
    """Return a plan in which an address stands."""
    where = View(id="a2", text=f"canary-restricted-address: she lives at {HIDDEN}")
    return replace(plan, views=(*plan.views, where)) if plan else None


def under_way() -> Life:
    """Return a life with a review, an appeal and a budget under way.

    Of the advice one piece is awaited from a service, one came from it, and one was asked of
    another body. An address is restricted, and stands in a note and in the plan as well.
    """
    told = Telling()
    told.events = [
        replace(event, plan=telling(event.plan)) if isinstance(event, FinalPlanIssued) else event
        for event in told.events
    ]
    asked = {
        event.kind or "": place
        for place, event in enumerate(told.events, 1)
        if isinstance(event, AdviceRequested) and event.from_body == SERVICE
    }
    review = told.tell(one_of(ReviewStarted, on=ON))
    told.tell_of(review, review_meeting)
    told.tell_of(review, review_contribution)
    told.tell_of(told.tell(one_of(appeals.TribunalAppealLodged, on=ON)), appeals)
    told.tell(one_of(RepresentationsMade, on=ON, of=DRAFT_PLACE, element="b1"))
    told.tell(one_of(RepresentationsAnswered, on=ON, of=len(told.events)))
    told.tell(one_of(SettingReplied, on=ON, of=DRAFT_PLACE + 2, institution=ELM))
    budget = told.tell(one_of(PersonalBudgetPrepared, on=ON))
    payment = told.tell(one_of(direct_payment.DirectPaymentAgreed, on=ON, of=budget))
    told.tell_of(payment, direct_payment)
    answered: dict[str, int] = {}
    for kind, role in ADVISERS.items():
        for event in (AdviceChased, AdviceDelayed):
            said = one_of(event, on=ON, of=asked[kind], kind=kind, from_body=SERVICE)
            told.tell(said, own=f"own-{role}")
        for body, own in ((SERVICE, f"own-{role}"), (OTHER_BODY, f"others-{role}")):
            whose = {"kind": kind, "from_body": body}
            first = told.tell(one_of(AdviceRequested, on=ON, of=None, **whose), own=own)
            told.tell(one_of(AdviceReceived, on=ON, of=first, **whose), own=own)
            answered |= {kind: first} if body == SERVICE else {}
    told.tell(OfficerAssigned(on=ON, officer=Officer(name="x", subject=ASHA)))
    secret = one_of(AddressRestricted, on=ON, person="advocate-1", address=HIDDEN)
    place = told.tell(secret)
    told.events.append(Noted(on=ON, note=f"canary-restricted-address: she lives at {HIDDEN}"))
    told.tell(EntryStruckOut(on=ON, entry=told.tell(one_of(Noted, on=ON)), why="x"))
    return Life(tuple(told.events), review, asked, answered, place)
