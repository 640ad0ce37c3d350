"""The acts of ceasing, moving away and custody, as commands."""

from ehcp.domain.commands.ending.cease_grounds import CeaseReason
from ehcp.domain.commands.ending.ceasing import ConsiderCeasing, ConsultOnCeasing, DecideToCease
from ehcp.domain.commands.ending.detention import RecordDetention, RecordRelease
from ehcp.domain.commands.ending.ending import CeasePlan, SetCeaseAside
from ehcp.domain.commands.ending.transfer import LearnOfMove, PassPlanOn, RecordMoveAway
from ehcp.domain.events.ceasing import CeaseConsultee, CeaseRecipient, SetAsideBy
from ehcp.domain.events.request import Method
from tests.domain.ordinary_case import NOTICE, S19
from tests.lifecycle.acts import Choices, Flaws, act, altered
from tests.lifecycle.acts_first_plan import UNFIT

REASONS: Choices = {"reason": ["plan-not-necessary", "paid-employment", "outcomes-achieved"]}
CONSULTEES = {"family": CeaseConsultee.FAMILY, "head": CeaseConsultee.HEAD_OR_PRINCIPAL}
GROUNDS = {
    "plan-not-necessary": CeaseReason.PLAN_NOT_NECESSARY,
    "paid-employment": CeaseReason.PAID_EMPLOYMENT,
    "outcomes-achieved": CeaseReason.OUTCOMES_ACHIEVED,
}
ELSEWHERE = "E10000015"


@act("consider-ceasing", "CeaseConsidered", REASONS)
def _(on, said):
    return ConsiderCeasing(on=on, reason=GROUNDS[said["reason"]])


@act("consult-on-ceasing", "CeaseConsulted", {"consultee": list(CONSULTEES)})
def _(on, said):
    return ConsultOnCeasing(on=on, consultee=CONSULTEES[said["consultee"]], method=Method.MEETING)


@act(
    "decide-to-cease",
    "CeaseDecided",
    REASONS,
    (
        "no-reasons-to-cease",
        "cease-notice-incomplete",
        "cease-recipient-missing",
        "s19-not-considered",
    ),
)
def _(on, said):
    decided = DecideToCease(
        on=on,
        reason=GROUNDS[said["reason"]],
        reasons="It is no longer needed.",
        notice=NOTICE,
        sent_to=tuple(CeaseRecipient),
        s19_considered=S19,
    )
    flaws: Flaws = {
        "no-reasons-to-cease": {"reasons": ""},
        "cease-notice-incomplete": {"notice": ()},
        "cease-recipient-missing": {"sent_to": (CeaseRecipient.FAMILY,)},
    }
    return altered(decided, on, said, flaws | UNFIT)


@act("cease-plan", "PlanCeased")
def _(on, _said):
    return CeasePlan(on=on)


@act("set-cease-aside", "CeaseSetAside")
def _(on, _said):
    return SetCeaseAside(on=on, by=SetAsideBy.OWN_DECISION)


@act("learn-of-move", "MoveLearned", flaws=("where-to",))
def _(on, said):
    return LearnOfMove(on=on, to_authority="" if said["flaw"] else ELSEWHERE)


@act("record-move-away", "FamilyMoved", flaws=("where-to",))
def _(on, said):
    return RecordMoveAway(on=on, to_authority="" if said["flaw"] else ELSEWHERE)


@act("pass-plan-on", "PlanPassedOn")
def _(on, _said):
    return PassPlanOn(on=on)


@act("record-detention", "PersonDetained", flaws=("home-authority-unknown",))
def _(on, said):
    return RecordDetention(on=on, home_authority="" if said["flaw"] else ELSEWHERE)


@act("record-release", "PersonReleased")
def _(on, _said):
    return RecordRelease(on=on)
