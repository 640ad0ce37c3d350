"""Threads share their arenas of memory, as the C library itself counts them."""

import platform
import subprocess
import sys

import pytest

SAID = """
import ctypes
from threading import Barrier, Thread
from ehcp.cli.running.arenas import share_arenas

{first}
there = Barrier(8)

def hold():
    held = [bytes(5_000 + n) for n in range(200)]
    there.wait()

threads = [Thread(target=hold) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
ctypes.CDLL(None).malloc_stats()
"""


def arenas(first: str) -> int:
    command = [sys.executable, "-c", SAID.format(first=first)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    return sum(line.startswith("Arena ") for line in run.stderr.splitlines())


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only GNU's C library has arenas")
def test_eight_threads_share_two_arenas():
    assert arenas("share_arenas()") <= 2
    assert arenas("pass") > 2, "nothing is to be gained any more"
