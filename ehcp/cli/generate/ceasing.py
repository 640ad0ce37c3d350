"""The end of a plan: considered, consulted on, decided; it goes on while an appeal may come."""

from datetime import date

from ehcp.cli.generate.person import FOUR_ITEMS, WEIGHED, Life
from ehcp.cli.generate.script import days
from ehcp.domain.commands.ending.cease_grounds import CeaseReason
from ehcp.domain.commands.ending.ceasing import (
    ConsiderCeasing,
    ConsultOnCeasing,
    DecideToCease,
)
from ehcp.domain.commands.ending.ending import CeasePlan
from ehcp.domain.events.ceasing import CeaseConsultee, CeaseRecipient
from ehcp.domain.events.request import Method
from ehcp.domain.plan.age import has_reached

CONSIDERED, DECIDED = 120, 78  # days before the end: the time for an appeal is two months
ADULT = 18
SUMMER = (8, 1), (9, 10)
GROWN_UP = (
    CeaseReason.PAID_EMPLOYMENT,
    CeaseReason.HIGHER_EDUCATION,
    CeaseReason.PLAN_NOT_NECESSARY,
)


def cease(life: Life, ends: date) -> None:
    """Bring the plan to its end: not in August, in which no time for an appeal ends."""
    first, last = (date(ends.year, *day) for day in SUMMER)
    ends = max(ends, last) if ends >= first else ends
    script, begun = life.script, ends - days(CONSIDERED)
    of_age = has_reached(life.child.date_of_birth, ADULT, begun)
    reason = life.draw.pick(GROWN_UP) if of_age else CeaseReason.PLAN_NOT_NECESSARY
    script.add(begun, ConsiderCeasing, reason=reason)
    for number, consultee in enumerate(CeaseConsultee):
        day = begun + days(7 + 5 * number)
        script.add(day, ConsultOnCeasing, consultee=consultee, method=Method.MEETING)
    decided = script.add(
        ends - days(DECIDED),
        DecideToCease,
        reason=reason,
        reasons="What is left to do needs no plan.",
        notice=FOUR_ITEMS,
        sent_to=tuple(CeaseRecipient),
        s19_considered=WEIGHED,
    )
    life.told(decided.on, decided)
    script.add(ends, CeasePlan)
