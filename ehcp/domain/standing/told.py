"""Who must be told of a step, who was told when and how, and who was not."""

from collections.abc import Iterator
from dataclasses import dataclass

from ehcp.domain.case import PLANS, Case
from ehcp.domain.event import Event, kebab
from ehcp.domain.events.capacity import Holder
from ehcp.domain.events.ceasing import CeaseConsidered, CeaseDecided, CeaseNoticeSent
from ehcp.domain.events.mediation import MediationRequested
from ehcp.domain.events.notice import NoticeDelivered, NoticeOpened, NoticeReturned, NoticeSent
from ehcp.domain.events.order import Ordered, TribunalOrder
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.review import ReviewDecisionNotified, ReviewReportSent, ReviewStarted
from ehcp.domain.events.review_meeting import InvitedToReview
from ehcp.domain.plan.times import named_on
from ehcp.domain.standing.clerical import as_corrected
from ehcp.domain.standing.detained import detained_at
from ehcp.domain.standing.rights_holder import rights_holder
from ehcp.domain.step import BEGINNING, END, Step
from ehcp.law.commencement import PART_3
from ehcp.law.recipients import (
    INSTITUTIONS,
    SETTING,
    TELLINGS,
    Addressee,
    Telling,
    commissioning_body,
    telling_of,
)

STEPS = frozenset(name for telling in TELLINGS for name in telling.steps)
TELLERS = frozenset(tells.event for telling in TELLINGS for tells in telling.by)
SAY_WHOM = ("recipient", "invitee", "consultee", "to")
"""The fields in which an event says whom it told; `sent_to` has several."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One sending: by which step, to whom by name, how, and what is known of its arrival."""

    step: Step
    name: str | None = None
    how: str | None = None
    delivered: Step | None = None
    opened: Step | None = None
    returned: Step | None = None

    @property
    def lost(self) -> bool:
        """Whether it came back, and nobody says that it arrived all the same."""
        return self.returned is not None and self.delivered is None and self.opened is None


@dataclass(frozen=True, kw_only=True)
class Owed:
    """One who is to be told. `called` is who that is on the day of the step.

    `required` is None where the record does not say whether there is such a recipient.
    """

    to: Addressee
    called: str
    required: bool | None
    told: tuple[Told, ...]

    @property
    def missing(self) -> bool:
        """Whether somebody who must be told has not been, or all that was sent came back."""
        return self.required is True and all(sending.lost for sending in self.told)


@dataclass(frozen=True, kw_only=True)
class ToldOf:
    """A step, and everybody who is to be told of it."""

    step: Step
    telling: Telling
    owed: tuple[Owed, ...]


def told_of(case: Case, step: Step) -> ToldOf | None:
    """Return who is to be told of a step and who was; None where the law names nobody."""
    day = PART_3 if step.first == BEGINNING else step.first
    name = kebab(type(step.event).__name__)
    telling = telling_of(name, day, detained=detained_at(case, step))
    if telling is None or not _applies(step.event):
        return None
    sendings = list(_sendings(case, step, telling))
    return ToldOf(
        step=step,
        telling=telling,
        owed=tuple(
            _owed(case, step, telling, to, sendings) for to in _recipients(case, step, telling)
        ),
    )


def told(case: Case) -> Iterator[ToldOf]:
    """Yield every step of a case of which somebody is to be told, in legal order."""
    for step in case.steps:
        if kebab(type(step.event).__name__) in STEPS:
            found = told_of(case, step)
            if found is not None:
                yield found


def tells_somebody(event: Event) -> bool:
    """Whether an event is the sending of something, whose arrival may be recorded."""
    name = kebab(type(event).__name__)
    return isinstance(event, NoticeSent) or name in TELLERS or name in STEPS


def _applies(event: Event) -> bool:
    """Whether a step is one of those that the law speaks of: not every order, nor mediation."""
    if isinstance(event, TribunalOrder):
        return event.ordered is Ordered.ASSESS
    if isinstance(event, MediationRequested):
        return event.issues is None or event.issues.health
    return True


def _recipients(case: Case, step: Step, telling: Telling) -> Iterator[Addressee]:
    """Yield whom the law names; of head, provider and principal the one whom the age makes it."""
    holder = rights_holder(case, step.last).holder if step.last != END else None
    of_age = holder not in (None, Holder.PARENT)
    setting = SETTING[1] if of_age else SETTING[0]
    both = set(SETTING) <= set(telling.to)
    for to in telling.to:
        if not both or to not in SETTING or to is setting:
            yield to


def _owed(
    case: Case, step: Step, telling: Telling, to: Addressee, sendings: list[tuple[str, Told]]
) -> Owed:
    accepted = next((same for same in (SETTING, INSTITUTIONS) if to in same), (to,))
    return Owed(
        to=to,
        called=_called(case, step, to),
        required=False if to in telling.good_practice else _required(case, step, to),
        told=tuple(sending for whom, sending in sendings if whom in accepted),
    )


