"""From the draft to the first plan: what the family says, which settings are asked, the place."""

from datetime import date
from decimal import Decimal

from ehcp.cli.generate.contents import final, first_draft, prepared
from ehcp.cli.generate.names import school
from ehcp.cli.generate.paying import with_section_j
from ehcp.cli.generate.person import MAIL, WEIGHED, Life
from ehcp.cli.generate.schooling import TYPES
from ehcp.cli.generate.script import Act, days
from ehcp.domain.commands.people.notice import SendNotice
from ehcp.domain.commands.plan.draft import (
    AnswerRepresentations,
    ConfirmRepresentationsComplete,
    HoldMeeting,
    IssueDraftPlan,
    MakeRepresentations,
    RequireMeeting,
)
from ehcp.domain.commands.plan.final import IssueFinalPlan, SendPlanCopy
from ehcp.domain.commands.setting.in_place import SecureProvision
from ehcp.domain.commands.setting.placement import RecordAdmission, RecordPlaceStarted
from ehcp.domain.commands.setting.setting import ConsultSetting, RecordSettingReply, RequestSetting
from ehcp.domain.events.naming import ConsultedAs
from ehcp.domain.events.notice import SentBy
from ehcp.domain.events.plan import DraftNoticeItem, PlanRecipient
from ehcp.domain.events.request import NoticeItem
from ehcp.domain.plan.institution import Institution
from ehcp.domain.plan.sections import Section
from ehcp.law.recipients import Addressee

AT_LEAST = 22  # days from the draft to the plan: the family's fifteen, and the offices' days
BODIES = (Addressee.COMMISSIONING_BODY, Addressee.SOCIAL_CARE, Addressee.INSTITUTION)
COPIES = (
    "Children's social care",
    "Educational psychology service",
    "Speech and language therapy service",
    "The school nurse",
)
SAID = {
    Section.B: "This has become worse since the report.",
    Section.E: "This is what they can do already.",
    Section.F: "Please say when in the week this is.",
}
FULL = "The classes for this age are full."


def draft(life: Life, day: date, planned: date, weekly: Decimal | None) -> None:
    """Send the draft, hear the family on it, and answer. `weekly` is a direct payment in it."""
    draw, script = life.draw, life.script
    life.plan = first_draft(draw, life.child, life.fate.need, day)
    if weekly is not None:
        with_section_j(life, weekly, day)
    issued = script.add(
        day,
        IssueDraftPlan,
        plan=life.plan,
        notice=tuple(DraftNoticeItem),
        s19_considered=WEIGHED,
    )
    life.told(day, issued)
    for body in BODIES:
        life.arrived(
            script.add(day + days(1), SendNotice, step=issued, to=body, method=SentBy.EMAIL)
        )
    window = (planned - day).days - 3
    about = [each for each in life.plan.elements() if each[0] in SAID]
    for section, element in draw.some(about, 3, 6):
        said = day + days(draw.between(4, min(14, window)))
        _said(life, said, section, element.id, planned)
    if draw.chance(0.4):
        met = day + days(draw.between(9, min(17, window)))
        script.add(day + days(6), RequireMeeting)
        script.add(met, HoldMeeting, attended_by=life.officer.name)
    if draw.chance(0.25):
        script.add(planned - days(2), ConfirmRepresentationsComplete, source=MAIL)


def _said(life: Life, day: date, section: Section, element: str, planned: date) -> None:
    said = life.script.add(
        day,
        MakeRepresentations,
        source=MAIL,
        text=SAID[section],
        section=section,
        element=element,
    )
    life.script.add(
        min(day + days(life.draw.between(3, 12)), planned - days(1)),
        AnswerRepresentations,
        representation=said,
        accepted=life.draw.chance(0.5),
        answer="See the words that stand there now, and the school's timetable.",
    )


def consult(life: Life, since: date, by: date, wanted: list[Institution], others: int) -> None:
    """The family asks for a setting; that and others are consulted, and most reply in time."""
    draw, script = life.draw, life.script
    days_left = max(3, (by - since).days - 2)
    asked = since + days(draw.between(1, days_left // 3))
    for place in wanted:
        script.add(asked, RequestSetting, source=MAIL, institution=place)
        _asked_of(life, asked, by, place, ConsultedAs.REQUESTED, can=True)
    kind, stage = life.schooling.before, life.schooling.stage_on(by)
    if (kind, stage) not in TYPES:
        return
    for _ in range(others):
        place = school(draw, kind, stage)
        can = not draw.per_cent(life.figures.assumed.setting_refuses)
        if place not in wanted:
            _asked_of(life, asked, by, place, ConsultedAs.CONSIDERED, can=can)


def _asked_of(  # noqa: PLR0913 - one consultation
    life: Life, asked: date, by: date, place: Institution, why: ConsultedAs, *, can: bool
) -> None:
    sent = min(asked + days(life.draw.between(1, 3)), by)
    life.arrived(
        life.script.add(sent, ConsultSetting, source=MAIL, institution=place, consulted_as=why)
    )
    reply = sent + days(life.draw.between(5, 20))
    if reply <= by:
        life.script.add(
            reply,
            RecordSettingReply,
            source=MAIL,
            institution=place,
            can_meet_needs=can,
            points=None if can else FULL,
        )


def finalise(life: Life, day: date) -> Act:
    """Issue the first plan, and put it into effect."""
    placements = life.schooling.placements(day)
    wanted = life.to_name(day)
    consult(life, day - days(AT_LEAST - 3), day - days(1), wanted, life.draw.between(1, 4))
    life.plan = final(prepared(life.plan, life.child, day), placements)
    issued = life.script.add(
        day,
        IssueFinalPlan,
        plan=life.plan,
        naming=life.schooling.naming(day),
        sent_to=tuple(PlanRecipient),
        dated=day - days(5),
        signed_by=life.officer.name,
        notice=tuple(NoticeItem),
        s19_considered=WEIGHED,
    )
    life.told(day, issued)
    for recipient in COPIES:
        life.arrived(life.script.add(day + days(1), SendPlanCopy, recipient=recipient))
    for place in life.names(day):
        admitted(life, day, place)
    secured(life, day, *(element.id for element in life.plan.provision[:2]))
    return issued


def secured(life: Life, day: date, *elements: str) -> None:
    """Parts of the provision are in place, then all of it: in most of the cases."""
    done = day
    for element in elements:
        done += days(life.draw.between(1, 12))
        life.script.add(done, SecureProvision, element=element, by_whom="The school")
    if life.draw.per_cent(life.figures.assumed.provision_secured):
        last = done + days(life.draw.between(0, 20))
        life.script.add(last, SecureProvision, by_whom="The school")


def admitted(life: Life, day: date, place: Institution) -> None:
    """The institution named gives the place; the child starts there at once or in September."""
    life.script.add(day + days(1), RecordAdmission, by=life.school, institution=place)
    if place == life.schooling.attends(day):
        life.script.add(day + days(4), RecordPlaceStarted, by=life.school, institution=place)
