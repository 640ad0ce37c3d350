"""A message posted to a webhook, signed by the Standard Webhooks scheme."""

import http.client
import json
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import UUID

from standardwebhooks import Webhook as Signing

from ehcp.scheduler.delivery.line import STEP, bounded, words
from ehcp.scheduler.delivery.message import Gone, Message, NotSent
from ehcp.scheduler.delivery.targets import Webhook

KIND = "alert.raised"


def body(message: Message) -> bytes:
    """Return what is posted: the same bytes at each try."""
    said = {
        "type": KIND,
        "timestamp": message.raised_at.isoformat(),
        "data": {
            "alert": str(message.alert_id),
            "authority": message.authority,
            "case": str(message.case_id),
            "limit": message.limit_id,
            "due": message.due.isoformat(),
            "stage": message.stage,
        },
    }
    return json.dumps(said, separators=(",", ":")).encode()


def headers(secrets: Sequence[str], id_: UUID | str, at: datetime, sent: bytes) -> dict[str, str]:
    """Return the headers that say which message it is, when it was sent, and by whom.

    It is signed with each secret: while one takes the place of another, either will do.
    """
    signed = (Signing(each).sign(str(id_), at, sent.decode()) for each in secrets)
    return {
        "webhook-id": str(id_),
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signed),
    }


def send(message: Message, to: Webhook) -> None:
    """Post an alert where the operators' file says. Raises NotSent unless it was taken."""
    url = urlsplit(to.url)
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    line = _line(url.scheme, url.hostname or "", url.port)
    post(line, path, message.id, body(message), [to.secret])


def post(
    line: http.client.HTTPConnection, path: str, id_: UUID, sent: bytes, secrets: Sequence[str]
) -> None:
    """Post something; raise NotSent unless it was taken. No redirect is followed, no proxy asked.

    Of the answer its status is read, and no more.
    """
    said = {
        "Content-Type": "application/json",
        "User-Agent": "ehcp",
        "Connection": "close",
        **headers(secrets, id_, datetime.now(UTC), sent),
    }
    try:
        with bounded(line):
            line.request("POST", path, sent, said)
            status = line.getresponse().status
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotSent(words(error)) from None
    finally:
        line.close()
    if status == HTTPStatus.GONE:
        raise Gone(f"HTTP {status}")
    if status not in range(200, 300):
        raise NotSent(f"HTTP {status}")


def _line(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "http":
        return http.client.HTTPConnection(host, port, timeout=STEP)
    trust = ssl.create_default_context()
    return http.client.HTTPSConnection(host, port, timeout=STEP, context=trust)
