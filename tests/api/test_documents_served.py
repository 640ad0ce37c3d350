"""Files sent to processes that really serve: interrupted, gone on with elsewhere, and too long."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.api.conftest import KEY, in_role
from tests.api.test_documents import announcement
from tests.api.test_served import PATIENCE, as_url, asked, free_port
from tests.documents.files import action, chunk, pdf, png

OCTETS = {"Content-Type": "application/octet-stream"}
GIGABYTE = 1_000_000_000
MUCH = 200_000_000
"""Bytes by which the memory of a process may rise."""


class Served(NamedTuple):
    """A process that serves, with what it writes to its log."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def memory(self) -> int:
        """The bytes that it and its workers hold, once their highest."""
        return sum(highest(pid) for pid in (self.process.pid, *children(self.process.pid)))


def children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found]


def highest(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) * 1024


@contextmanager
def serving(services, folder: Path, log: Path) -> Iterator[Served]:
    port = free_port()
    environment = {
        **os.environ,
        "EHCP_DATABASE_URL": as_url(services.cases.store.env["EHCP_DATABASE_URL"]),
        "EHCP_DEVELOPMENT_KEY": KEY,
        "EHCP_PORT": str(port),
        "EHCP_HOST": "127.0.0.1",
        "EHCP_WEB_PROCESSES": "1",
        "EHCP_FILES": str(folder),
        "TMPDIR": str(log.parent),
    }
    with log.open("wb") as kept:
        process = subprocess.Popen(
            [sys.executable, "-m", "ehcp", "serve"], env=environment, stdout=kept, stderr=kept
        )
    try:
        yield Served(f"http://127.0.0.1:{port}", process, log)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def ready(served: Served) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        with suppress(OSError):
            if asked(f"{served.url}/readyz")[0] == 200:
                return
        assert served.process.poll() is None, served.log.read_text()
        assert time.monotonic() < deadline, served.log.read_text()
        time.sleep(0.1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("served-files")


@pytest.fixture(scope="module")
def two(services, tmp_path_factory, folder):
    """Two processes that share nothing but the database and the folder."""
    with ExitStack() as running:
        found = [
            running.enter_context(
                serving(services, folder, tmp_path_factory.mktemp(f"web-{number}") / "log")
            )
            for number in range(2)
        ]
        for served in found:
            ready(served)
        yield found


def send(served: Served, path: str, offset: int, data: bytes, **person: str):
    host = served.url.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=30)
    headers = {**OCTETS, **person, "Upload-Offset": str(offset)}
    connection.request("POST", f"{path}/append", data, headers)
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


def begin(served: Served, case: str, data: bytes, **person: str) -> str:
    wish = announcement(data, "Zebedee Quillfeather.png")
    status, headers, text = asked(f"{served.url}/v1/cases/{case}/uploads", wish, **person)
    assert status == 201, text
    return str(headers["Location"])


def lying(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


def test_what_broke_off_at_one_process_is_gone_on_with_at_another(two, store, case, folder):
    one, other = two
    person = in_role(store)
    data = png(chunk(b"tEXt", b"Noise\0" + os.urandom(3_000_000).replace(b"<", b" ")))
    url = begin(one, case, data, **person)
    assert send(one, url, 0, data[:1_000_000], **person)[0] == 200
    break_off(one, f"{url}/append", 1_000_000, data[1_000_000:], person)
    status, _, text = asked(f"{other.url}{url}", **person)
    assert (status, json.loads(text)["received"]) == (200, 1_000_000)
    status, shown = send(other, url, 1_000_000, data[1_000_000:], **person)
    assert (status, shown["received"]) == (200, len(data))
    status, headers, text = asked(f"{one.url}{url}/finish", {}, **person)
    assert status == 201, text
    host = other.url.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=30)
    connection.request("GET", headers["Location"], headers=person)
    assert connection.getresponse().read() == data
    assert sha256(data).hexdigest() in lying(folder)
    assert [path for path in folder.rglob("parts/*") if path.is_file()] == []
    for served in two:
        assert "Quillfeather" not in served.log.read_text()


