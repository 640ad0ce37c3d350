"""The life of a case, drawn and written down: what is asked of it, and on which days."""

from datetime import date

from ehcp.cli.generate.amending import TWELVE_WEEKS, amend, drawn
from ehcp.cli.generate.asking import agree, ask, refuse, withdraw
from ehcp.cli.generate.assessing import advise, no_plan
from ehcp.cli.generate.ceasing import CONSIDERED, cease
from ehcp.cli.generate.disputing import dispute_plan, dispute_refusal
from ehcp.cli.generate.drawing import Draw
from ehcp.cli.generate.paying import ask_for_budget, has_budget, pay
from ehcp.cli.generate.person import Life, life_of
from ehcp.cli.generate.planning import draft, finalise
from ehcp.cli.generate.population import Kind, Population
from ehcp.cli.generate.reviewing import Review, arrange, begin, decide, hold, missed, report
from ehcp.cli.generate.schooling import stage
from ehcp.cli.generate.script import Script, days
from ehcp.domain.commands.challenge.complaint import AnswerComplaint, RecordComplaint
from ehcp.domain.commands.review.phase_transfer import ProposePost16Transfer, RecordPhaseTransfer
from ehcp.domain.events.record import ComplaintTo
from ehcp.domain.events.review import ReviewDecision, ReviewKind
from ehcp.domain.plan.phase import Transfer
from ehcp.domain.plan.school_year import SEPTEMBER, year_group

A_YEAR = 365
AHEAD = 75  # days: what is being arranged on the last day is part of the script
TO_AMEND = 270  # days that amending takes at the longest
AUTUMN = (9, 28), (11, 14)  # when the review before a change of phase is held
AT_LAST = 120, 220  # days after the meeting, where the decision waited
REPORTED = 0.97  # of the meetings
FIRST_REVIEW = 240  # days that a plan has had, before a change of phase takes its review
REFUSED_THEN_PLANNED = 100  # days from the agreement that was forced to the plan


def life(population: Population, council: str, *seeds: object) -> Script:
    """Return the script of the case that follows from the seeds."""
    draw = Draw(*seeds)
    fate = population.fate(draw)
    found = life_of(draw, population.figures, fate, council, population.until)
    ask(found)
    ends = fate.ceases or date.max
    if fate.kind is Kind.WITHDRAWN:
        withdraw(found)
    elif fate.kind is Kind.REFUSED:
        agreed = dispute_refusal(found, refuse(found))
        if agreed is not None:
            _planned(found, agreed, agreed + days(REFUSED_THEN_PLANNED), ends)
    elif fate.kind is Kind.NO_PLAN:
        agreed = agree(found)
        advise(found, agreed, agreed + days(50))
        no_plan(found, agreed + days(draw.between(60, 75)))
    elif fate.planned is not None:
        _planned(found, agree(found), fate.planned, ends)
    return found.script


def _planned(life: Life, agreed: date, planned: date, ends: date) -> None:
    """From the agreement to assess to the plan, and the years with it."""
    room = (planned - agreed).days
    drafted = min(agreed + days(room * (0.5 + 0.15 * life.draw.fraction())), planned - days(26))
    advise(life, agreed, drafted - days(6))
    weekly = ask_for_budget(life, drafted + days(3)) if has_budget(life, planned) else None
    draft(life, drafted, planned, weekly)
    issued = finalise(life, planned)
    if weekly is not None:
        pay(life, weekly, issued.on)
    dispute_plan(life, issued, ends)
    years(life, planned, ends)
    if ends != date.max:
        cease(life, ends)


def years(life: Life, planned: date, ends: date) -> None:
    """The years with a plan: a review in each, before the plan ends or the last day comes."""
    last, level, by = planned, 1, min(life.script.until, ends - days(CONSIDERED))
    moves = dict(life.schooling.changes())
    _moves_up(life, planned, moves)
    while True:
        meeting, kind = _next_review(life, last, planned, moves)
        _between(life, last, min(meeting, by))
        if meeting > life.script.until + days(AHEAD) or meeting > ends - days(CONSIDERED):
            return
        if kind is ReviewKind.PHASE_TRANSFER:
            year = meeting.year + 1
            life.script.add(
                meeting - days(60), RecordPhaseTransfer, transfer=moves.pop(year), year=year
            )
        level += _reviewed(life, meeting, kind, level, ends)
        last = meeting


