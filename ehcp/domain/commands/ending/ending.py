"""The plan ends, goes on after 25, or is put back; a death; leaving England. CFA 2014 ss.45-46."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.ending.ceasing import NOTHING_TO_CEASE, cease_decision
from ehcp.domain.commands.ending.transfer import STILL_RESIDENT, away_now
from ehcp.domain.commands.underway import child, latest
from ehcp.domain.event import Event
from ehcp.domain.events.appeal import AppealMatter
from ehcp.domain.events.ceasing import (
    CeaseDecided,
    CeaseGround,
    CeaseSetAside,
    ContinuedPast25,
    LeftEngland,
    PersonDied,
    PlanCeased,
    SetAsideBy,
)
from ehcp.domain.events.order import Ordered, TribunalOrder
from ehcp.domain.events.review import ReviewDecisionNotified
from ehcp.domain.standing.appealable import certificates
from ehcp.domain.standing.appeals import Appeal, appeals
from ehcp.domain.standing.past_25 import may_keep, over_the_ceiling
from ehcp.domain.step import END, Step, shifted
from ehcp.law.citations import CFA_2014, SEND_REGS_2014
from ehcp.law.time_limit import TimeLimit
from ehcp.law.time_limits.appeal import APPEAL_WINDOW_CERTIFICATE
from ehcp.law.time_limits.ceasing import CEASE_NOT_BEFORE

NOT_DECIDED_TO_CEASE = Refusal(
    "not-decided-to-cease",
    "The authority has not decided to cease.",
    SEND_REGS_2014.reg("31(2)"),
    instead="Consult and decide first; at 25 no decision is needed.",
    rule="G4",
)
TOO_EARLY_TO_CEASE = Refusal(
    "too-early-to-cease",
    "The plan is maintained until the time for an appeal has passed.",
    CFA_2014.s("45(4)"),
    instead="Cease on a day after the last day for an appeal.",
    rule="G5",
)
APPEAL_UNDECIDED = Refusal(
    "appeal-undecided",
    "The plan is maintained until the appeal against ceasing is finally determined.",
    CFA_2014.s("45(4)"),
    instead="Wait for the end of the appeal.",
    rule="G5",
)
ORDERED_TO_CONTINUE = Refusal(
    "ordered-to-continue",
    "The appeal against ceasing was allowed, or not opposed: the plan goes on.",
    CFA_2014.s("45(4)"),
    instead="Set the decision to cease aside.",
    rule="G5",
)
NOTHING_SET_ASIDE = Refusal(
    "nothing-set-aside",
    "No decision to cease stands that could be set aside.",
    instead="Record the decision first.",
)
ASIDE_BEFORE_DECIDED = Refusal(
    "aside-before-decided",
    "The decision is set aside on a day before it was made.",
    instead="Check the day, or correct that of the decision.",
)
TREATED_FROM_LATER = Refusal(
    "treated-from-out-of-order",
    "The plan is treated as maintained again from a day before the decision to cease.",
    instead="Leave the day out if the plan is treated as if it had never ceased.",
)
AGE_NOT_KNOWN = Refusal(
    "age-not-known",
    "Whether the power to go on after 25 is there depends on the date of birth.",
    CFA_2014.s("46"),
    instead="Record the date of birth.",
    rule="G7",
)
BEYOND_THE_YEAR = Refusal(
    "beyond-the-academic-year",
    "A plan can go on after 25 to the end of the academic year, and never to the 26th birthday.",
    CFA_2014.s("46") & SEND_REGS_2014.reg("46(1)"),
    instead="Give a day from the 25th birthday to the day before the 26th.",
    rule="G7",
)
DIED_ALREADY = Refusal(
    "died-already",
    "The death is recorded already.",
    instead="Correct the entry if the day is wrong.",
)

LEAVING_IS_NOTIFIED = Caution(
    "leaving-is-notified",
    "That the authority is no longer responsible is a ground to cease: the family, the"
    " institution and the commissioning body are told, with the right of appeal.",
    SEND_REGS_2014.reg("31"),
    rule="G6",
)


GOES_ON = (Ordered.CONTINUE, Ordered.CONTINUE_AND_AMEND, Ordered.AMEND, Ordered.REMIT)
"""Orders in an appeal against ceasing after which the decision to cease ends nothing."""


class CeasePlan(Command):
    """Cease to maintain the plan. `on` is the first day on which it is not maintained."""

    def decide(self, case: Case) -> Iterator[Event]:
        require(case.plan_in_force, NOTHING_TO_CEASE)
        decision = cease_decision(case)
        if over_the_ceiling(case, self.on):
            yield PlanCeased(
                on=self.on,
                of=decision.place if decision else None,
                ground=CeaseGround.REACHED_25,
            )
            return
        decided = require(decision, NOT_DECIDED_TO_CEASE)
        _require_time_for_appeal(case, decided, self.on)
        ground = decided.event.ground if isinstance(decided.event, CeaseDecided) else None
        yield PlanCeased(on=self.on, of=decided.place, ground=ground)


class SetCeaseAside(Command):
    """Set a decision to cease aside: by order, by concession, or by the authority's own decision.

    Without `treated_from` the plan is treated as if it had never ceased.
    """

    by: SetAsideBy
    treated_from: date | None = None
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        decided = require(latest(case, CeaseDecided, until=(CeaseSetAside,)), NOTHING_SET_ASIDE)
        require(decided.first <= self.on, ASIDE_BEFORE_DECIDED)
        since = self.treated_from
        require(since is None or decided.first <= since, TREATED_FROM_LATER)
        yield CeaseSetAside(
            on=self.on,
            of=decided.place,
            by=self.by,
            treated_from=since,
            reasons=self.reasons,
        )


class ContinuePast25(Command):
    """Decide to keep the plan after the 25th birthday: a power, and no duty.

    `until` is the last day of the academic year, or of the training or course.
    """

    until: date
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        require(case.plan_in_force, NOTHING_TO_CEASE)
        about = require(child(case), AGE_NOT_KNOWN)
        require(may_keep(about.date_of_birth, self.until), BEYOND_THE_YEAR)
        yield ContinuedPast25(on=self.on, until=self.until, reasons=self.reasons)


class RecordDeath(Command, after_death=True):
    """Record that the child or young person died. Nothing is asked for after it."""

    def decide(self, case: Case) -> Iterator[Event]:
        require(case.last(PersonDied) is None, DIED_ALREADY)
        yield PersonDied(on=self.on)


class RecordLeavingEngland(Command):
    """Record that the child or young person left England to live elsewhere."""

    where_to: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        maintained = case.plan_in_force is not None
        yield LeftEngland(on=self.on, where_to=self.where_to)
        if maintained:
            yield LEAVING_IS_NOTIFIED.about(self.on)
        if away_now(case, self.on):
            yield STILL_RESIDENT.about(self.on)


def earliest_end(case: Case, decided: Step) -> date:
    """Return the last day of the time for an appeal: the plan may cease on the day after.

    The later of two months from the notice and one month from a mediation certificate.
    """
    issued = certificates(case, decided)
    by_certificate = (_last_day(case, APPEAL_WINDOW_CERTIFICATE, step) for step in issued)
    return max((_last_day(case, CEASE_NOT_BEFORE, decided), *by_certificate))


def _last_day(case: Case, limit: TimeLimit, step: Step) -> date:
    period = limit.now.period
    return shifted(step.last, lambda day: period.last_day(day, case.calendar) or END)


def _require_time_for_appeal(case: Case, decided: Step, on: date) -> None:
    """Refuse to cease before the time for an appeal is over, or while one is undecided."""
    about = [a for a in appeals(case) if _against(case, a, decided)]
    reviewed = [a for a in appeals(case) if _against_review(a)]
    require(not any(appeal.live for appeal in (*about, *reviewed)), APPEAL_UNDECIDED)
    later = [a for a in reviewed if _ended_after(case, a, decided)]
    require(not any(_allowed(appeal) for appeal in (*about, *later)), ORDERED_TO_CONTINUE)
    ended = [end for a in (*about, *reviewed) if (end := a.withdrawn or a.order) is not None]
    require(all(end.first <= on for end in ended), TOO_EARLY_TO_CEASE)
    if not any(appeal.order for appeal in about):
        require(on > earliest_end(case, decided), TOO_EARLY_TO_CEASE)


def _against(case: Case, appeal: Appeal, decided: Step) -> bool:
    return case.follows(appeal.lodged, decided) and appeal.decision in (decided, None)


def _against_review(appeal: Appeal) -> bool:
    """Whether an appeal is against ceasing as a review came to it, before it was decided on."""
    decision = appeal.decision.event if appeal.decision else None
    return AppealMatter.CEASE in appeal.matters and isinstance(decision, ReviewDecisionNotified)


def _ended_after(case: Case, appeal: Appeal, decided: Step) -> bool:
    end = appeal.order or appeal.not_opposed
    return end is not None and case.follows(end, decided)


def _allowed(appeal: Appeal) -> bool:
    """Whether an appeal against ceasing ended with the plan going on, if to be decided anew."""
    order = appeal.order.event if appeal.order else None
    ordered = isinstance(order, TribunalOrder) and order.ordered in GOES_ON
    return appeal.not_opposed is not None or ordered
