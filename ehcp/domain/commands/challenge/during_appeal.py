"""What is warned of while an appeal is under way: the plan stays in force. CFA 2014 s.51."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution
from ehcp.domain.events.record import RuleWarned
from ehcp.domain.standing.appeals import appeals
from ehcp.law.citations import CFA_2014, SEND_REGS_2014

AMENDED_DURING_APPEAL = Caution(
    "amended-during-appeal",
    "An appeal is under way: until it ends the plan stays in force and is amended by notice"
    " alone, and the amended plan may give a further right of appeal.",
    SEND_REGS_2014.at("regs 22, 28"),
    rule="H13",
)
CALLED_OFF_DURING_APPEAL = Caution(
    "called-off-during-appeal",
    "An appeal is under way: the plan stays in force, and its reviews are due as ever.",
    CFA_2014.s("44(1)"),
    rule="H13",
)


def during_appeal(case: Case, caution: Caution, on: date) -> Iterator[RuleWarned]:
    """Yield the warning if an appeal that was lodged by that day is still under way."""
    if any(appeal.live and appeal.lodged.first <= on for appeal in appeals(case)):
        yield caution.about(on)
