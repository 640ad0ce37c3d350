"""When what was sent was served on the family: the time that it is given begins then."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.events.notice import NoticeDelivered, NoticeSent
from ehcp.domain.events.plan import DraftPlanIssued
from ehcp.domain.step import Step
from ehcp.law.recipients import Addressee


def served_on(case: Case, sent: Step) -> tuple[date, date]:
    """Return the first and last day on which a draft or a notice can have been served.

    It is the day of the last arrival on record of what went to the family; that of sending
    where none is.
    """
    arrived = list(_arrivals(case, sent)) or [sent]
    first = max(sent.first, *(step.first for step in arrived))
    return first, max(first, *(step.last for step in arrived))


def _arrivals(case: Case, sent: Step) -> Iterator[Step]:
    for step in case.steps_of(NoticeDelivered):
        sending = case.at(step.event.of)
        if sending is not None and _to_the_family(case, sending, sent):
            yield step


def _to_the_family(case: Case, sending: Step, sent: Step) -> bool:
    """Whether it is by this that something went to the family: a draft does by itself."""
    event = sending.event
    if isinstance(event, NoticeSent):
        return event.to is Addressee.FAMILY and case.at(event.of) is sent
    return sending is sent and isinstance(event, DraftPlanIssued)
