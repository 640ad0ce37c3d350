"""A slip of the pen in a plan: what stands there, what should, and the plan put right."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ehcp.domain.plan.letters import Section
from ehcp.domain.plan.sections import FIELDS, Element, Placement, Plan

FIGURES = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, kw_only=True)
class ClericalCorrection:
    """A slip in the text of one element: `wrong` stands there, `right` should.

    `element` is the element's id.
    """

    element: str
    wrong: str
    right: str


def stands(plan: Plan, correction: ClericalCorrection) -> bool:
    """Whether the plan has the wrong words in that element. Section I holds no such text."""
    return any(
        element.id == correction.element
        and not isinstance(element, Placement)
        and correction.wrong.strip() != ""
        and correction.wrong in element.text
        for _, element in plan.elements()
    )


def of_substance(correction: ClericalCorrection) -> bool:
    """Whether a correction says something else: other figures, or words where none were."""
    same = FIGURES.findall(correction.wrong) == FIGURES.findall(correction.right)
    return not same or len(correction.wrong.split()) != len(correction.right.split())


def put_right(plan: Plan, corrections: Iterable[ClericalCorrection]) -> Plan:
    """Return the plan with the texts corrected, and nothing else."""
    for correction in corrections:
        fields = {
            FIELDS[letter]: tuple(_corrected(e, correction) for e in plan.section(letter))
            for letter in Section
        }
        plan = replace(plan, **fields)  # type: ignore[arg-type]
    return plan


def _corrected(element: Element, correction: ClericalCorrection) -> Element:
    if element.id != correction.element or isinstance(element, Placement):
        return element
    return replace(element, text=element.text.replace(correction.wrong, correction.right))
