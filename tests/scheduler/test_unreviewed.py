"""SEND managers are told of a case that was opened in an emergency, and of a review overdue."""

from datetime import date
from threading import Barrier, Thread
from uuid import UUID

from ehcp.domain.events.emergency import Finding, GlassBroken, GlassReviewed
from ehcp.scheduler.delivery.deliver import Delivery
from ehcp.scheduler.unreviewed import tell_unreviewed
from tests.projections.histories import CHILD, A, projector, record, rows_of
from tests.scheduler.delivery.receiving import QUICK, outbox, receiver, said, targets
from tests.scheduler.test_work import wait_until

OPENED, DUE, LATE = date(2026, 6, 15), date(2026, 6, 17), date(2026, 6, 18)
CASE = UUID("9d3c1f0e-6f0b-4a63-9a0e-2f1f5b0d6c11")
BROKEN = GlassBroken(
    on=OPENED,
    subject="asha",
    role="caseworker",
    case=CASE,
    reason=f"{CHILD.name} is missing since noon.",
    review_due=DUE,
)


def overdue(store, today) -> int:
    projector(store, today).catch_up()
    return tell_unreviewed(store, today)


def test_a_review_is_told_of_once_when_its_last_day_has_gone_by(store):
    opened = record(store, BROKEN)
    assert overdue(store, DUE) == 0
    assert overdue(store, LATE) == 1
    assert tell_unreviewed(store, LATE) == 0  # also before the read model has it
    assert overdue(store, LATE) == 0
    last = store.history(A, opened)[-1]
    assert type(last.event).__name__ == "GlassReviewFellOverdue"
    assert (last.event.case, last.recorded_by.subject) == (CASE, "scheduler")


def test_of_one_that_was_reviewed_nobody_is_told(store):
    opened = record(store, BROKEN)
    seen = GlassReviewed(on=DUE, finding=Finding.JUSTIFIED, remarks="The police had asked.")
    record(store, seen, case=opened)
    assert overdue(store, LATE) == 0
    second = record(store, BROKEN)
    projector(store, LATE).catch_up()
    record(store, seen, case=second)  # which the read model does not know yet
    assert tell_unreviewed(store, LATE) == 0


def test_however_many_sweep_it_is_told_once(store):
    record(store, BROKEN)
    projector(store, LATE).catch_up()
    ready, told = Barrier(4), []

    def tell():
        ready.wait()
        told.append(tell_unreviewed(store, LATE))

    threads = [Thread(target=tell) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(told) == 1


def test_both_go_out_at_once_with_no_word_of_the_child(store):
    with receiver() as told, Delivery(store, targets(**{A: told.url}), QUICK):
        wait_until(lambda: rows_of(store, "tracking", where="reader = 'deliveries'"))
        opened = record(store, BROKEN)
        wait_until(lambda: len(outbox(store, where="state = 'delivered'")) == 1)
        assert overdue(store, LATE) == 1
        wait_until(lambda: len(outbox(store, where="state = 'delivered'")) == 2)
    first, second = (said(body) for _, body in told.posts)
    expected = {
        "alert": str(opened),
        "authority": A,
        "case": str(CASE),
        "limit": "break-glass",
        "due": "2026-06-17",
        "stage": "opened",
    }
    assert first["data"] == expected
    assert second["data"] == {**expected, "stage": "review-overdue"}
    posted = b"".join(body for _, body in told.posts).decode()
    assert [word for word in (*CHILD.name.split(), "missing", "asha") if word in posted] == []
