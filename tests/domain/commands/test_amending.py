"""SI 2014/1530 regs 22(2), 22(4) and 28: the notice of amendments, and not amending after it."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.amendment.amendment import (
    AMENDMENT_UNFOUNDED,
    BEFORE_NOTICE,
    BEFORE_REVIEW,
    NO_NOTICE,
    NO_REASONS_NOT_TO_AMEND,
    NO_REVIEW_TO_AMEND,
    NOT_TO_AMEND_NOTICE_INCOMPLETE,
    NOTHING_PROPOSED,
    NOTHING_TO_LEAVE_OUT,
    NOTICE_INCOMPLETE,
    NOTICE_NAMES_SETTING,
    NOTICE_PERIOD_RUNNING,
    NOTICE_PERIOD_TOO_SHORT,
    DecideNotToAmend,
)
from ehcp.domain.commands.plan.final import BEFORE_PLAN, NO_PLAN
from ehcp.domain.commands.request.decision import S19_NOT_CONSIDERED
from ehcp.domain.events.amendment import (
    AmendmentNoticeItem,
    AmendmentRepresentationsComplete,
    NoticeCause,
    NotToAmendDecided,
    ProposedAmendment,
)
from ehcp.domain.events.notice import NoticeDelivered, NoticeSent, SentBy
from ehcp.domain.events.review import ReviewDecision
from ehcp.domain.plan.letters import Section
from ehcp.domain.when import UNKNOWN
from ehcp.law.recipients import Addressee
from tests.domain.amending_case import (
    AMENDED,
    ISSUE_NOTICE,
    MET,
    MORE_READING,
    NOTICE,
    NOTICE_PLACE,
    NOTIFIED,
    NOTIFIED_WITHOUT_REVIEW,
    PACK,
    REVIEWED,
    TO_AMEND,
    WITHOUT_REVIEW,
    WITHOUT_REVIEW_PLACE,
)
from tests.domain.ordinary_case import FINISHED, READY, S19
from tests.domain.ordinary_case import NOTICE as FOUR
from tests.domain.scenario import scenario

NOT_TO_AMEND = DecideNotToAmend(
    on=date(2026, 4, 7),
    cause=NoticeCause.REVIEW,
    reasons="The school already teaches her for 45 minutes.",
    notice=FOUR,
    s19_considered=S19,
)
NOT_AMENDED = NotToAmendDecided(
    on=date(2026, 4, 7),
    of=NOTICE_PLACE,
    cause=NoticeCause.REVIEW,
    reasons="The school already teaches her for 45 minutes.",
    notice=FOUR,
    s19_considered=S19,
)


def proposing(*amendments):
    """Return the command to send notice of these amendments."""
    return replace(ISSUE_NOTICE, amendments=amendments)


def test_the_notice_follows_the_decision_to_amend():
    scenario(given=REVIEWED, when=ISSUE_NOTICE, then=[NOTICE])


def test_the_notice_may_follow_the_meeting_and_stand_for_the_decision():
    scenario(given=[*FINISHED, MET], when=ISSUE_NOTICE, then=[replace(NOTICE, of=15)])


def test_a_decision_of_an_old_file_that_says_nothing_may_have_been_to_amend():
    silent = replace(TO_AMEND, decision=None)
    scenario(given=[*FINISHED, MET, silent], when=ISSUE_NOTICE, then=[NOTICE])


def test_a_plan_is_amended_without_a_review_by_the_same_notice():
    command = replace(ISSUE_NOTICE, cause=NoticeCause.WITHOUT_REVIEW)
    scenario(given=FINISHED, when=command, then=[WITHOUT_REVIEW])


@pytest.mark.parametrize("decision", [ReviewDecision.MAINTAIN, ReviewDecision.CEASE])
def test_after_a_decision_not_to_amend_no_review_carries_a_notice(decision):
    decided = replace(TO_AMEND, decision=decision)
    scenario(given=[*FINISHED, MET, decided], when=ISSUE_NOTICE, then=NO_REVIEW_TO_AMEND)


def test_no_review_carries_a_notice_before_it_was_held_or_once_the_plan_was_amended():
    scenario(given=FINISHED, when=ISSUE_NOTICE, then=NO_REVIEW_TO_AMEND)
    later = replace(ISSUE_NOTICE, on=date(2026, 5, 4))
    scenario(given=[*NOTIFIED, AMENDED], when=later, then=NO_REVIEW_TO_AMEND)


def test_there_is_nothing_to_amend_without_a_plan():
    scenario(given=READY, when=ISSUE_NOTICE, then=NO_PLAN)
    scenario(given=FINISHED, when=replace(ISSUE_NOTICE, on=date(2025, 5, 11)), then=BEFORE_PLAN)


def test_a_notice_does_not_come_before_the_review():
    early = replace(ISSUE_NOTICE, on=date(2026, 3, 15))
    scenario(given=REVIEWED, when=early, then=BEFORE_REVIEW)


def test_a_bare_letter_that_the_plan_will_be_amended_is_no_notice():
    scenario(given=REVIEWED, when=proposing(), then=NOTHING_PROPOSED)


@pytest.mark.parametrize("fields", [{"reason": " "}, {"evidence": ()}, {"evidence": ("",)}])
def test_each_amendment_has_its_reason_and_its_evidence(fields):
    without = replace(MORE_READING, **fields)
    scenario(given=REVIEWED, when=proposing(MORE_READING, without), then=AMENDMENT_UNFOUNDED)


def test_what_is_to_be_left_out_is_in_the_plan():
    out = replace(MORE_READING, wording="")
    scenario(given=REVIEWED, when=proposing(out), then=[replace(NOTICE, amendments=(out,))])
    nothing = replace(out, element="f9")
    scenario(given=REVIEWED, when=proposing(nothing), then=NOTHING_TO_LEAVE_OUT)


def test_the_notice_names_no_setting():
    about = ProposedAmendment(section=Section.I, reason="She moves on.", evidence=("Report",))
    scenario(given=REVIEWED, when=proposing(about), then=[replace(NOTICE, amendments=(about,))])
    naming = replace(about, wording="Oak School")
    scenario(given=REVIEWED, when=proposing(naming), then=NOTICE_NAMES_SETTING)


@pytest.mark.parametrize("left_out", AmendmentNoticeItem)
def test_the_pack_is_whole(left_out):
    some = tuple(item for item in PACK if item is not left_out)
    scenario(given=REVIEWED, when=replace(ISSUE_NOTICE, pack=some), then=NOTICE_INCOMPLETE)


def test_the_family_has_at_least_15_days_beginning_with_the_day_of_service():
    short = replace(ISSUE_NOTICE, representations_until=date(2026, 4, 5))
    scenario(given=REVIEWED, when=short, then=NOTICE_PERIOD_TOO_SHORT)
    last = replace(ISSUE_NOTICE, representations_until=date(2026, 4, 6))
    scenario(given=REVIEWED, when=last, then=[NOTICE])


def test_a_notice_records_how_section_19_was_considered():
    scenario(
        given=REVIEWED, when=replace(ISSUE_NOTICE, s19_considered=""), then=S19_NOT_CONSIDERED
    )


def test_a_further_notice_gives_fresh_time_and_follows_the_first():
    again = replace(ISSUE_NOTICE, on=date(2026, 4, 13))
    further = replace(
        NOTICE,
        on=date(2026, 4, 13),
        of=NOTICE_PLACE,
        further=True,
        representations_until=date(2026, 4, 27),
    )
    scenario(given=NOTIFIED, when=again, then=[further])


def test_a_notice_without_a_review_is_none_of_the_review():
    scenario(
        given=[*REVIEWED, WITHOUT_REVIEW],
        when=ISSUE_NOTICE,
        then=[NOTICE],
    )


def test_the_authority_may_decide_not_to_amend_after_all():
    scenario(given=NOTIFIED, when=NOT_TO_AMEND, then=[NOT_AMENDED])
    without = replace(NOT_TO_AMEND, cause=NoticeCause.WITHOUT_REVIEW)
    expected = replace(NOT_AMENDED, of=WITHOUT_REVIEW_PLACE, cause=NoticeCause.WITHOUT_REVIEW)
    scenario(given=NOTIFIED_WITHOUT_REVIEW, when=without, then=[expected])


def test_without_a_notice_there_is_nothing_not_to_amend():
    scenario(given=REVIEWED, when=NOT_TO_AMEND, then=NO_NOTICE)
    scenario(given=[*NOTIFIED, NOT_AMENDED], when=NOT_TO_AMEND, then=NO_NOTICE)
    scenario(given=NOTIFIED_WITHOUT_REVIEW, when=NOT_TO_AMEND, then=NO_NOTICE)
    early = replace(NOT_TO_AMEND, on=date(2026, 3, 22))
    scenario(given=NOTIFIED, when=early, then=BEFORE_NOTICE)


def test_on_the_15th_day_from_the_notice_the_family_may_still_speak():
    early = replace(NOT_TO_AMEND, on=date(2026, 4, 6))
    scenario(given=NOTIFIED, when=early, then=NOTICE_PERIOD_RUNNING)
    complete = AmendmentRepresentationsComplete(on=date(2026, 4, 1), of=NOTICE_PLACE)
    scenario(
        given=[*NOTIFIED, complete],
        when=early,
        then=[replace(NOT_AMENDED, on=date(2026, 4, 6))],
    )


def test_the_15_days_begin_with_the_day_on_which_the_notice_arrived():
    sent = NoticeSent(on=NOTICE.on, of=NOTICE_PLACE, to=Addressee.FAMILY, method=SentBy.POST)
    given = [*NOTIFIED, sent, NoticeDelivered(on=date(2026, 3, 25), of=18)]
    early = replace(NOT_TO_AMEND, on=date(2026, 4, 8))
    scenario(given=given, when=early, then=NOTICE_PERIOD_RUNNING)
    after = date(2026, 4, 9)
    command = replace(NOT_TO_AMEND, on=after)
    scenario(given=given, when=command, then=[replace(NOT_AMENDED, on=after)])


def test_the_period_of_a_notice_of_an_unknown_day_cannot_be_shown_to_be_over():
    undated = replace(NOTICE, on=UNKNOWN, representations_until=None)
    scenario(given=[*REVIEWED, undated], when=NOT_TO_AMEND, then=NOTICE_PERIOD_RUNNING)


def test_a_decision_not_to_amend_gives_its_reasons_and_the_notice():
    scenario(given=NOTIFIED, when=replace(NOT_TO_AMEND, reasons=" "), then=NO_REASONS_NOT_TO_AMEND)
    scenario(
        given=NOTIFIED,
        when=replace(NOT_TO_AMEND, notice=FOUR[1:]),
        then=NOT_TO_AMEND_NOTICE_INCOMPLETE,
    )
    scenario(
        given=NOTIFIED, when=replace(NOT_TO_AMEND, s19_considered=""), then=S19_NOT_CONSIDERED
    )
