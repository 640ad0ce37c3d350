"""An appeal to the First-tier Tribunal, up to its decision. CFA 2014 s.51; reg 45."""

from datetime import date
from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.domain.events.order import Ordered
from ehcp.domain.plan.sections import Section
from ehcp.law.citations import (
    CFA_2014,
    SEND_REGS_2014,
    TRIBUNAL_DIRECTIONS,
    TRIBUNAL_RULES_2008,
)


class AppealMatter(StrEnum):
    """What an appeal may be about: CFA 2014 s.51(2)."""

    REFUSAL_TO_ASSESS = "refusal-to-assess"
    REFUSAL_TO_ISSUE = "refusal-to-issue"
    NEEDS = "section-b"
    PROVISION = "section-f"
    INSTITUTION = "section-i"
    NONE_NAMED = "no-institution-named"
    REFUSAL_TO_REASSESS = "refusal-to-reassess"
    NOT_TO_AMEND = "not-to-amend-or-replace"
    CEASE = "cease-to-maintain"

    @property
    def letter(self) -> str:
        """The paragraph of s.51(2)."""
        return LETTERS[self]

    @property
    def placement(self) -> bool:
        """Whether it needs no certificate where the appeal is about nothing else: s.55."""
        return self in (AppealMatter.INSTITUTION, AppealMatter.NONE_NAMED)


LETTERS = {
    AppealMatter.REFUSAL_TO_ASSESS: "a",
    AppealMatter.REFUSAL_TO_ISSUE: "b",
    AppealMatter.NEEDS: "c",
    AppealMatter.PROVISION: "c",
    AppealMatter.INSTITUTION: "c",
    AppealMatter.NONE_NAMED: "c",
    AppealMatter.REFUSAL_TO_REASSESS: "d",
    AppealMatter.NOT_TO_AMEND: "e",
    AppealMatter.CEASE: "f",
}


class Appellant(StrEnum):
    """Who lodged an appeal. Only the first two have the right: CFA 2014 s.51(1)."""

    PARENT = "parent"
    YOUNG_PERSON = "young-person"
    SCHOOL_OR_POST_16 = "school-or-post-16-institution"
    OTHER = "other"


class TribunalAppealLodged(Event, under=CFA_2014.s("51(1)")):
    """An appeal reached the First-tier Tribunal. `of` is the decision or plan appealed.

    `on` is the day the Tribunal had the notice. `recommendations` are the sections on which
    it may recommend in that appeal, and can order nothing.
    """

    appellant: Appellant | None = None
    matters: tuple[AppealMatter, ...] = ()
    recommendations: tuple[Section, ...] = ()
    certificate: int | None = None
    reference: str | None = None


class LeaveWithoutCertificateRequested(Event, under=SEND_REGS_2014.reg("34")):
    """The family asked the Tribunal for leave to appeal without a certificate, with reasons.

    `of` is the decision. `on` is the day the Tribunal had the application.
    """

    reasons: str | None = None


class LeaveWithoutCertificateDecided(Event, under=TRIBUNAL_RULES_2008.rule("19")):
    """The Tribunal decided whether the family may appeal without a certificate."""

    given: bool | None = None


class AppealRegistered(Event, under=TRIBUNAL_RULES_2008.rule("21(1)")):
    """The Tribunal registered the appeal and sent it to the authority. `of` is the appeal.

    `on` is the day the authority received it, which starts the time for its response.
    """

    reference: str | None = None


class DirectionsGiven(Event, under=TRIBUNAL_DIRECTIONS.whole):
    """The Tribunal fixed days for the conduct of the appeal. `of` is the appeal.

    `on` is the day of the directions. A day left out is not changed.
    """

    response_by: date | None = None
    final_evidence_by: date | None = None
    bundle_by: date | None = None
    hearing_on: date | None = None


class AppealResponseSent(Event, under=TRIBUNAL_RULES_2008.rule("21(1)")):
    """The authority's response went to the Tribunal and the appellant. `of` is the appeal."""

    opposed: bool | None = None
    grounds: str | None = None
    views: str | None = None
    why_no_views: str | None = None
    working_document: bool | None = None


class AppealNotOpposed(Event, under=SEND_REGS_2014.reg("45(1)")):
    """The authority told the Tribunal, before responding, that it will not oppose the appeal."""

    ordered: Ordered | None = None


class FinalEvidenceSent(Event, under=TRIBUNAL_DIRECTIONS.whole):
    """A party sent its final evidence. `of` is the appeal; `party` is the family where it did."""


class BundleSent(Event, under=TRIBUNAL_DIRECTIONS.whole):
    """The hearing bundle went to the Tribunal and the appellant. `of` is the appeal."""

    pages: int | None = None


class AppealStayed(Event, under=TRIBUNAL_DIRECTIONS.whole):
    """The Tribunal stayed the proceedings. `of` is the appeal; `until` where it said so."""

    until: date | None = None


class AppealStayLifted(Event, under=TRIBUNAL_DIRECTIONS.whole):
    """The proceedings went on after a stay. `of` is the appeal."""


class AppealWithdrawn(Event, under=None):
    """The appellant withdrew the appeal, or it was struck out. `of` is the appeal.

    `on` is the day on which the appeal ended by it.
    """

    struck_out: bool = False
    reasons: str | None = None


class TribunalAdjourned(Event, under=None):
    """The Tribunal put the hearing off."""


class TribunalHearing(Event, under=None):
    """A day of hearing."""


class TribunalSubmissions(Event, under=None):
    """Written submissions were made after a hearing."""
