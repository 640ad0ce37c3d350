"""Histories drawn at random: events of every kind in any order, on days, spans and distances.

The children are of every age from birth to 26. The first events of the process come oftener
than the others, so that limits start and end.
"""

from collections.abc import Sequence
from dataclasses import MISSING, fields
from datetime import date, timedelta

from hypothesis import strategies as st

from ehcp.domain.entry import Source
from ehcp.domain.event import Basis, Event, kebab
from ehcp.domain.events import alert
from ehcp.domain.events.amendment import NotToAmendDecided
from ehcp.domain.events.appeal import AppealNotOpposed, AppealWithdrawn, TribunalAppealLodged
from ehcp.domain.events.assessment import (
    AdviceDue,
    AdviceReceived,
    AdviceRequested,
    NoPlanDecided,
)
from ehcp.domain.events.ceasing import CeaseConsidered, CeaseDecided, CeaseSetAside, PlanCeased
from ehcp.domain.events.detention import PersonDetained, PersonReleased
from ehcp.domain.events.direct_payment import (
    DirectPaymentAgreed,
    DirectPaymentStarted,
    DirectPaymentStopped,
)
from ehcp.domain.events.mediation import MediationAgreement
from ehcp.domain.events.naming import SettingConsulted
from ehcp.domain.events.opening import CaseOpened, Child
from ehcp.domain.events.order import (
    Ordered,
    TribunalOrder,
    TribunalOrderRedated,
    TribunalOrderSetAside,
    TribunalOrderSuspended,
)
from ehcp.domain.events.outcome import OutcomeProgressRecorded
from ehcp.domain.events.personal_budget import PersonalBudgetPrepared
from ehcp.domain.events.placement import ProvisionSecured, ProvisionStopped
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import ReassessmentAgreed, ReassessmentRequested
from ehcp.domain.events.record import (
    DueDayGiven,
    EntryCorrected,
    EntryStruckOut,
    ExceptionClaimed,
    ExceptionDecided,
)
from ehcp.domain.events.request import (
    AssessmentAgreed,
    AssessmentRefused,
    AssessmentRequested,
    DecisionWasDue,
    RequestWithdrawn,
)
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    PhaseTransferDue,
    ReviewAbsorbed,
    ReviewCancelled,
    ReviewCompletionDue,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
    ReviewMissed,
    ReviewReportSent,
    ReviewStarted,
)
from ehcp.domain.events.review_meeting import ReviewMeetingFixed, ReviewPostponed
from ehcp.domain.events.transfer import FamilyMoved, PlanPassedOn, PlanReceived
from ehcp.domain.plan.placement import Placement
from ehcp.domain.plan.sections import Plan
from ehcp.domain.when import UNKNOWN, After, Span
from ehcp.law.grounds import GROUNDS

FIRST = date(2024, 1, 1)


def _needs_nothing(kind: type[Event]) -> bool:
    """Whether an event of this kind may say when it was and no more."""
    return all(
        field.default is not MISSING or field.default_factory is not MISSING
        for field in fields(kind)
        if field.name != "on"
    )


PLAIN = (
    AdviceReceived,
    AdviceRequested,
    AmendedPlanIssued,
    AmendmentNoticeIssued,
    AppealNotOpposed,
    AssessmentAgreed,
    AssessmentRefused,
    AssessmentRequested,
    CeaseDecided,
    DraftPlanIssued,
    FinalPlanIssued,
    MediationAgreement,
    NoPlanDecided,
    PhaseTransferDue,
    PlanCeased,
    RequestWithdrawn,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
    ReviewMissed,
    ReviewReportSent,
    TribunalAppealLodged,
    TribunalOrder,
    TribunalOrderRedated,
)
OF_THE_RECORD = {DueDayGiven, EntryCorrected, EntryStruckOut, ExceptionClaimed}
EVERY = [
    kind
    for kind in Event.named.values()
    if kind.__module__ != alert.__name__ and kind not in OF_THE_RECORD and _needs_nothing(kind)
]
NAMES = [kebab(kind.__name__) for kind in PLAIN]
LIMITS = (
    "advice-response",
    "annual-review-first",
    "annual-review-subsequent",
    "cease-not-before",
    "final-plan-20-weeks",
    "phase-transfer-15-feb",
    "provision-in-place",
    "school-consultation-response",
)
GIVING_A_DAY = (AdviceDue, DecisionWasDue, ReviewCompletionDue, ReviewMissed)
OF_PROVISION = (ProvisionStopped, ProvisionSecured)

EARLIEST_BIRTH = date(1998, 6, 1)
AGES = 26 * 365

