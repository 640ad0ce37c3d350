"""The demo's invented plan, and the schools that it may name."""

from datetime import date, timedelta
from decimal import Decimal

from ehcp.domain.plan.institution import Category, Institution, SettingType
from ehcp.domain.plan.sections import (
    Appendix,
    DirectPaymentPart,
    Need,
    NeedArea,
    Outcome,
    PhaseOfEducation,
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
ALDERWAY = Institution(
    name="Alderway Primary School", urn="990003", category=Category.MAINTAINED_SCHOOL
)
AT_BROOK = Placement(id="i1", type=SettingType.MAINSTREAM_SCHOOL, institution=BROOK)
FRIENDS = Outcome(
    id="e2",
    needs=("b1",),
    text="Plays a game with rules with two friends.",
    baseline="plays alone",
    measure="once each week, as the midday assistant sees it",
    phase_end=PhaseOfEducation.PRIMARY,
)


GOAL = "Follows an instruction of three steps in class."
WORDS = "2.5 hours each week of direct language work, one to one."


def plan(  # noqa: PLR0913 - what differs from one invented plan to another
    today: date,
    *placements: Placement,
    goal: str = GOAL,
    words: str = WORDS,
    more: tuple[Outcome, ...] = (),
    adult: bool = False,
    paid: tuple[DirectPaymentPart, ...] = (),
) -> Plan:
    """Return an invented plan; with a placement it is final.

    `adult`: it prepares for adulthood, as from Year 9 on. `paid` is Section J.
    """
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
                text=goal,
                baseline="one step",
                measure="8 times in 10",
                by=today + timedelta(days=300),
            ),
            *more,
        ),
        provision=(
            Provision(
                id="f1",
                needs=("b1",),
                outcomes=("e1", *(outcome.id for outcome in more)),
                hours=Decimal("2.5"),
                period="week",
                expertise="teaching assistant trained by the speech therapist",
                text=words,
                prepares_for_adulthood=adult,
            ),
        ),
        placements=placements,
        direct_payments=paid,
        appendices=(
            Appendix(id="k1", kind="d", text="Educational psychology report", author="I. Shah"),
        ),
        nothing_in=tuple(
            section for section in (Section.C, Section.D, Section.G, Section.H1, Section.H2)
        )
        + (() if placements else (Section.I,))
        + (() if paid else (Section.J,)),
    )
