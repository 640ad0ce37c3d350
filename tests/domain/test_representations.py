"""What the family said of a plan, what it was told, and what was changed for it. Reg 13(1)."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.plan.draft import (
    CHANGED_THOUGH_TURNED_DOWN,
    NO_SUCH_REPRESENTATION,
    AnswerRepresentations,
)
from ehcp.domain.commands.plan.final import CHANGED_UNASKED
from ehcp.domain.event import Event
from ehcp.domain.events.amendment import (
    AmendmentRepresentationsAnswered,
    AmendmentRepresentationsMade,
)
from ehcp.domain.events.draft import RepresentationsAnswered, RepresentationsMade
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.review import AmendmentNoticeIssued
from ehcp.domain.plan.sections import Section
from ehcp.domain.standing.representations import Representation, representations
from tests.domain.ordinary_case import (
    DRAFT,
    DRAFT_PLACE,
    DRAFTED,
    ELM_CONSULTED,
    ELM_PLACEMENT,
    ELM_REQUESTED,
    FINAL,
    ISSUE_DRAFT,
    ISSUE_FINAL,
    NOTICE_SENT,
    PLAN,
    naming,
)
from tests.domain.scenario import recorded, scenario

(F1,) = PLAN.provision
F2 = replace(F1, id="f2", text="Swimming, once a week.")
MORE = replace(PLAN, provision=(replace(F1, text="Teaching of reading, an hour a day."), F2))
SAID = RepresentationsMade(
    on=date(2025, 4, 14), of=DRAFT_PLACE, section=Section.F, element="f1", text="Too little."
)
OF_THE_WHOLE = RepresentationsMade(on=date(2025, 4, 15), of=DRAFT_PLACE, text="She must swim.")
AGREED = RepresentationsAnswered(
    on=date(2025, 4, 24), of=11, answer="An hour, then.", accepted=True, changed=("f1",)
)
SWIMMING = replace(AGREED, of=12, answer="She will.", changed=("f2",))
AGAIN = replace(
    DRAFT,
    on=date(2025, 4, 28),
    plan=MORE,
    representations_until=date(2025, 5, 12),
    takes_up=(11, 12),
)


def table(*events: Event) -> list[Representation]:
    return list(representations(recorded(*DRAFTED, *events)))


def elements(row: Representation) -> list[str]:
    return [change.element for change in row.changes]


def test_an_answer_names_the_elements_that_change_for_it():
    command = AnswerRepresentations(
        on=date(2025, 4, 24), representation=11, answer="An hour, then.", accepted=True,
        changed=("f1",),
    )  # fmt: skip
    scenario(given=[*DRAFTED, SAID], when=command, then=[AGREED])
    refused = replace(command, accepted=False)
    scenario(given=[*DRAFTED, SAID], when=refused, then=CHANGED_THOUGH_TURNED_DOWN)


def test_a_further_draft_says_which_representations_it_takes_up():
    command = replace(ISSUE_DRAFT, on=date(2025, 4, 28), plan=MORE, takes_up=(11, 12))
    given = [*DRAFTED, SAID, OF_THE_WHOLE]
    scenario(given=given, when=command, then=[AGAIN])
    other = replace(command, takes_up=(10,))
    scenario(given=given, when=other, then=NO_SUCH_REPRESENTATION)
    nothing = replace(command, takes_up=(99,))
    scenario(given=given, when=nothing, then=NO_SUCH_REPRESENTATION)


def test_each_representation_has_its_answer_and_what_was_changed_for_it():
    first, second = table(SAID, OF_THE_WHOLE, AGREED, SWIMMING, AGAIN)
    assert first.made.event == SAID
    assert first.answer is not None
    assert first.answer.event == AGREED
    assert elements(first) == ["f1"]
    assert elements(second) == ["f2"]
    assert first.taken_up_by is not None
    assert first.taken_up_by.event == AGAIN
    assert first.changed_in is not None
    assert first.changed_in.step.event == AGAIN


def test_a_representation_that_is_not_answered_is_shown_with_what_changed_where_it_is_about():
    first, second = table(SAID, OF_THE_WHOLE, replace(AGAIN, takes_up=()))
    assert (first.answer, first.taken_up_by) == (None, None)
    assert elements(first) == ["f1"]
    assert elements(second) == []


def test_one_on_a_section_as_a_whole_may_have_changed_all_of_it():
    (row,) = table(replace(SAID, element=None), AGAIN)
    assert elements(row) == ["f1", "f2"]


def test_one_that_was_turned_down_changed_nothing():
    (row,) = table(SAID, replace(AGREED, accepted=False, changed=()), AGAIN)
    assert elements(row) == []


def test_before_the_next_version_nothing_has_changed():
    (row,) = table(SAID, AGREED)
    assert (row.changed_in, row.changes) == (None, ())


def test_the_latest_answer_counts():
    (row,) = table(SAID, replace(AGREED, accepted=False, changed=()), AGREED, AGAIN)
    assert elements(row) == ["f1"]


def test_representations_on_amendments_are_in_the_table_as_well():
    final = FinalPlanIssued(on=date(2025, 5, 12), of=DRAFT_PLACE, plan=PLAN)
    notice = AmendmentNoticeIssued(on=date(2026, 5, 4))
    said = AmendmentRepresentationsMade(on=date(2026, 5, 10), of=12, element="f1", text="More.")
    answer = AmendmentRepresentationsAnswered(on=date(2026, 5, 20), of=13, accepted=True)
    amended = AmendedPlanIssued(on=date(2026, 6, 1), plan=MORE)
    (row,) = table(final, notice, said, answer, amended)
    assert row.answer is not None
    assert elements(row) == ["f1"]


def final_with(history: list[Event], warned: str) -> None:
    """Check that the final plan goes out, with this of it warned of as unasked."""
    given = [*history, ELM_REQUESTED, ELM_CONSULTED]
    plan = naming(ELM_PLACEMENT, of=MORE)
    draft_place = max(n for n, event in enumerate(given, 1) if isinstance(event, type(DRAFT)))
    command = replace(ISSUE_FINAL, on=date(2025, 5, 19), plan=plan)
    then = [
        replace(FINAL, on=date(2025, 5, 19), of=draft_place, plan=plan),
        replace(NOTICE_SENT, on=date(2025, 5, 19), of=len(given) + 1),
    ]
    warnings = [CHANGED_UNASKED.about(date(2025, 5, 19), warned)] if warned else []
    scenario(given=given, when=command, then=[*then, *warnings])


def test_what_an_answer_says_is_changed_is_not_warned_of_in_the_final():
    final_with([*DRAFTED, SAID, OF_THE_WHOLE], warned="f2")
    final_with([*DRAFTED, SAID, OF_THE_WHOLE, SWIMMING], warned="")


def test_what_replaces_an_element_that_the_family_spoke_about_is_not_warned_of():
    old = replace(DRAFT, plan=replace(PLAN, provision=(replace(F1, id="f0"),)))
    split = replace(MORE, provision=tuple(replace(p, replaces=("f0",)) for p in MORE.provision))
    given = [*DRAFTED[:-1], old, replace(SAID, element="f0"), ELM_REQUESTED, ELM_CONSULTED]
    plan = naming(ELM_PLACEMENT, of=split)
    then = [replace(FINAL, plan=plan), replace(NOTICE_SENT, of=len(given) + 1)]
    scenario(given=given, when=replace(ISSUE_FINAL, plan=plan), then=then)


def test_a_representation_on_an_earlier_draft_explains_only_what_was_answered_since():
    unchanged = replace(AGAIN, plan=PLAN, takes_up=())
    final_with([*DRAFTED, SAID, unchanged], warned="f1, f2")
    answers = [replace(AGREED, on=date(2025, 5, 1), changed=("f1", "f2"))]
    final_with([*DRAFTED, SAID, unchanged, *answers], warned="")
