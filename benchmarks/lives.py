"""The lives of a case that the benchmarks measure: ordinary ones, and some that are hard to read.

Each goes on for ever; a benchmark takes as many events of it as it wants.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from ehcp.domain.event import Basis, Event
from ehcp.domain.events.appeal import TribunalAppealLodged
from ehcp.domain.events.assessment import AdviceReceived, AdviceRequested
from ehcp.domain.events.ceasing import CeaseDecided
from ehcp.domain.events.mediation import MediationCertificateIssued
from ehcp.domain.events.opening import CaseOpened, Child, Officer
from ehcp.domain.events.order import TribunalOrder, TribunalOrderRedated
from ehcp.domain.events.outcome import OutcomeProgressRecorded, Progress
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.record import EntryCorrected, ExceptionClaimed, Noted
from ehcp.domain.events.request import AssessmentAgreed, AssessmentRefused, AssessmentRequested
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
    ReviewReportSent,
)
from ehcp.domain.events.review_meeting import InvitedToReview, ReviewAdviceReceived
from ehcp.domain.plan.sections import Need, Outcome, Plan, Provision
from ehcp.domain.when import UNKNOWN, After, Span

WORDS = "What it says here is as long as such a paragraph usually is. " * 4
PLAN = Plan(
    needs=tuple(Need(id=f"b{n}", text=WORDS) for n in range(8)),
    outcomes=tuple(Outcome(id=f"e{n}", text=WORDS, needs=(f"b{n}",)) for n in range(8)),
    provision=tuple(
        Provision(id=f"f{n}", text=WORDS, needs=(f"b{n % 8}",), outcomes=(f"e{n % 8}",))
        for n in range(16)
    ),
)
CHILD = Child(name="A Child", date_of_birth=date(2009, 5, 10), upn="A123456789012")
A_YEAR = timedelta(days=365)
BEGUN = date(2015, 1, 5)


def ordinary() -> Iterator[Event]:
    """Yield a life from a request to the plan, and then a review each year."""
    day = BEGUN
    yield CaseOpened(on=day, child=CHILD, officer=Officer(name="An Officer"))
    yield AssessmentRequested(on=day)
    yield Noted(on=day + timedelta(days=3), note="A call to the school. " * 12)
    yield AssessmentAgreed(on=day + timedelta(days=35))
    for kind in "abcd":
        yield AdviceRequested(on=day + timedelta(days=40), kind=kind)
    for n, kind in enumerate("abcd"):
        yield AdviceReceived(on=day + timedelta(days=75 + n), kind=kind)
    yield DraftPlanIssued(on=day + timedelta(days=110))
    yield Noted(on=day + timedelta(days=120), note="What the family said of the draft. " * 12)
    yield FinalPlanIssued(on=day + timedelta(days=138))
    while True:
        day += timedelta(days=350)
        yield from _review(day + timedelta(days=130))
        yield Noted(on=day + timedelta(days=210), note="A call to the school. " * 12)


def _review(day: date) -> Iterator[Event]:
    yield ReviewMeetingHeld(on=day)
    yield ReviewReportSent(on=day + timedelta(days=10))
    yield ReviewDecisionNotified(on=day + timedelta(days=25), decision=ReviewDecision.AMEND)
    yield AmendmentNoticeIssued(on=day + timedelta(days=25))
    yield AmendedPlanIssued(on=day + timedelta(days=70))


def of_reviews() -> Iterator[Event]:
    """Yield reviews with notes between, eight months apart: the most deadlines."""
    day = BEGUN
    while True:
        yield from _review(day)
        for n in range(71, 86):
            yield Noted(on=day + timedelta(days=n), note="A call to the school. " * 12)
        day += timedelta(days=243)


def lived() -> Iterator[Event]:
    """Yield a life as they are lived: request, advice, plan, then a year like the other."""
    day = BEGUN
    yield CaseOpened(on=day, child=CHILD)
    yield AssessmentRequested(on=day)
    yield AssessmentAgreed(on=day + timedelta(days=30))
    for kind in "abcde":
        yield AdviceRequested(on=day + timedelta(days=32), kind=kind)
        yield AdviceReceived(on=day + timedelta(days=70), kind=kind)
    yield DraftPlanIssued(on=day + timedelta(days=100), plan=PLAN)
    yield FinalPlanIssued(on=day + timedelta(days=135), plan=PLAN)
    while True:
        day += timedelta(days=350)
        for n in range(5):
            yield InvitedToReview(on=day - timedelta(days=20 - n))
            yield ReviewAdviceReceived(on=day - timedelta(days=10 - n))
        yield ReviewMeetingHeld(on=day)
        for n in range(8):
            yield OutcomeProgressRecorded(
                on=day, outcome=f"e{n}", progress=Progress.PARTLY_MET, percent=50, evidence=WORDS
            )
        yield ReviewReportSent(on=day + timedelta(days=12))
        yield ReviewDecisionNotified(on=day + timedelta(days=26), decision=ReviewDecision.AMEND)
        yield AmendmentNoticeIssued(on=day + timedelta(days=26))
        yield AmendedPlanIssued(on=day + timedelta(days=75), plan=PLAN)
        for n in range(4):
            yield Noted(on=day + timedelta(days=80 + n), note=WORDS)


def doubtful() -> Iterator[Event]:
    """Yield the same with spans, corrections, and what one side says."""
    for number, event in enumerate(lived(), start=1):
        day = event.on
        if not isinstance(day, date):
            continue
        if isinstance(event, ReviewReportSent):
            yield ReviewReportSent(on=Span(day, day + timedelta(days=20)), basis=Basis.ALLEGED)
        elif isinstance(event, ReviewDecisionNotified):
            yield ReviewDecisionNotified(on=Span(day, None))
        elif isinstance(event, Noted):
            yield EntryCorrected(on=day, entry=number - 3, why="It was another day.")
        else:
            yield event


def hard() -> Iterator[Event]:
    """Yield refusals that were reversed, in dispute and in doubt.

    Each year holds one, by an order that is dated again or by the authority's own decision, a
    dozen requests for advice of which half are answered on days that nobody knows, an
    exception, a plan, and a decision to cease that is appealed.
    """
    day = BEGUN - A_YEAR
    yield CaseOpened(on=day, child=CHILD)
    for year in range(1000):
        day += timedelta(days=340)
        yield AssessmentRequested(on=Span(day, day + timedelta(days=20)))
        yield AssessmentRefused(on=day + timedelta(days=40))
        yield MediationCertificateIssued(on=day + timedelta(days=50))
        if year % 2:
            yield TribunalAppealLodged(on=day + timedelta(days=60))
            yield TribunalOrder(on=day + timedelta(days=90))
            for n in (94, 97):
                yield TribunalOrderRedated(on=day + timedelta(days=n))
        yield AssessmentAgreed(on=day + timedelta(days=100))
        for n in range(12):
            asked = day + timedelta(days=102 + n)
            yield AdviceRequested(on=asked, kind="abcdef"[n % 6], from_body=f"Body {n}")
            if n % 2:
                on = (UNKNOWN, Span(asked, None), After(event="advice-requested", weeks=5))[n % 3]
                yield AdviceReceived(on=on, kind="abcdef"[n % 6], from_body=f"Body {n}")
        yield ExceptionClaimed(
            on=day + timedelta(days=110),
            ground="exceptional-personal-circumstances",
            accepted=True,
        )
        yield DraftPlanIssued(on=After(event="assessment-agreed", weeks=6, approx=True))
        yield FinalPlanIssued(on=Span(day + timedelta(days=160), day + timedelta(days=170)))
        yield ReviewMeetingHeld(on=day + timedelta(days=300), basis=Basis.ALLEGED)
        yield ReviewReportSent(on=After(event="review-meeting-held", at_most_weeks=4))
        yield CeaseDecided(on=day + timedelta(days=320))
        yield TribunalAppealLodged(on=Span(day + timedelta(days=325), None))


LIVES: dict[str, Callable[[], Iterator[Event]]] = {
    "many reviews": of_reviews,
    "as they are lived": lived,
    "with doubt": doubtful,
    "hard": hard,
}
