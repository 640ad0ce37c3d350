"""Lives that move, end, go on, or need care with what is recorded: moves, ceasing, custody."""

from collections.abc import Callable
from dataclasses import replace

from ehcp.cli.demo.lives.parts import (
    FOUR_ITEMS,
    WEIGHED,
    advised,
    asked,
    decided,
    kept,
    met,
    planned,
    refused,
    reported,
)
from ehcp.cli.demo.plans import AT_BROOK, plan
from ehcp.cli.demo.telling import Told, told_id
from ehcp.domain.commands.cease_grounds import CeaseReason
from ehcp.domain.commands.ceasing import (
    ConsiderCeasing,
    ConsultOnCeasing,
    DecideToCease,
)
from ehcp.domain.commands.detention import RecordDetention
from ehcp.domain.commands.draft import IssueDraftPlan
from ehcp.domain.commands.ending import CeasePlan, SetCeaseAside
from ehcp.domain.commands.linking import LinkCase
from ehcp.domain.commands.outcome import RecordOutcomeProgress
from ehcp.domain.commands.people import RecordPerson, RestrictAddress
from ehcp.domain.commands.record import CorrectEntry, Note
from ehcp.domain.commands.transfer import LearnOfMove, PassPlanOn, RecordMoveAway
from ehcp.domain.commands.transfer_in import ReceivePlan
from ehcp.domain.events.ceasing import CeaseConsultee, CeaseRecipient, SetAsideBy
from ehcp.domain.events.outcome import Progress
from ehcp.domain.events.people import THE_CHILD, Person, PersonRole
from ehcp.domain.events.plan import DraftNoticeItem
from ehcp.domain.events.request import AssessmentRequested, Method
from ehcp.domain.events.review import ReviewDecision, ReviewKind
from ehcp.domain.events.transfer import AdvicePassedOn, Origin

NORTHMERE = "Northmere Council"
KEPT_FROM_FATHER = "Flat 2, 9 Lantern Row, Larkmere ZZ4 9QX"


def moved_out(told: Told) -> None:
    """A family moved away: the plan was passed on, and the case is closed here."""
    planned(told, 250, told.child(9))
    told.then(
        LearnOfMove(on=told.on(60), to_authority=NORTHMERE, moves_on=told.on(41)),
        RecordMoveAway(on=told.on(41), to_authority=NORTHMERE),
        PassPlanOn(on=told.on(40)),
    )


def moving_out(told: Told) -> None:
    """A family has moved away and said so late: the plan is still to be passed on."""
    planned(told, 180, told.child(7))
    told.then(
        RecordMoveAway(on=told.on(20), to_authority=NORTHMERE, learned_on=told.on(10)),
    )


def moved_in(told: Told) -> None:
    """A plan came from another authority, with what was said there of its outcome."""
    told.then(
        ReceivePlan(
            on=told.on(30),
            origin=Origin(authority=NORTHMERE, case_reference="N-20417", history_hash="5c" * 32),
            made_on=told.on(410),
            last_reviewed_on=told.on(150),
            moved_on=told.on(38),
            plan=plan(told.today, AT_BROOK),
            advice=(AdvicePassedOn(kind="d", author="A psychologist of Northmere"),),
            child=told.child(8),
            parents=told.parents,
            officer=told.officer,
        ),
        RecordOutcomeProgress(
            on=told.on(150),
            outcome="e1",
            said_by="The school in Northmere",
            progress=Progress.PARTLY_MET,
            percent=35,
            under_authority=NORTHMERE,
        ),
        recorded=30,
    )


def _to_cease(told: Told, considered: int, decision: int, reason: CeaseReason) -> None:
    told.then(ConsiderCeasing(on=told.on(considered), reason=reason))
    for consultee in CeaseConsultee:
        told.then(
            ConsultOnCeasing(
                on=told.on(considered - 7), consultee=consultee, method=Method.MEETING
            )
        )
    told.then(
        DecideToCease(
            on=told.on(decision),
            reason=reason,
            reasons="What is left to do needs no plan.",
            notice=FOUR_ITEMS,
            sent_to=tuple(CeaseRecipient),
            s19_considered=WEIGHED,
        )
    )


def _reviewed_plan(told: Told, final: int, age: int) -> None:
    """A plan of a young person, with its first review."""
    planned(told, final, told.child(age))
    review = met(told, final - 340, ReviewKind.FIRST)
    reported(told, final - 350, ReviewDecision.MAINTAIN, review)
    kept(told, final - 360, review)


def off_to_university(told: Told) -> None:
    """A plan that is to end with higher education: the time for an appeal is running."""
    _reviewed_plan(told, 560, 19)
    _to_cease(told, 50, 20, CeaseReason.HIGHER_EDUCATION)


def ceased(told: Told) -> None:
    """A plan that ended when the time for an appeal was over."""
    _reviewed_plan(told, 700, 20)
    _to_cease(told, 250, 220, CeaseReason.PAID_EMPLOYMENT)
    told.then(CeasePlan(on=told.on(100)))


def reinstated(told: Told) -> None:
    """A plan that was ceased, and put back as if it had never ended."""
    _reviewed_plan(told, 650, 18)
    _to_cease(told, 230, 200, CeaseReason.PLAN_NOT_NECESSARY)
    told.then(
        CeasePlan(on=told.on(80)),
        SetCeaseAside(
            on=told.on(22), by=SetAsideBy.CONCESSION, reasons="The college had not been asked."
        ),
    )


def detained(told: Told) -> None:
    """A boy detained while he is assessed: the time goes on from the request."""
    decided(told, 105, 68, told.child(15))
    told.then(
        RecordDetention(
            on=told.on(40),
            home_authority="Larkmere Council",
            accommodation="Moor House",
            person_in_charge="The director of Moor House",
            appropriate_person=told.parents[0].name,
        )
    )
    advised(told, 35, 4, adult=True)


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


MOVED_OR_ENDED: tuple[Callable[[Told], None], ...] = (
    moved_out,
    moving_out,
    moved_in,
    off_to_university,
    ceased,
    reinstated,
    detained,
    address_kept_secret,
    corrected_request,
    late_entry,
    first_case_of_two,
    second_case_of_two,
)
