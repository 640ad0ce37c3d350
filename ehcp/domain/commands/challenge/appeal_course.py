"""The course of an appeal: registration, directions, response, hearing, end. Tribunal Rules."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.challenge.appeal import live_before
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.event import Event
from ehcp.domain.events.appeal import (
    AppealMatter,
    AppealNotOpposed,
    AppealRegistered,
    AppealResponseSent,
    AppealStayed,
    AppealStayLifted,
    AppealWithdrawn,
    BundleSent,
    DirectionsGiven,
    FinalEvidenceSent,
    TribunalAdjourned,
    TribunalHearing,
    TribunalSubmissions,
)
from ehcp.domain.events.order import Ordered
from ehcp.domain.standing.appeals import AppealState
from ehcp.domain.standing.bundle import BundleDocument, faults
from ehcp.law.citations import PRACTICE_DIRECTION_2025, SEND_REGS_2014, TRIBUNAL_RULES_2008

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
RESPONSE_INCOMPLETE = Refusal(
    "response-incomplete",
    "The response says whether the appeal is opposed and on which grounds, and gives the views of"
    " the child or young person or says why there are none.",
    TRIBUNAL_RULES_2008.rule("21"),
    instead="Give the grounds, and the views or the reason.",
    rule="H11",
)
ALREADY_RESPONDED = Refusal(
    "already-responded",
    "The authority has responded to the appeal.",
    TRIBUNAL_RULES_2008.rule("21"),
    instead="Correct the entry if it is wrong; what more there is goes with the final evidence.",
)
REGISTERED_ALREADY = Refusal(
    "appeal-registered-already",
    "That the authority received the appeal is recorded already, and the time for its response"
    " runs.",
    TRIBUNAL_RULES_2008.rule("21"),
    instead="Correct that entry if its day is wrong; new days go in as directions.",
)
NOT_WHAT_WAS_APPEALED = Refusal(
    "not-what-was-appealed",
    "An appeal that is not opposed is treated as decided for the appellant: what the authority"
    " must do then is what the appeal asks for.",
    SEND_REGS_2014.at("reg 45(1)-(2)"),
    instead="Say what the appeal asks for; about a plan's contents, that it is amended.",
    rule="H10",
)
RESPONSE_IS_IN = Refusal(
    "response-is-in",
    "An appeal is left unopposed only before the response to it is submitted.",
    SEND_REGS_2014.at("reg 45(1)-(2)"),
    instead="Agree a consent order, which the Tribunal approves, and record that.",
    rule="H10",
)
NOT_STAYED = Refusal(
    "not-stayed",
    "The proceedings are not stayed.",
    instead="Record the stay first.",
)
NO_DOCUMENTS = Refusal(
    "no-documents",
    "A bundle has documents, each with its pages.",
    instead="Say what is in it.",
)

NO_WORKING_DOCUMENT = Caution(
    "no-working-document",
    "In an appeal about the contents of a plan an editable working document goes with the"
    " response.",
    TRIBUNAL_RULES_2008.rule("21"),
    rule="H11",
)
BUNDLE_NOT_COMPLIANT = Caution(
    "bundle-not-compliant",
    "A bundle that does not keep to the practice direction may be rejected.",
    PRACTICE_DIRECTION_2025.whole,
    rule="H12",
)

ASKED_FOR = {
    AppealMatter.REFUSAL_TO_ASSESS: (Ordered.ASSESS,),
    AppealMatter.REFUSAL_TO_REASSESS: (Ordered.ASSESS,),
    AppealMatter.REFUSAL_TO_ISSUE: (Ordered.MAKE_PLAN,),
    AppealMatter.NEEDS: (Ordered.AMEND,),
    AppealMatter.PROVISION: (Ordered.AMEND,),
    AppealMatter.NOT_TO_AMEND: (Ordered.AMEND,),
    AppealMatter.INSTITUTION: (Ordered.NAME_SCHOOL,),
    AppealMatter.NONE_NAMED: (Ordered.NAME_SCHOOL,),
    AppealMatter.CEASE: (Ordered.CONTINUE, Ordered.CONTINUE_AND_AMEND),
}
CONTENTS = (AppealMatter.NEEDS, AppealMatter.PROVISION)


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


class RespondToAppeal(Command):
    """Send the response to the Tribunal and the appellant."""

    opposed: bool
    grounds: str
    views: str | None = None
    why_no_views: str | None = None
    working_document: bool = False
    appeal: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        appeal = live_before(case, self.on, self.appeal)
        require(appeal.response is None, ALREADY_RESPONDED)
        require(stated(self.grounds), RESPONSE_INCOMPLETE)
        require(stated(self.views) or stated(self.why_no_views), RESPONSE_INCOMPLETE)
        yield AppealResponseSent(
            on=self.on,
            of=appeal.lodged.place,
            opposed=self.opposed,
            grounds=self.grounds,
            views=self.views,
            why_no_views=self.why_no_views,
            working_document=self.working_document,
        )
        if set(appeal.matters) & set(CONTENTS) and not self.working_document:
            yield NO_WORKING_DOCUMENT.about(self.on)


class ConcedeAppeal(Command):
    """Tell the Tribunal, before responding, that the appeal is not opposed.

    It is then treated as decided for the appellant, and no order is made: `ordered` is what
    the authority must do as if there were one.
    """

    ordered: Ordered
    appeal: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        appeal = live_before(case, self.on, self.appeal)
        require(appeal.response is None, RESPONSE_IS_IN)
        require(self.ordered in _asked_for(appeal.matters), NOT_WHAT_WAS_APPEALED)
        yield AppealNotOpposed(on=self.on, of=appeal.lodged.place, ordered=self.ordered)


class SendFinalEvidence(Command):
    """Record that a party sent its final evidence: the family where `by_family`."""

    by_family: bool = False
    appeal: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        appeal = live_before(case, self.on, self.appeal)
        party = "family" if self.by_family else None
        yield FinalEvidenceSent(on=self.on, of=appeal.lodged.place, party=party)


class SendBundle(Command):
    """Send the hearing bundle to the Tribunal and the appellant."""

    documents: tuple[BundleDocument, ...]
    appeal: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        appeal = live_before(case, self.on, self.appeal)
        require(len(self.documents) > 0, NO_DOCUMENTS)
        pages = sum(document.pages for document in self.documents)
        yield BundleSent(on=self.on, of=appeal.lodged.place, pages=pages)
        found = faults(self.documents, self.on)
        if found:
            yield BUNDLE_NOT_COMPLIANT.about(self.on, "; ".join(found))


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


def _asked_for(matters: tuple[AppealMatter, ...]) -> set[Ordered]:
    """Return what an appeal about these can ask for. To name a setting is asked for alone."""
    found = {ordered for matter in matters for ordered in ASKED_FOR[matter]}
    if Ordered.AMEND in found:
        found.discard(Ordered.NAME_SCHOOL)
    return found or set(Ordered)


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
