import base64
from datetime import UTC, datetime

import pytest

from ehcp.scheduler.delivery import webhook
from ehcp.scheduler.delivery.targets import BadTargets, Channel, read

GOOD = """
link: https://cases.la.example/cases/{case}
smtp: {host: smtp.la.example, sender: ehcp@la.example, user: ehcp, password: not-a-real-one}
authorities:
  E10000001:
    webhooks:
      desk: {url: "https://desk.la.example/alerts", secret: whsec_SECRET}
    mail: {officer: casework@la.example, "person:asha.patel": asha.patel@la.example}
  E10000002: {}
""".replace("SECRET", base64.b64encode(b"x" * 24).decode())


@pytest.fixture
def said(tmp_path):
    def say(text):
        path = tmp_path / "delivery.yaml"
        path.write_text(text)
        return read(path)

    return say


def test_the_file_says_who_is_told_by_which_channel(said):
    found = said(GOOD)
    told = list(found.told("E10000001", ("officer", "send-manager", "officer")))
    assert [(target.channel, target.recipient) for target in told] == [
        (Channel.WEBHOOK, "desk"),
        (Channel.MAIL, "officer"),
    ]
    assert list(found.told("E10000002", ("officer",))) == []
    assert list(found.told("E10000009", ("officer",))) == []
    assert len(list(found.every())) == 3


@pytest.mark.parametrize(
    ("good", "bad", "where"),
    [
        ("https://desk", "http://desk", "webhooks.desk.url"),
        ("https://desk", "ftp://desk", "webhooks.desk.url"),
        ("https://desk", "https://name:hidden@desk", "webhooks.desk.url"),
        ("https://desk.la.example", "https://", "webhooks.desk.url"),
        ("https://desk.la.example", "https://desk.la.example:eighty", "webhooks.desk.url"),
        ("/alerts", "/al erts", "webhooks.desk.url"),
        ("whsec_", "whsec_%", "webhooks.desk.secret"),
        ("casework@la.example", "casework", "mail.officer"),
        ("sender: ehcp@la.example", "sender: ehcp", "smtp.sender"),
        ("sender:", "tls: none, sender:", "smtp.tls"),
        ("smtp: {", "post: {", "post"),
        ("{case}", "", "link"),
        ("webhooks:", "webhook:", "webhook"),
        ("link:", "link: [", "YAML"),
    ],
)
def test_what_cannot_be_meant_is_said_with_its_place_and_no_secret(said, good, bad, where):
    assert good in GOOD
    with pytest.raises(BadTargets) as error:
        said(GOOD.replace(good, bad))
    assert where in str(error.value)
    for secret in ("hidden", "not-a-real-one", base64.b64encode(b"x" * 24).decode()):
        assert secret not in str(error.value)


def test_this_machine_may_be_spoken_to_in_the_clear(said):
    assert said(GOOD.replace("https://desk.la.example", "http://localhost:9000"))


def test_no_secret_is_shown_with_the_targets(said):
    assert "not-a-real-one" not in repr(said(GOOD))
    assert "whsec_" not in repr(said(GOOD))


def test_the_signature_is_that_of_the_published_example():
    secret, at = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", datetime.fromtimestamp(1614265330, UTC)
    found = webhook.headers([secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", at, b'{"test": 2432232314}')
    assert found == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }
