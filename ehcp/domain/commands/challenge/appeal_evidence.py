"""What is sent for the hearing of an appeal: the final evidence and the bundle."""

from collections.abc import Iterator

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.challenge.appeal import live_before
from ehcp.domain.event import Event
from ehcp.domain.events.appeal import BundleSent, FinalEvidenceSent
from ehcp.domain.standing.bundle import BundleDocument, faults
from ehcp.law.citations import PRACTICE_DIRECTION_2025

NO_DOCUMENTS = Refusal(
    "no-documents",
    "A bundle has documents, each with its pages.",
    instead="Say what is in it.",
)

BUNDLE_NOT_COMPLIANT = Caution(
    "bundle-not-compliant",
    "A bundle that does not keep to the practice direction may be rejected.",
    PRACTICE_DIRECTION_2025.whole,
    rule="H12",
)


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
