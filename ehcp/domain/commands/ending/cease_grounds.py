"""On what ground a plan may end, and what is put forward and is none. CFA 2014 s.45; reg 29."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Refusal, Refused, require
from ehcp.domain.commands.underway import child
from ehcp.domain.event import Event
from ehcp.domain.events.ceasing import CeaseGround
from ehcp.domain.plan.age import has_reached
from ehcp.law.citations import CFA_2014, CODE_2015, SEND_REGS_2014

OUTCOMES_ALONE = Refusal(
    "outcomes-alone-no-ground",
    "That outcomes were achieved does not by itself make a plan unnecessary.",
    CFA_2014.at("s.45(1)-(3)") & CODE_2015.at("paras 9.199-9.200"),
    instead="Review the plan, and amend it; or say why a plan is no longer necessary.",
    rule="G1",
)
AGE_ALONE = Refusal(
    "age-alone-no-ground",
    "Reaching 19 is never a ground to end a plan.",
    CFA_2014.at("s.45(1)-(3)") & CODE_2015.at("paras 9.199-9.200"),
    instead="Review the plan, and have regard to whether its outcomes have been achieved.",
    rule="G1",
)
MOVED_IS_TRANSFER = Refusal(
    "moved-is-transfer",
    "A plan does not end because the family moves to another English authority.",
    SEND_REGS_2014.reg("15(2)"),
    instead="Record the move and pass the plan on.",
    rule="G6",
)
AN_APPRENTICE_LEARNS = Refusal(
    "an-apprentice-learns",
    "An apprenticeship is training: the authority stays responsible.",
    CFA_2014.at("s.45(1)-(3)"),
    instead="Review the plan, and amend it for the apprenticeship.",
    rule="G6",
)
AT_25_WITHOUT_DECISION = Refusal(
    "at-25-without-decision",
    "At 25 the plan ends without a decision that could be appealed.",
    CFA_2014.s("46"),
    instead="Cease to maintain it on the 25th birthday, or decide to continue it.",
    rule="G7",
)
UNDER_18 = Refusal(
    "under-18",
    "Before 18 a plan ends only if special educational provision under it is no longer needed:"
    " not being in education or training is no ground.",
    SEND_REGS_2014.reg("29"),
    instead="Review the plan, and amend it so that the young person returns.",
    rule="G2",
)

AGE_UNKNOWN = Caution(
    "age-unknown",
    "The record has no date of birth: whether the rules for those under 18 apply is not known.",
    SEND_REGS_2014.at("regs 29, 30"),
    rule="G2",
)


class CeaseReason(StrEnum):
    """What is put forward. The first six are grounds; the rest are told what to do instead."""

    PLAN_NOT_NECESSARY = CeaseGround.PLAN_NOT_NECESSARY
    LEFT_ENGLAND = CeaseGround.LEFT_ENGLAND
    PAID_EMPLOYMENT = CeaseGround.PAID_EMPLOYMENT
    HIGHER_EDUCATION = CeaseGround.HIGHER_EDUCATION
    LEFT_EDUCATION = CeaseGround.LEFT_EDUCATION
    REACHED_25 = CeaseGround.REACHED_25
    OUTCOMES_ACHIEVED = "outcomes-achieved"
    REACHED_19 = "reached-19"
    MOVED_AUTHORITY = "moved-to-another-authority"
    APPRENTICESHIP = "apprenticeship"


NO_GROUND = {
    CeaseReason.OUTCOMES_ACHIEVED: OUTCOMES_ALONE,
    CeaseReason.REACHED_19: AGE_ALONE,
    CeaseReason.MOVED_AUTHORITY: MOVED_IS_TRANSFER,
    CeaseReason.APPRENTICESHIP: AN_APPRENTICE_LEARNS,
    CeaseReason.REACHED_25: AT_25_WITHOUT_DECISION,
}
AT_ANY_AGE = (CeaseGround.PLAN_NOT_NECESSARY, CeaseGround.LEFT_ENGLAND)
ADULT = 18


def ground_for(reason: CeaseReason) -> CeaseGround:
    """Return the ground, or refuse what is none, saying what to do instead."""
    if reason in NO_GROUND:
        raise Refused(NO_GROUND[reason])
    return CeaseGround(reason.value)


def require_age(case: Case, ground: CeaseGround, on: date) -> Iterator[Event]:
    """Refuse a ground that is none before 18; warn where the age is not known."""
    if ground in AT_ANY_AGE:
        return
    about = child(case)
    if about is None:
        yield AGE_UNKNOWN.about(on)
    else:
        require(has_reached(about.date_of_birth, ADULT, on), UNDER_18)
