"""Who is told by which channel, as the operators' file says. Addresses and secrets stay there."""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

import msgspec
import yaml
from msgspec import Struct

LOCAL = ("localhost", "127.0.0.1", "::1")
"""The hosts that may be spoken to in the clear."""

PREFIX = "whsec_"
SECRET_BYTES = 24  # at least, as the Standard Webhooks scheme asks
ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")


class BadTargets(ValueError):  # noqa: N818 - the answer, not a fault
    """The file says something that cannot be meant. The words have no address and no secret."""


class Channel(StrEnum):
    """How a message goes out."""

    WEBHOOK = "webhook"
    MAIL = "mail"
    FOLLOWER = "follower"


class Target(NamedTuple):
    """One recipient of one channel of one authority, by name and not by address."""

    authority: str
    channel: Channel
    recipient: str


class Webhook(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where messages are posted, and what they are signed with."""

    url: str
    secret: str

    def __repr__(self) -> str:
        return "Webhook(...)"

    @property
    def key(self) -> bytes:
        """The secret as it signs."""
        return base64.b64decode(self.secret.removeprefix(PREFIX), validate=True)


class Smtp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The mail server. `sender` is the address that mails come from."""

    host: str
    sender: str
    port: int = 587
    tls: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password: str | None = None

    def __repr__(self) -> str:
        return "Smtp(...)"


class OfAuthority(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The webhooks of an authority by name; its addresses by whom alerts are for.

    Those are `officer`, a role, or `person:SIGN-IN`, as in the authority's own settings.
    """

    webhooks: dict[str, Webhook] = {}
    mail: dict[str, str] = {}


class Targets(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file. `link` is where a case is shown, with `{case}` in it."""

    authorities: dict[str, OfAuthority] = {}
    smtp: Smtp | None = None
    link: str | None = None

    def every(self) -> Iterator[Target]:
        """Yield every recipient that there is."""
        for code, of in self.authorities.items():
            for name in of.webhooks:
                yield Target(code, Channel.WEBHOOK, name)
            for name in of.mail:
                yield Target(code, Channel.MAIL, name)

    def told(self, authority: str, to: Iterable[str]) -> Iterator[Target]:
        """Yield who gets an alert for these: every webhook, and each who has an address."""
        of = self.authorities.get(authority, OfAuthority())
        for name in of.webhooks:
            yield Target(authority, Channel.WEBHOOK, name)
        for name in dict.fromkeys(to):
            if name in of.mail:
                yield Target(authority, Channel.MAIL, name)


def read(path: Path) -> Targets:
    """Return what the file says. Raises BadTargets."""
    try:
        found = msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), Targets)
    except (OSError, UnicodeDecodeError) as error:
        raise BadTargets(f"The file cannot be read ({type(error).__name__}).") from None
    except yaml.YAMLError:
        raise BadTargets("The file is not YAML.") from None
    except msgspec.ValidationError as error:
        raise BadTargets(str(error)) from None
    wrong = list(_wrong(found))
    if wrong:
        raise BadTargets(" ".join(wrong))
    return found


def _wrong(found: Targets) -> Iterator[str]:
    if found.link is not None and "{case}" not in found.link:
        yield "link: It needs {case} in it."
    if found.smtp is not None:
        yield from _wrong_smtp(found.smtp)
    for code, of in found.authorities.items():
        if of.mail and found.smtp is None:
            yield f"authorities.{code}.mail: There is no smtp to send it by."
        for name, webhook in of.webhooks.items():
            yield from _wrong_webhook(f"authorities.{code}.webhooks.{name}", webhook)
        yield from _wrong_addresses(code, of.mail)


def _wrong_smtp(smtp: Smtp) -> Iterator[str]:
    if smtp.tls == "none" and smtp.host not in LOCAL:
        yield "smtp.tls: none is for this machine alone."
    if not ADDRESS.fullmatch(smtp.sender):
        yield "smtp.sender: Not an address."


def _wrong_webhook(where: str, webhook: Webhook) -> Iterator[str]:
    try:
        url = urlsplit(webhook.url)
        host, _ = url.hostname, url.port
    except ValueError:
        yield f"{where}.url: Not a URL."
        return
    if url.scheme != "https" and not (url.scheme == "http" and host in LOCAL):
        yield f"{where}.url: It must be https; http is for this machine alone."
    elif not host or url.username or url.password or url.fragment:
        yield f"{where}.url: It needs a host, and no name, password or fragment."
    elif not webhook.url.isascii() or not webhook.url.isprintable() or " " in webhook.url:
        yield f"{where}.url: Only what a URL may have in it; the rest percent-encoded."
    try:
        long_enough = len(webhook.key) >= SECRET_BYTES
    except (binascii.Error, ValueError):
        long_enough = False
    if not long_enough:
        yield f"{where}.secret: Write whsec_ and at least {SECRET_BYTES} random bytes in base64."


def _wrong_addresses(code: str, addresses: Mapping[str, str]) -> Iterator[str]:
    for name, address in addresses.items():
        if not (ADDRESS.fullmatch(address) and address.isascii()):
            yield f"authorities.{code}.mail.{name}: Not an address."
