"""Advice: asked for, chased, delayed, received. SI 2014/1530 regs 6 to 8."""

from datetime import date

from ehcp.cli.generate.names import person
from ehcp.cli.generate.person import FOUR_ITEMS, MAIL, WEIGHED, Life
from ehcp.cli.generate.script import days
from ehcp.domain.commands.assessment.advice import AdviceKind, RecordAdvice, RequestAdvice
from ehcp.domain.commands.assessment.advice_course import (
    ChaseAdvice,
    RecordFamilyReport,
    ReportAdviceDelay,
)
from ehcp.domain.commands.assessment.no_plan import DecideNoPlan
from ehcp.domain.commands.plan.contents import must_prepare

ALWAYS = (
    (AdviceKind.FAMILY, "The family"),
    (AdviceKind.EDUCATIONAL, "The school"),
    (AdviceKind.MEDICAL, "Community paediatric service"),
    (AdviceKind.PSYCHOLOGICAL, "Educational psychology service"),
    (AdviceKind.SOCIAL_CARE, "Children's social care"),
)
OFTEN = (
    (AdviceKind.MEDICAL, "Speech and language therapy service"),
    (AdviceKind.MEDICAL, "Occupational therapy service"),
    (AdviceKind.MEDICAL, "Child and adolescent mental health service"),
    (AdviceKind.APPROPRIATE, "Early years service"),
    (AdviceKind.ASKED_FOR, "Specialist teaching service"),
)
TOLD_WHY_AFTER = 45  # days: who is late by so much says why
ADULTHOOD = (AdviceKind.ADULTHOOD, "Youth service")


def advise(life: Life, agreed: date, until: date) -> None:
    """Everybody is asked for advice and gives it by a day: some after being reminded."""
    draw = life.draw
    asked = agreed + days(draw.between(1, 4))
    bodies = [*ALWAYS, *draw.some(OFTEN, 3, 5)]
    if must_prepare(life.child, until + days(120)):
        bodies.append(ADULTHOOD)
    window = max(14, (until - asked).days)
    for kind, body in bodies:
        came = asked + days(min(window, 12 + (window - 12) * draw.fraction() ** 0.7))
        _from(life, kind, body, asked, came)
    if draw.per_cent(life.figures.assumed.family_report):
        day = asked + days(draw.between(5, window))
        life.script.add(
            day, RecordFamilyReport, source=MAIL, author=person(draw), about="language"
        )


def _from(life: Life, kind: AdviceKind, body: str, asked: date, came: date) -> None:
    """Ask a body, remind it, hear why it is late, and have its advice."""
    draw, script, assumed = life.draw, life.script, life.figures.assumed
    teacher = "A teacher of the deaf" if kind is AdviceKind.EDUCATIONAL else None
    script.add(
        asked, RequestAdvice, source=MAIL, kind=kind, from_body=body, qualified_teacher=teacher
    )
    waits = (came - asked).days
    for reminder in range(35, waits, 21):
        if draw.per_cent(assumed.advice_chased * 1.5):
            day = asked + days(reminder)
            script.add(day, ChaseAdvice, source=MAIL, kind=kind, from_body=body)
    if waits > TOLD_WHY_AFTER and draw.per_cent(assumed.advice_delayed * 2):
        day = asked + days(TOLD_WHY_AFTER - 4)
        script.add(
            day,
            ReportAdviceDelay,
            source=MAIL,
            kind=kind,
            from_body=body,
            reasons="Two of the service's staff have left.",
            expected=max(came, day + days(7)),
        )
    by = life.adviser if kind is AdviceKind.PSYCHOLOGICAL else None
    author = person(draw)
    script.add(
        came, RecordAdvice, by=by, kind=kind, from_body=body, author=author, dated=came - days(2)
    )


def no_plan(life: Life, day: date) -> None:
    """Decide after the assessment that no plan is necessary."""
    decided = life.script.add(
        day,
        DecideNoPlan,
        reasons="What is needed can be given with the school's own resources.",
        notice=FOUR_ITEMS,
        s19_considered=WEIGHED,
        feedback="A report of five pages.",
    )
    life.told(day, decided)
