"""The acts of mediation, as commands."""

from datetime import date

from ehcp.domain.commands.challenge.mediation import (
    ContactMediationAdviser,
    DropMediation,
    RecordMediationCertificate,
    RequestMediation,
    TellCommissioningBody,
)
from ehcp.domain.commands.challenge.mediation_agreement import (
    AgreeInMediation,
    AgreeOtherTimescale,
    CarryOutMediationAgreement,
    ReportMediationAgreement,
    Varied,
)
from ehcp.domain.commands.challenge.mediation_session import (
    ArrangeMediation,
    HoldMediation,
    RealiseMediationDelay,
    TellAdviserOfDelay,
)
from ehcp.domain.events.mediation import CertificateKind, MediationIssues, WhyNotArranged
from ehcp.domain.events.order import Ordered
from tests.lifecycle.acts import Choices, Flaws, act, altered, later
from tests.lifecycle.model import State
from tests.lifecycle.model.appealable import first_decision
from tests.lifecycle.model.mediation import LAWYER, wishes

BODIES = ("The ICB", "The hospital trust")
LONG_AGO = date(2020, 1, 1)


def which(s: State, _on: date) -> Choices:
    """Return the wishes that can be meant: the only one, or the first by its place."""
    return {"wish": [None, *(wish.place for wish in wishes(s)[:1])]}


def _to_contact(s: State, _on: date) -> Choices:
    return {"wants": [True, False], "decision": first_decision(s)}


@act("contact-mediation-adviser", "MediationAdviserContacted", _to_contact)
def _(on, said):
    return ContactMediationAdviser(on=on, wants_mediation=said["wants"], decision=said["decision"])


def _to_wish(s: State, _on: date) -> Choices:
    return {"issues": [str(each) for each in MediationIssues], "decision": first_decision(s)}


@act("request-mediation", "MediationRequested", _to_wish)
def _(on, said):
    issues = MediationIssues(said["issues"])
    bodies = BODIES if issues.health else ()
    return RequestMediation(on=on, issues=issues, bodies=bodies, decision=said["decision"])


def _to_tell(s: State, on: date) -> Choices:
    return which(s, on) | {"body": list(BODIES)}


@act("tell-commissioning-body", "CommissioningBodyToldOfMediation", _to_tell)
def _(on, said):
    return TellCommissioningBody(on=on, body=said["body"], wish=said["wish"])


@act("drop-mediation", "MediationNoLongerWanted", which)
def _(on, said):
    return DropMediation(on=on, wish=said["wish"])


@act(
    "arrange-mediation",
    "MediationArranged",
    which,
    ("mediator-not-independent", "session-before-arranged"),
)
def _(on, said):
    arrange = ArrangeMediation(
        on=on,
        session_on=later(on, 10),
        mediator="I. Stone",
        mediator_independent=True,
        wish=said["wish"],
    )
    flaws: Flaws = {
        "mediator-not-independent": {"mediator_independent": False},
        "session-before-arranged": {"session_on": later(on, -1)},
    }
    return altered(arrange, on, said, flaws)


NOT_FREE = WhyNotArranged.AUTHORITY_NOT_FREE
BRINGS_A_LAWYER: Flaws = {LAWYER: {"why": WhyNotArranged.LEGAL_REPRESENTATIVE}}


@act("realise-mediation-delay", "MediationDelayRealised", which, (LAWYER,))
def _(on, said):
    realised = RealiseMediationDelay(on=on, why=NOT_FREE, wish=said["wish"])
    return altered(realised, on, said, BRINGS_A_LAWYER)


@act("tell-adviser-of-delay", "AdviserToldOfDelay", which, (LAWYER,))
def _(on, said):
    return altered(
        TellAdviserOfDelay(on=on, why=NOT_FREE, wish=said["wish"]), on, said, BRINGS_A_LAWYER
    )


def _to_hold(s: State, on: date) -> Choices:
    return which(s, on) | {"concluded": [True, False]}


@act("hold-mediation", "MediationHeld", _to_hold, ("more-than-one-supporter",))
def _(on, said):
    held = HoldMediation(
        on=on,
        concluded=said["concluded"],
        able_to_settle=True,
        mediator_independent=True,
        wish=said["wish"],
    )
    two: Flaws = {"more-than-one-supporter": {"supporters": ("An aunt", "A friend")}}
    return altered(held, on, said, two)


@act(
    "record-mediation-certificate",
    "MediationCertificateIssued",
    {"kind": [str(kind) for kind in CertificateKind]},
)
def _(on, said):
    return RecordMediationCertificate(on=on, kind=CertificateKind(said["kind"]))


AGREED: Choices = {
    "ordered": ["assess", "make-plan", "amend", "other"],
    "authority": [True, False],
}


@act("agree-in-mediation", "MediationAgreement", AGREED, ("agreement-not-in-writing",))
def _(on, said):
    return AgreeInMediation(
        on=on,
        ordered=Ordered(said["ordered"]),
        terms="" if said["flaw"] else "It will be done.",
        authority_party=said["authority"],
    )


@act("report-mediation-agreement", "AuthorityToldOfAgreement")
def _(on, _said):
    return ReportMediationAgreement(on=on, body=BODIES[0])


def _to_vary(_s: State, on: date) -> Choices:
    return {"other": [True, False], "until": [later(on, 40)]}


@act(
    "agree-other-timescale",
    "OtherTimescaleAgreed",
    _to_vary,
    ("report-not-varied", "timescale-not-in-writing", "timescale-already-over"),
)
def _(on, said):
    varied = Varied.CARRYING_OUT_OTHER if said["other"] else Varied.CARRYING_OUT_APPEALABLE
    agreed = AgreeOtherTimescale(on=on, varied=varied, until=said["until"], in_writing=True)
    flaws: Flaws = {
        "report-not-varied": {"varied": Varied.TELLING_AUTHORITY},
        "timescale-not-in-writing": {"in_writing": False},
        "timescale-already-over": {"until": LONG_AGO},
    }
    return altered(agreed, on, said, flaws)


@act("carry-out-mediation-agreement", "MediationActionDone")
def _(on, _said):
    return CarryOutMediationAgreement(on=on)
