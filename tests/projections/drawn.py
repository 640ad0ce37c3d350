"""Histories drawn at random: any events in any order, on days, spans and distances."""

from datetime import date, timedelta

from hypothesis import strategies as st

from ehcp.domain.event import Basis, kebab
from ehcp.domain.events.appeal import AppealNotOpposed, TribunalAppealLodged
from ehcp.domain.events.assessment import AdviceReceived, AdviceRequested, NoPlanDecided
from ehcp.domain.events.ceasing import CeaseDecided, PlanCeased
from ehcp.domain.events.mediation import MediationAgreement
from ehcp.domain.events.order import TribunalOrder, TribunalOrderRedated
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.record import (
    DueDayGiven,
    EntryCorrected,
    EntryStruckOut,
    ExceptionClaimed,
)
from ehcp.domain.events.request import (
    AssessmentAgreed,
    AssessmentRefused,
    AssessmentRequested,
    RequestWithdrawn,
)
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    PhaseTransferDue,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
    ReviewReportSent,
)
from ehcp.domain.when import UNKNOWN, After, Span

FIRST = date(2024, 1, 1)
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
    ReviewReportSent,
    TribunalAppealLodged,
    TribunalOrder,
    TribunalOrderRedated,
)
NAMES = [kebab(kind.__name__) for kind in PLAIN]
LIMITS = ("final-plan-20-weeks", "annual-review-subsequent", "school-consultation-response")
GROUNDS = ("exceptional-personal-circumstances", "absent-from-area-4-weeks")

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

plain = st.builds(
    lambda kind, on, basis: kind(on=on, basis=basis), st.sampled_from(PLAIN), when, bases
)
claims = st.builds(
    ExceptionClaimed,
    on=days,
    ground=st.sampled_from(GROUNDS),
    since=st.one_of(st.none(), days),
    accepted=st.sampled_from([True, True, None]),
)
given_days = st.builds(
    lambda on, limit: DueDayGiven(on=on, limits=(limit,)),
    st.one_of(days, spans),
    st.sampled_from(LIMITS),
)
corrections = st.one_of(
    st.builds(EntryStruckOut, on=days, entry=st.integers(1, 6)),
    st.builds(EntryCorrected, on=days, entry=st.integers(1, 3), stands_in=st.integers(4, 6)),
)
histories = st.lists(
    st.one_of(plain, plain, plain, plain, claims, given_days, corrections), min_size=1, max_size=10
)