def _moves_up(life: Life, planned: date, moves: dict[int, Transfer]) -> None:
    """Record the change of phase that comes soon after a plan, and forget those before it."""
    for year, transfer in list(moves.items()):
        if planned >= date(year - 1, *AUTUMN[0]) - days(FIRST_REVIEW):
            del moves[year]
            if planned < date(year, 8, 20):
                life.script.add(
                    planned + days(1), RecordPhaseTransfer, transfer=transfer, year=year
                )


def _next_review(
    life: Life, last: date, planned: date, moves: dict[int, Transfer]
) -> tuple[date, ReviewKind]:
    """Return the day of the next meeting: within the year, or in the autumn before a change."""
    draw = life.draw
    late = draw.between(5, 70) if draw.chance(0.2) else -draw.between(2, 30)
    meeting = last + days(A_YEAR + late)
    kind = ReviewKind.FIRST if last == planned else ReviewKind.ANNUAL
    for year in moves:
        first, final = date(year - 1, *AUTUMN[0]), date(year - 1, *AUTUMN[1])
        if last < first <= meeting + days(60):
            opens = (final - first).days
            return first + days(draw.between(0, opens)), ReviewKind.PHASE_TRANSFER
    return meeting, kind


def _reviewed(life: Life, meeting: date, kind: ReviewKind, level: int, ends: date) -> int:
    """A review to its end. Return by how much the goals were raised."""
    review = begin(life, kind, meeting)
    last = _soon_over(meeting, ends, A_YEAR)
    ending = _ending(life, kind, last=last)
    if ending == "without-meeting":
        missed(review)
        return 0
    arrange(review)
    hold(review)
    late = 0
    if ending == "open" and not last and life.draw.per_cent(life.figures.assumed.decided_at_last):
        late = life.draw.between(*AT_LAST)
        ending = "amend" if kind is ReviewKind.PHASE_TRANSFER else "maintain"
    if ending == "amend" and _soon_over(meeting, ends, TO_AMEND + late):
        ending = "maintain"  # the plan is over before it could be amended
    decision = None if ending == "open" else ReviewDecision(ending)
    if life.draw.chance(REPORTED):
        report(review, decision)
    if decision is None:
        return 0
    return _decided(review, decision, late, level, ends)


def _decided(review: Review, decision: ReviewDecision, late: int, level: int, ends: date) -> int:
    """The decision, and what follows from it; `late` days more than it takes otherwise."""
    life = review.life
    if decision is not ReviewDecision.AMEND:
        decide(review, decision, late)
        return 0
    found, proposed = drawn(life, level, review.meeting + days(TWELVE_WEEKS + late))
    decided = decide(review, decision, late, tuple(proposed))
    dispute_plan(life, amend(review, decided, found, proposed), ends)
    return 1


def _soon_over(day: date, ends: date, within: int) -> bool:
    return ends != date.max and day + days(within) > ends


def _ending(life: Life, kind: ReviewKind, *, last: bool) -> str:
    """Draw how a review ends. Before a change of phase the plan is not left as it is."""
    figures = life.figures
    shares = figures.reviews.endings
    before_change = figures.assumed.reviews_before_change_of_phase / 100
    moved = shares["maintain"] * before_change / (1 - before_change)
    ceasing = shares.pop("cease")
    if last and life.draw.chance(ceasing / figures.plans.ceased):
        return "cease"
    if kind is ReviewKind.PHASE_TRANSFER:
        shares["amend"] += shares.pop("maintain")
    else:
        shares["amend"] -= moved
        shares["maintain"] += moved + ceasing
    return life.draw.weighted(shares)


def _between(life: Life, since: date, until: date) -> None:
    """What comes between two reviews: a complaint, the move to another college."""
    draw, script, assumed = life.draw, life.script, life.figures.assumed
    room = (until - since).days - 60
    if room < 1:
        return
    day = since + days(draw.between(1, room))
    if draw.per_cent(assumed.complaint):
        script.add(day, RecordComplaint, to=ComplaintTo.AUTHORITY, about="The letters come late.")
        script.add(day + days(20), AnswerComplaint, upheld=True, answer="They did; we are sorry.")
    at_college = stage(year_group(life.child.date_of_birth, day)) == "post-16"
    if at_college and draw.per_cent(assumed.place_moves):
        moves_on = date(day.year + (day.month >= SEPTEMBER), SEPTEMBER, 1)
        if not life.proposed or moves_on > life.proposed:
            life.proposed = moves_on
            script.add(day, ProposePost16Transfer, moves_on=moves_on)
