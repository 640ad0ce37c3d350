"""One case as it is asked for: on both time axes, as this person may see it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import Response, request

from ehcp.api.answering import answers
from ehcp.api.answering.kept import Known
from ehcp.api.asking import looking
from ehcp.api.asking.opened import own_of, seen_of
from ehcp.api.asking.query import AsAt, Query, asked
from ehcp.api.services import person, right, services, user
from ehcp.application.beside import NO_CASE
from ehcp.application.cases import NoSuchCase
from ehcp.application.chronology.check import Supposed
from ehcp.application.in_json import instant
from ehcp.application.rights import FieldClass, cut_case, own_places
from ehcp.application.rights.withholding import Withholding
from ehcp.domain.case import Case
from ehcp.domain.standing.relations import Tie

END = {"next": None}


@dataclass(frozen=True, kw_only=True)
class View:
    """A case as it stood on a day, as it was known on a moment.

    `own` are the ties by which an adviser sees its own advice of the case; None: all advice.
    """

    id: UUID
    case: Case
    as_at: date
    as_known_on: datetime | None
    sees: frozenset[FieldClass]
    own: frozenset[Tie] | None = None

    @property
    def head(self) -> dict[str, Any]:
        """What every answer about a case begins with."""
        known = self.as_known_on
        return {
            "case": str(self.id),
            "version": self.case.version,
            "as_at": self.as_at.isoformat(),
            "as_known_on": None if known is None else instant(known),
        }


def view(case: UUID, query: dict[str, Any]) -> View:
    """Return the case as it was asked for, as this person may see it. Raises NoSuchCase."""
    return _seen(case, services().cases.case(person().authority, case), query)


def shown(
    case: UUID, of: Callable[[View], Any], query: type[Query] = AsAt, *, by_version: bool = False
) -> Response:
    """Answer with what is made of a case, as it was asked for. Raises NoSuchCase.

    Asked with no parameter, nothing is made of a history that was answered from on this day
    already. `by_version`: the tag is then the version alone, on which commands are decided.
    """
    given = asked(query)
    if given:
        seen = view(case, given)
        return answers.read(of(seen), version=seen.case.version)
    here, who = services(), person()
    day, follows = here.cases.today(), here.follows()
    # a right that differs in anything is another question
    whose = (right(), user().on(day), user().scope)
    question = (who.authority, request.path, whose, day, follows)
    histories, kept = here.cases.store.known, here.kept.get(question)
    if kept and right().every_case:
        looking.at_one(case, kept.sees)  # put on record while the database is asked
    if kept and histories.stands(who.authority, case, kept.version, kept.hash):
        looking.at_one(case, kept.sees)
        return answers.sent(kept.made)
    found = here.cases.case(who.authority, case)
    seen = _seen(case, found, {})
    made = answers.made(of(seen), version=found.version, by_version=by_version)
    history = histories.kept(who.authority, case)
    if history.entries is found.entries:  # and not what somebody else has read meanwhile
        here.kept.keep(question, Known(made, found.version, history.hash, seen.sees))
    return answers.sent(made)


def _seen(case: UUID, found: Case, query: dict[str, Any]) -> View:
    supposed: list[Supposed] = query.get("suppose", [])
    last_supposed = max((suppose.on for suppose in supposed), default=None)
    as_at = query.get("as_at") or last_supposed or services().cases.today()
    known = query.get("as_known_on")
    entries = found.seen(as_known_on=known).known
    if not entries or isinstance(entries[0].event, NO_CASE):
        raise NoSuchCase  # nobody knew of it then; or it is the history of an alert
    sees = seen_of(found, case)
    kept = Withholding.of(found, sees_all=FieldClass.RESTRICTED_ADDRESS in sees)
    whole = Case(entries, as_at, known, readings=services().follows())
    own = own_of(found, case)
    places = own_places(found, own) if own else frozenset[int]()
    return View(
        id=case,
        case=kept.seen(cut_case(whole, sees, places)),
        as_at=as_at,
        as_known_on=known,
        sees=sees,
        own=own,
    )
