"""Moves between authorities. SI 2014/1530 reg 15."""

from dataclasses import dataclass
from datetime import date

from ehcp.domain.event import Event
from ehcp.domain.plan.naming import Naming
from ehcp.domain.plan.sections import Plan
from ehcp.law.citations import CFA_2014, SEND_REGS_2014


@dataclass(frozen=True, kw_only=True)
class AdvicePassedOn:
    """A piece of advice that the old authority sent with the plan. `kind`: letter in reg 6(1)."""

    kind: str | None = None
    author: str | None = None
    dated: date | None = None
    document: str | None = None


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a plan comes from: the old authority, its case, and the end of that history.

    `history_hash` is the last hash of the old authority's record, in hex, so that what was
    passed on can be checked against it.
    """

    authority: str
    case_reference: str | None = None
    history_hash: str | None = None


class FamilyMoved(Event, under=SEND_REGS_2014.reg("15(1)")):
    """The family moved into another authority's area.

    `on` is the day of the move. Where it is said, one of the two authorities is the other
    one: `to_authority` where they moved away, `from_authority` where they came.
    """

    from_authority: str | None = None
    to_authority: str | None = None


class MoveLearned(Event, under=SEND_REGS_2014.reg("15(2)")):
    """The old authority became aware that the family will move, or has moved.

    `on` is the day on which it became aware; `moves_on` the day of the move, as told then.
    """

    moves_on: date | None = None
    to_authority: str | None = None


class MoveCalledOff(Event, under=None):
    """The family will not move after all. `of` is the day this authority learned of the move.

    `on` is the day it heard that the move is off. The plan stays, with every duty.
    """

    reasons: str | None = None


class PlanTransferred(Event, under=SEND_REGS_2014.reg("15(2)")):
    """The old authority passed the plan to the new one."""


class PlanPassedOn(Event, under=SEND_REGS_2014.reg("15(2)")):
    """This authority, the old one, passed the plan to the new one, and its duties with it.

    `on` is the day of the transfer. `of` is the day it learned of the move.
    """

    to_authority: str | None = None


class PlanReceived(Event, under=SEND_REGS_2014.reg("15(3)")):
    """This authority, the new one, had the plan from the old one.

    `on` is the day of the transfer: from then on the plan is treated as if this authority had
    made it on `made_on`, its original date, and it is maintained as it stands. `kept_until` is
    the day until which the old authority had decided to keep it after the 25th birthday.
    """

    plan: Plan | None = None
    naming: Naming | None = None
    made_on: date | None = None
    last_reviewed_on: date | None = None
    kept_until: date | None = None
    moved_on: date | None = None
    advice: tuple[AdvicePassedOn, ...] = ()
    origin: Origin | None = None


class FamilyToldOfTransfer(Event, under=SEND_REGS_2014.reg("15(4)")):
    """The new authority told the family of the transfer, and whether and when it will review.

    `on` is the day the family was told. `will_assess` is whether it proposes an assessment,
    `review_by` when it proposes to review the plan.
    """

    will_assess: bool | None = None
    review_by: date | None = None


class AlternativeArranged(Event, under=SEND_REGS_2014.reg("15")):
    """Attendance at the setting named is no longer practicable: another was arranged meanwhile.

    `on` is the day from which it was there. The plan still names the first until amended.
    """

    setting: str | None = None
    reasons: str | None = None


class AssessmentStoppedByMove(Event, under=CFA_2014.s("24(1)")):
    """The family moved away while no plan was made: the assessment stops, with every duty here.

    `on` is the day of the move. The new authority decides afresh, with a clock of its own.
    """

    to_authority: str | None = None


class TemporarilyAway(Event, under=None):
    """The child or young person is away for a time, and still lives in the area.

    `on` is the first day away, `until` the day they are expected back.
    """

    until: date | None = None
    where: str | None = None
