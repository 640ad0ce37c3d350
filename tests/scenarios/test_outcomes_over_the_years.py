"""One outcome through three plans: worded anew, taken to another school, and given way at last."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.outcome import NOT_A_PER_CENT, NOT_AN_OUTCOME, RecordOutcomeProgress
from ehcp.domain.commands.setting.setting import ConsultSetting, RequestSetting
from ehcp.domain.events.amendment import AmendmentCause, NoticeCause, ProposedAmendment
from ehcp.domain.events.naming import ConsultedAs
from ehcp.domain.events.outcome import Progress
from ehcp.domain.events.review import ReviewDecision, ReviewKind, ReviewMeetingHeld
from ehcp.domain.plan.letters import Section
from ehcp.domain.plan.sections import Outcome
from ehcp.domain.standing.outcomes import OutcomeStatus, outcomes
from tests.domain.ordinary_case import FINAL_PLAN, OAK, OAK_PLACEMENT, naming
from tests.scenarios.life import Life
from tests.scenarios.parts import (
    amended,
    convened,
    noticed,
    planned,
    reported,
    reviewed,
    to_amend,
)

E1 = FINAL_PLAN.outcomes[0]
CHAPTER = replace(E1, text="She reads a chapter aloud to a friend.", by=date(2027, 7, 31))
BOOK = Outcome(
    id="e2",
    text="She reads a book of her choice by herself.",
    needs=("b1",),
    measure="She tells her teacher what happens in it.",
    by=date(2028, 7, 31),
    replaces=("e1",),
)
TO_A_CHAPTER = ProposedAmendment(
    section=Section.E,
    element="e1",
    wording=CHAPTER.text,
    reason="She reads a page.",
    evidence=("k1",),
)
TO_OAK = ProposedAmendment(
    section=Section.I, reason="Elm cannot meet her needs.", evidence=("k1",)
)
TO_A_BOOK = replace(TO_A_CHAPTER, element="e2", wording=BOOK.text)


def judged(on: date, outcome: str, percent: int, at: int | None = None) -> RecordOutcomeProgress:
    """What the school said at a review."""
    progress = Progress.MET if percent == 100 else Progress.PARTLY_MET
    return RecordOutcomeProgress(
        on=on,
        outcome=outcome,
        said_by="her teacher",
        progress=progress,
        percent=percent,
        at_review=at,
        appropriate=True,
    )


def one_year() -> Life:
    """The first plan, its review, and the outcome worded anew on 11 May 2026."""
    life = Life(planned(date(2025, 1, 6), date(2025, 2, 3), date(2025, 4, 7), date(2025, 5, 12)))
    life.then(convened(date(2026, 3, 24), ReviewKind.FIRST), reviewed(date(2026, 3, 24)))
    life.then(judged(date(2026, 3, 24), "e1", 60, life.place(ReviewMeetingHeld)))
    life.then(
        reported(date(2026, 4, 2), ReviewDecision.AMEND),
        to_amend(date(2026, 4, 14), TO_A_CHAPTER),
        noticed(date(2026, 4, 14), TO_A_CHAPTER),
        amended(date(2026, 5, 11), replace(FINAL_PLAN, outcomes=(CHAPTER,))),
    )
    return life


def at_oak() -> Life:
    """Another school without a review in October 2026; a second review in March 2027."""
    life = one_year()
    life.then(
        noticed(date(2026, 9, 7), TO_OAK, cause=NoticeCause.WITHOUT_REVIEW),
        RequestSetting(on=date(2026, 9, 8), institution=OAK),
        ConsultSetting(on=date(2026, 9, 9), institution=OAK, consulted_as=ConsultedAs.REQUESTED),
        amended(
            date(2026, 10, 5),
            replace(naming(OAK_PLACEMENT), outcomes=(CHAPTER,)),
            AmendmentCause.WITHOUT_REVIEW,
        ),
        convened(date(2027, 3, 16), school=OAK),
        reviewed(date(2027, 3, 16)),
    )
    return life.then(judged(date(2027, 3, 16), "e1", 80, life.place(ReviewMeetingHeld)))


def given_way() -> Life:
    """The plan of May 2027, in which another outcome stands for the first."""
    return at_oak().then(
        reported(date(2027, 3, 30), ReviewDecision.AMEND),
        to_amend(date(2027, 4, 6), TO_A_BOOK),
        noticed(date(2027, 4, 6), TO_A_BOOK),
        amended(
            date(2027, 5, 24),
            replace(
                naming(OAK_PLACEMENT),
                outcomes=(BOOK,),
                provision=tuple(replace(p, outcomes=("e2",)) for p in FINAL_PLAN.provision),
            ),
        ),
    )


def test_an_outcome_worded_anew_keeps_what_was_said_of_it():
    (line,) = outcomes(one_year().case)
    assert [wording.outcome.text for wording in line.wordings] == [E1.text, CHAPTER.text]
    assert (line.status, line.percent) == (OutcomeStatus.PARTLY_MET, 60)
    assert not line.overdue(date(2027, 7, 31))
    assert line.overdue(date(2027, 8, 1))


def test_what_was_said_is_told_with_the_school_of_that_day():
    (line,) = outcomes(at_oak().case)
    assert [(j.event.percent, j.setting) for j in line.judged] == [
        (60, "Elm Primary"),
        (80, "Oak School"),
    ]
    assert len(line.wordings) == 2


def test_one_that_gives_way_knows_what_stands_for_it():
    old, new = outcomes(given_way().case)
    assert (old.id, old.status, old.replaced_by) == ("e1", OutcomeStatus.SUPERSEDED, ("e2",))
    assert (new.id, new.status, new.replaces) == (
        "e2", OutcomeStatus.NO_PROGRESS_RECORDED, ("e1",),
    )  # fmt: skip


def test_as_it_stood_before_the_second_review():
    case = given_way().case.seen(as_at=date(2027, 3, 15))
    (line,) = outcomes(case)
    assert (line.percent, line.status, line.left) == (60, OutcomeStatus.PARTLY_MET, None)


def test_progress_is_said_of_an_outcome_of_the_plan_and_in_whole_hundredths():
    life = one_year()
    life.refuses(judged(date(2026, 6, 1), "e2", 50), NOT_AN_OUTCOME)
    life.refuses(judged(date(2026, 6, 1), "e1", 101), NOT_A_PER_CENT)


def test_the_reviews_and_plans_on_the_way_kept_their_days():
    assert given_way().on(
        date(2027, 5, 24), "annual-review-first", "annual-review-final-amended"
    ) == [
        "annual-review-first: Mon 11 May 2026, met",
        "annual-review-final-amended: Tue 9 Jun 2026, met",
        "annual-review-final-amended: Tue 1 Jun 2027, met",
    ]
