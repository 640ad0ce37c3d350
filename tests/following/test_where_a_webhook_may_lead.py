"""Nothing is sent into our own network, by whatever name it is called."""

import socket
import ssl

import pytest

from ehcp.application.keeping.authorities import BadSetting
from ehcp.application.webhooks import Addresses, BadAddress, Checked
from ehcp.scheduler.delivery import sending
from ehcp.scheduler.following import pinned
from tests.api.conftest import OURS
from tests.following.telling import added, ended, follower, following, notices, projected
from tests.following.test_webhooks import NOTE
from tests.projections.histories import record
from tests.scheduler.test_work import wait_until

PUBLIC = "93.184.216.34"
URL = "https://follower.example/changes?of=us"


def leading_to(*numbers, local=False):
    """What says where a webhook may lead, with a name server of the test's own."""
    return Addresses(local=local, resolve=lambda *_: list(numbers))


def test_a_public_host_by_https_is_where_it_may_lead():
    assert leading_to(PUBLIC, "2606:2800:220:1::1").checked(URL) == Checked(
        "https", "follower.example", 443, "/changes?of=us", (PUBLIC, "2606:2800:220:1::1")
    )


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::", "2001:0:7f00:1::1", "2001:db8::1", "nothing",
    ],
)  # fmt: skip
def test_a_name_that_leads_into_a_network_of_ours_is_refused(number):
    for numbers in ((number,), (PUBLIC, number)):
        with pytest.raises(BadAddress):
            leading_to(*numbers).checked(URL)


@pytest.mark.parametrize(
    "url",
    [
        "http://follower.example/", "ftp://follower.example/", "file:///etc/passwd", "https://",
        "//follower.example/", "https://name:word@follower.example/", "https://follower.example/#x",
        "https://follower.example:eighty/", "https://follower.example/a b", "https://[::1",
        "https://follower.example\\@127.0.0.1/", "https://follower.example/" + "x" * 2000,
        "https://fóllower.example/", "gopher://follower.example", "",
    ],
)  # fmt: skip
def test_what_is_no_address_for_it_is_refused(url):
    with pytest.raises(BadAddress):
        leading_to(PUBLIC).checked(url)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "0"])
def test_this_machine_is_refused_as_it_is_really_resolved(host):
    with pytest.raises(BadAddress):
        Addresses().checked(f"https://{host}/")


def test_for_the_demo_it_may_lead_to_this_machine_and_no_further():
    assert Addresses(local=True).checked("http://127.0.0.1:8000/x").port == 8000
    for number in ("10.1.2.3", "169.254.169.254"):
        with pytest.raises(BadAddress):
            leading_to(number, local=True).checked(URL)
        with pytest.raises(BadAddress):
            leading_to(number, local=True).checked("http://follower.example/")
    with pytest.raises(BadAddress, match="https"):
        leading_to(PUBLIC, local=True).checked("http://follower.example/")


def test_a_bad_address_is_refused_when_it_is_added(store):
    with pytest.raises(BadSetting, match="Nothing is sent there: it must be https"):
        added(store, "ftp://follower.example/")


def test_the_connection_goes_to_the_number_that_was_looked_at(store):
    with follower() as told:
        here = leading_to("127.0.0.1", local=True)
        url = f"http://follower.example:{told.port}/changes"
        made = added(store, told.url)
        with store.working() as connection:
            connection.execute("update ehcp.webhooks set url = %s", (url,))
        with following(store, addresses=here):
            record(store, NOTE, authority=OURS)
            projected(store)
            wait_until(ended(store))
    ((headers, _),) = told.posts
    assert headers["Host"] == f"follower.example:{told.port}"
    assert told.verified(made.secret)


def test_a_name_that_leads_elsewhere_since_is_not_followed_there(store, monkeypatch):
    monkeypatch.setattr(sending, "REST", 0.02)
    with follower() as told:
        added(store, told.url)
        with store.working() as connection:  # as it was added, when its name led to a public host
            url = f"https://follower.example:{told.port}/changes"
            connection.execute("update ehcp.webhooks set url = %s", (url,))
        with following(store, addresses=leading_to("127.0.0.1")):
            record(store, NOTE, authority=OURS)
            projected(store)
            wait_until(ended(store, "dead"))
    assert told.posts == []
    assert notices(store, "reason") == [("the host is not a public one",)]


def test_a_redirect_is_not_followed(store, monkeypatch):
    monkeypatch.setattr(sending, "REST", 0.02)
    with follower() as told:
        told.always = 302
        added(store, told.url)
        with following(store):
            record(store, NOTE, authority=OURS)
            projected(store)
            wait_until(ended(store, "dead"))
    assert notices(store, "reason") == [("HTTP 302",)]


def test_the_certificate_must_be_of_the_name_and_not_of_the_number():
    seen: dict[str, str] = {}

    class Trust(ssl.SSLContext):
        def wrap_socket(self, sock, **given):  # type: ignore[override] # as it is called
            seen.update(given, peer=sock.getpeername()[0])
            raise ssl.SSLCertVerificationError

    with socket.create_server(("127.0.0.1", 0)) as server:
        to = Checked("https", "follower.example", server.getsockname()[1], "/", ("127.0.0.1",))
        line = pinned._PinnedTls(to, Trust(ssl.PROTOCOL_TLS_CLIENT))  # noqa: SLF001
        with pytest.raises(ssl.SSLCertVerificationError):
            line.connect()
    assert seen == {"server_hostname": "follower.example", "peer": "127.0.0.1"}
