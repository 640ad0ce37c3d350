"""When what was sent was served on the family: the time that it is given begins then."""

from datetime import date
from typing import NamedTuple

from ehcp.domain.case import Case
from ehcp.domain.events.notice import NoticeDelivered, NoticeSent
from ehcp.domain.events.plan import DraftPlanIssued
from ehcp.domain.step import Step
from ehcp.law.recipients import Addressee


class Arrival(NamedTuple):
    """Something that went to the family, and the first and last day on which it can have come."""

    sending: Step
    first: date
    last: date


def served_on(case: Case, sent: Step) -> tuple[date, date]:
    """Return the first and last day on which a draft or a notice can have been served.

    It is the day on which it first arrived; that of sending where no arrival is on record. Of
    several that were on their way at once the last counts. What is sent after one has arrived is
    a copy, and serves nothing again.
    """
    arrivals = _arrivals(case, sent)
    served = [found for found in arrivals if not any(_may_copy(found, one) for one in arrivals)]
    perhaps = [found for found in arrivals if not any(_copies(found, one) for one in arrivals)]
    first = max([sent.first, *(found.first for found in served)])
    last = max((found.last for found in perhaps), default=sent.last)
    return first, max(first, last)


def _arrivals(case: Case, sent: Step) -> list[Arrival]:
    """Return when each thing that went to the family about a step first arrived."""
    found: dict[int, Arrival] = {}
    for step in case.steps_of(NoticeDelivered):
        sending = case.at(step.event.of)
        if sending is not None and _to_the_family(case, sending, sent):
            _, first, last = found.get(sending.place, (sending, step.first, step.last))
            days = min(first, step.first), min(last, step.last)
            found[sending.place] = Arrival(sending, *days)
    return list(found.values())


def _copies(arrival: Arrival, other: Arrival) -> bool:
    """Whether something was sent on a day after another had arrived."""
    return other is not arrival and other.last < arrival.sending.first


def _may_copy(arrival: Arrival, other: Arrival) -> bool:
    """Whether it can have been sent on a day after another had arrived."""
    return other is not arrival and other.first < arrival.sending.last


def _to_the_family(case: Case, sending: Step, sent: Step) -> bool:
    """Whether it is by this that something went to the family: a draft does by itself."""
    event = sending.event
    if isinstance(event, NoticeSent):
        return event.to is Addressee.FAMILY and case.at(event.of) is sent
    return sending is sent and isinstance(event, DraftPlanIssued)
