"""Machines that are network namespaces on one bridge, and whose links can be cut.

Needs root and the program `ip`. The addresses are of the block that is kept for documentation,
so they are nobody's.
"""

import os
import shutil
import subprocess
from contextlib import suppress

BLOCK = 16  # addresses of one network; several tests may each have their own
LOCAL, BEFORE_LOCAL, AFTER = "0", "5", "10"  # places in the list of rules of the routing


def ip(*arguments: str) -> str:
    """Run `ip`. Raises CalledProcessError."""
    program = shutil.which("ip") or "/usr/sbin/ip"
    done = subprocess.run(  # noqa: S603 - the system's own program
        [program, *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout


class Machine:
    """A namespace with an address of its own, on the bridge of its network."""

    def __init__(self, name: str, bridge: str, address: str, bits: int):
        self.name, self.address = name, address
        self.space, self.link = f"{bridge}-{name}", f"{bridge}{name}"
        ip("netns", "add", self.space)
        ip("link", "add", self.link, "type", "veth", "peer", "name", "eth0", "netns", self.space)
        ip("link", "set", self.link, "master", bridge, "up")
        self.inside("addr", "add", f"{address}/{bits}", "dev", "eth0")
        self.inside("link", "set", "lo", "up")
        self.inside("link", "set", "eth0", "up")

    def inside(self, *arguments: str) -> None:
        ip("-n", self.space, *arguments)

    def unplug(self) -> None:
        """Cut it off from everybody."""
        ip("link", "set", self.link, "down")

    def plug_in(self) -> None:
        ip("link", "set", self.link, "up")

    def part(self, other: "Machine") -> None:
        """Cut it off from another, both ways; whoever else can reach it still does."""
        self.inside("route", "add", "blackhole", f"{other.address}/32")
        other.inside("route", "add", "blackhole", f"{self.address}/32")

    def join(self, other: "Machine") -> None:
        self.inside("route", "del", "blackhole", f"{other.address}/32")
        other.inside("route", "del", "blackhole", f"{self.address}/32")

    def lose_itself(self) -> None:
        """Cut it off from its own address: its processes no longer reach each other by it."""
        self.inside("rule", "add", "pref", AFTER, "lookup", "local")
        self.inside("rule", "add", "pref", BEFORE_LOCAL, "blackhole",
                    "to", f"{self.address}/32", "iif", "lo")  # fmt: skip
        self.inside("rule", "del", "pref", LOCAL)

    def find_itself(self) -> None:
        self.inside("rule", "add", "pref", LOCAL, "lookup", "local")
        self.inside("rule", "del", "pref", BEFORE_LOCAL)
        self.inside("rule", "del", "pref", AFTER)


class Network:
    """A bridge, with this process on it and the machines that were added."""

    def __init__(self) -> None:
        self.first = os.getpid() % (256 // BLOCK) * BLOCK
        self.bridge = f"eh{os.getpid()}"
        self.machines: list[Machine] = []
        ip("link", "add", self.bridge, "type", "bridge")
        ip("addr", "add", f"{self._address(BLOCK - 2)}/28", "dev", self.bridge)
        ip("link", "set", self.bridge, "up")

    def add(self, name: str) -> Machine:
        """Add a machine; the name is a few letters."""
        address = self._address(len(self.machines) + 1)
        machine = Machine(name, self.bridge, address, bits=28)
        self.machines.append(machine)
        return machine

    def close(self) -> None:
        """Take everything away."""
        for machine in self.machines:
            with suppress(subprocess.CalledProcessError):
                ip("netns", "del", machine.space)  # and with it both ends of its link
        with suppress(subprocess.CalledProcessError):
            ip("link", "del", self.bridge)

    def _address(self, number: int) -> str:
        return f"192.0.2.{self.first + number}"
