"""Over real TLS, with a certificate made for the test."""

import shutil
import ssl
import subprocess
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from ehcp.scheduler.delivery import webhook
from ehcp.scheduler.delivery.message import Message, NotSent
from ehcp.scheduler.delivery.targets import Channel, Webhook
from tests.projections.histories import A
from tests.scheduler.delivery.receiving import SECRET, receiver, signature_is_right

OPENSSL = shutil.which("openssl") or ""
pytestmark = pytest.mark.skipif(not OPENSSL, reason="needs openssl to make a certificate")

MESSAGE = Message(
    authority=A,
    id=uuid4(),
    channel=Channel.WEBHOOK,
    recipient="desk",
    alert_id=uuid4(),
    case_id=uuid4(),
    limit_id="assessment-decision-notify",
    due=date(2038, 11, 15),
    stage="28",
    raised_at=datetime(2038, 10, 18, tzinfo=UTC),
)


@pytest.fixture
def certificate(tmp_path):
    """A certificate of localhost and its key."""
    made, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    subprocess.run(  # noqa: S603 - fixed words
        [
            *(OPENSSL, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", key, "-out", made),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return made, context


def post(told, host="localhost"):
    webhook.send(MESSAGE, Webhook(url=f"https://{host}:{told.port}/alerts?of=us", secret=SECRET))


def test_a_receiver_with_a_certificate_that_is_trusted_gets_the_message(certificate, monkeypatch):
    made, context = certificate
    monkeypatch.setenv("SSL_CERT_FILE", str(made))
    with receiver(tls=context) as told:
        post(told)
    ((headers, body),) = told.posts
    assert signature_is_right(headers, body)


@pytest.mark.parametrize(("host", "trusted"), [("localhost", False), ("127.0.0.1", True)])
def test_one_that_is_not_trusted_or_is_somebody_elses_gets_none(
    certificate, monkeypatch, host, trusted
):
    made, context = certificate
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(made))
    with receiver(tls=context) as told, pytest.raises(NotSent, match="certificate is not trusted"):
        post(told, host)
    assert told.posts == []


def test_what_speaks_no_tls_gets_none():
    with receiver() as told, pytest.raises(NotSent, match="SSLError"):
        post(told)
    assert told.posts == []
