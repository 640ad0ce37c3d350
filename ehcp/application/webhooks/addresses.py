"""Where a webhook may lead: to the public internet by https, and never into our own network.

Whoever may add a webhook has this server ask an address of their choosing. So the name is
resolved and every address behind it must be a public one, when a webhook is added and again each
time something is sent, and the connection goes to the very address that was looked at: a name
that leads elsewhere a moment later gains nothing.
"""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

PORTS = {"http": 80, "https": 443}
LONGEST = 2_000
NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Sequence[str]]


class BadAddress(ValueError):  # noqa: N818 - named for what it says
    """Nothing is sent there, and why. The words do not repeat it."""


@dataclass(frozen=True)
class Checked:
    """An address to connect to: one of `numbers`, as the host that it is named by."""

    scheme: str
    host: str
    port: int
    path: str
    numbers: tuple[str, ...]


def resolved(host: str, port: int) -> Sequence[str]:
    """Return the numbers of a host. Raises BadAddress."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise BadAddress("the name of the host is not known") from None
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True)
class Addresses:
    """What says where a webhook may lead.

    `local`: also to this machine itself, and there in the clear: for the demo and for tests.
    """

    local: bool = False
    resolve: Resolver = resolved

    def checked(self, url: str) -> Checked:
        """Return where to connect for a URL. Raises BadAddress."""
        split, host, port = _parts(url)
        if split.scheme != "https" and not (self.local and split.scheme == "http"):
            raise BadAddress("it must be https")
        numbers = tuple(self.resolve(host, port))
        if not numbers:
            raise BadAddress("the name of the host is not known")
        for number in numbers:
            self._require_open(number, split.scheme)
        path = (split.path or "/") + (f"?{split.query}" if split.query else "")
        return Checked(split.scheme, host, port, path, numbers)

    def _require_open(self, number: str, scheme: str) -> None:
        """Raise BadAddress unless this number is a public one."""
        try:
            address = ipaddress.ip_address(number.partition("%")[0])
        except ValueError:
            raise BadAddress("the name of the host leads to no address") from None
        if self.local and address.is_loopback:
            return
        if scheme != "https":
            raise BadAddress("it must be https")
        if not public(address):
            raise BadAddress("the host is not a public one")


def public(address: Address) -> bool:
    """Whether an address is one of the public internet, also where another stands inside it."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return public(address.ipv4_mapped)
        if address in NAT64:
            return public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address.sixtofour is not None or address.teredo is not None:
            return False  # another address is wrapped in it, and nobody serves from one
    return address.is_global and not address.is_multicast and not address.is_reserved


def _parts(url: str) -> tuple[SplitResult, str, int]:
    """Return the parts of a URL, its host and port. Raises BadAddress."""
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        raise BadAddress(
            f"it may have at most {LONGEST} characters, and only what a URL may have in it"
        )
    try:
        split = urlsplit(url)
        host, port = split.hostname, split.port
    except ValueError:
        raise BadAddress("it is not a URL") from None
    if split.scheme not in PORTS:
        raise BadAddress("it must be https")
    if not host or split.username or split.password or split.fragment or "\\" in url:
        raise BadAddress("it needs a host, and no name, password or fragment")
    return split, host, port or PORTS[split.scheme]
