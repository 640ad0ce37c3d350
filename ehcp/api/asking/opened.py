"""Whether one case is open to whoever asks, by the right that this request is served by."""

from uuid import UUID

from ehcp.api.asking import looking
from ehcp.api.services import person, right, services
from ehcp.application.cases import NoSuchCase
from ehcp.application.rights import FieldClass
from ehcp.domain.case import Case
from ehcp.domain.command import Command
from ehcp.domain.standing.relations import Tie, relations


def seen_of(case: Case, id_: UUID) -> frozenset[FieldClass]:
    """Return what whoever asks sees of a case. Raises NoSuchCase where it is not open to them.

    Their look at it is handed over to be put on record, unless a command asks. What they have
    to do with it counts today and by all that is known, whatever day or moment they ask about.
    It must have all its entries.
    """
    today = services().cases.today()
    sees = right().of_case(lambda: relations(case.seen(as_at=today)), id_)
    if sees is None:
        raise NoSuchCase
    looking.at_one(id_, sees)
    return sees


def own_of(case: Case, id_: UUID) -> frozenset[Tie] | None:
    """Return the ties of whoever asks to a case whose advice is for them by its body alone.

    None: all of it is, or the case was opened in an emergency, and its texts are cut.
    """
    if not right().own_alone or right().break_glass(id_) is not None:
        return None
    today = services().cases.today()
    return right().held(lambda: relations(case.seen(as_at=today)))


def require_open(id_: UUID) -> Case | None:
    """Let only those go on to whom a case is open. Raises NoSuchCase.

    Returns the case, where it had to be read for that: who may have every case does not need it.
    """
    if right().every_case:
        return None
    case = services().cases.case(person().authority, id_)
    seen_of(case, id_)
    return case


def require_own(case: Case | None, command: Command) -> None:
    """Let only those go on who may ask this of the case that was open to them.

    `case` is what `require_open` returned. Raises NoSuchCase.
    """
    if case is None:
        return
    today = services().cases.today()
    if not right().permits(command, case, lambda: relations(case.seen(as_at=today))):
        raise NoSuchCase
