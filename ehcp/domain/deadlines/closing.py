"""What became of a run: what ended it, showed it done or took the duty away."""

from collections.abc import Callable, Sequence

from ehcp.domain.case import Case, Found
from ehcp.domain.deadlines.clock import Steps
from ehcp.domain.deadlines.over import case_over
from ehcp.domain.deadlines.run import ENDED, OPEN, SHOWN, TAKEN_AWAY, How, Run
from ehcp.domain.deadlines.undone import dropped, not_kept_to
from ehcp.domain.events.order import TribunalOrderRedated
from ehcp.domain.standing.orders import bound_since, same_order
from ehcp.domain.standing.reviews import of_two_reviews
from ehcp.domain.step import Step


def close(case: Case, run: Run, starts: Sequence[Step] = ()) -> Run:
    """Return the run with what became of it. `starts` are the other starts of its limit.

    What was done under an order before it was dated again was done: it is not owed once more.
    """
    clock, start = run.clock, run.start
    done = clock.done_already(case, start) if clock.done_already is not None else None
    if done is not None:
        return run._replace(how=ENDED, end=done)
    since = bound_since(case, start) if isinstance(start.event, TribunalOrderRedated) else start

    def bears(step: Step) -> bool | None:
        if step is start:
            return False
        whose = step.event.of
        return whose is None or clock.ends_with_next or may_end(case, start, step, starts)

    return closed(case, run, bears, None if clock.dated else since, starts)


def closed(
    case: Case,
    run: Run,
    bears: Callable[[Step], bool | None],
    after: Step | None = None,
    starts: Sequence[Step] = (),
) -> Run:
    """Return the run with the step that ended it, showed it done or took the duty away.

    Only what comes `after` a step comes into question, where one is given.
    """
    clock, start, left_out = run.clock, run.start, run.left_out

    def first(steps: Steps, after: Step | None = after) -> "Found | None":
        if not case.all_of(steps.kinds):  # what is not there at all is found in no way
            return None
        test = steps.test

        def found_in(step: Step) -> "Found | None":  # quoted: it is made at every call
            if step in left_out or (bearing := bears(step)) is False:
                return None
            counts = True if test is None else test(case, start, step)
            return None if counts is False else Found(step, bearing is True and counts is True)

        among = None if steps.among is None else steps.among(case, start)
        return case.first_of(steps.kinds, found_in, after, among)

    away = first(clock.not_if) if clock.not_if.kinds else None
    over = case_over(case, clock)
    if over.kinds and (ended := first(over)) and _earlier(case, ended, away):
        away = ended
    if away and dropped(case, away.step, clock.ends.kinds):
        without = run._replace(left_out=(*left_out, away.step))
        return closed(case, without, bears, after, starts)
    end = first(clock.ends, None if clock.ends_before else after)
    others = () if end and case.at(end.step.event.of) is start else starts  # it says whose it is
    shown = first(clock.shown_by) if clock.shown_by.kinds else None
    how, found = _outcome(case, end, shown, away, others)
    if found is None:
        return run
    otherwise = undone = None
    if not found.surely:
        without = run._replace(left_out=(*left_out, found.step))
        otherwise = closed(case, without, bears, after, starts)
    if how is TAKEN_AWAY and end and (gone := not_kept_to(case, found.step, end.step)):
        undone = closed(case, run._replace(left_out=(*left_out, *gone)), bears, after, starts)
        undone = undone if undone.end is end.step else None
    kept = run.reading, left_out, run.since, run.doubtful
    return Run(clock, start, run.given, how, found.step, otherwise, *kept, undone)


def _earlier(case: Case, one: Found, other: Found | None) -> bool:
    return other is None or case.follows(other.step, one.step)


def _outcome(
    case: Case,
    end: Found | None,
    shown: Found | None,
    away: Found | None,
    starts: Sequence[Step],
) -> tuple[How, Found | None]:
    """Return which of the three it was: what ended it, showed it done or took it away."""
    if end and shown and _another_began_between(case, shown.step, end.step, starts):
        end = None
    done = end or shown
    if away and (done is None or case.follows(done.step, away.step)):
        return TAKEN_AWAY, away
    if end:
        return ENDED, end
    return (SHOWN, shown) if shown else (OPEN, None)


def may_end(case: Case, start: Step, step: Step, starts: Sequence[Step]) -> bool:
    """Whether a step may bear on this start: not if its `of` says that it is another's.

    An order that was issued again with another date is the same under each of them.
    """
    whose = case.at(step.event.of)
    seen = 0
    while whose is not None and whose not in starts and seen < len(case.entries):
        whose, seen = case.at(whose.event.of), seen + 1
    if whose is None or whose is start or whose not in starts:
        return True
    return isinstance(start.event, TribunalOrderRedated) and same_order(case, whose, start)


def _another_began_between(case: Case, shown: Step, end: Step, starts: Sequence[Step]) -> bool:
    """Whether the limit was started again after it was shown to be done and before the end.

    The end is then the later one's: a decision on last year's review is not shown by next
    year's letter when last year's plan has been amended in between. One entry can end two
    starts only while both are open, and the earlier no longer was. What shows it may start it
    again itself: provision that stopped had been there. So it is where the limit starts but
    once, and the end belongs to a later review than the one that was shown.
    """
    # an end that comes first leaves no room between
    if not case.follows(end, shown):
        return False
    if of_two_reviews(case, shown, end):
        return True
    return any(
        (other is shown or case.follows(other, shown)) and not case.follows(other, end)
        for other in starts
    )
