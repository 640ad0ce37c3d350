"""Lives that show the record itself: corrected, entered late, kept from somebody, linked."""

from collections.abc import Callable
from dataclasses import replace

from ehcp.cli.demo.lives.parts import WEIGHED, advised, asked, decided, planned, refused
from ehcp.cli.demo.plans import plan
from ehcp.cli.demo.telling import Told, told_id
from ehcp.domain.commands.people.capacity import FindLackOfCapacity, RecordRightsHolder
from ehcp.domain.commands.people.linking import LinkCase
from ehcp.domain.commands.people.notice import RecordDelivery, RecordReturn, SendNotice
from ehcp.domain.commands.people.people import RecordPerson, RestrictAddress
from ehcp.domain.commands.plan.draft import IssueDraftPlan
from ehcp.domain.commands.record import CorrectEntry, Note
from ehcp.domain.events.capacity import ActsAs, Matter
from ehcp.domain.events.notice import NoticeSent, SentBy
from ehcp.domain.events.people import THE_CHILD, Person, PersonRole
from ehcp.domain.events.plan import DraftNoticeItem, FinalPlanIssued
from ehcp.domain.events.request import AssessmentRequested
from ehcp.law.recipients import Addressee

KEPT_FROM_FATHER = "Flat 2, 9 Lantern Row, Larkmere ZZ4 9QX"


def address_kept_secret(told: Told) -> None:
    """A child whose address one parent must not have."""
    asked(told, 26, replace(told.child(6), address=KEPT_FROM_FATHER))
    told.then(
        RecordPerson(
            on=told.on(26),
            details=Person(name="Dana Pike", role=PersonRole.PARENT, relationship="father"),
        ),
        RestrictAddress(
            on=told.on(24),
            person=THE_CHILD,
            address=KEPT_FROM_FATHER,
            kept_from=("the father",),
            reasons="An order of the family court.",
        ),
    )


def corrected_request(told: Told) -> None:
    """A request found to have come a week earlier: a decision in time was late after all."""
    decided(told, 79, 38, told.child(7))
    told.then(
        CorrectEntry(
            on=told.on(12),
            entry=told.place(AssessmentRequested),
            why="The envelope was stamped a week before the letter was entered.",
            right_day=told.on(86),
        )
    )


def late_entry(told: Told) -> None:
    """A draft that went out in time, and was entered three weeks later."""
    decided(told, 131, 96, told.child(5))
    advised(told, 94, 50)
    told.then(Note(on=told.on(25), text="Draft ready; to be sent and entered."))
    told.then(
        IssueDraftPlan(
            on=told.on(24),
            plan=plan(told.today),
            notice=tuple(DraftNoticeItem),
            s19_considered=WEIGHED,
        ),
        recorded=3,
    )


def first_case_of_two(told: Told) -> None:
    """A new request for a child of whom an older case is on record: the next one."""
    asked(told, 17, told.child(12))
    told.then(_same_child(told, told.number + 1))


def second_case_of_two(told: Told) -> None:
    """The older case of the child of the case before: refused a year ago."""
    first = Told(told.store, told.number - 1, told.today)
    refused(told, 420, 381, first.child(12))
    told.then(_same_child(told, first.number))


def _same_child(told: Told, number: int) -> LinkCase:
    other = str(told_id(number))
    return LinkCase(on=told.on(16), other_case=other, reasons="Name and date of birth agree.")


def rights_of_her_own(told: Told) -> None:
    """A young person's own plan: her letter came back, and her mother acts in an appeal alone."""
    planned(told, 150, told.child(17))
    told.then(
        RecordRightsHolder(on=told.on(149), matter=Matter.PLAN),
        FindLackOfCapacity(
            on=told.on(120),
            person=THE_CHILD,
            matter=Matter.APPEAL,
            acts_as=ActsAs.PARENT,
            acting="parent-1",
            reasons="She cannot weigh what a hearing would ask of her; everything else she can.",
            no_deputy=True,
        ),
    )
    letter = SendNotice(
        on=told.on(149),
        step=told.place(FinalPlanIssued),
        to=Addressee.FAMILY,
        person=THE_CHILD,
        method=SentBy.POST,
    )
    told.then(letter)
    told.then(RecordReturn(on=told.on(140), notice=told.place(NoticeSent), reasons="Moved."))
    told.then(replace(letter, on=told.on(138), method=SentBy.BY_HAND))
    told.then(RecordDelivery(on=told.on(138), notice=told.place(NoticeSent)))


ON_RECORD: tuple[Callable[[Told], None], ...] = (
    address_kept_secret,
    corrected_request,
    late_entry,
    first_case_of_two,
    second_case_of_two,
    rights_of_her_own,
)
