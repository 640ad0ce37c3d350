from datetime import date, timedelta

from ehcp.scheduler.delivery.deliver import Delivery
from ehcp.scheduler.delivery.outbox import Outbox
from ehcp.scheduler.delivery.targets import OfAuthority, Smtp, Targets
from ehcp.scheduler.sweep import sweep
from tests.projections.histories import CHILD, A, projector, record
from tests.scheduler.delivery.mailbox import mailbox
from tests.scheduler.delivery.receiving import QUICK, outbox
from tests.scheduler.test_sweep import DUE, REQUESTED
from tests.scheduler.test_work import wait_until


def targets(port):
    return Targets(
        smtp=Smtp(host="127.0.0.1", port=port, sender="ehcp@la.example", tls="none"),
        link="https://cases.la.example/cases/{case}",
        authorities={
            A: OfAuthority(
                mail={"officer": "casework@la.example", "send-manager": "manager@la.example"}
            )
        },
    )


def overdue(store, to):
    Outbox(store, to).step()
    case = record(store, REQUESTED)
    projector(store, REQUESTED.on).catch_up()
    sweep(store, DUE + timedelta(days=1))
    return case


def test_each_who_is_to_be_told_gets_a_mail_without_the_childs_name(store):
    with mailbox() as box:
        case = overdue(store, to := targets(box.port))
        with Delivery(store, to, QUICK):
            # six stages before the due day go to the officer, the first after it to both
            wait_until(lambda: len(outbox(store, where="state = 'delivered'")) == 8)
    manager = [mail for recipient, mail in box.mails if recipient == "manager@la.example"]
    officer = [mail for recipient, mail in box.mails if recipient == "casework@la.example"]
    assert (len(manager), len(officer)) == (1, 7)
    (mail,) = manager
    assert mail["Subject"] == "overdue-1: assessment-decision-notify, due 15 November 2038"
    assert f"https://cases.la.example/cases/{case}" in mail.get_content()
    assert date(2038, 11, 15) == DUE
    ids = {mail["Message-ID"] for _, mail in box.mails}
    assert ids == {f"<{id_}@la.example>" for (id_,) in outbox(store, "id")}
    for _, each in box.mails:
        assert CHILD.name is not None
        assert CHILD.name not in each.as_string()


def test_an_address_that_is_refused_is_a_dead_letter_that_does_not_repeat_it(store):
    with mailbox(refuses=True) as box:
        overdue(store, to := targets(box.port))
        with Delivery(store, to, QUICK):
            wait_until(lambda: outbox(store, where="reason is not null"))
    assert set(outbox(store, "reason", "reason is not null")) == {("SMTP 550 for the recipient",)}
