"""Section E: recording how far an outcome is reached, and the line of each over the years."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.application.one_case.outcomes import outcomes_shown
from ehcp.domain.commands.outcome import (
    NO_OUTCOMES_YET,
    NOBODY_SAID_IT,
    NOT_A_PER_CENT,
    NOT_A_REVIEW_MEETING,
    NOT_AN_OUTCOME,
    NOTHING_SAID,
    RecordOutcomeProgress,
)
from ehcp.domain.events.amendment import ClericalErrorCorrected
from ehcp.domain.events.ceasing import CeaseDecided, PlanCeased
from ehcp.domain.events.outcome import OutcomeProgressRecorded, Progress
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.review import ReviewMeetingHeld
from ehcp.domain.events.transfer import PlanReceived
from ehcp.domain.plan.clerical import ClericalCorrection
from ehcp.domain.plan.outcomes import Outcome
from ehcp.domain.plan.sections import Plan
from ehcp.domain.standing.outcomes import OutcomeStatus, outcomes
from tests.domain.ordinary_case import (
    DRAFTED,
    ELM_PLACEMENT,
    FINISHED,
    OAK_PLACEMENT,
    OPENED,
)
from tests.domain.scenario import recorded, scenario

SAID = date(2026, 3, 2)
RECORD = RecordOutcomeProgress(
    on=SAID, outcome="e1", said_by="Elm Primary", progress=Progress.PARTLY_MET, percent=40,
    evidence="She reads 12 of 20 words.",
)  # fmt: skip
RECORDED = OutcomeProgressRecorded(
    on=SAID, outcome="e1", said_by="Elm Primary", progress=Progress.PARTLY_MET, percent=40,
    evidence="She reads 12 of 20 words.",
)  # fmt: skip
MEETING = ReviewMeetingHeld(on=date(2026, 3, 2))

READS = Outcome(id="e1", text="Ada reads a page aloud.", by=date(2026, 7, 31))
READS_MORE = replace(READS, text="Ada reads a book alone.", by=date(2028, 7, 31))
TALKS = Outcome(id="e2", text="Ada asks for help in words.")
SPEAKS_UP = Outcome(id="e3", text="Ada speaks to her class.", replaces=("e2",))


def first_plan(**more):
    return FinalPlanIssued(
        on=date(2025, 5, 12),
        plan=Plan(outcomes=(READS, TALKS), placements=(ELM_PLACEMENT,)),
        **more,
    )


def amended(on, *kept, placement=OAK_PLACEMENT):
    return AmendedPlanIssued(on=on, plan=Plan(outcomes=kept, placements=(placement,)))


def said(on, outcome="e1", **fields):
    return OutcomeProgressRecorded(on=on, outcome=outcome, said_by="the setting", **fields)


def line(id_, *events):
    return next(found for found in outcomes(recorded(OPENED, *events)) if found.id == id_)


def test_progress_is_recorded_on_an_outcome_of_the_plan():
    scenario(given=FINISHED, when=RECORD, then=[RECORDED])


def test_progress_said_at_a_review_names_its_meeting():
    given = [*FINISHED, MEETING]
    at_review = replace(RECORD, at_review=len(given))
    scenario(given=given, when=at_review, then=[replace(RECORDED, of=len(given))])
    for place in (1, 99):
        scenario(given=given, when=replace(RECORD, at_review=place), then=NOT_A_REVIEW_MEETING)
    day_before = replace(at_review, on=date(2026, 3, 1))
    scenario(given=given, when=day_before, then=NOT_A_REVIEW_MEETING)


def test_there_is_no_progress_before_there_is_a_plan():
    scenario(given=DRAFTED, when=RECORD, then=NO_OUTCOMES_YET)
    early = replace(RECORD, on=date(2025, 5, 11))
    scenario(given=FINISHED, when=early, then=NO_OUTCOMES_YET)


def test_progress_is_about_an_outcome_that_a_plan_has():
    scenario(given=FINISHED, when=replace(RECORD, outcome="e9"), then=NOT_AN_OUTCOME)
    wordless = [OPENED, FinalPlanIssued(on=date(2025, 5, 12))]
    scenario(given=wordless, when=RECORD, then=[RECORDED])


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"progress": None, "percent": None}, NOTHING_SAID),
        ({"said_by": " "}, NOBODY_SAID_IT),
        ({"percent": -1}, NOT_A_PER_CENT),
        ({"percent": 101}, NOT_A_PER_CENT),
        ({"percent": 100}, NOT_A_PER_CENT),
        ({"percent": 99, "progress": Progress.MET}, NOT_A_PER_CENT),
    ],
)
def test_what_is_said_of_progress_makes_sense(fields, refusal):
    scenario(given=FINISHED, when=replace(RECORD, **fields), then=refusal)


def test_progress_before_the_move_comes_with_a_plan_that_was_received():
    received = PlanReceived(
        on=date(2026, 4, 1), made_on=date(2025, 5, 12), plan=Plan(outcomes=(READS,))
    )
    before = replace(RECORD, under_authority="Elsewhere Council")
    kept = replace(RECORDED, under_authority="Elsewhere Council")
    scenario(given=[OPENED, received], when=before, then=[kept])
    too_early = replace(before, on=date(2025, 5, 11))
    scenario(given=[OPENED, received], when=too_early, then=NO_OUTCOMES_YET)


def test_an_outcome_without_a_word_of_progress_says_so():
    assert line("e1", first_plan()).status is OutcomeStatus.NO_PROGRESS_RECORDED


def test_one_line_goes_through_new_words_and_a_new_setting():
    found = line(
        "e1",
        first_plan(),
        said(date(2025, 12, 1), progress=Progress.NOT_MET, percent=20),
        amended(date(2026, 4, 20), READS_MORE, TALKS),
        said(date(2026, 6, 1), progress=Progress.PARTLY_MET, percent=60),
    )
    assert [w.outcome.text for w in found.wordings] == [READS.text, READS_MORE.text]
    assert [judged.setting for judged in found.judged] == ["Elm Primary", "Oak School"]
    assert (found.status, found.percent) == (OutcomeStatus.PARTLY_MET, 60)
    assert found.left is None


def test_the_same_words_in_a_later_plan_are_told_once():
    found = line("e1", first_plan(), amended(date(2026, 4, 20), READS))
    assert [w.plan.first for w in found.wordings] == [date(2025, 5, 12)]


def test_an_outcome_that_gives_way_to_another_is_superseded_and_each_knows_the_other():
    events = [first_plan(), amended(date(2026, 4, 20), READS, SPEAKS_UP)]
    old, new = line("e2", *events), line("e3", *events)
    assert (old.status, old.replaced_by) == (OutcomeStatus.SUPERSEDED, ("e3",))
    assert old.left is not None
    assert old.left.first == date(2026, 4, 20)
    assert (new.status, new.replaces) == (OutcomeStatus.NO_PROGRESS_RECORDED, ("e2",))


def test_what_was_met_stays_met_when_the_next_plan_leaves_it_out():
    met = said(date(2026, 3, 2), progress=Progress.MET, percent=100)
    assert line("e1", first_plan(), met, amended(date(2026, 4, 20), TALKS)).status == "met"


def test_what_was_met_in_other_words_is_not_met_in_these():
    partly = said(date(2025, 12, 1), progress=Progress.PARTLY_MET, percent=60)
    met = said(date(2026, 3, 2), progress=Progress.MET, percent=100)
    anew = [first_plan(), partly, met, amended(date(2026, 4, 20), READS_MORE)]
    found = line("e1", *anew)
    assert (found.status, found.percent) == (OutcomeStatus.NO_PROGRESS_RECORDED, None)
    assert [judged.event.percent for judged in found.judged] == [60, 100]
    assert found.overdue(date(2028, 8, 1))
    assert line("e1", *anew, said(date(2028, 3, 1), progress=Progress.MET)).status == "met"
    later = replace(READS, by=date(2028, 7, 31))
    same = line("e1", first_plan(), met, amended(date(2026, 4, 20), later))
    assert (same.status, same.percent) == ("met", 100)


def test_a_slip_that_is_put_right_is_no_new_wording():
    slip = ClericalCorrection(element="e1", wrong="aloud", right="alowd")
    right = ClericalErrorCorrected(on=date(2025, 6, 2), of=2, corrections=(slip,))
    corrected = replace(READS, text="Ada reads a page alowd.")
    met = said(date(2026, 3, 2), progress=Progress.MET, percent=100)
    found = line("e1", first_plan(), right, met, amended(date(2026, 4, 20), corrected))
    assert [w.outcome.text for w in found.wordings] == [corrected.text]
    assert found.status == "met"


def test_an_outcome_that_comes_back_is_in_the_plan_again():
    events = [first_plan(), amended(date(2026, 4, 20), TALKS), amended(date(2026, 9, 1), READS)]
    assert line("e1", *events).left is None
    assert line("e2", *events).left.first == date(2026, 9, 1)


def test_a_target_day_is_over_on_the_day_after_it_unless_the_outcome_was_met():
    found = line("e1", first_plan())
    assert not found.overdue(date(2026, 7, 31))
    assert found.overdue(date(2026, 8, 1))
    met = line("e1", first_plan(), said(date(2026, 8, 3), progress=Progress.MET))
    assert not met.overdue(date(2026, 8, 4))


def test_no_target_day_is_over_once_no_plan_is_maintained():
    events = [first_plan(), CeaseDecided(on=date(2026, 4, 1)), PlanCeased(on=date(2026, 6, 12))]
    for ended, late in (events[:1], True), (events, False):
        (found,) = [
            shown
            for shown in outcomes_shown(recorded(OPENED, *ended), date(2026, 8, 1))
            if shown.id == "e1"
        ]
        assert (found.in_plan, found.overdue) == (late, late)


def test_whether_it_is_still_the_right_one_leaves_the_progress_as_it_was():
    partly = said(date(2026, 1, 5), progress=Progress.PARTLY_MET)
    doubted = said(date(2026, 3, 2), appropriate=False)
    assert line("e1", first_plan(), partly, doubted).status == "partly-met"
