"""What can be checked of a plan by itself. Each function returns what is wrong, by id.

The section in which an element stands says what it must have: SI 2014/1530 reg 12, CFA 2014
ss.21(5) and 37(2), the Code's chapter 9. Whether a finding blocks or warns is for the
commands to say.
"""

import re
from collections import Counter

from ehcp.domain.plan.sections import CareProvision, HealthProvision, Plan, Section

VAGUE = re.compile(
    r"\b(access to|opportunit(?:y|ies) for|as required|regular(?:ly)?)\b", re.IGNORECASE
)
THERAPY = re.compile(
    r"\b(speech (?:and|&) language|speech therapy|occupational therap(?:y|ist))\b", re.IGNORECASE
)


def missing_sections(plan: Plan) -> tuple[Section, ...]:
    """Return the sections that are neither filled nor said to be empty; I is for its own rules.

    Reg 12(1): each is separately identified.
    """
    return tuple(
        letter
        for letter in Section
        if letter is not Section.I and not plan.section(letter) and letter not in plan.nothing_in
    )


def merged(plan: Plan) -> tuple[str, ...]:
    """Return the ids that more than one part of the plan uses, or a part without one ("")."""
    uses = Counter(element.id.strip() for _, element in plan.elements())
    return tuple(id_ for id_, times in uses.items() if times > 1 or not id_)


def contradicted(plan: Plan) -> tuple[Section, ...]:
    """Return the sections that are filled and yet said to be empty."""
    return tuple(letter for letter in plan.nothing_in if plan.section(letter))


def needs_without_provision(plan: Plan) -> tuple[str, ...]:
    """Return the needs in B that no provision in F is for: CFA 2014 s.37(2)."""
    met = {need for provision in plan.provision for need in provision.needs}
    return tuple(need.id for need in plan.needs if need.id not in met)


def vague(plan: Plan) -> tuple[str, ...]:
    """Return the provision in F whose words promise nothing that could be counted."""
    return tuple(provision.id for provision in plan.provision if VAGUE.search(provision.text))


def not_agreed(plan: Plan) -> tuple[str, ...]:
    """Return the provision in G without the commissioning body's agreement: reg 12(2)."""
    return tuple(provision.id for provision in plan.health_provision if not provision.agreement)


def educating_elsewhere(plan: Plan) -> tuple[str, ...]:
    """Return the provision in G, H1 and H2 that seems to educate or train: CFA 2014 s.21(5)."""
    others: tuple[HealthProvision | CareProvision, ...] = (
        *plan.health_provision,
        *plan.care_provision_1970_act,
        *plan.other_care_provision,
    )
    return tuple(found.id for found in others if found.educates or THERAPY.search(found.text))


def prepares_for_adulthood(plan: Plan) -> bool:
    """Whether any provision in F prepares for adulthood and independent living: reg 12(3)."""
    return any(provision.prepares_for_adulthood for provision in plan.provision)
