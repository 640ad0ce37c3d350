"""What the family is being heard on: the draft plan, or the notice of amendments."""

from ehcp.domain.case import Case
from ehcp.domain.command import Refusal
from ehcp.domain.commands.amending import pending_notice
from ehcp.domain.commands.underway import pending_draft
from ehcp.domain.step import Step
from ehcp.law.citations import CFA_2014

NO_DRAFT = Refusal(
    "no-draft",
    "No draft plan is before the family.",
    CFA_2014.s("38(2)"),
    instead="Issue the draft plan first.",
)
BEFORE_DRAFT = Refusal(
    "before-draft",
    "It is dated before the draft plan was issued.",
    instead="Check the day, or correct that of the draft.",
)


def before_the_family(case: Case) -> Step | None:
    """Return the draft or the notice of amendments on which the family is being heard."""
    found = [step for step in (pending_draft(case), pending_notice(case)) if step is not None]
    return max(found, key=case.number, default=None)
