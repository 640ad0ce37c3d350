"""What can be wrong with an installation, from what mark on, and what to do about it."""

from collections.abc import Iterator
from dataclasses import dataclass

from ehcp.scheduler.delivery.listed import Deliveries
from ehcp.scheduler.following.listed import Followers
from ehcp.scheduler.health import Health
from ehcp.store.server import Server

# docs/operations.md has the same marks for the alarms of a monitoring system
LAG = 60.0  # seconds
SWEEP = 300.0  # seconds since the last sweep
WRITER = 30.0  # seconds that a transaction may write
WAIT = 5.0  # seconds that anybody may wait for a lock
FREE = 0.15  # of the disk
USED = 0.9  # of the connections
UNDELIVERED = 3600.0  # seconds since an alert was raised that has not arrived


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """One thing that is wrong: a name for machines, what it is, and what to do."""

    id: str
    what: str
    do: str


def wrong(server: Server | None, health: Health | None) -> Iterator[Wrong]:
    """Yield everything that is wrong, what stops people from working first."""
    if server is None:
        yield Wrong(
            id="no-schema",
            what="The database has no tables yet.",
            do="run `ehcp migrate` once, as the login that owns the database.",
        )
        return
    yield from _of_schema(server, health)
    if health is not None:
        yield from _of_workers(health)
    yield from _of_server(server)


def _of_schema(server: Server, health: Health | None) -> Iterator[Wrong]:
    if server.missing:
        yield Wrong(
            id="migrations-missing",
            what="The database is older than this version of ehcp. Missing:"
            f" {', '.join(server.missing)}.",
            do="run `ehcp migrate`.",
        )
    elif health is None:
        yield Wrong(
            id="schema-differs",
            what="The tables of the database are not those of this version of ehcp.",
            do="run `ehcp migrate` of the newest version that works on this database.",
        )


def _of_workers(health: Health) -> Iterator[Wrong]:
    if health.since_sweep is None or health.since_sweep > SWEEP:
        since = (
            "Nobody has looked for due alerts yet"
            if health.since_sweep is None
            else f"Nobody has looked for due alerts for {health.since_sweep:.0f} seconds"
        )
        yield Wrong(
            id="no-sweep",
            what=f"{since}; {counted(health.waiting, 'duty', 'duties')} waiting.",
            do="start `ehcp work`; if it runs, look in its log for `no sweep` or `sweep failed`."
            " What was missed is raised at once, each alert once.",
        )
    for lag in health.lags:
        if lag.seconds > LAG:
            yield Wrong(
                id="lag",
                what=f"The lists of group {lag.name} show nothing of the last"
                f" {lag.seconds:.0f} seconds ({counted(lag.events, 'event')}).",
                do="start `ehcp work`; if it runs, look in its log for `projector waits` or"
                " `projector failed`. Single cases are read from the events and are right.",
            )
    if health.parked:
        yield Wrong(
            id="parked",
            what=f"{counted(health.parked, 'case')} cannot be put on the lists: red there.",
            do="send the reasons below to support; after the mending run `ehcp rebuild`.",
        )


def undelivered(found: Deliveries | None, *, set_up: bool) -> Iterator[Wrong]:
    """Yield what is wrong with the alerts that go out. `set_up`: somebody is to be sent them."""
    if found is None:
        return
    if found.dead:
        yield Wrong(
            id="dead-letters",
            what=f"{counted(found.dead, 'message')} about alerts could not be delivered.",
            do="`ehcp alerts deliveries --dead` says why; when that is mended,"
            " `ehcp alerts redeliver --all-dead`. The alerts themselves are on the lists.",
        )
    if found.oldest > UNDELIVERED or (set_up and found.lag > SWEEP):
        yield Wrong(
            id="late-deliveries",
            what=f"Messages about alerts are late: {found.waiting:,} waiting,"
            f" {counted(found.behind or 0, 'event')} not looked at.",
            do="is `ehcp work` running with EHCP_DELIVERY? `ehcp alerts deliveries --waiting`"
            " says what stands in the way of each.",
        )


def unfollowed(found: Followers | None, *, set_up: bool) -> Iterator[Wrong]:
    """Yield what is wrong with webhooks. `set_up`: this process knows the key that signs them."""
    if found is None:
        return
    if found.off or found.failing:
        yield Wrong(
            id="webhooks-failing",
            what=f"{counted(found.off, 'webhook')} switched off because nothing was taken,"
            f" {counted(found.failing, 'webhook')} failing.",
            do="`ehcp webhook list` says which; when their side is mended, `ehcp webhook on`."
            " What happened meanwhile is told then.",
        )
    if found.dead:
        yield Wrong(
            id="changes-given-up",
            what=f"{counted(found.dead, 'change')} could not be told to a webhook.",
            do="`ehcp webhook deliveries ID --dead` says why, `ehcp webhook retry ID --all-dead`"
            " sends them again.",
        )
    if found.waiting and found.on and not set_up:
        yield Wrong(
            id="no-webhook-key",
            what=f"{counted(found.waiting, 'change')} waiting for a webhook, and no key to sign"
            " with is set here.",
            do="set EHCP_WEBHOOK_KEY for `ehcp work`, as it was when they were added.",
        )


def _of_server(server: Server) -> Iterator[Wrong]:
    disk, connections = server.disk, server.connections
    if disk.free is not None and disk.size and disk.free / disk.size < FREE:
        yield Wrong(
            id="disk",
            what=f"Only {disk.free / disk.size:.0%} of the database's disk is free.",
            do="give it more room. When it is full, nothing can be recorded; nothing is lost.",
        )
    if connections.used > USED * connections.most:
        yield Wrong(
            id="connections",
            what=f"{connections.used} of {connections.most} connections are in use.",
            do="lower EHCP_POOL_WEB or EHCP_WEB_PROCESSES, or raise max_connections.",
        )
    if server.oldest_writer is not None and server.oldest_writer > WRITER:
        yield Wrong(
            id="long-transaction",
            what=f"A transaction has been writing for {server.oldest_writer:.0f} seconds; the"
            " lists may wait for it.",
            do="find it in pg_stat_activity (backend_xid is not null) and end what began it.",
        )
    for one in server.waiting:
        if one.seconds is not None and one.seconds > WAIT:
            yield Wrong(
                id="lock",
                what=f"{one.name} (process {one.pid}) has waited {one.seconds:.0f} seconds for a"
                f" lock that process {', '.join(map(str, one.held_by))} holds.",
                do="look at that process in pg_stat_activity; end it with pg_terminate_backend.",
            )
    if server.archive is not None and server.archive.failing:
        yield Wrong(
            id="archive",
            what="The last WAL file could not be put away: no moment since can be restored.",
            do="look in PostgreSQL's log for `archive command failed`: is the archive full, or"
            " away? WAL files pile up on the database's disk until it works again.",
        )


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return how many there are of something, in words that fit the number."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
