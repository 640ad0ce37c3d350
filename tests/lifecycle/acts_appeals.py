"""The acts of an appeal, as commands."""

from datetime import date

from ehcp.domain.commands.challenge.appeal import (
    RecordAppeal,
    RecordLeaveDecision,
    RequestLeaveToAppeal,
)
from ehcp.domain.commands.challenge.appeal_course import (
    RecordDirections,
    RegisterAppeal,
    ResumeAppeal,
    StayAppeal,
    WithdrawAppeal,
)
from ehcp.domain.commands.challenge.appeal_evidence import SendBundle, SendFinalEvidence
from ehcp.domain.commands.challenge.appeal_response import ConcedeAppeal, RespondToAppeal
from ehcp.domain.events.appeal import AppealMatter, Appellant
from ehcp.domain.events.order import Ordered
from ehcp.domain.plan.sections import Section
from ehcp.domain.standing.bundle import BundleDocument, BundlePart
from tests.lifecycle.acts import Choices, Flaws, act, altered, later
from tests.lifecycle.model import State
from tests.lifecycle.model.appealable import IN_A_PLAN, decisions, first_decision, matters
from tests.lifecycle.model.appeals import appeals

WHAT = (Ordered.ASSESS, Ordered.MAKE_PLAN, Ordered.AMEND, Ordered.NAME_SCHOOL, Ordered.CONTINUE)
CORE = (BundleDocument(part=BundlePart.CORE, pages=90),)


def which_appeal(s: State, _on: date) -> Choices:
    """Return the appeals that can be meant: the only one, or the first by its place."""
    return {"appeal": [None, *(a.lodged.place for a in appeals(s)[:1] if a.live)]}


def _to_appeal(s: State, _on: date) -> Choices:
    found = decisions(s)
    about = {matters(fact) for fact in (*found[:1], *found[-1:])} or {IN_A_PLAN}
    if IN_A_PLAN in about:
        about |= {("section-i",)}
    return {"decision": first_decision(s), "matters": sorted(about)}


@act(
    "record-appeal",
    "TribunalAppealLodged",
    _to_appeal,
    ("not-the-appellant", "not-appealable", "only-care-recommended"),
)
def _(on, said):
    lodge = RecordAppeal(
        on=on,
        appellant=Appellant.PARENT,
        matters=tuple(AppealMatter(matter) for matter in said["matters"]),
        decision=said["decision"],
    )
    flaws: Flaws = {
        "not-the-appellant": {"appellant": Appellant.SCHOOL_OR_POST_16},
        "not-appealable": {"matters": ()},
        "only-care-recommended": {"recommendations": (Section.F,)},
    }
    return altered(lodge, on, said, flaws)


@act(
    "request-leave-to-appeal",
    "LeaveWithoutCertificateRequested",
    lambda s, _on: {"decision": first_decision(s)},
    ("no-reasons-for-leave",),
)
def _(on, said):
    reasons = "" if said["flaw"] else "She was ill."
    return RequestLeaveToAppeal(on=on, reasons=reasons, decision=said["decision"])


@act("record-leave-decision", "LeaveWithoutCertificateDecided", {"given": [True, False]})
def _(on, said):
    return RecordLeaveDecision(on=on, given=said["given"])


PAST = "directed-into-the-past"


def _to_register(s: State, on: date) -> Choices:
    return which_appeal(s, on) | {"response_by": [None, later(on, 50)]}


@act("register-appeal", "AppealRegistered", _to_register, (PAST,))
def _(on, said):
    day = later(on, -1) if said["flaw"] else said["response_by"]
    return RegisterAppeal(on=on, response_by=day, appeal=said["appeal"])


def _to_direct(s: State, on: date) -> Choices:
    fixed = [("bundle_by", later(on, 60)), ("hearing_on", later(on, 80))]
    fixed += [("final_evidence_by", later(on, 30)), ("response_by", later(on, 20))]
    return which_appeal(s, on) | {"fixed": fixed}


@act("record-directions", "DirectionsGiven", _to_direct, ("nothing-directed", PAST))
def _(on, said):
    what, day = said["fixed"]
    day = {"nothing-directed": None, PAST: later(on, -1)}.get(said["flaw"], day)
    return RecordDirections(on=on, appeal=said["appeal"], **{what: day})


@act("respond-to-appeal", "AppealResponseSent", which_appeal, ("response-incomplete",))
def _(on, said):
    grounds = "" if said["flaw"] else "The plan is right."
    return RespondToAppeal(
        on=on, opposed=True, grounds=grounds, views="She likes it.", appeal=said["appeal"]
    )


def _to_concede(s: State, on: date) -> Choices:
    return which_appeal(s, on) | {"ordered": [str(what) for what in WHAT]}


@act("concede-appeal", "AppealNotOpposed", _to_concede)
def _(on, said):
    return ConcedeAppeal(on=on, ordered=Ordered(said["ordered"]), appeal=said["appeal"])


@act("send-final-evidence", "FinalEvidenceSent", which_appeal)
def _(on, said):
    return SendFinalEvidence(on=on, appeal=said["appeal"])


@act("send-bundle", "BundleSent", which_appeal, ("no-documents",))
def _(on, said):
    return SendBundle(on=on, documents=() if said["flaw"] else CORE, appeal=said["appeal"])


@act("stay-appeal", "AppealStayed", which_appeal)
def _(on, said):
    return StayAppeal(on=on, appeal=said["appeal"])


@act("resume-appeal", "AppealStayLifted", which_appeal)
def _(on, said):
    return ResumeAppeal(on=on, appeal=said["appeal"])


@act("withdraw-appeal", "AppealWithdrawn", which_appeal)
def _(on, said):
    return WithdrawAppeal(on=on, appeal=said["appeal"])
