"""Sections A to K of a plan, each part of it with an id of its own. SI 2014/1530 reg 12.

An id stays with its element from draft to final plan and through every review, so that what
changed can be told; an element that others give way to says so (`replaces`: their ids). A
section in which there is nothing says so (`nothing_in`): a section that is neither filled nor
said to be empty is missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ehcp.domain.plan.appendices import Appendix, RecommendedProvision
from ehcp.domain.plan.letters import Section
from ehcp.domain.plan.needs import Need, NeedArea, RelatedNeed, View, ViewAbout, ViewOf
from ehcp.domain.plan.outcomes import Outcome, OutcomeArea, PhaseOfEducation
from ehcp.domain.plan.placement import (
    Attendance,
    BudgetMechanism,
    BudgetRecipient,
    BudgetStream,
    DirectPaymentPart,
    Placement,
)
from ehcp.domain.plan.provision import (
    CareProvision,
    CareService,
    DeliveryRoute,
    HealthProvision,
    Provided,
    Provision,
)

__all__ = [
    "FIELDS",
    "Appendix",
    "Attendance",
    "BudgetMechanism",
    "BudgetRecipient",
    "BudgetStream",
    "CareProvision",
    "CareService",
    "DeliveryRoute",
    "DirectPaymentPart",
    "Element",
    "HealthProvision",
    "Need",
    "NeedArea",
    "Outcome",
    "OutcomeArea",
    "PhaseOfEducation",
    "Placement",
    "Plan",
    "Provided",
    "Provision",
    "RecommendedProvision",
    "RelatedNeed",
    "Section",
    "View",
    "ViewAbout",
    "ViewOf",
]

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
    """An EHC plan, draft or final, section by section in the order of reg 12(1).

    `budget_information_given` is the day on which the family was told of personal budgets and
    asked for none, where that is what Section J says.
    """

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
    budget_information_given: date | None = None

    def section(self, letter: Section) -> tuple[Element, ...]:
        """Return the elements of one section."""
        found: tuple[Element, ...] = getattr(self, FIELDS[letter])
        return found

    def elements(self) -> Iterator[tuple[Section, Element]]:
        """Yield every element with the section it stands in, in order."""
        for letter in Section:
            for element in self.section(letter):
                yield letter, element

    @property
    def all_provision(self) -> tuple[Provided, ...]:
        """What is provided in F, G, H1 and H2."""
        return (
            *self.provision,
            *self.health_provision,
            *self.care_provision_1970_act,
            *self.other_care_provision,
        )


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
