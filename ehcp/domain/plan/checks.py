"""What can be checked of a plan by itself. Each function returns what is wrong, by id.

The section in which an element stands says what it must have: SI 2014/1530 reg 12, CFA 2014
ss.21(5) and 37(2), the Code's chapter 9. Whether a finding blocks or warns is for the
commands to say.
"""

import re
from collections import Counter

from ehcp.domain.plan.sections import (
    CareProvision,
    HealthProvision,
    Plan,
    Provision,
    RecommendedProvision,
    Section,
)

VAGUE = re.compile(
    r"\b(access to|opportunit(?:y|ies) for|as required|regular(?:ly)?)\b", re.IGNORECASE
)
THERAPY = re.compile(
    r"\b(speech (?:and|&) language|speech therapy|occupational therap(?:y|ist))\b", re.IGNORECASE
)


def missing_sections(plan: Plan) -> tuple[Section, ...]:
    """Return the sections that are neither filled nor said to be empty; I is for its own rules.

    Reg 12(1): each is separately identified. In J it is enough that information was given.
    """
    said = {Section.I, *plan.nothing_in}
    if plan.budget_information_given:
        said.add(Section.J)
    return tuple(letter for letter in Section if letter not in said and not plan.section(letter))


def merged(plan: Plan) -> tuple[str, ...]:
    """Return the ids that more than one part of the plan uses, or a part without one ("")."""
    uses = Counter(element.id.strip() for _, element in plan.elements())
    return tuple(id_ for id_, times in uses.items() if times > 1 or not id_)


def contradicted(plan: Plan) -> tuple[Section, ...]:
    """Return the sections that are filled and yet said to be empty."""
    return tuple(letter for letter in plan.nothing_in if plan.section(letter))


def budget_contradicted(plan: Plan) -> bool:
    """Whether Section J has direct payments, and says that none was asked for."""
    return bool(plan.direct_payments and plan.budget_information_given)


def vague(plan: Plan) -> tuple[str, ...]:
    """Return the provision in F whose words promise nothing that could be counted."""
    return tuple(found.id for found in plan.provision if any(map(VAGUE.search, _words(found))))


def _words(provision: Provision) -> tuple[str, ...]:
    """Return all that says what is provided, how much of it and by whom."""
    how_much = (provision.duration, provision.frequency)
    by_whom = (provision.expertise, provision.delivered_by)
    return (provision.text, *(text for text in (*how_much, *by_whom) if text))


def not_agreed(plan: Plan) -> tuple[str, ...]:
    """Return the provision in G without the commissioning body's agreement: reg 12(2)."""
    return tuple(p.id for p in plan.health_provision if not (p.agreement or "").strip())


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


def not_quantified(plan: Plan) -> tuple[str, ...]:
    """Return the provision in F that says neither how much of it, or not by whom.

    It may say instead why the needs demand that it is not fixed.
    """
    return tuple(
        provision.id
        for provision in plan.provision
        if not _says(provision.flexibility) and not (_counted(provision) and _by_whom(provision))
    )


def _counted(provision: Provision) -> bool:
    by_the_hour = provision.hours is not None and provision.hours > 0
    return by_the_hour or (_says(provision.duration) and _says(provision.frequency))


def _by_whom(provision: Provision) -> bool:
    return _says(provision.expertise) or _says(provision.delivered_by)


def _says(text: str | None) -> bool:
    return text is not None and text.strip() != ""


def care_out_of_place(plan: Plan) -> tuple[str, ...]:
    """Return the care in H1 that is no service under the 1970 Act, and that in H2 that is one."""
    first = (c for c in plan.care_provision_1970_act if c.service and not c.service.under_1970_act)
    other = (c for c in plan.other_care_provision if c.service and c.service.under_1970_act)
    return tuple(care.id for care in (*first, *other))


def unanswered_recommendations(plan: Plan) -> tuple[str, ...]:
    """Return the appendices with recommended provision that is neither in the plan nor refused.

    Accepted, it says which provision it became; refused, why.
    """
    return tuple(
        appendix.id
        for appendix in plan.appendices
        if not all(map(_answered, appendix.recommendations))
    )


def _answered(recommended: RecommendedProvision) -> bool:
    if recommended.accepted is None:
        return False
    return bool(recommended.provision if recommended.accepted else recommended.reason)


def payments_for_no_provision(plan: Plan) -> tuple[str, ...]:
    """Return the direct payments that say of no provision in F, G or H that they secure it."""
    there = {provided.id for provided in plan.all_provision}
    return tuple(
        payment.id
        for payment in plan.direct_payments
        if not payment.provision or not there.issuperset(payment.provision)
    )


def payments_that_meet_nothing(plan: Plan) -> tuple[str, ...]:
    """Return the direct payments that do not say which needs and outcomes they are to meet."""
    return tuple(p.id for p in plan.direct_payments if not (p.needs and p.outcomes))
