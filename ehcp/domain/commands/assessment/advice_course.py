"""What becomes of advice that was asked for, and of the family's own reports. Regs 6 to 8."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.assessment.advice import AdviceKind
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.commands.underway import assessment_under_way
from ehcp.domain.event import Event
from ehcp.domain.events.assessment import (
    AdviceAccepted,
    AdviceChased,
    AdviceDelayed,
    AdviceReceived,
    AdviceRejected,
    AdviceReturned,
    FamilyReportReceived,
)
from ehcp.domain.standing.advice import advice
from ehcp.domain.standing.relations import named
from ehcp.domain.step import END, Step
from ehcp.law.calendar import NO_HOLIDAYS
from ehcp.law.citations import SEND_REGS_2014
from ehcp.law.time_limits.assessment import ADVICE_RESPONSE

NOT_AWAITED = Refusal(
    "advice-not-awaited",
    "This body has not been asked for this advice, or the advice has come.",
    SEND_REGS_2014.reg("8(1)"),
    instead="Ask for it first.",
)
BEFORE_ADVICE_ASKED = Refusal(
    "before-advice-asked",
    "It is dated before the advice was asked for.",
    instead="Check the day.",
)
NO_REASON_FOR_DELAY = Refusal(
    "delay-without-reason",
    "An adviser who cannot answer in time says why, and when the advice is to come.",
    SEND_REGS_2014.reg("8(2)"),
    instead="Give the reason, and a day that lies ahead.",
)
NO_SUCH_ADVICE = Refusal(
    "no-such-advice",
    "No advice came in that entry.",
    instead="Give the place of the entry that records it.",
)
NOTHING_LACKING = Refusal(
    "nothing-lacking",
    "Advice is sent back only with what it lacks.",
    SEND_REGS_2014.reg("6(1)"),
    instead="Say what is missing: needs, provision or outcomes.",
)
NO_SUCH_REPORT = Refusal(
    "no-such-report",
    "The family put forward no report in that entry.",
    instead="Give the place of the entry that records it.",
)
BEFORE_REPORT = Refusal(
    "before-report",
    "It is dated before the report or advice came.",
    instead="Check the day.",
)
NO_REASON_FOR_REJECTING = Refusal(
    "rejected-without-reason",
    "A report put forward by the family is set aside only with reasons.",
    SEND_REGS_2014.reg("7"),
    instead="Give the reasons, or take the report into account.",
)
NOT_REJECTED = Refusal(
    "report-not-rejected",
    "The report was not rejected, or was accepted since.",
    instead="A report is taken into account without being accepted first.",
)

DELAY_MOVES_NOTHING = Caution(
    "delay-moves-nothing",
    "A reason for late advice moves no limit: only the exceptions of reg 8(2) lift it, and they"
    " are claimed.",
    SEND_REGS_2014.reg("8(1)-(2)"),
)


class ChaseAdvice(Command, commutes=True):
    """Remind a body that its advice has been asked for."""

    kind: AdviceKind
    from_body: str

    def decide(self, case: Case) -> Iterator[Event]:
        asked = _awaited(case, self.kind, self.from_body, self.on)
        yield AdviceChased(on=self.on, of=asked.place, kind=self.kind, from_body=self.from_body)


class ReportAdviceDelay(Command, commutes=True):
    """Record that an adviser cannot answer in time, why, and when the advice is to come."""

    kind: AdviceKind
    from_body: str
    reasons: str
    expected: date

    def decide(self, case: Case) -> Iterator[Event]:
        asked = _awaited(case, self.kind, self.from_body, self.on)
        require(stated(self.reasons) and self.expected >= self.on, NO_REASON_FOR_DELAY)
        yield AdviceDelayed(
            on=self.on,
            of=asked.place,
            kind=self.kind,
            from_body=self.from_body,
            reasons=self.reasons,
            expected=self.expected,
        )
        last = (
            END
            if asked.last == END
            else ADVICE_RESPONSE.last_day(asked.last, calendar=NO_HOLIDAYS)
        )
        if last and self.expected > last:
            yield DELAY_MOVES_NOTHING.about(self.on)


class ReturnAdvice(Command, commutes=True):
    """Send advice back to its author to be completed. `advice` is the place of its entry."""

    advice: int
    reasons: str

    def decide(self, case: Case) -> Iterator[Event]:
        advice = _came(case, self.advice, AdviceReceived, NO_SUCH_ADVICE, self.on)
        require(stated(self.reasons), NOTHING_LACKING)
        yield AdviceReturned(on=self.on, of=advice.place, reasons=self.reasons)


class RecordFamilyReport(Command, commutes=True):
    """Record a report that the family obtained itself. `on` is the day the authority had it."""

    author: str
    about: str | None = None
    dated: date | None = None
    document: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        yield FamilyReportReceived(
            on=self.on,
            author=self.author,
            about=self.about,
            dated=self.dated,
            document=self.document,
        )


class RejectReport(Command):
    """Tell the family that a report of theirs will not be used. `report` is its entry's place."""

    report: int
    reasons: str

    def decide(self, case: Case) -> Iterator[Event]:
        report = _came(case, self.report, FamilyReportReceived, NO_SUCH_REPORT, self.on)
        require(stated(self.reasons), NO_REASON_FOR_REJECTING)
        yield AdviceRejected(on=self.on, of=report.place, reasons=self.reasons)


class AcceptReport(Command):
    """Tell the family that a report is used after all that the authority had rejected."""

    report: int
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        report = _came(case, self.report, FamilyReportReceived, NO_SUCH_REPORT, self.on)
        answers = [
            step
            for step in case.after(report, AdviceRejected, AdviceAccepted)
            if case.at(step.event.of) is report
        ]
        rejected = answers and isinstance(answers[-1].event, AdviceRejected)
        require(bool(rejected) and answers[-1].first <= self.on, NOT_REJECTED)
        yield AdviceAccepted(on=self.on, of=report.place, reasons=self.reasons)


def _awaited(case: Case, kind: AdviceKind, body: str, on: date) -> Step:
    """Return the request for this advice that awaits an answer: none came, or it was sent back.

    One of the assessment that is under way comes before what an earlier one never had.
    """
    waiting = [
        one.root
        for one in advice(case)
        if one.requested and one.awaits_answer and one.kind in (None, kind)
        if one.from_body is None or named(one.from_body) == named(body)
    ]
    under_way = assessment_under_way(case)
    now = [asked for asked in waiting if under_way and case.at(asked.event.of) is under_way]
    found = next(iter(now or waiting), None)
    asked = require(found, NOT_AWAITED)
    require(asked.first <= on, BEFORE_ADVICE_ASKED)
    return asked


def _came(case: Case, place: int, kind: type[Event], otherwise: Refusal, on: date) -> Step:
    """Return the report or advice of a place, which came by that day."""
    found = require(case.at(place), otherwise)
    require(isinstance(found.event, kind), otherwise)
    require(found.first <= on, BEFORE_REPORT)
    return found
