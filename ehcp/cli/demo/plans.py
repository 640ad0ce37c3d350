"""The demo's invented plan, and the schools that it may name."""

from datetime import date, timedelta
from decimal import Decimal

from ehcp.domain.plan.institution import Category, Institution
from ehcp.domain.plan.sections import (
    Appendix,
    Need,
    NeedArea,
    Outcome,
    Placement,
    Plan,
    Provision,
    Section,
    View,
)

BROOK = Institution(
    name="Brookfield Primary School", urn="990001", category=Category.MAINTAINED_SCHOOL
)
HAZEL = Institution(name="Hazel Bank School", urn="990002", category=Category.ACADEMY)


def plan(today: date, *placements: Placement) -> Plan:
    """Return an invented plan; with a placement it is final."""
    return Plan(
        views=(View(id="a1", text="I like trains and being outside. Noise hurts.", by="child"),),
        needs=(
            Need(
                id="b1",
                area=NeedArea.COMMUNICATION_AND_INTERACTION,
                text="Finds it hard to understand instructions of more than one step.",
                evidence=("k1",),
            ),
        ),
        outcomes=(
            Outcome(
                id="e1",
                needs=("b1",),
                text="Follows an instruction of three steps in class.",
                baseline="one step",
                measure="8 times in 10",
                by=today + timedelta(days=300),
            ),
        ),
        provision=(
            Provision(
                id="f1",
                needs=("b1",),
                outcomes=("e1",),
                hours=Decimal("2.5"),
                period="week",
                expertise="teaching assistant trained by the speech therapist",
                text="2.5 hours each week of direct language work, one to one.",
            ),
        ),
        placements=placements,
        appendices=(
            Appendix(id="k1", kind="d", text="Educational psychology report", author="I. Shah"),
        ),
        nothing_in=tuple(
            section
            for section in (Section.C, Section.D, Section.G, Section.H1, Section.H2, Section.J)
        )
        + (() if placements else (Section.I,)),
    )
