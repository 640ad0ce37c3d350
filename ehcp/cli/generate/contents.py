"""Invented plans: sections A to K for a primary need, and what changes in them over the years."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from ehcp.cli.generate.drawing import Draw
from ehcp.domain.commands.plan.contents import must_prepare
from ehcp.domain.events.amendment import ProposedAmendment
from ehcp.domain.events.opening import Child
from ehcp.domain.plan.checks import prepares_for_adulthood
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
    ViewOf,
)

AREAS = {
    "ASD": NeedArea.COMMUNICATION_AND_INTERACTION,
    "SLCN": NeedArea.COMMUNICATION_AND_INTERACTION,
    "SEMH": NeedArea.SOCIAL_EMOTIONAL_AND_MENTAL_HEALTH,
    "PD": NeedArea.SENSORY_AND_PHYSICAL,
    "HI": NeedArea.SENSORY_AND_PHYSICAL,
    "VI": NeedArea.SENSORY_AND_PHYSICAL,
    "MSI": NeedArea.SENSORY_AND_PHYSICAL,
}
"""By primary need; the others are needs of cognition and learning."""

NEEDS = {
    NeedArea.COMMUNICATION_AND_INTERACTION: (
        "Finds it hard to follow an instruction of more than one step.",
        "Says little in a group, and is not understood by those who do not know them.",
    ),
    NeedArea.COGNITION_AND_LEARNING: (
        "Forgets what was taught a day before, and reads single words only.",
        "Cannot plan a task of several parts without help.",
    ),
    NeedArea.SOCIAL_EMOTIONAL_AND_MENTAL_HEALTH: (
        "Leaves the room when a task is new, and does not come back by themselves.",
        "Is anxious before the school day and sleeps badly.",
    ),
    NeedArea.SENSORY_AND_PHYSICAL: (
        "Tires after twenty minutes of writing, and cannot carry a tray.",
        "Does not hear what is said from behind or in a noisy room.",
    ),
}
GOALS = {
    NeedArea.COMMUNICATION_AND_INTERACTION: "Follows an instruction of {} steps in class.",
    NeedArea.COGNITION_AND_LEARNING: "Reads {}0 words of the school's list without a prompt.",
    NeedArea.SOCIAL_EMOTIONAL_AND_MENTAL_HEALTH: "Stays in lessons for {}5 minutes on most days.",
    NeedArea.SENSORY_AND_PHYSICAL: "Writes {}0 lines with the equipment provided.",
}
WHO = ("teaching assistant trained by the speech therapist", "specialist teacher",
       "occupational therapist", "learning mentor trained by the psychologist")  # fmt: skip
LETTERS = ("b", "c", "d", "e")
EMPTY = (Section.C, Section.D, Section.G, Section.H1, Section.H2, Section.J)


@dataclass(frozen=True)
class Change:
    """One amendment: an outcome with new words, or provision with other hours."""

    section: Section
    element: str
    wording: str
    day: date
    hours: Decimal | None = None

    def proposed(self) -> ProposedAmendment:
        """Return it as it is proposed to the family."""
        return ProposedAmendment(
            section=self.section,
            element=self.element,
            wording=self.wording,
            reason="The report of the meeting shows the progress.",
            evidence=("Report of the review meeting",),
        )


def first_draft(draw: Draw, child: Child, need: str, day: date) -> Plan:
    """Return the contents of a first draft, its Section I empty."""
    area = AREAS.get(need, NeedArea.COGNITION_AND_LEARNING)
    areas = [area, *draw.some([a for a in NeedArea if a is not area], 1, 2)]
    texts = [(a, text) for a in areas for text in draw.some(NEEDS[a], 1, 2)]
    number = range(1, len(texts) + 1)
    needs = tuple(
        Need(id=f"b{n}", area=a, text=text, evidence=("k1",))
        for n, (a, text) in zip(number, texts, strict=True)
    )
    outcomes = tuple(
        Outcome(
            id=f"e{n}",
            needs=(f"b{n}",),
            text=GOALS[a].format(1),
            baseline="With an adult beside them.",
            measure="8 times in 10, as the teacher sees it",
            by=day + timedelta(days=draw.between(300, 700)),
        )
        for n, (a, _) in zip(number, texts, strict=True)
    )
    provision = tuple(_provision(draw, n) for n in number)
    plan = Plan(
        views=_views(draw, child),
        needs=needs,
        outcomes=outcomes,
        provision=provision,
        appendices=tuple(
            Appendix(id=f"k{n}", kind=letter, text=f"Advice under reg 6(1)({letter})", dated=day)
            for n, letter in enumerate(LETTERS, start=1)
        ),
        nothing_in=(*EMPTY, Section.I),
    )
    return prepared(plan, child, day)


def _provision(draw: Draw, number: int) -> Provision:
    hours, who = Decimal(draw.between(2, 20)) / 2, draw.pick(WHO)
    return Provision(
        id=f"f{number}",
        needs=(f"b{number}",),
        outcomes=(f"e{number}",),
        hours=hours,
        period="week",
        expertise=who,
        ratio="1:1",
        text=words(hours),
    )


def words(hours: Decimal) -> str:
    """Return the words of a provision of so many hours."""
    return f"{hours} hours each week of direct work on this, one to one."


def _views(draw: Draw, child: Child) -> tuple[View, ...]:
    likes = draw.pick(("trains", "music", "cooking", "football", "animals", "maps", "drawing"))
    return (
        View(id="a1", text=f"I like {likes}. Noise hurts.", by=child.name, whose=ViewOf.CHILD),
        View(id="a2", text="We hope that school becomes a calm place.", whose=ViewOf.PARENT),
    )


def prepared(plan: Plan, child: Child, day: date) -> Plan:
    """Return the plan with preparation for adulthood, from Year 9 on."""
    if not must_prepare(child, day) or prepares_for_adulthood(plan):
        return plan
    first, *rest = plan.provision
    return replace(plan, provision=(replace(first, prepares_for_adulthood=True), *rest))


def final(plan: Plan, placements: tuple[Placement, ...]) -> Plan:
    """Return the plan with its Section I; empty where the person is taught otherwise."""
    others = tuple(letter for letter in plan.nothing_in if letter is not Section.I)
    nothing = others if placements else (*others, Section.I)
    return replace(plan, placements=placements, nothing_in=nothing)


def changes(draw: Draw, plan: Plan, level: int, day: date) -> tuple[Change, ...]:
    """Draw what a review finds that has to change: outcomes mostly, and some provision."""
    goals = [
        Change(Section.E, o.id, _raised(o.text, level), day)
        for o in draw.some(plan.outcomes, 1, 2)
    ]
    hours = Decimal(draw.between(2, 24)) / 2
    more = [
        Change(Section.F, f.id, words(hours), day, hours) for f in draw.some(plan.provision, 0, 1)
    ]
    return (*goals, *more)


def _raised(text: str, level: int) -> str:
    """Return a goal with the figure of another level."""
    stem = next(g for g in GOALS.values() if text.startswith(g.split("{}")[0]))
    return stem.format(level + 1)


def amended(plan: Plan, made: Iterable[Change]) -> Plan:
    """Return the plan with these changes."""
    by_element = {change.element: change for change in made}

    def goal(outcome: Outcome) -> Outcome:
        change = by_element.get(outcome.id)
        if change is None:
            return outcome
        return replace(outcome, text=change.wording, by=change.day + timedelta(days=365))

    def given(provision: Provision) -> Provision:
        change = by_element.get(provision.id)
        return replace(provision, text=change.wording, hours=change.hours) if change else provision

    return replace(
        plan,
        outcomes=tuple(map(goal, plan.outcomes)),
        provision=tuple(map(given, plan.provision)),
    )
