"""From the request to the decision whether to assess."""

from datetime import date

from ehcp.cli.generate.person import CALL, FOUR_ITEMS, WEIGHED, Life
from ehcp.cli.generate.script import Act, days
from ehcp.domain.commands.request.consideration import (
    ConsultFamily,
    NotifyConsidering,
    SendConsideringNotice,
)
from ehcp.domain.commands.request.decision import AgreeToAssess, CopyDecision, RefuseToAssess
from ehcp.domain.commands.request.request import AskedBy, RequestAssessment, WithdrawRequest
from ehcp.domain.events.request import Method, Recipient, RefusalReason

OTHERS = (
    Recipient.COMMISSIONING_BODY,
    Recipient.SOCIAL_CARE,
    Recipient.HEAD_OR_EARLY_YEARS_PROVIDER,
)
HEARD = (
    "They ask for an assessment.",
    "They sent a letter of four pages.",
    "They have spoken with the school since.",
)
NO_SUPPORT_ENOUGH = "The support that the school gives has not been enough."


def ask(life: Life) -> None:
    """Open the case with its request, tell everybody who is told, and hear the family."""
    draw, script, day = life.draw, life.script, life.fate.requested
    asked_by = AskedBy(draw.weighted(life.figures.assumed.asked_by))
    own = asked_by is AskedBy.PARENT and life.young_person(day) and draw.chance(0.5)
    script.add(
        day,
        RequestAssessment,
        child=life.child,
        parents=life.parents,
        officer=life.officer,
        requested_by=AskedBy.YOUNG_PERSON if own else asked_by,
        reasons=NO_SUPPORT_ENOUGH,
    )
    considering = day + days(draw.between(2, 6))
    life.told(considering, script.add(considering, SendConsideringNotice))
    for recipient in OTHERS:
        day = considering + days(draw.between(0, 2))
        life.arrived(script.add(day, NotifyConsidering, recipient=recipient))
    heard = considering + days(draw.between(3, 12))
    for view in draw.some(HEARD, 2, 3):
        script.add(heard, ConsultFamily, source=CALL, method=Method.TELEPHONE, views=view)
        heard += days(2)


def agree(life: Life) -> date:
    """Decide to assess, and tell everybody. Return the day."""
    day = life.fate.decided
    agreed = life.script.add(
        day,
        AgreeToAssess,
        may_have_sen=True,
        plan_may_be_necessary=True,
        s19_considered=WEIGHED,
        reasons=NO_SUPPORT_ENOUGH,
    )
    _told(life, day, agreed)
    return day


def refuse(life: Life) -> Act:
    """Refuse to assess, and tell everybody."""
    day = life.fate.decided
    refused = life.script.add(
        day,
        RefuseToAssess,
        reasons="The support that the school gives is working.",
        reason_codes=(life.draw.pick(tuple(RefusalReason)),),
        may_have_sen=True,
        plan_may_be_necessary=False,
        notice=FOUR_ITEMS,
        s19_considered=WEIGHED,
    )
    _told(life, day, refused)
    return refused


def withdraw(life: Life) -> None:
    """The request is taken back before the decision."""
    waited = (life.fate.decided - life.fate.requested).days
    day = life.fate.requested + days(life.draw.between(20, max(21, waited - 1)))
    life.script.add(day, WithdrawRequest, reasons="The school will try other support first.")


def _told(life: Life, day: date, decision: Act) -> None:
    life.told(day, decision)
    for recipient in OTHERS:
        life.arrived(life.script.add(day + days(1), CopyDecision, recipient=recipient))
