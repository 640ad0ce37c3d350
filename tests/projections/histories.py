"""Small histories, and what the tests here need to store and read them."""

from datetime import date
from hashlib import sha256
from uuid import UUID, uuid4

from ehcp.application.bank_holidays import england_and_wales
from ehcp.domain.entry import Recorder, Source
from ehcp.domain.events.opening import CaseOpened, Child, Officer
from ehcp.domain.events.request import AssessmentRequested
from ehcp.projections.projector import Projector

A, B = "E10000001", "E10000002"
TODAY = date(2026, 11, 21)
LONG_AFTER = date(2038, 12, 31)  # after whatever day it is recorded on, which the store says
CALENDAR = england_and_wales()
OFFICER = Recorder(subject="o.fficer", role="caseworker", organisation="LA")
CHILD = Child(name="Ada Example", date_of_birth=date(2015, 5, 1), upn="A123456789012")
OPENED = CaseOpened(
    on=date(2026, 10, 1), child=CHILD, officer=Officer(name="O. Fficer", subject="o.fficer")
)
REQUESTED = AssessmentRequested(on=date(2026, 10, 1))


def record(store, *events, case=None, authority=A, source=Source.LETTER, **more):
    """Append events to a case, a new one if none is given, and return its id."""
    case = case or uuid4()
    command = uuid4()
    store.append(
        authority,
        case,
        None,
        events,
        by=OFFICER,
        source=source,
        command_id=command,
        body_hash=sha256(command.bytes).digest(),
        **more,
    )
    return case


def projector(store, today=TODAY, **more):
    return Projector(store, lambda: today, CALENDAR, **more)


def rows_of(store, table, columns="*", where="true"):
    """Read rows of every authority."""
    with store.working() as connection:
        query = f"select {columns} from ehcp.{table} where {where}"  # noqa: S608
        return connection.execute(query).fetchall()


def named(number: int) -> UUID:
    return UUID(int=number)
