"""One child with two cases: the link between them. Nothing is merged, and nothing is lost."""

from collections.abc import Iterator
from uuid import UUID

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.event import Event
from ehcp.domain.events.linking import CaseLinked, CaseUnlinked
from ehcp.domain.step import Step

NOT_A_CASE = Refusal(
    "not-a-case",
    "That is no id of a case.",
    instead="Give the id under which the other case is read.",
)
LINKED_ALREADY = Refusal(
    "linked-already",
    "The two cases are linked already.",
    instead="Unlink them if they are not about the same child.",
)
NOT_LINKED = Refusal(
    "not-linked",
    "The two cases are not linked.",
    instead="Name a case that this one is linked to.",
)
WHY_NOT_THE_SAME = Refusal(
    "why-not-the-same",
    "Unlinking says why the two are not about the same child.",
    instead="Give the reason.",
)
UNLINKED_BEFORE_LINKED = Refusal(
    "unlinked-before-linked", "The day lies before the link.", instead="Check the day."
)


class LinkCase(Command, after_death=True):
    """Say that another case is about the same child. Record it in the other case as well."""

    other_case: str
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        other = require(_identity(self.other_case), NOT_A_CASE)
        require(other not in links(case), LINKED_ALREADY)
        yield CaseLinked(on=self.on, other_case=other, reasons=self.reasons)


class UnlinkCase(Command, after_death=True):
    """Say that the other case is not about the same child after all."""

    other_case: str
    reasons: str

    def decide(self, case: Case) -> Iterator[Event]:
        other = require(_identity(self.other_case), NOT_A_CASE)
        link = require(links(case).get(other), NOT_LINKED)
        require(stated(self.reasons), WHY_NOT_THE_SAME)
        require(link.first <= self.on, UNLINKED_BEFORE_LINKED)
        yield CaseUnlinked(on=self.on, of=link.place, other_case=other, reasons=self.reasons)


def links(case: Case) -> dict[str, Step]:
    """Return the cases that this one is linked to, each with the entry that links them."""
    found: dict[str, Step] = {}
    for step in case.steps_of(CaseLinked, CaseUnlinked):
        event = step.event
        if isinstance(event, CaseLinked) and event.other_case:
            found[event.other_case] = step
        elif isinstance(event, CaseUnlinked) and event.other_case:
            found.pop(event.other_case, None)
    return found


def _identity(text: str) -> str | None:
    try:
        return str(UUID(text))
    except ValueError:
        return None
