"""Opening a case: the first command of a case says whose it is."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Refusal, require
from ehcp.domain.commands.request.whose import (
    YEARS_OF_A_YOUNG_PERSON,
    require_child,
    require_young,
)
from ehcp.domain.commands.underway import child as child_of
from ehcp.domain.event import Event
from ehcp.domain.events.opening import CaseOpened, Child, Officer, Parent

WHOSE_CASE = Refusal(
    "whose-case",
    "The first command of a case says whose it is.",
    instead="Give the child's name and date of birth.",
)
OPEN_ALREADY = Refusal(
    "case-open-already",
    "The case already says whose it is.",
    instead="Leave out child and parents, or correct the details.",
)


def opening(  # noqa: PLR0913 - what the first command of a case says of it
    case: Case,
    on: date,
    child: Child | None,
    parents: tuple[Parent, ...],
    officer: Officer | None,
    *,
    under: int = YEARS_OF_A_YOUNG_PERSON,
) -> Iterator[Event]:
    """Yield the opening of the case, if this is the first that says whose it is.

    It is that of somebody `under` an age.
    """
    if case.last(CaseOpened) is not None:
        require((child, parents, officer) == (None, (), None), OPEN_ALREADY)
    else:
        require(child is not None or case.version > 0, WHOSE_CASE)
        if child:
            require(child.name.strip() != "", WHOSE_CASE)
            require_child(child, on, under=under)
            yield CaseOpened(on=on, child=child, parents=parents, officer=officer)


def require_young_enough(case: Case, given: Child | None, on: date) -> None:
    """Refuse a request for somebody who was not born, or was 25, on that day."""
    about = given or child_of(case)
    if about:
        require_young(about, on)
