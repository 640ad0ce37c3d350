"""Amending a plan: the notice of it, what the family says, the plan as amended. Regs 22 and 28."""

from datetime import date
from typing import Any

from ehcp.cli.generate.contents import Change, amended, changes, final, prepared
from ehcp.cli.generate.person import MAIL, WEIGHED, Life
from ehcp.cli.generate.planning import admitted, consult, secured
from ehcp.cli.generate.reviewing import Review
from ehcp.cli.generate.script import Act, Later, days
from ehcp.domain.case import Case
from ehcp.domain.commands.amending import plan_of
from ehcp.domain.commands.amendment.amended_plan import IssueAmendedPlan
from ehcp.domain.commands.amendment.amendment import IssueAmendmentNotice
from ehcp.domain.commands.amendment.amendment_hearing import (
    AnswerAmendmentRepresentations,
    MakeRepresentationsOnAmendments,
)
from ehcp.domain.commands.plan.contents import must_prepare
from ehcp.domain.commands.plan.final import SendPlanCopy
from ehcp.domain.events.amendment import (
    AmendmentCause,
    AmendmentNoticeItem,
    NoticeCause,
    ProposedAmendment,
)
from ehcp.domain.events.plan import PlanRecipient
from ehcp.domain.events.request import NoticeItem
from ehcp.domain.plan.checks import prepares_for_adulthood
from ehcp.domain.plan.sections import Plan, Section

TWELVE_WEEKS = 84  # from the meeting to the amended plan
MOVE = ProposedAmendment(
    section=Section.I, reason="The setting changes.", evidence=("The child's age",)
)


def drawn(life: Life, level: int, day: date) -> tuple[tuple[Change, ...], list[ProposedAmendment]]:
    """Draw what is to change, and how it is proposed to the family."""
    found = changes(life.draw, life.plan, level, day)
    proposed = [change.proposed() for change in found]
    first = life.plan.provision[0]
    prepares = must_prepare(life.child, day) and not prepares_for_adulthood(life.plan)
    if prepares and all(change.element != first.id for change in found):
        again = Change(Section.F, first.id, first.text, day, first.hours)
        proposed.append(again.proposed())
    if life.to_name(day):
        proposed.append(MOVE)
    return found, proposed


def amend(review: Review, decided: date, found: tuple[Change, ...],
          proposed: list[ProposedAmendment]) -> Act:  # fmt: skip
    """Send the notice after the decision, hear the family, and issue the amended plan."""
    life, draw, script = review.life, review.life.draw, review.life.script
    day = decided + days(draw.between(0, 10))
    notice = script.add(
        day,
        IssueAmendmentNotice,
        cause=NoticeCause.REVIEW,
        amendments=tuple(proposed),
        pack=tuple(AmendmentNoticeItem),
        s19_considered=WEIGHED,
        review=review.begun,
    )
    late = draw.between(0, 60) if draw.chance(0.45) else 0
    issued = max(
        day + days(draw.between(22, 40)), review.meeting + days(TWELVE_WEEKS - 10)
    ) + days(late)
    if draw.chance(0.4):
        _said(life, notice, day, found[0], issued)
    since = day
    if day <= life.ordered <= issued:  # who is named was consulted since the plan in force
        since = life.ordered + days(1)
        issued = max(issued, since + days(12))
    wanted = life.to_name(issued)
    if wanted:
        consult(life, since, issued, wanted, 1)
    return issue(life, issued, AmendmentCause.REVIEW, found, served=notice)


def _said(life: Life, notice: Act, day: date, about: Change, issued: date) -> None:
    said = life.script.add(
        day + days(life.draw.between(4, 13)),
        MakeRepresentationsOnAmendments,
        source=MAIL,
        text="This goal is too near.",
        section=about.section,
        element=about.element,
        served=notice,
    )
    life.script.add(
        min(day + days(18), issued),
        AnswerAmendmentRepresentations,
        representation=said,
        answer="It is looked at again at the next review.",
        accepted=False,
    )


def issue(
    life: Life, day: date, cause: AmendmentCause, found: tuple[Change, ...], **answered: Any
) -> Act:
    """Issue the plan as amended: the one then in force, with these changes."""
    keeps = cause is not AmendmentCause.REVIEW
    life.plan = prepared(amended(life.plan, found), life.child, day)

    def contents(case: Case, on: date) -> Plan | None:
        before = plan_of(case.plan_in_force)
        if before is None:
            return None
        after = prepared(amended(before, found), life.child, on)
        return final(after, before.placements if keeps else life.schooling.placements(day))

    issued = life.script.add(
        day,
        IssueAmendedPlan,
        cause=cause,
        plan=Later(contents),
        naming=life.schooling.naming(day),
        sent_to=tuple(PlanRecipient),
        s19_considered=WEIGHED,
        dated=day - days(5),
        signed_by=life.officer.name,
        notice=tuple(NoticeItem),
        **answered,
    )
    life.told(day, issued)
    life.script.add(day + days(1), SendPlanCopy, recipient="Children's social care")
    if not keeps:
        for place in life.names(day):
            admitted(life, day, place)
    secured(life, day, *(change.element for change in found if change.section is Section.F))
    return issued