days = st.integers(0, 500).map(lambda n: FIRST + timedelta(days=n))
spans = st.tuples(days, st.integers(1, 60)).map(
    lambda drawn: Span(drawn[0], drawn[0] + timedelta(days=drawn[1]))
)
half_open = st.one_of(days.map(lambda day: Span(None, day)), days.map(lambda day: Span(day, None)))
lengths = st.sampled_from(["weeks", "months", "more_than_weeks", "at_most_weeks"])
distances = st.builds(
    lambda event, unit, n: After(event=event, **{unit: n}),
    st.sampled_from(NAMES),
    lengths,
    st.integers(1, 20),
)
when = st.one_of(days, days, days, spans, half_open, distances, st.just(UNKNOWN))
bases = st.sampled_from([Basis.STATED, Basis.STATED, Basis.STATED, Basis.ALLEGED])

places = st.one_of(st.none(), st.integers(1, 8))


def of_kinds(kinds: Sequence[type[Event]]) -> st.SearchStrategy[Event]:
    """Events of these kinds that say when and, some of them, what they answer."""
    return st.builds(
        lambda kind, on, of, basis: kind(on=on, of=of, basis=basis),
        st.sampled_from(kinds),
        when,
        places,
        bases,
    )


plain = of_kinds(PLAIN)
any_kind = of_kinds(EVERY)
placements = st.builds(
    Placement,
    id=st.just("i1"),
    starts=st.one_of(st.none(), days),
    ends=st.one_of(st.none(), days),
)
saying_more = st.one_of(
    st.builds(
        ReviewDecisionNotified, on=days, of=places, decision=st.sampled_from(ReviewDecision)
    ),
    st.builds(TribunalOrder, on=days, ordered=st.sampled_from(Ordered)),
    st.builds(
        FinalPlanIssued,
        on=days,
        plan=st.builds(
            lambda found: Plan(placements=tuple(found)), st.lists(placements, max_size=2)
        ),
    ),
    st.builds(DirectPaymentStarted, on=days),
)
opened = st.builds(
    lambda on, age: CaseOpened(
        on=on, child=Child(name="A", date_of_birth=EARLIEST_BIRTH + timedelta(days=age))
    ),
    st.one_of(days, spans),
    st.integers(0, AGES),
)
claims = st.builds(
    ExceptionClaimed,
    on=days,
    of=places,
    ground=st.sampled_from(sorted(GROUNDS)),
    since=st.one_of(st.none(), days),
    until=st.one_of(st.none(), days),
    accepted=st.sampled_from([True, True, None]),
)
decided = st.builds(ExceptionDecided, on=days, of=places, accepted=st.booleans())
given_days = st.one_of(
    st.builds(
        lambda on, limit: DueDayGiven(on=on, limits=(limit,)), when, st.sampled_from(LIMITS)
    ),
    of_kinds(GIVING_A_DAY),
)
corrections = st.one_of(
    st.builds(EntryStruckOut, on=days, entry=st.integers(1, 6)),
    st.builds(EntryCorrected, on=days, entry=st.integers(1, 3), stands_in=st.integers(4, 6)),
)
of_provision = of_kinds(OF_PROVISION)
happened = st.one_of(
    *(plain, plain, plain, any_kind, any_kind, saying_more, opened),
    *(claims, claims, decided, of_provision, given_days, given_days, corrections),
)
histories = st.one_of(
    st.lists(happened, min_size=1, max_size=10),
    st.builds(lambda first, rest: [first, *rest], opened, st.lists(happened, max_size=10)),
)
sources = st.sampled_from([Source.IMPORT, Source.LETTER])
"""In a file that others kept, or recorded here: some limits start from the second alone."""

LATER = (
    AppealWithdrawn,
    CeaseConsidered,
    CeaseSetAside,
    DirectPaymentAgreed,
    DirectPaymentStarted,
    DirectPaymentStopped,
    FamilyMoved,
    NotToAmendDecided,
    OutcomeProgressRecorded,
    PersonDetained,
    PersonReleased,
    PersonalBudgetPrepared,
    PlanPassedOn,
    PlanReceived,
    ReassessmentAgreed,
    ReassessmentRequested,
    ReviewAbsorbed,
    ReviewCancelled,
    ReviewMeetingFixed,
    ReviewPostponed,
    ReviewStarted,
    SettingConsulted,
    TribunalOrderSetAside,
    TribunalOrderSuspended,
)
later_kinds = st.builds(lambda kind, on: kind(on=on), st.sampled_from(LATER), when)
"""Kinds of event that a history kept here has as well, with nothing but their day."""
