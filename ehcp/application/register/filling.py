"""A command's institutions, filled in from the register before the command is decided.

The domain looks nothing up: a command may give the number alone, and what the register knows
of it is put in here, as it was on the command's day. What the caller says stands; where the
register says otherwise, that is warned of.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

from ehcp.application.register import table
from ehcp.application.register.setting import Listed
from ehcp.domain.command import Caution, Command, Refusal, Refused
from ehcp.domain.commands.setting.setting import ConsultSetting, RequestSetting
from ehcp.domain.events.record import RuleWarned
from ehcp.domain.plan.institution import Category, Institution
from ehcp.domain.plan.naming import Naming
from ehcp.domain.plan.placement import Placement
from ehcp.domain.plan.sections import Plan
from ehcp.law.citations import CFA_2014
from ehcp.store.cases import Store

C = TypeVar("C", bound=Command)

SETTING_UNNAMED = Refusal(
    "setting-unnamed",
    "An institution is known by its number in the register, or by its name.",
    instead="Give its URN, or its name and category.",
)
SETTING_UNKNOWN = Refusal(
    "setting-unknown",
    "The register has no setting of this number.",
    instead="Check the URN, or give the institution's name and category.",
)
SETTING_CLOSED = Refusal(
    "setting-closed",
    "By the register the setting had closed before that day.",
    instead="Choose another one, or correct the register.",
)

NOT_IN_REGISTER = Caution(
    "not-in-register", "The register has no setting of this number: it is recorded as given."
)
CLOSED_THEN = Caution("closed-then", "By the register the setting had closed before that day.")
NOT_OPEN_YET = Caution("not-open-yet", "By the register the setting had not opened on that day.")
CATEGORY_DIFFERS = Caution(
    "category-differs",
    "The register says otherwise of what the institution is in law: it is recorded as given.",
    CFA_2014.s("38(3)"),
    rule="D1",
)


@dataclass(frozen=True)
class Filled:
    """A command with what the register knows, and what is warned of."""

    command: Any
    warnings: tuple[RuleWarned, ...] = ()


def filled(store: Store, authority: str, command: Command) -> Filled:
    """Return the command with its institutions filled in. Raises Refused."""
    institutions = list(institutions_in(command))
    if not institutions:
        return Filled(command)
    if any(not each.urn and not each.name.strip() for each in institutions):
        raise Refused(SETTING_UNNAMED)
    urns = {each.urn for each in institutions if each.urn}
    if not urns:
        return Filled(command)
    with store.reading(authority) as connection:
        known = table.listed(connection, urns, command.on)
        kept = not table.empty(connection)
    _require_known_and_open(command, institutions, known)
    warnings = (
        warned
        for each in dict.fromkeys(institutions)
        if kept
        for warned in _warnings(command, each, known.get(each.urn or ""))
    )
    return Filled(_with_list_checked(_put(command, known), known), tuple(warnings))


def institutions_in(value: object) -> Iterator[Institution]:
    """Yield every institution that stands anywhere in a command."""
    if isinstance(value, Institution):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from institutions_in(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for name in _where(type(value)):
            yield from institutions_in(getattr(value, name))


@cache
def _where(kind: type) -> tuple[str, ...]:
    """Return the fields of a dataclass in which an institution may stand: most have none."""
    hints = get_type_hints(kind).items()
    return tuple(name for name, of in hints if Institution in _within(of, {kind}))


def _within(of: Any, seen: set[type]) -> set[type]:
    """Add to `seen` every dataclass that a value of this type may hold, at any depth."""
    if isinstance(of, type) and is_dataclass(of) and of not in seen:
        seen.add(of)
        for each in get_type_hints(of).values():
            _within(each, seen)
    for each in get_args(of):
        _within(each, seen)
    return seen


def _require_known_and_open(
    command: Command, institutions: list[Institution], known: Mapping[str, Listed]
) -> None:
    chooses = isinstance(command, RequestSetting | ConsultSetting) or any(
        isinstance(getattr(command, field.name), Plan) for field in fields(command)
    )
    for each in institutions:
        found = known.get(each.urn or "")
        if found is None and not each.name.strip():
            raise Refused(SETTING_UNKNOWN)
        if found and chooses and found.setting.closed_by(command.on):
            raise Refused(SETTING_CLOSED)


def _warnings(command: Command, given: Institution, found: Listed | None) -> Iterator[RuleWarned]:
    """Yield what the register has to say against an institution."""
    if given.urn is None:
        return
    about = f"URN {given.urn}"
    if found is None:
        yield NOT_IN_REGISTER.about(command.on, about)
        return
    if found.setting.closed_by(command.on):
        yield CLOSED_THEN.about(command.on, about)
    if found.setting.opened_on and found.setting.opened_on > command.on:
        yield NOT_OPEN_YET.about(command.on, about)
    if given.category and found.category and given.category is not found.category:
        yield CATEGORY_DIFFERS.about(command.on, f"{about}: {found.category}")


def _put(value: Any, known: Mapping[str, Listed]) -> Any:
    """Return the value with what the register knows in every institution in it."""
    if isinstance(value, Institution):
        return _institution(value, known.get(value.urn or ""))
    if isinstance(value, tuple):
        return tuple(_put(each, known) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {
        field.name: new
        for field in fields(value)
        if (new := _put(old := getattr(value, field.name), known)) != old
    }
    if isinstance(value, Placement) and value.type is None and value.institution:
        found = known.get(value.institution.urn or "")
        changed["type"] = found.setting.setting_type if found else None
    return replace(value, **changed) if changed else value


def _institution(given: Institution, found: Listed | None) -> Institution:
    if found is None:
        return given
    name = given.name if given.name.strip() else found.setting.name
    return replace(given, name=name, category=given.category or found.category)


def _with_list_checked(command: Any, known: Mapping[str, Listed]) -> Any:
    """Return a naming decision with the day on which the register says who is approved."""
    naming = getattr(command, "naming", None)
    if not isinstance(naming, Naming) or naming.list_checked is not None:
        return command
    days = [
        found.as_of
        for found in known.values()
        if found.category is Category.SECTION_41_APPROVED and found.approved is not None
    ]
    day = min((day for day in days if day), default=None)
    return replace(command, naming=replace(naming, list_checked=day)) if day else command