def _required(case: Case, step: Step, to: Addressee) -> bool | None:
    """Whether there is such a recipient; None where the record does not say."""
    event = step.event
    if to is Addressee.CONSULTED_SETTING:
        return False  # whoever is consulted has the draft, and nobody need be
    if to is Addressee.NAMED_INSTITUTION:
        return _names_institution(step)
    if to is Addressee.HEAD_OR_PRINCIPAL and isinstance(event, CeaseConsidered):
        return _has_a_head(case, step)
    if to is Addressee.REVIEW_SETTING and isinstance(event, ReviewStarted):
        return event.attends
    if isinstance(event, ReviewReportSent):
        return _invited(case, step, to)
    return _where_it_is(case, step) if to is Addressee.INSTITUTION else True


def _where_it_is(case: Case, step: Step) -> bool | None:
    """Whether there is an institution that the plan names: one issued, or that is to cease."""
    if isinstance(step.event, PLANS):
        return _names_institution(step)
    return _named_then(case, step) if isinstance(step.event, CeaseDecided) else None


def _has_a_head(case: Case, step: Step) -> bool:
    """Whether the plan may name an institution, which has a head or a principal to consult."""
    plan = case.before(step, *PLANS)
    return plan is None or _names_institution(plan) is not False


def _names_institution(step: Step) -> bool | None:
    """Whether a plan names an institution; None where the record does not hold it."""
    event = step.event
    plan = event.plan if isinstance(event, PLANS) else None
    return None if plan is None else any(p.institution for p in plan.placements)


def _named_then(case: Case, step: Step) -> bool | None:
    """Whether the plan names an institution on the day of a step; None where nobody can say.

    Where it names none the child may be at one all the same.
    """
    plan = case.before(step, *PLANS)
    contents = as_corrected(case, plan) if plan else None
    named = named_on(contents.placements, step.first) if contents else ()
    return True if any(placement.institution for placement in named) else None


def _invited(case: Case, report: Step, to: Addressee) -> bool | None:
    """Whether somebody was invited to the meeting that a report is about."""
    invited = {
        str(step.event.invitee)
        for step in case.steps_of(InvitedToReview)
        if isinstance(step.event, InvitedToReview)
        and case.at(step.event.of) is case.at(report.event.of)
    }
    return to in invited if invited else None


def _called(case: Case, step: Step, to: Addressee) -> str:
    """Return who a recipient is on the day of the step."""
    words = str(to).replace("-", " ")
    if step.undated:
        return words
    if to is Addressee.COMMISSIONING_BODY:
        days = (day for day in (step.first, step.last) if day not in (BEGINNING, END))
        return " or ".join(dict.fromkeys(commissioning_body(day).name for day in days))
    if to is Addressee.FAMILY and step.last != END:
        found = rights_holder(case, step.last)
        return found.name or (str(found.holder).replace("-", " ") if found.holder else words)
    return words


def _sendings(case: Case, step: Step, telling: Telling) -> Iterator[tuple[str, Told]]:
    """Yield whom each sending about a step told, and the sending."""
    for to in dict.fromkeys((*telling.itself, *_whom(step.event))):
        yield str(to), _told(case, step)
    if isinstance(step.event, ReviewDecisionNotified) and step.event.institution_told:
        yield Addressee.INSTITUTION, _told(case, step)
    tellers = {tells.event: tells.to for tells in telling.by}
    for other in case.steps:
        name = kebab(type(other.event).__name__)
        if (name in tellers or isinstance(other.event, NoticeSent)) and _about(case, other, step):
            named = tellers.get(name)
            for whom in (named,) if named else _whom(other.event):
                yield str(whom), _told(case, other)


def _about(case: Case, sending: Step, step: Step) -> bool:
    """Whether something was sent about a step: it says so, or says nothing and follows it."""
    if sending.event.of is not None:
        return case.at(sending.event.of) is step
    return not isinstance(sending.event, NoticeSent) and case.follows(sending, step)


def _whom(event: Event) -> Iterator[str]:
    """Yield whom an event says that it told."""
    if isinstance(event, FinalPlanIssued | AmendedPlanIssued | ReviewReportSent | CeaseNoticeSent):
        yield from event.sent_to
    for field in SAY_WHOM:
        value = getattr(event, field, None)
        if isinstance(value, str):
            yield value


def _told(case: Case, step: Step) -> Told:
    event = step.event
    sent = event if isinstance(event, NoticeSent) else None
    return Told(
        step=step,
        name=getattr(event, "name", None) if sent is None else sent.name,
        how=str(sent.method) if sent and sent.method else None,
        delivered=_proof(case, step, NoticeDelivered),
        opened=_proof(case, step, NoticeOpened),
        returned=_proof(case, step, NoticeReturned),
    )


def _proof(case: Case, sending: Step, kind: type[Event]) -> Step | None:
    return next((s for s in case.steps_of(kind) if case.at(s.event.of) is sending), None)
