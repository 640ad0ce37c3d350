"""Several reviews open at once: what belongs to one neither blocks nor settles another."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.review.meeting import FixReviewMeeting
from ehcp.domain.events.amendment import NoticeCause, NotToAmendDecided
from ehcp.domain.events.review import ReviewKind, ReviewMeetingHeld, ReviewStarted
from ehcp.domain.events.review_meeting import ReviewMeetingFixed
from ehcp.domain.standing.review import ReviewState
from ehcp.domain.standing.reviews import reviews
from tests.domain.amending_case import ISSUE_NOTICE, NOTICE
from tests.domain.ordinary_review import KEPT, TO_AMEND, WITH_REPORT
from tests.domain.scenario import recorded, scenario

DECIDED_TO_AMEND = [*WITH_REPORT, TO_AMEND]
PLACE_OF_DECISION = len(DECIDED_TO_AMEND)
SECOND = len(DECIDED_TO_AMEND) + 1
EARLY = ReviewStarted(on=date(2026, 5, 4), kind=ReviewKind.EARLY, attends=True)
EARLY_MET = ReviewMeetingHeld(on=date(2026, 5, 20), of=SECOND)
EARLY_KEPT = replace(KEPT, on=date(2026, 5, 27), of=SECOND)


def test_a_review_that_awaits_its_plan_is_not_taken_for_one_that_awaits_its_meeting():
    scenario(
        given=[*DECIDED_TO_AMEND, EARLY],
        when=FixReviewMeeting(on=date(2026, 5, 5), meeting=date(2026, 5, 20)),
        then=[ReviewMeetingFixed(on=date(2026, 5, 5), of=SECOND, meeting=date(2026, 5, 20))],
    )


def test_the_decision_to_maintain_after_one_review_does_not_settle_the_other():
    scenario(
        given=[*DECIDED_TO_AMEND, EARLY, EARLY_MET, EARLY_KEPT],
        when=replace(ISSUE_NOTICE, on=date(2026, 6, 1)),
        then=[
            replace(
                NOTICE,
                on=date(2026, 6, 1),
                of=PLACE_OF_DECISION,
                representations_until=date(2026, 6, 15),
            )
        ],
    )


def test_the_decision_not_to_amend_after_one_review_does_not_settle_the_other():
    noticed = replace(NOTICE, on=date(2026, 4, 20), of=PLACE_OF_DECISION)
    not_amended = NotToAmendDecided(
        on=date(2026, 5, 22), of=PLACE_OF_DECISION + 1, cause=NoticeCause.REVIEW
    )
    early = replace(EARLY_MET, of=PLACE_OF_DECISION + 2)
    scenario(
        given=[*DECIDED_TO_AMEND, noticed, EARLY, early, not_amended],
        when=replace(ISSUE_NOTICE, on=date(2026, 6, 1)),
        then=[
            replace(
                NOTICE,
                on=date(2026, 6, 1),
                of=PLACE_OF_DECISION + 3,
                representations_until=date(2026, 6, 15),
            )
        ],
    )


def test_a_notice_without_a_review_opens_none_again():
    without = replace(NOTICE, on=date(2026, 9, 1), of=None, cause=NoticeCause.WITHOUT_REVIEW)
    (review,) = reviews(recorded(*WITH_REPORT, KEPT, without))
    assert review.state is ReviewState.FINISHED
