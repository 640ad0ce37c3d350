"""The course of an appeal: registration, directions, stays, hearings, its end. Tribunal Rules."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.challenge.appeal import live_before
from ehcp.domain.event import Event
from ehcp.domain.events.appeal import (
    AppealRegistered,
    AppealStayed,
    AppealStayLifted,
    AppealWithdrawn,
    DirectionsGiven,
    TribunalAdjourned,
    TribunalHearing,
    TribunalSubmissions,
)
from ehcp.domain.standing.appeals import AppealState
from ehcp.law.citations import TRIBUNAL_RULES_2008

NOTHING_DIRECTED = Refusal(
    "nothing-directed",
    "The directions fix no day.",
    instead="Give at least one of the days that they fix.",
)
DIRECTED_INTO_THE_PAST = Refusal(
    "directed-into-the-past",
    "A day that the directions fix lies before the directions.",
    instead="Check the day.",
)
REGISTERED_ALREADY = Refusal(
    "appeal-registered-already",
    "That the authority received the appeal is recorded already, and the time for its response"
    " runs.",
    TRIBUNAL_RULES_2008.rule("21"),
    instead="Correct that entry if its day is wrong; new days go in as directions.",
)
NOT_STAYED = Refusal(
    "not-stayed",
    "The proceedings are not stayed.",
    instead="Record the stay first.",
)


class RegisterAppeal(Command):
    """Record that the authority received the appeal from the Tribunal, and the days it fixed."""

    reference: str | None = None
    response_by: date | None = None
    final_evidence_by: date | None = None
    bundle_by: date | None = None
    hearing_on: date | None = None
    appeal: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        appeal = live_before(case, self.on, self.appeal)
        require(appeal.registered is None, REGISTERED_ALREADY)
        yield AppealRegistered(on=self.on, of=appeal.lodged.place, reference=self.reference)
        days = (self.response_by, self.final_evidence_by, self.bundle_by, self.hearing_on)
        if any(days):
            yield _directions(self.on, appeal.lodged.place, *days)


class RecordDirections(Command):
    """Record days that the Tribunal fixed. One that is left out is not changed."""

    response_by: date | None = None
    final_evidence_by: date | None = None
    bundle_by: date | None = None
    hearing_on: date | None = None
    appeal: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        appeal = live_before(case, self.on, self.appeal)
        days = (self.response_by, self.final_evidence_by, self.bundle_by, self.hearing_on)
        require(any(days), NOTHING_DIRECTED)
        yield _directions(self.on, appeal.lodged.place, *days)


class StayAppeal(Command):
    """Record that the Tribunal stayed the proceedings."""

    until: date | None = None
    appeal: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        appeal = live_before(case, self.on, self.appeal)
        yield AppealStayed(on=self.on, of=appeal.lodged.place, until=self.until)


class ResumeAppeal(Command):
    """Record that the proceedings go on after a stay."""

    appeal: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        appeal = live_before(case, self.on, self.appeal)
        require(appeal.state is AppealState.STAYED, NOT_STAYED)
        yield AppealStayLifted(on=self.on, of=appeal.lodged.place)


class WithdrawAppeal(Command, after_death=True):
    """Record that the appellant withdrew the appeal, or that it was struck out."""

    struck_out: bool = False
    reasons: str | None = None
    appeal: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        appeal = live_before(case, self.on, self.appeal)
        yield AppealWithdrawn(
            on=self.on,
            of=appeal.lodged.place,
            struck_out=self.struck_out,
            reasons=self.reasons,
        )


class RecordHearing(Command):
    """Record a day of hearing."""

    appeal: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        yield TribunalHearing(on=self.on, of=live_before(case, self.on, self.appeal).lodged.place)


class RecordAdjournment(Command):
    """Record that the Tribunal put the hearing off."""

    reasons: str | None = None
    appeal: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        appeal = live_before(case, self.on, self.appeal)
        yield TribunalAdjourned(on=self.on, of=appeal.lodged.place, note=self.reasons)


class RecordSubmissions(Command):
    """Record written submissions made after a hearing."""

    appeal: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        yield TribunalSubmissions(
            on=self.on, of=live_before(case, self.on, self.appeal).lodged.place
        )


def _directions(on: date, place: int, *days: date | None) -> DirectionsGiven:
    """Return the directions, unless a day that they fix lies before them."""
    require(all(day is None or day >= on for day in days), DIRECTED_INTO_THE_PAST)
    response_by, final_evidence_by, bundle_by, hearing_on = days
    return DirectionsGiven(
        on=on,
        of=place,
        response_by=response_by,
        final_evidence_by=final_evidence_by,
        bundle_by=bundle_by,
        hearing_on=hearing_on,
    )
