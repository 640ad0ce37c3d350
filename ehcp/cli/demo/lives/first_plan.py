"""Lives up to the first plan: asked, decided, assessed, drafted, named."""

from collections.abc import Callable

from ehcp.cli.demo.lives.parts import (
    BODIES,
    advised,
    consulted,
    decided,
    drafted,
    finalised,
)
from ehcp.cli.demo.plans import ALDERWAY, BROOK, HAZEL
from ehcp.cli.demo.telling import Told
from ehcp.domain.commands.assessment.advice import AdviceKind
from ehcp.domain.commands.assessment.advice_course import ChaseAdvice, ReportAdviceDelay
from ehcp.domain.commands.plan.draft import AnswerRepresentations, MakeRepresentations
from ehcp.domain.commands.record import ClaimException, DecideOnException
from ehcp.domain.commands.setting.in_place import (
    ArrangeAlternativeProvision,
    RecordProvisionStopped,
    SecureProvision,
)
from ehcp.domain.commands.setting.placement import (
    RecordAdmission,
    RecordAdmissionRefusal,
    RecordPlaceStarted,
)
from ehcp.domain.commands.setting.setting import ConsultSetting, RecordSettingReply, RequestSetting
from ehcp.domain.events.draft import RepresentationsMade
from ehcp.domain.events.naming import ConsultedAs
from ehcp.domain.events.record import ExceptionClaimed
from ehcp.domain.plan.institution import Institution
from ehcp.domain.plan.naming import GroundAgainst, Naming
from ehcp.domain.plan.sections import Section


def planned_in_time(told: Told) -> None:
    """A plan in nineteen weeks, naming the school that the parents asked for."""
    decided(told, 150, 115, told.child(5))
    advised(told, 112, 74)
    drafted(told, 45)
    told.then(
        MakeRepresentations(
            on=told.on(40),
            text="The hours should be on school days.",
            section=Section.F,
            element="f1",
        )
    )
    consulted(told, 38, 37, 25, BROOK)
    finalised(told, 17, BROOK)
    told.then(RecordAdmission(on=told.on(17), institution=BROOK))
    told.then(SecureProvision(on=told.on(17), element="f1", by_whom="Brookfield Primary School"))
    told.then(RecordPlaceStarted(on=told.on(14), institution=Institution(urn=BROOK.urn)))


def refused_the_school(told: Told) -> None:
    """A late plan that names another school than the parents asked for, on a ground of s.39(4)."""
    decided(told, 260, 222, told.child(8))
    advised(told, 215, 120)
    drafted(told, 95)
    told.then(RequestSetting(on=told.on(90), institution=HAZEL))
    told.then(
        ConsultSetting(on=told.on(88), institution=HAZEL, consulted_as=ConsultedAs.REQUESTED)
    )
    told.then(
        ConsultSetting(on=told.on(80), institution=BROOK, consulted_as=ConsultedAs.CONSIDERED)
    )
    told.then(
        RecordSettingReply(
            on=told.on(70),
            institution=HAZEL,
            can_meet_needs=False,
            points="The school says it cannot meet the needs.",
        )
    )
    told.then(RecordSettingReply(on=told.on(69), institution=BROOK, can_meet_needs=True))
    finalised(
        told,
        52,
        BROOK,
        Naming(
            ground=GroundAgainst.OTHERS_EDUCATION,
            evidence="Two reports on the class that the child would join.",
        ),
    )
    told.then(
        RecordAdmissionRefusal(
            on=told.on(50), institution=BROOK, reasons="The school says that the class is full."
        )
    )
    told.then(RecordAdmission(on=told.on(38), institution=BROOK))
    told.then(
        RecordProvisionStopped(on=told.on(20), element="f1", reasons="The assistant has left.")
    )
    told.then(
        ArrangeAlternativeProvision(
            on=told.on(13), element="f1", what="An hour a week with a tutor, online."
        )
    )


def draft_with_the_family(told: Told) -> None:
    """A draft with the family, a school consulted that has not replied."""
    decided(told, 118, 85, told.child(6))
    advised(told, 80, 41)
    drafted(told, 10)
    told.then(RequestSetting(on=told.on(8), institution=BROOK))
    told.then(ConsultSetting(on=told.on(7), institution=BROOK, consulted_as=ConsultedAs.REQUESTED))


def psychologist_late(told: Told) -> None:
    """An assessment that waits for the psychologist."""
    decided(told, 92, 55, told.child(9))
    advised(told, 53, 20, AdviceKind.PSYCHOLOGICAL)
    kind, body = AdviceKind.PSYCHOLOGICAL, BODIES[AdviceKind.PSYCHOLOGICAL]
    told.then(ChaseAdvice(on=told.on(18), kind=kind, from_body=body))
    told.then(
        ReportAdviceDelay(
            on=told.on(15),
            kind=kind,
            from_body=body,
            reasons="Two of the service's psychologists have left.",
            expected=told.on(4),
        )
    )


def away_for_five_weeks(told: Told) -> None:
    """A family away for five weeks: the exception is claimed and accepted."""
    decided(told, 170, 131, told.child(7))
    advised(told, 128, 60)
    told.then(
        ClaimException(
            on=told.on(58),
            ground="absent-from-area-4-weeks",
            limits=("final-plan-20-weeks",),
            since=told.on(110),
            until=told.on(73),
        )
    )
    told.then(
        DecideOnException(
            on=told.on(50),
            claim=told.place(ExceptionClaimed),
            accepted=True,
            reasons="Travel papers seen.",
        )
    )
    drafted(told, 12)


def four_schools_asked(told: Told) -> None:
    """Four schools are consulted on a draft: one can, one cannot, two have not replied."""
    decided(told, 125, 90, told.child(9))
    advised(told, 88, 47)
    drafted(told, 30)
    told.then(RequestSetting(on=told.on(27), institution=HAZEL))
    for school, sent, why in (
        (HAZEL, 26, ConsultedAs.REQUESTED),
        (BROOK, 24, ConsultedAs.CONSIDERED),
        (ALDERWAY, 20, ConsultedAs.CONSIDERED),
        (Institution(urn="990010"), 6, ConsultedAs.CONSIDERED),
    ):
        told.then(ConsultSetting(on=told.on(sent), institution=school, consulted_as=why))
    told.then(
        RecordSettingReply(
            on=told.on(12),
            institution=HAZEL,
            can_meet_needs=False,
            points="The classes for this age are full.",
        ),
        RecordSettingReply(on=told.on(11), institution=BROOK, can_meet_needs=True),
    )


def answered(told: Told) -> None:
    """A draft on which the family's representation was answered."""
    decided(told, 136, 97, told.child(10))
    advised(told, 95, 52)
    drafted(told, 20)
    told.then(
        MakeRepresentations(
            on=told.on(14),
            text="Please say who trains the assistant.",
            section=Section.F,
            element="f1",
        )
    )
    told.then(
        AnswerRepresentations(
            on=told.on(6),
            representation=told.place(RepresentationsMade),
            accepted=True,
            answer="The speech therapist does; it is in the provision.",
        )
    )


UP_TO_THE_FIRST_PLAN: tuple[Callable[[Told], None], ...] = (
    planned_in_time,
    refused_the_school,
    draft_with_the_family,
    psychologist_late,
    away_for_five_weeks,
    answered,
    four_schools_asked,
)
