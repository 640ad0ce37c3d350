"""A draft or a notice that arrived after it was sent: each time counts from its own day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from ehcp.domain.case import Case
from ehcp.domain.deadlines import Status, deadlines
from ehcp.domain.deadlines.account import account
from ehcp.domain.deadlines.explanation import explain
from ehcp.domain.entry import Entry, Source
from ehcp.domain.events.amendment import AmendmentCause, AmendmentRepresentationsComplete
from ehcp.domain.events.ceasing import PlanCeased
from ehcp.domain.events.notice import NoticeDelivered, NoticeReturned, NoticeSent, SentBy
from ehcp.domain.when import Span
from ehcp.law.recipients import Addressee
from ehcp.projections.turning import turning
from tests.domain.amending_case import (
    AMENDED,
    DRAFT_AGAIN_PLACE,
    NOTICE_PLACE,
    NOTIFIED,
    NOTIFIED_WITHOUT_REVIEW,
    REDRAFTED,
    WITHOUT_REVIEW_PLACE,
)
from tests.domain.ordinary_case import DRAFT_PLACE, DRAFTED, FINAL
from tests.domain.scenario import recorded
from tests.domain.test_own_clocks import NO_HOLIDAYS, due, statuses
from tests.domain.test_reassessment_clocks import REPLACED

DAY = date(2026, 7, 1)
ONE_DAY = timedelta(days=1)
OF_DRAFT = ("draft-representations-window", DRAFTED, DRAFT_PLACE, date(2025, 4, 7), FINAL)
OF_REVIEW = (
    "annual-review-representations", NOTIFIED, NOTICE_PLACE, date(2026, 3, 23), AMENDED,
)  # fmt: skip
OF_NOTICE = (
    "amend-without-review-representations",
    NOTIFIED_WITHOUT_REVIEW,
    WITHOUT_REVIEW_PLACE,
    date(2026, 3, 23),
    replace(AMENDED, of=WITHOUT_REVIEW_PLACE, cause=AmendmentCause.WITHOUT_REVIEW),
)
OF_DRAFT_AGAIN = (
    "reassessment-representations",
    REDRAFTED,
    DRAFT_AGAIN_PLACE,
    date(2026, 5, 11),
    REPLACED,
)
WINDOWS = pytest.mark.parametrize(
    "window", [OF_DRAFT, OF_REVIEW, OF_NOTICE, OF_DRAFT_AGAIN], ids=lambda window: window[0]
)


def sent(given, place, on, *arrived, to=Addressee.FAMILY):
    """Return a history in which what was sent about a step arrived on these days."""
    notice = NoticeSent(on=on, of=place, to=to, method=SentBy.POST)
    return [*given, notice, *(NoticeDelivered(on=day, of=len(given) + 1) for day in arrived)]


@WINDOWS
def test_the_family_has_15_days_beginning_with_the_day_of_arrival(window):
    limit, given, place, sent_on, plan = window
    posted = sent(given, place, sent_on, sent_on + 4 * ONE_DAY)
    last = sent_on + 18 * ONE_DAY
    assert due(limit, given, on=DAY) == sent_on + 14 * ONE_DAY
    assert due(limit, posted, on=DAY) == last
    assert statuses(limit, posted, on=last) == [Status.NOT_DUE]
    assert statuses(limit, posted, on=last + ONE_DAY) == [Status.MET]
    for day, expected in ((last, Status.MISSED), (last + ONE_DAY, Status.MET)):
        assert statuses(limit, [*posted, replace(plan, on=day)], on=DAY) == [expected]


@WINDOWS
def test_of_several_on_their_way_at_once_the_last_to_arrive_counts(window):
    limit, given, place, sent_on, _ = window
    one = sent(given, place, sent_on, sent_on + 4 * ONE_DAY)
    same_day = sent(one, place, sent_on + 4 * ONE_DAY, sent_on + 6 * ONE_DAY)
    assert due(limit, same_day, on=DAY) == sent_on + 20 * ONE_DAY
    other = sent(one, place, sent_on + ONE_DAY, sent_on + 5 * ONE_DAY)
    assert due(limit, other, on=DAY) == sent_on + 19 * ONE_DAY


@WINDOWS
def test_what_was_sent_arrives_once(window):
    limit, given, place, sent_on, _ = window
    twice = sent(given, place, sent_on, sent_on + 4 * ONE_DAY, sent_on + 30 * ONE_DAY)
    for arrived in (twice, [*twice[:-2], twice[-1], twice[-2]]):
        assert due(limit, arrived, on=DAY) == sent_on + 18 * ONE_DAY


@WINDOWS
def test_a_copy_that_is_sent_once_something_has_arrived_gives_no_time_again(window):
    limit, given, place, sent_on, plan = window
    posted = sent(given, place, sent_on, sent_on + 4 * ONE_DAY)
    last = sent_on + 18 * ONE_DAY
    for later in (5, 60):
        copied = sent(posted, place, sent_on + later * ONE_DAY, sent_on + (later + 2) * ONE_DAY)
        assert due(limit, copied, on=DAY) == last
        assert statuses(limit, copied, on=last + ONE_DAY) == [Status.MET]
        finished = [*copied, replace(plan, on=last + ONE_DAY)]
        assert statuses(limit, finished, on=DAY) == [Status.MET]


@WINDOWS
def test_what_is_sent_again_serves_where_nothing_arrived_before(window):
    limit, given, place, sent_on, _ = window
    came_back = [*sent(given, place, sent_on), NoticeReturned(on=sent_on, of=len(given) + 1)]
    again = sent(came_back, place, sent_on + 10 * ONE_DAY, sent_on + 12 * ONE_DAY)
    assert due(limit, again, on=DAY) == sent_on + 26 * ONE_DAY


@WINDOWS
def test_what_nobody_says_has_arrived_at_the_family_was_served_as_it_was_sent(window):
    limit, given, place, sent_on, _ = window
    last, arrived = sent_on + 14 * ONE_DAY, sent_on + 4 * ONE_DAY
    came_back = NoticeReturned(on=arrived, of=len(given) + 1)
    assert due(limit, [*sent(given, place, sent_on), came_back], on=DAY) == last
    to_others = sent(given, place, sent_on, arrived, to=Addressee.COMMISSIONING_BODY)
    assert due(limit, to_others, on=DAY) == last
    assert due(limit, sent(given, place - 1, sent_on, arrived), on=DAY) == last


def test_a_draft_goes_to_the_family_by_itself():
    arrived = NoticeDelivered(on=date(2025, 4, 9), of=DRAFT_PLACE)
    assert due(OF_DRAFT[0], [*DRAFTED, arrived], on=DAY) == date(2025, 4, 23)


@pytest.mark.parametrize("window", [OF_REVIEW, OF_NOTICE])
def test_what_is_said_by_the_last_day_from_the_arrival_takes_the_time_away(window):
    limit, given, place, sent_on, _ = window
    posted, day = sent(given, place, sent_on, sent_on + 4 * ONE_DAY), sent_on + 18 * ONE_DAY
    for end in (AmendmentRepresentationsComplete(on=day, of=place), PlanCeased(on=day)):
        assert statuses(limit, [*posted, end], on=DAY) == [Status.DISAPPLIED]
        after = replace(end, on=day + ONE_DAY)
        assert statuses(limit, [*posted, after], on=DAY) == [Status.MET]


def test_what_the_authority_must_do_counts_from_the_day_of_sending():
    posted = sent(NOTIFIED, NOTICE_PLACE, date(2026, 3, 23), date(2026, 3, 27))
    for limit in ("annual-review-final-amended", "annual-review-not-amend-after-notice"):
        assert due(limit, posted, on=DAY) == date(2026, 5, 18)


def representations(case, on):
    (found,) = (d for d in deadlines(case, NO_HOLIDAYS, on) if d.limit.id == OF_REVIEW[0])
    return found


def test_an_arrival_between_two_days_leaves_open_when_the_time_was_over():
    posted = sent(NOTIFIED, NOTICE_PLACE, date(2026, 3, 23), Span(date(2026, 3, 25), None))
    found = representations(recorded(*posted), date(2026, 4, 20))
    assert found.due == Span(date(2026, 4, 8), None)
    assert found.status is Status.UNDETERMINED
    arrived = Span(date(2026, 3, 25), date(2026, 3, 27))
    posted = sent(NOTIFIED, NOTICE_PLACE, date(2026, 3, 23), arrived)
    assert representations(recorded(*posted), DAY).due == Span(date(2026, 4, 8), date(2026, 4, 10))


def test_where_the_days_do_not_say_what_is_a_copy_both_are_reckoned_with():
    sometime = Span(date(2026, 3, 25), date(2026, 3, 31))
    posted = sent(NOTIFIED, NOTICE_PLACE, date(2026, 3, 23), sometime)
    for again, last in (
        (date(2026, 3, 25), date(2026, 4, 16)),  # nothing can have arrived before
        (date(2026, 3, 28), date(2026, 4, 16)),
        (date(2026, 4, 1), date(2026, 4, 14)),  # it surely had
    ):
        copied = sent(posted, NOTICE_PLACE, again, date(2026, 4, 2))
        first = date(2026, 4, 16) if again == sometime.first else date(2026, 4, 8)
        assert representations(recorded(*copied), DAY).due == Span(first, last)


def test_an_arrival_that_may_lie_ahead_or_is_one_sides_word_is_taken_as_both():
    arrived = Span(date(2026, 4, 5), date(2026, 4, 9))
    posted = recorded(*sent(NOTIFIED, NOTICE_PLACE, date(2026, 3, 23), arrived))
    on = date(2026, 4, 7)
    assert representations(posted, on).status is Status.UNDETERMINED
    assert turning(posted.seen(as_at=on), [], NO_HOLIDAYS, on).on == on + ONE_DAY
    said = sent(NOTIFIED, NOTICE_PLACE, date(2026, 3, 23), date(2026, 4, 5))
    said[-1] = replace(said[-1], basis="alleged")
    assert representations(recorded(*said), on).status is Status.UNDETERMINED
    assert representations(recorded(*said), DAY).status is Status.MET


def test_it_is_said_from_which_day_the_time_counts_and_what_moved_it():
    posted = sent(NOTIFIED, NOTICE_PLACE, date(2026, 3, 23), date(2026, 3, 27))
    noon = datetime(2026, 3, 23, 12, tzinfo=UTC)
    entries = [
        Entry(
            place=place,
            event=event,
            source=Source.PORTAL,
            recorded_at=noon + timedelta(hours=place),
            known_from=noon + timedelta(hours=place),
        )
        for place, event in enumerate(posted, start=1)
    ]
    case = Case(tuple(entries), as_at=DAY)
    found = representations(case, DAY)
    told = " ".join(explain(found, NO_HOLIDAYS))
    assert "amendment notice issued, Monday 23 March 2026" in told
    assert "Counted from Friday 27 March 2026" in told
    accounted = account(case, found, NO_HOLIDAYS)
    assert accounted.sum.counted_from == Span(date(2026, 3, 27), date(2026, 3, 27))
    (before,) = accounted.earlier
    assert before.due == Span(date(2026, 4, 6), date(2026, 4, 6))
    assert before.moved_by.place == NOTICE_PLACE + 2
