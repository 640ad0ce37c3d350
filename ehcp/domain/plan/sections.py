"""Sections A to K of a plan, each part of it with an id of its own. SI 2014/1530 reg 12.

An id stays with its element from draft to final plan and through every review, so that what
changed can be told. A section in which there is nothing says so (`nothing_in`): a section
that is neither filled nor said to be empty is missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ehcp.domain.plan.institution import Institution, SettingType


class Section(StrEnum):
    """The lettered parts of a plan: reg 12(1), and reg 12(4) for the appendices."""

    A = "a"
    B = "b"
    C = "c"
    D = "d"
    E = "e"
    F = "f"
    G = "g"
    H1 = "h1"
    H2 = "h2"
    I = "i"  # noqa: E741 - the law's own letter
    J = "j"
    K = "k"


@dataclass(frozen=True, kw_only=True)
class View:
    """Section A: what the child, the young person or the parent says, in their own words."""

    id: str
    text: str
    by: str | None = None
    dated: date | None = None


class NeedArea(StrEnum):
    """The four broad areas of need."""

    COMMUNICATION_AND_INTERACTION = "communication-and-interaction"
    COGNITION_AND_LEARNING = "cognition-and-learning"
    SOCIAL_EMOTIONAL_AND_MENTAL_HEALTH = "social-emotional-and-mental-health"
    SENSORY_AND_PHYSICAL = "sensory-and-physical"


@dataclass(frozen=True, kw_only=True)
class Need:
    """Section B: one special educational need. `evidence` are ids in Section K."""

    id: str
    text: str
    area: NeedArea | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RelatedNeed:
    """Sections C and D: a health or social care need. `needs` are the ids it relates to in B."""

    id: str
    text: str
    needs: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Section E: what the provision is to bring about. `by` is the last day of its target."""

    id: str
    text: str
    needs: tuple[str, ...] = ()
    baseline: str | None = None
    measure: str | None = None
    by: date | None = None
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Provision:
    """Section F: special educational provision for needs in B, towards outcomes in E.

    `hours` are those of one `period` ("week", "term"); `expertise` is who gives it, and with
    what training. `prepares_for_adulthood` marks what reg 12(3) asks for from Year 9 on.
    """

    id: str
    text: str
    needs: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    hours: Decimal | None = None
    period: str | None = None
    expertise: str | None = None
    prepares_for_adulthood: bool = False


@dataclass(frozen=True, kw_only=True)
class HealthProvision:
    """Section G. `agreement` is the responsible commissioning body's: its reference and day."""

    id: str
    text: str
    needs: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    agreement: str | None = None
    agreed_on: date | None = None
    educates: bool = False


@dataclass(frozen=True, kw_only=True)
class CareProvision:
    """Sections H1 and H2."""

    id: str
    text: str
    needs: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    educates: bool = False


@dataclass(frozen=True, kw_only=True)
class Placement:
    """Section I: an institution and its type, or a type alone."""

    id: str
    type: SettingType | None = None
    institution: Institution | None = None
    starts: date | None = None


@dataclass(frozen=True, kw_only=True)
class DirectPaymentPart:
    """Section J: provision to be secured by direct payment, and what it is to meet."""

    id: str
    text: str
    needs: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    amount: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Appendix:
    """Section K: advice or information from the assessment. `kind` is the letter in reg 6(1)."""

    id: str
    text: str
    kind: str | None = None
    author: str | None = None
    dated: date | None = None
    document: str | None = None


Element = (
    View
    | Need
    | RelatedNeed
    | Outcome
    | Provision
    | HealthProvision
    | CareProvision
    | Placement
    | DirectPaymentPart
    | Appendix
)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """An EHC plan, draft or final, section by section in the order of reg 12(1)."""

    views: tuple[View, ...] = ()
    needs: tuple[Need, ...] = ()
    health_needs: tuple[RelatedNeed, ...] = ()
    care_needs: tuple[RelatedNeed, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    provision: tuple[Provision, ...] = ()
    health_provision: tuple[HealthProvision, ...] = ()
    care_provision_1970_act: tuple[CareProvision, ...] = ()
    other_care_provision: tuple[CareProvision, ...] = ()
    placements: tuple[Placement, ...] = ()
    direct_payments: tuple[DirectPaymentPart, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    nothing_in: tuple[Section, ...] = ()

    def section(self, letter: Section) -> tuple[Element, ...]:
        """Return the elements of one section."""
        found: tuple[Element, ...] = getattr(self, FIELDS[letter])
        return found

    def elements(self) -> Iterator[tuple[Section, Element]]:
        """Yield every element with the section it stands in, in order."""
        for letter in Section:
            for element in self.section(letter):
                yield letter, element


FIELDS = {
    Section.A: "views",
    Section.B: "needs",
    Section.C: "health_needs",
    Section.D: "care_needs",
    Section.E: "outcomes",
    Section.F: "provision",
    Section.G: "health_provision",
    Section.H1: "care_provision_1970_act",
    Section.H2: "other_care_provision",
    Section.I: "placements",
    Section.J: "direct_payments",
    Section.K: "appendices",
}
