"""What a family takes further: the mediation adviser, a mediation, an appeal and its end."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ehcp.cli.generate.amending import issue
from ehcp.cli.generate.contents import Change, words
from ehcp.cli.generate.person import MAIL, WEIGHED, Life
from ehcp.cli.generate.script import Act, days, working
from ehcp.domain.commands.challenge.appeal import RecordAppeal
from ehcp.domain.commands.challenge.appeal_course import (
    RecordHearing,
    RegisterAppeal,
    WithdrawAppeal,
)
from ehcp.domain.commands.challenge.appeal_evidence import SendBundle, SendFinalEvidence
from ehcp.domain.commands.challenge.appeal_response import ConcedeAppeal, RespondToAppeal
from ehcp.domain.commands.challenge.mediation import (
    ContactMediationAdviser,
    RecordMediationCertificate,
    RequestMediation,
)
from ehcp.domain.commands.challenge.mediation_session import ArrangeMediation, HoldMediation
from ehcp.domain.commands.challenge.order import ComplyWithOrder, RecordTribunalOrder
from ehcp.domain.commands.request.decision import AgreeToAssess
from ehcp.domain.events.amendment import AmendmentCause
from ehcp.domain.events.appeal import AppealMatter, Appellant
from ehcp.domain.events.mediation import CertificateKind, MediationIssues
from ehcp.domain.events.order import Ordered, Outcome
from ehcp.domain.events.request import Route
from ehcp.domain.plan.letters import Section
from ehcp.domain.standing.bundle import BundleDocument, BundlePart

BUNDLE = (
    BundleDocument(part=BundlePart.CORE, pages=72),
    BundleDocument(part=BundlePart.PLAN_AND_APPENDICES, pages=118),
    BundleDocument(part=BundlePart.WORKING_DOCUMENT, pages=21),
)
ABOUT_PLAN = (AppealMatter.NEEDS, AppealMatter.PROVISION)
ABOUT_REFUSAL = (AppealMatter.REFUSAL_TO_ASSESS,)
LONGEST = 480  # days from a decision to the end of what follows a dispute about it


@dataclass(frozen=True)
class Ended:
    """How an appeal ended, and when: by order, unopposed, or with nothing to do."""

    on: date
    appeal: Act
    route: Route | None


def dispute_plan(life: Life, decision: Act, ends: date) -> None:
    """Perhaps a plan is disputed; it is amended then if the family is found right."""
    day = decision.on
    quiet = life.quiet_until <= day and day + days(LONGEST) < ends
    if not quiet or not life.draw.chance(life.figures.plans_disputed * _of_all(life)):
        return
    life.quiet_until = day + days(LONGEST)
    ended = _disputed(life, decision, ABOUT_PLAN, Ordered.AMEND, Outcome.AMEND)
    if ended is None or ended.route is None:
        return
    caused = {
        Route.TRIBUNAL_ORDER: AmendmentCause.TRIBUNAL_ORDER,
        Route.UNOPPOSED: AmendmentCause.APPEAL_NOT_OPPOSED,
    }
    hours = Decimal(life.draw.between(6, 30)) / 2
    element = life.plan.provision[0].id
    change = Change(Section.F, element, words(hours), ended.on, hours)
    issued = ended.on + days(life.draw.between(15, 33))
    life.ordered = issued
    issue(life, issued, caused[ended.route], (change,))
    if ended.route is Route.TRIBUNAL_ORDER:
        life.script.add(issued + days(2), ComplyWithOrder, how="The amended plan was issued.")


def _of_all(life: Life) -> float:
    """Return how much likelier it is, for one that may, because nobody disputes twice at once."""
    return 1 + life.figures.plans_disputed


def dispute_refusal(life: Life, decision: Act) -> date | None:
    """Perhaps a refusal to assess is disputed. Return the day on which it was dropped, if so."""
    if not life.draw.chance(life.figures.refusals_disputed):
        return None
    ended = _disputed(life, decision, ABOUT_REFUSAL, Ordered.ASSESS, Outcome.ASSESS)
    if ended is None or ended.route is None:
        return None
    agreed = working(ended.on + days(life.draw.between(6, 14)))
    told = life.script.add(agreed, AgreeToAssess, route=ended.route, s19_considered=WEIGHED)
    life.told(agreed, told)
    return agreed


def _disputed(
    life: Life,
    decision: Act,
    matters: tuple[AppealMatter, ...],
    ordered: Ordered,
    outcome: Outcome,
) -> Ended | None:
    draw, script = life.draw, life.script
    day = decision.on + days(draw.between(10, 25))
    mediates = draw.chance(life.figures.mediated)
    script.add(day, ContactMediationAdviser, wants_mediation=mediates, decision=decision)
    if mediates:
        certified = _mediated(life, decision, day)
        if not draw.per_cent(life.figures.assumed.appeals_after_mediation):
            return None
    else:
        certified = day + days(draw.between(2, 4))
        script.add(certified, RecordMediationCertificate, kind=CertificateKind.NO_MEDIATION)
    lodged = certified + days(draw.between(5, 26))
    own = life.young_person(lodged)
    appeal = script.add(
        lodged,
        RecordAppeal,
        appellant=Appellant.YOUNG_PERSON if own else Appellant.PARENT,
        matters=matters,
        decision=decision,
    )
    return _decided(life, appeal, ordered, outcome)


def _mediated(life: Life, decision: Act, day: date) -> date:
    """Mediate, and return the day of the certificate."""
    draw, script = life.draw, life.script
    mediator = "An independent mediator"
    wish = script.add(
        day + days(1),
        RequestMediation,
        source=MAIL,
        issues=MediationIssues.EDUCATION_OR_SOCIAL_CARE,
        decision=decision,
    )
    session = working(day + days(draw.between(16, 29)))
    script.add(
        day + days(8),
        ArrangeMediation,
        session_on=session,
        mediator=mediator,
        mediator_independent=True,
        wish=wish,
    )
    script.add(
        session,
        HoldMediation,
        concluded=True,
        able_to_settle=True,
        mediator_independent=True,
        mediator=mediator,
        wish=wish,
    )
    script.add(session + days(2), RecordMediationCertificate, kind=CertificateKind.AFTER_MEDIATION)
    return session + days(2)


def _decided(life: Life, appeal: Act, ordered: Ordered, outcome: Outcome) -> Ended:
    """Bring an appeal to its end."""
    draw, script = life.draw, life.script
    hearing = working(appeal.on + days(draw.between(120, 260)))
    script.add(
        appeal.on + days(9),
        RegisterAppeal,
        reference=f"EH{draw.between(100, 999)}/{appeal.on:%y}/{draw.between(1, 99999):05}",
        hearing_on=hearing,
        appeal=appeal,
    )
    how = draw.weighted(life.figures.assumed.appeals_end)
    if how == "conceded":
        day = working(appeal.on + days(draw.between(14, 36)))
        script.add(day, ConcedeAppeal, ordered=ordered, appeal=appeal)
        return Ended(day, appeal, Route.UNOPPOSED)
    if how == "withdrawn":
        day = working(appeal.on + days(draw.between(40, 110)))
        script.add(day, WithdrawAppeal, reasons="The parties agree.", appeal=appeal)
        return Ended(day, appeal, None)
    _heard(life, appeal, hearing)
    day = working(hearing + days(draw.between(7, 15)))
    found = outcome if how == "ordered" else Outcome.DISMISS
    script.add(day, RecordTribunalOrder, outcomes=(found,), appeal=appeal)
    return Ended(day, appeal, Route.TRIBUNAL_ORDER if how == "ordered" else None)


def _heard(life: Life, appeal: Act, hearing: date) -> None:
    script = life.script
    script.add(
        appeal.on + days(38),
        RespondToAppeal,
        opposed=True,
        grounds="What was decided meets the needs.",
        views="The child likes the small group.",
        working_document=True,
        appeal=appeal,
    )
    script.add(hearing - days(30), SendFinalEvidence, appeal=appeal)
    script.add(hearing - days(29), SendFinalEvidence, by_family=True, appeal=appeal)
    script.add(hearing - days(20), SendBundle, documents=BUNDLE, appeal=appeal)
    script.add(hearing, RecordHearing, appeal=appeal)
