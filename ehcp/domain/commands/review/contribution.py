"""What a school gives to a review beside its advice. Reg 20(4); Code 6.44 to 6.56 and 9.176."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ehcp.domain.case import PLANS, Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.commands.review.open_reviews import review_under_way
from ehcp.domain.event import Event
from ehcp.domain.events.review_contribution import (
    AttendanceReported,
    GraduatedApproachRecorded,
    Mapped,
    ProvisionMapSubmitted,
)
from ehcp.domain.plan.sections import Section
from ehcp.domain.standing.outcomes import contents
from ehcp.law.citations import CODE_2015

PENNY = Decimal("0.01")
PROVIDED = (Section.F, Section.G, Section.H1, Section.H2)

TIME_OUT_OF_ORDER = Refusal(
    "time-out-of-order",
    "The time that it is of ends before it begins, or after the day on which it is said.",
    instead="Give its first and last day; the last not after the day on which you say it.",
)
SESSIONS_DO_NOT_ADD_UP = Refusal(
    "sessions-do-not-add-up",
    "The sessions attended and the absences do not add up to the sessions there were, or more were"
    " suspended than were absent with leave.",
    instead="Count half days: attended, authorised and unauthorised absences make the sessions."
    " Sessions suspended are among the authorised absences.",
)
NOTHING_MAPPED = Refusal(
    "nothing-mapped",
    "A provision map has at least one line, and each line says what is provided.",
    instead="Say what is provided, line by line.",
)
NOT_A_SUM = Refusal(
    "not-a-sum",
    "A cost or a number of hours is below nothing, or a cost is not in whole pence.",
    instead="Give pounds with two decimal places, and hours of nothing or more.",
)
NOT_IN_THE_PLAN = Refusal(
    "not-in-the-plan",
    "No plan issued by that day has an element of this id among its provision or outcomes.",
    instead="Give the id that the plan has, or leave it out for what is done beside the plan.",
)
NO_ROUND = Refusal(
    "no-round",
    "It tells of none of the four steps: assess, plan, do, review.",
    CODE_2015.at("paras 6.44-6.56"),
    instead="Tell of at least one of them.",
)


class ReportAttendance(Command, commutes=True):
    """Say how often the child or young person was at school before the review.

    Sessions are half days. `authorised_absences` take in those suspended.
    """

    first: date
    last: date
    sessions: int
    attended: int
    authorised_absences: int = 0
    unauthorised_absences: int = 0
    suspended_sessions: int = 0
    part_time_timetable: bool = False
    concerns: str | None = None
    said_by: str | None = None
    review: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = review_under_way(case, self.review, self.on)
        _require_time(self.first, self.last, self.on)
        absent = self.authorised_absences, self.unauthorised_absences
        parts = (self.attended, *absent)
        require(all(part >= 0 for part in parts), SESSIONS_DO_NOT_ADD_UP)
        require(sum(parts) == self.sessions, SESSIONS_DO_NOT_ADD_UP)
        require(0 <= self.suspended_sessions <= absent[0], SESSIONS_DO_NOT_ADD_UP)
        yield AttendanceReported(
            on=self.on,
            of=found.place,
            first=self.first,
            last=self.last,
            sessions=self.sessions,
            attended=self.attended,
            authorised_absences=self.authorised_absences,
            unauthorised_absences=self.unauthorised_absences,
            suspended_sessions=self.suspended_sessions,
            part_time_timetable=self.part_time_timetable,
            concerns=self.concerns,
            said_by=self.said_by,
        )


class SubmitProvisionMap(Command, commutes=True):
    """Say what the school provides before the review, line by line, and what each costs.

    A `cost` is in pounds and pence, for the whole time from `first` to `last`.
    """

    first: date
    last: date
    lines: tuple[Mapped, ...]
    said_by: str | None = None
    review: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = review_under_way(case, self.review, self.on)
        _require_time(self.first, self.last, self.on)
        require(len(self.lines) > 0, NOTHING_MAPPED)
        for line in self.lines:
            require(stated(line.what), NOTHING_MAPPED)
            require(line.hours is None or line.hours >= 0, NOT_A_SUM)
            require(line.cost is None or _is_a_sum(line.cost), NOT_A_SUM)
        _require_known(case, self.on, PROVIDED, [line.provision for line in self.lines])
        yield ProvisionMapSubmitted(
            on=self.on,
            of=found.place,
            first=self.first,
            last=self.last,
            lines=self.lines,
            said_by=self.said_by,
        )


class RecordGraduatedApproach(Command, commutes=True):
    """Tell of one round of assess, plan, do, review before the review."""

    first: date
    last: date | None = None
    outcomes: tuple[str, ...] = ()
    assess: str | None = None
    plan: str | None = None
    do: str | None = None
    what_came_of_it: str | None = None
    said_by: str | None = None
    review: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = review_under_way(case, self.review, self.on)
        _require_time(self.first, self.last or self.on, self.on)
        told = (self.assess, self.plan, self.do, self.what_came_of_it)
        require(any(map(stated, told)), NO_ROUND)
        _require_known(case, self.on, (Section.E,), self.outcomes)
        yield GraduatedApproachRecorded(
            on=self.on,
            of=found.place,
            first=self.first,
            last=self.last,
            outcomes=self.outcomes,
            assess=self.assess,
            plan=self.plan,
            do=self.do,
            review=self.what_came_of_it,
            said_by=self.said_by,
        )


def _require_time(first: date, last: date, on: date) -> None:
    require(first <= last <= on, TIME_OUT_OF_ORDER)


def _is_a_sum(cost: Decimal) -> bool:
    return cost >= 0 and cost == cost.quantize(PENNY)


def _require_known(
    case: Case, on: date, letters: tuple[Section, ...], ids: "list[str | None] | tuple[str, ...]"
) -> None:
    """Refuse an id that no plan has; a plan whose words were not kept may have had it."""
    plans = [contents(step) for step in case.steps_of(*PLANS) if step.first <= on]
    known = {
        element.id
        for plan in plans
        if plan
        for letter in letters
        for element in plan.section(letter)
    }
    asked = {id_ for id_ in ids if id_ is not None}
    require(asked <= known or None in plans, NOT_IN_THE_PLAN)
