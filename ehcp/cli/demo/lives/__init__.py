"""The demo's own cases: each lived through its commands, so that every rule has had its say."""

from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

from ehcp.cli.demo.lives.appeals import IN_DISPUTE
from ehcp.cli.demo.lives.budgets import WITH_A_BUDGET
from ehcp.cli.demo.lives.endings import MOVED_OR_ENDED
from ehcp.cli.demo.lives.first_plan import UP_TO_THE_FIRST_PLAN
from ehcp.cli.demo.lives.record import ON_RECORD
from ehcp.cli.demo.lives.requests import NO_PLAN_YET
from ehcp.cli.demo.lives.reviews import UNDER_REVIEW
from ehcp.cli.demo.lives.with_others import WITH_OTHERS
from ehcp.cli.demo.telling import Told, told_id
from ehcp.store.cases import Store

FIRST = 100
LIVES: tuple[Callable[[Told], None], ...] = (
    *NO_PLAN_YET,
    *UP_TO_THE_FIRST_PLAN,
    *UNDER_REVIEW,
    *WITH_A_BUDGET,
    *IN_DISPUTE,
    *MOVED_OR_ENDED,
    *ON_RECORD,
    *WITH_OTHERS,  # what comes later comes last: the ids of the others follow from their place
)


def tell(store: Store, today: date) -> Iterator[UUID]:
    """Tell each life once; yield the case's id."""
    for number, life in enumerate(LIVES, start=FIRST):
        told = Told(store, number, today)
        life(told)
        yield told.keep()


def life_id(life: Callable[[Told], None]) -> UUID:
    """Return the id of the case of a life."""
    return told_id(FIRST + LIVES.index(life))
