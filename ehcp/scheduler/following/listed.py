"""How the webhooks of an installation are: for who watches it."""

from dataclasses import dataclass

from psycopg.rows import class_row

from ehcp.store.cases import Store

STATE = """
    select
        (select count(*) from ehcp.webhooks where state = 'on') as "on",
        (select count(*) from ehcp.webhooks
            where state = 'off' and off_because in ('failing', 'gone')) as off,
        (select count(*) from ehcp.webhooks
            where state = 'on' and failing_since < clock_timestamp() - interval '1 hour'
        ) as failing,
        (select count(*) from ehcp.notices where state = 'waiting') as waiting,
        (select count(*) from ehcp.notices where state = 'dead') as dead
"""


@dataclass(frozen=True, kw_only=True)
class Followers:
    """How many webhooks are on, were switched off as they failed, and fail for an hour or more.

    `waiting` and `dead` count the changes that have not arrived, and those that were given up.
    """

    on: int
    off: int
    failing: int
    waiting: int
    dead: int


NONE = Followers(on=0, off=0, failing=0, waiting=0, dead=0)


def state(store: Store) -> Followers:
    """Return how the webhooks of all authorities are."""
    with store.working() as connection:
        cursor = connection.cursor(row_factory=class_row(Followers))
        return cursor.execute(STATE).fetchone() or NONE
