"""The golden thread: from a need to its provision, to the outcome, to the aspiration.

Each function returns the ids of the elements at which the thread is broken.
"""

from collections.abc import Iterator

from ehcp.domain.plan.sections import (
    Appendix,
    DirectPaymentPart,
    Element,
    Need,
    Outcome,
    Plan,
    Provided,
    RelatedNeed,
    Section,
    ViewAbout,
)

NEEDS = (Section.B, Section.C, Section.D)
PROVISION = (Section.F, Section.G, Section.H1, Section.H2)


def needs_without_provision(plan: Plan) -> tuple[str, ...]:
    """Return the needs in B that no provision in F is for: CFA 2014 s.37(2)."""
    met = {need for provision in plan.provision for need in provision.needs}
    return tuple(need.id for need in plan.needs if need.id not in met)


def provision_without_need(plan: Plan) -> tuple[str, ...]:
    """Return the provision in F that is for no need."""
    return tuple(provision.id for provision in plan.provision if not provision.needs)


def provision_without_outcome(plan: Plan) -> tuple[str, ...]:
    """Return the provision in F, G and H that leads to no outcome."""
    return tuple(provided.id for provided in plan.all_provision if not provided.outcomes)


def outcomes_without_provision(plan: Plan) -> tuple[str, ...]:
    """Return the outcomes that no provision in F, G or H leads to."""
    led_to = {outcome for provided in plan.all_provision for outcome in provided.outcomes}
    return tuple(outcome.id for outcome in plan.outcomes if outcome.id not in led_to)


def outcomes_without_need(plan: Plan) -> tuple[str, ...]:
    """Return the outcomes that are linked to no need."""
    return tuple(outcome.id for outcome in plan.outcomes if not outcome.needs)


def outcomes_without_aspiration(plan: Plan) -> tuple[str, ...]:
    """Return the outcomes that support no aspiration, where Section A has any."""
    if not any(view.about is ViewAbout.ASPIRATION for view in plan.views):
        return ()
    return tuple(outcome.id for outcome in plan.outcomes if not outcome.aspirations)


def broken_links(plan: Plan) -> tuple[str, ...]:
    """Return the elements that are linked to something that the plan does not have."""
    there = {(letter, element.id) for letter, element in plan.elements()}
    return tuple(
        element.id
        for _, element in plan.elements()
        if any(
            all((letter, id_) not in there for letter in where)
            for where, ids in links(element)
            for id_ in ids
        )
    )


def links(element: Element) -> Iterator[tuple[tuple[Section, ...], tuple[str, ...]]]:
    """Yield the ids to which an element is linked, each with the sections they can stand in."""
    if isinstance(element, Need | RelatedNeed):
        yield (Section.K,), element.evidence
    if isinstance(element, RelatedNeed):
        yield (Section.B,), element.needs
    if isinstance(element, Outcome):
        yield (Section.A,), element.aspirations
    if isinstance(element, Outcome | Provided | DirectPaymentPart):
        yield NEEDS, element.needs
    if isinstance(element, Provided | DirectPaymentPart):
        yield (Section.E,), element.outcomes
    if isinstance(element, DirectPaymentPart):
        yield PROVISION, element.provision
    if isinstance(element, Appendix):
        for recommended in element.recommendations:
            yield PROVISION, recommended.provision
