"""A draft that nobody saves: its writers are told by mail, and then it goes."""

from datetime import date, timedelta

from ehcp.domain.events.placement import SchoolPlaceLeft
from ehcp.scheduler.delivery.deliver import Delivery
from ehcp.scheduler.delivery.drafts import expire, tell
from ehcp.scheduler.delivery.targets import OfAuthority
from ehcp.scheduler.work import sweep_once
from ehcp.store.drafts import Whose, read, save
from tests.domain.ordinary_case import ELM, FINISHED
from tests.projections.histories import TODAY, A, projector, record
from tests.scheduler.delivery.mailbox import mailbox
from tests.scheduler.delivery.receiving import QUICK, outbox
from tests.scheduler.delivery.test_mail import targets
from tests.scheduler.test_work import wait_until

GOES = TODAY + timedelta(days=14)
DAY = timedelta(days=1)
ADDRESSES = {"person:helen": "helen@school.example", "officer": "casework@la.example"}


def to(port=25):
    return replace_mail(targets(port))


def replace_mail(found):
    of = OfAuthority(mail=ADDRESSES)
    return type(found)(smtp=found.smtp, link=found.link, authorities={A: of})


def draft(store, *events, about=1, by="helen"):
    case = record(store, *FINISHED, *events)
    whose = Whose(A, "on-roll/100001", case, "review", about)
    save(store, whose, "advice", b'{"says": "Canary."}', by=by, expected=0, expires_on=GOES)
    projector(store).catch_up()
    return whose


def test_whoever_wrote_in_it_is_told_once_when_it_is_to_go(store):
    whose = draft(store)
    save(store, whose, "views", b"{}", by="nobody-with-an-address", expected=0, expires_on=GOES)
    assert tell(store, to(), TODAY - DAY) == 0
    assert tell(store, to(), TODAY) == 1
    assert tell(store, to(), TODAY + DAY) == 0
    (row,) = outbox(store, "recipient, limit_id, due, case_id")
    assert row == ("person:helen", "draft-goes", GOES, whose.case)


def test_of_one_that_is_saved_again_is_told_again(store):
    whose = draft(store)
    assert tell(store, to(), TODAY) == 1
    later = GOES + timedelta(days=30)
    save(store, whose, "advice", b"{}", by="helen", expected=1, expires_on=later)
    assert tell(store, to(), TODAY) == 0
    assert tell(store, to(), later) == 1


def test_who_may_see_the_case_no_longer_is_told_nothing(store):
    draft(store, SchoolPlaceLeft(on=date(2026, 1, 5), institution=ELM))
    assert tell(store, to(), TODAY) == 0


def test_the_mail_says_what_goes_and_not_what_stands_in_it(store):
    draft(store)
    with mailbox() as box:
        found = to(box.port)
        tell(store, found, TODAY)
        with Delivery(store, found, QUICK):
            wait_until(lambda: box.mails)
    ((recipient, mail),) = box.mails
    assert recipient == "helen@school.example"
    assert "A draft of a form" in mail.get_content()
    assert "Canary" not in mail.as_string()


def test_it_goes_when_its_last_day_is_over(store):
    whose, other = draft(store), draft(store, about=2)
    other = replace_party(other)
    save(store, other, "advice", b"{}", by="x", expected=0, expires_on=GOES + DAY)
    assert expire(store, GOES) == 0
    assert expire(store, GOES + DAY) == 2
    assert read(store, whose).parts == {}
    assert list(read(store, other).parts) == ["advice"]
    sweep_once(store, GOES + 2 * DAY)
    assert read(store, other).parts == {}


def replace_party(whose):
    return whose._replace(party="on-roll/990002")