def break_off(served: Served, path: str, offset: int, data: bytes, person: dict[str, str]) -> None:
    """Send half of a part, and hang up."""
    host, port = served.url.removeprefix("http://").split(":")
    head = {**OCTETS, **person, "Upload-Offset": str(offset), "Content-Length": str(len(data))}
    lines = "".join(f"{name}: {said}\r\n" for name, said in head.items())
    with socket.create_connection((host, int(port)), timeout=20) as line:
        line.sendall(f"POST {path} HTTP/1.1\r\nHost: x\r\n{lines}\r\n".encode())
        line.sendall(data[: len(data) // 2])
    until_quiet(served)


def until_quiet(served: Served) -> None:
    """Wait until the process has answered all that it was asked."""
    assert asked(f"{served.url}/readyz")[0] == 200


@pytest.mark.parametrize("chunked", [False, True])
def test_a_gigabyte_is_refused_at_once_and_leaves_nothing(two, store, case, folder, chunked):
    one, _ = two
    person = in_role(store)
    url = begin(one, case, png(), **person)
    before, there = one.memory, sorted(lying(folder))
    begun = time.monotonic()
    answered, sent = stream(one, f"{url}/append", person, chunked=chunked)
    assert time.monotonic() - begun < 20
    assert answered in ((b"411", b"") if chunked else (b"413", b""))
    assert sent < GIGABYTE
    assert one.memory - before < MUCH
    assert sorted(lying(folder)) == there
    assert [path.name for path in one.log.parent.iterdir()] == ["log"]
    status, _, text = asked(f"{one.url}{url}", **person)
    assert (status, json.loads(text)["received"]) == (200, 0)


def stream(
    served: Served, path: str, person: dict[str, str], *, chunked: bool
) -> tuple[bytes, int]:
    """Send a gigabyte until it is refused; return the status, if it came, and how much went."""
    host, port = served.url.removeprefix("http://").split(":")
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {GIGABYTE}"
    lines = "".join(f"{name}: {said}\r\n" for name, said in {**OCTETS, **person}.items())
    some = bytes(1 << 16)
    piece = b"10000\r\n" + some + b"\r\n" if chunked else some
    sent = 0
    with socket.create_connection((host, int(port)), timeout=20) as line:
        head = f"POST {path} HTTP/1.1\r\nHost: x\r\nUpload-Offset: 0\r\n{length}\r\n"
        line.sendall(f"{head}{lines}\r\n".encode())
        with suppress(OSError):  # it hangs up
            while sent < GIGABYTE:
                line.sendall(piece)
                sent += len(some)
        with suppress(OSError):
            return line.recv(100).split(b" ")[1][:3], sent
    return b"", sent


def test_the_largest_file_there_is_takes_little_memory(two, store, case):
    one, _ = two
    person = in_role(store)
    noise = os.urandom(1 << 20).replace(b"<", b" ")
    data = png(chunk(b"tEXt", b"Noise\0" + noise * 23))
    assert 24_000_000 < len(data) < 25_000_000
    url = begin(one, case, data, **person)
    before = one.memory
    assert send(one, url, 0, data, **person)[0] == 200
    status, _, text = asked(f"{one.url}{url}/finish", {}, **person)
    assert status == 201, text
    assert one.memory - before < MUCH / 2


def test_a_pdf_is_looked_through_beside_the_process_that_serves(two, store, case):
    one, _ = two
    person = in_role(store)
    for change, status in ((None, 201), (action("JavaScript", JS="app.alert(1)"), 422)):
        data = pdf(change)
        answer = asked(
            f"{one.url}/v1/cases/{case}/uploads", announcement(data, "report.pdf"), **person
        )
        url = answer[1]["Location"]
        assert send(one, url, 0, data, **person)[0] == 200
        assert asked(f"{one.url}{url}/finish", {}, **person)[0] == status
