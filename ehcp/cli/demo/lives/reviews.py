"""Lives with a plan under review: outcomes over the years, two reviews, changes of phase."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from ehcp.cli.demo.lives.parts import advised, consulted, drafted, final_of, planned
from ehcp.cli.demo.lives.review_parts import (
    amended,
    convened,
    kept,
    met,
    noticed,
    reported,
    started,
    to_amend,
)
from ehcp.cli.demo.people import SCHOOL
from ehcp.cli.demo.plans import AT_BROOK, BROOK, FRIENDS, WORDS, plan
from ehcp.cli.demo.telling import Told
from ehcp.domain.commands.amendment.reassessment import AgreeToReassess, RequestReassessment
from ehcp.domain.commands.outcome import RecordOutcomeProgress
from ehcp.domain.commands.review.advice import RequestReviewAdvice
from ehcp.domain.commands.review.phase_transfer import RecordPhaseTransfer
from ehcp.domain.commands.setting.placement import RecordPlacementBreakdown
from ehcp.domain.commands.setting.setting import ConsultSetting, RequestSetting
from ehcp.domain.events.amendment import NoticeCause, ProposedAmendment
from ehcp.domain.events.naming import ConsultedAs
from ehcp.domain.events.opening import Child
from ehcp.domain.events.outcome import Progress
from ehcp.domain.events.reassessment import ReassessmentRequester
from ehcp.domain.events.review import (
    Invitee,
    ReviewDecision,
    ReviewKind,
    ReviewMeetingHeld,
)
from ehcp.domain.plan.institution import Category, Institution, SettingType
from ehcp.domain.plan.phase import Transfer
from ehcp.domain.plan.sections import Placement, Section

FOUR_STEPS = "Follows an instruction of four steps in class, and asks when one is unclear."
MORE_HOURS = "3 hours each week of direct language work, one to one."
SEPTEMBER = 9
HIGH = Institution(
    name="Quarry Hill High School", urn="990005", category=Category.MAINTAINED_SCHOOL
)
WORD_GOAL = ProposedAmendment(
    section=Section.E,
    element="e1",
    wording=FOUR_STEPS,
    reason="Three steps are nearly reached.",
    evidence=("Report of the review meeting",),
)
ADD_GOAL = replace(WORD_GOAL, element="e2", wording=FRIENDS.text, reason="Plays alone.")
ADD_HOURS = replace(
    WORD_GOAL, section=Section.F, element="f1", wording=MORE_HOURS, reason="Progress has slowed."
)
LINKED = replace(ADD_HOURS, wording=WORDS, reason="It serves the new outcome as well.")
MOVE_UP = ProposedAmendment(
    section=Section.I, reason="The child leaves primary school.", evidence=("Date of birth",)
)


def _said(told: Told, days: int, outcome: str, percent: int, evidence: str) -> None:
    """What the school said of an outcome: at the last review if it was on that day."""
    held = told.case.steps_of(ReviewMeetingHeld)
    at_review = held[-1].place if held and held[-1].first == told.on(days) else None
    told.then(
        RecordOutcomeProgress(
            on=told.on(days),
            outcome=outcome,
            said_by="Brookfield Primary School",
            progress=Progress.PARTLY_MET if percent else Progress.NOT_MET,
            percent=percent,
            evidence=evidence,
            childs_view="I like it when it is quiet.",
            appropriate=True,
            at_review=at_review,
        ),
        by=SCHOOL,
    )


def outcomes_over_two_years(told: Told) -> None:
    """A plan, two reviews, three versions: outcomes worded anew, added, and judged."""
    planned(told, 800, told.child(7))
    first = met(told, 450, ReviewKind.FIRST)
    _said(told, 450, "e1", 40, "Two of three steps, in a quiet room.")
    reported(told, 440, ReviewDecision.AMEND, first, WORD_GOAL, ADD_GOAL, LINKED)
    to_amend(told, 425, first, WORD_GOAL, ADD_GOAL, LINKED)
    amended(told, 395, final_of(plan(told.today, goal=FOUR_STEPS, more=(FRIENDS,))))
    _said(told, 240, "e1", 55, "Three steps on most days.")
    second = met(told, 95, ReviewKind.ANNUAL)
    _said(told, 95, "e1", 75, "Four steps with a picture for each.")
    _said(told, 95, "e2", 20, "Joins in when an adult begins the game.")
    reported(told, 83, ReviewDecision.AMEND, second, ADD_HOURS)
    to_amend(told, 70, second, ADD_HOURS)
    later = plan(told.today, goal=FOUR_STEPS, words=MORE_HOURS, more=(FRIENDS,))
    amended(told, 30, final_of(later))


def two_reviews_open(told: Told) -> None:
    """The yearly review is being arranged when the place breaks down: another is held first."""
    planned(told, 330, told.child(10))
    started(told, 40, ReviewKind.FIRST)
    told.then(
        RecordPlacementBreakdown(
            on=told.on(52), institution=BROOK, reasons="The child has stopped going to school."
        )
    )
    early = started(told, 50, ReviewKind.EMERGENCY)
    met(told, 9, ReviewKind.EMERGENCY, early)


def review_being_arranged(told: Told) -> None:
    """A meeting in ten days; the health professional and social care have sent no advice."""
    planned(told, 340, told.child(8))
    review = started(told, 45, ReviewKind.FIRST)
    convened(told, 18, -10, review, Invitee.HEALTH, Invitee.SOCIAL_CARE)
    for invitee in (Invitee.HEALTH, Invitee.SOCIAL_CARE):
        told.then(RequestReviewAdvice(on=told.on(18), invitee=invitee, review=review))


def amended_without_review(told: Told) -> None:
    """The hours are to change without waiting for the review: the family has its fifteen days."""
    planned(told, 200, told.child(6))
    noticed(told, 8, ADD_HOURS, cause=NoticeCause.WITHOUT_REVIEW)


def reassessing(told: Told) -> None:
    """A re-assessment that the parents asked for, with a draft of the plan that replaces it."""
    planned(told, 700, told.child(9))
    review = met(told, 380, ReviewKind.FIRST)
    reported(told, 370, ReviewDecision.MAINTAIN, review)
    kept(told, 355, review)
    told.then(
        RequestReassessment(on=told.on(92), requested_by=ReassessmentRequester.PARENT),
        AgreeToReassess(on=told.on(80), s19_considered="The parents were heard."),
    )
    advised(told, 78, 40)
    drafted(told, 12, plan(told.today, goal=FOUR_STEPS))


def _leaves_primary(told: Told) -> int:
    """A plan for a child who goes to secondary school next September; return that year."""
    passed = told.today.month >= SEPTEMBER
    year = told.today.year + 1 if passed else told.today.year
    child = Child(name=told.child(10).name, date_of_birth=date(year - 11, 2, 3 + told.number % 20))
    planned(told, 600, child)
    review = met(told, 270, ReviewKind.FIRST)
    reported(told, 260, ReviewDecision.MAINTAIN, review)
    kept(told, 245, review)
    told.then(
        RecordPhaseTransfer(on=told.on(75), transfer=Transfer.PRIMARY_TO_SECONDARY, year=year)
    )
    return year


def moving_up_undecided(told: Told) -> None:
    """Of those who move up: no review has been begun."""
    _leaves_primary(told)


def moving_up_consulting(told: Told) -> None:
    """Of those who move up: the secondary school asked for has not replied in its time."""
    _leaves_primary(told)
    review = met(told, 40, ReviewKind.PHASE_TRANSFER)
    reported(told, 30, ReviewDecision.AMEND, review, MOVE_UP)
    to_amend(told, 26, review, MOVE_UP)
    told.then(
        RequestSetting(on=told.on(22), institution=HIGH),
        ConsultSetting(on=told.on(21), institution=HIGH, consulted_as=ConsultedAs.REQUESTED),
    )


def moving_up_named(told: Told) -> None:
    """Of those who move up: the amended plan names the secondary school from September."""
    year = _leaves_primary(told)
    review = met(told, 55, ReviewKind.PHASE_TRANSFER)
    reported(told, 47, ReviewDecision.AMEND, review, MOVE_UP)
    to_amend(told, 44, review, MOVE_UP)
    consulted(told, 40, 39, 28, HIGH)
    here = replace(AT_BROOK, ends=date(year, 8, 31))
    there = Placement(
        id="i2",
        type=SettingType.MAINSTREAM_SCHOOL,
        institution=HIGH,
        starts=date(year, SEPTEMBER, 1),
    )
    amended(told, 15, final_of(plan(told.today), here, there))


UNDER_REVIEW: tuple[Callable[[Told], None], ...] = (
    outcomes_over_two_years,
    two_reviews_open,
    review_being_arranged,
    amended_without_review,
    reassessing,
    moving_up_undecided,
    moving_up_consulting,
    moving_up_named,
)
