"""How far the child or young person has come towards the outcomes in Section E."""

from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.law.citations import SEND_REGS_2014


class Progress(StrEnum):
    """How far an outcome is reached."""

    NOT_MET = "not-met"
    PARTLY_MET = "partly-met"
    MET = "met"


class OutcomeProgressRecorded(Event, under=SEND_REGS_2014.reg("19")):
    """Somebody said how far an outcome is reached: a setting, an adviser, or a review meeting.

    `on` is the day it was judged, `outcome` the id in Section E, `percent` how far on a scale
    to 100. `said_by` is who judged it. `of` is the review it was said for or at, None where it was
    said between reviews. `appropriate` is whether the outcome is still the right one: reg 19.
    `under_authority` is the authority that maintained the plan then, where that was another.
    """

    outcome: str | None = None
    progress: Progress | None = None
    percent: int | None = None
    evidence: str | None = None
    said_by: str | None = None
    childs_view: str | None = None
    parents_view: str | None = None
    appropriate: bool | None = None
    under_authority: str | None = None
