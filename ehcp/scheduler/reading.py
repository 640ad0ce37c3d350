"""Watching how children's records are looked at: what is unusual is told, what there is is sealed.

A seal writes down in the log of events where the chains of looks end, so that whoever takes the
end of a chain away must take events away as well. Both are looked for every few minutes and not
at every sweep, and again over what a worker that was away has not looked at.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

import structlog
from psycopg import sql
from psycopg.errors import UniqueViolation

from ehcp.application.rights import Reading
from ehcp.application.rights.policy import MANY_CASES
from ehcp.domain.entry import Source
from ehcp.domain.event import Event
from ehcp.domain.events.reading import ChainEnd, LooksSealed, UnusualReadingFound
from ehcp.domain.events.users import Role
from ehcp.domain.reading import MOST_CHILDREN, WITHIN, Burst, bursts, seals_of, unusual_id
from ehcp.domain.when import LONDON
from ehcp.scheduler.sweep import SCHEDULER
from ehcp.store.cases import Store
from ehcp.store.mapper import Recorded, encode

LOG = structlog.get_logger(__name__)

SEALED_EVERY = timedelta(hours=1)
SLACK = timedelta(minutes=5)
"""A look is written a moment after it got its time, so what is looked through overlaps."""

AUTHORITIES = """
    select c.authority, max(c.looked_at), s.until, coalesce(s.version, 0), now()
    from ehcp.look_chains c left join ehcp.looks_sealed s on s.authority = c.authority
    group by c.authority, s.until, s.version
    having s.until is null or max(c.looked_at) > s.until - %s
"""
NOT_THEIR_OWN = """
    from ehcp.looks l
    left join ehcp.caseload c on c.authority = l.authority and c.case_id = l.case_id
    where l.authority = %(authority)s and l.looked_at > %(after)s and l.case_id is not null
        and not l.tied and c.officer_subject is distinct from l.subject
        and not (l.action = any(%(lists)s) and %(manager)s = any(string_to_array(l.roles, ',')))
"""
PEOPLE = sql.SQL(
    "select l.subject, l.at_machine {} group by 1, 2 having count(distinct l.case_id) > %(most)s"
).format(sql.SQL(NOT_THEIR_OWN))
THEIRS = sql.SQL(
    "select l.looked_at, l.case_id {} and l.subject = %(subject)s"
    " and l.at_machine = %(at_machine)s order by l.looked_at"
).format(sql.SQL(NOT_THEIR_OWN))
TOLD = """
    select from ehcp.unusual_readings
    where authority = %s and subject = %s and at_machine = %s and until > %s and since < %s
"""
ENDS = """
    select chain, last, hash from ehcp.look_chains where authority = %s and looked_at > %s
    order by chain
"""
ADD = """
    select ehcp.add(%s, %s, %s, array[%s]::text[], array[1::smallint], array[%s]::bytea[], %s, %s)
"""
EVER = datetime(2000, 1, 1, tzinfo=LONDON)


@dataclass(frozen=True, kw_only=True)
class _Looked:
    """An authority in which somebody looked at something since its last seal."""

    authority: str
    last: datetime
    sealed_until: datetime | None
    version: int
    now: datetime


@dataclass(frozen=True, kw_only=True)
class _Unusual:
    """Somebody who looked at more children than their work explains."""

    subject: str
    at_machine: bool
    burst: Burst


def watch(store: Store) -> int:
    """Tell of what is unusual, and seal what there is; return how much of the first is new."""
    with store.working() as connection:
        found = connection.execute(AUTHORITIES, (WITHIN + SLACK,)).fetchall()
    told = 0
    for row in found:
        looked = _Looked(
            authority=row[0], last=row[1], sealed_until=row[2], version=row[3], now=row[4]
        )
        told += sum(_tell(store, looked, unusual) for unusual in _unusual(store, looked))
        _seal(store, looked)
    return told


def _unusual(store: Store, looked: _Looked) -> Iterator[_Unusual]:
    """Yield what is unusual since the last seal, and not told yet."""
    after = EVER if looked.sealed_until is None else looked.sealed_until - WITHIN - SLACK
    asked = {
        "authority": looked.authority,
        "after": after,
        "lists": [str(action) for action in (*MANY_CASES, Reading.PROPOSALS, Reading.EMERGENCIES)],
        "manager": Role.SEND_MANAGER,
        "most": MOST_CHILDREN,
    }
    found: list[_Unusual] = []
    with store.working() as connection:
        for subject, at_machine in connection.execute(PEOPLE, asked).fetchall():
            whose = {**asked, "subject": subject, "at_machine": at_machine}
            with connection.cursor("theirs") as theirs:  # by and by: they may be very many
                for burst in bursts(theirs.execute(THEIRS, whose)):
                    place = (
                        looked.authority,
                        subject,
                        at_machine,
                        burst.until - WITHIN,
                        burst.until + WITHIN,
                    )
                    if connection.execute(TOLD, place).fetchone() is None:
                        found.append(_Unusual(subject=subject, at_machine=at_machine, burst=burst))
    yield from found


def _tell(store: Store, looked: _Looked, unusual: _Unusual) -> bool:
    burst = unusual.burst
    stream = unusual_id(
        looked.authority, unusual.subject, burst.until, at_machine=unusual.at_machine
    )
    event = UnusualReadingFound(
        on=burst.until.astimezone(LONDON).date(),
        subject=unusual.subject,
        at_machine=unusual.at_machine,
        since=burst.since,
        until=burst.until,
        children=burst.children,
    )
    new = _add(store, looked.authority, stream, 0, event)
    if new:
        LOG.warning("unusual reading", authority=looked.authority, children=burst.children)
    return new


def _seal(store: Store, looked: _Looked) -> None:
    """Write down where the chains end, once an hour and when something was looked at since."""
    before = looked.sealed_until
    if before is not None and (looked.last <= before or looked.now - before < SEALED_EVERY):
        return
    with store.working() as connection:
        since = EVER if before is None else before - WITHIN
        ends = connection.execute(ENDS, (looked.authority, since)).fetchall()
    event = LooksSealed(
        on=looked.now.astimezone(LONDON).date(),
        until=looked.now,
        ends=tuple(
            ChainEnd(chain=chain, last=last, hash=hash_.hex()) for chain, last, hash_ in ends
        ),
    )
    _add(store, looked.authority, seals_of(looked.authority), looked.version, event)


def _add(store: Store, authority: str, stream: UUID, version: int, event: Event) -> bool:
    """Add an event as the scheduler; False where another worker has added it."""
    recorded = Recorded(
        originator_id=stream,
        originator_version=version,
        event=event,
        by=SCHEDULER,
        source=Source.SYSTEM,
    )
    command = uuid5(stream, str(version))
    sent = (
        authority,
        stream,
        version,
        type(event).__name__,
        encode(recorded),
        command,
        stream.bytes,
    )
    with suppress(UniqueViolation), store.sweeping() as connection:
        row = connection.execute(ADD, sent).fetchone()
        return row is not None and row[0] is not None
    return False
