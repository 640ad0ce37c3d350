"""Who asks in the walk over all answers, and what each sees: written out, from no table."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ehcp.application.rights import FieldClass, Role
from tests.api.conftest import THEIRS
from tests.api.marked_life import ADVISERS, OTHER_BODY

WORKS = {
    *FieldClass,
    "other-body",
    *(f"{whose}-{role}" for whose in ("own", "others") for role in ADVISERS.values()),
}
"""What whoever works with the whole case sees of it: the advice of every body too."""
APART = {FieldClass.RESTRICTED_ADDRESS}


class Asker(NamedTuple):
    """Who asks: their role, what of it is another's than the case's, and all that they see."""

    role: Role
    sees: set[str]
    tied: Mapping[str, str] = MappingProxyType({})


def of_bodies(role: Role, held: FieldClass) -> set[str]:
    """Return what an adviser sees: its own advice and draft besides, whatever they say."""
    seen = {FieldClass.PROCESS, FieldClass.IDENTITY, FieldClass.THIRD_PARTY, held}
    return {*seen, f"own-{role}", f"draft-{role}"}


def askers() -> Iterator[tuple[str, Asker]]:
    """Yield everybody who asks, by a name."""
    yield "caseworker", Asker(Role.CASEWORKER, WORKS - APART)
    yield "send-manager", Asker(Role.SEND_MANAGER, WORKS)
    yield "panel-member", Asker(Role.PANEL_MEMBER, WORKS - APART)
    yield "tribunal-preparer", Asker(Role.TRIBUNAL_PREPARER, WORKS - APART)
    yield "service-account", Asker(Role.TRIBUNAL_PREPARER, WORKS - APART)
    yield (
        "school",
        Asker(
            Role.SCHOOL_CONTRIBUTOR,
            {"process", "identity", "third-party", "education", "draft-school-contributor"},
        ),
    )
    for role, held in (
        (Role.HEALTH_ADVISER, FieldClass.HEALTH),
        (Role.SOCIAL_CARE_ADVISER, FieldClass.CARE),
        (Role.PSYCHOLOGY_ADVISER, FieldClass.EDUCATION),
    ):
        yield role.value, Asker(role, of_bodies(role, held))
    elsewhere = {"body": "Northmere Integrated Care Board"}
    yield (
        "adviser-in-emergency",
        Asker(
            Role.HEALTH_ADVISER,
            {"process", "identity", "third-party", "health", "address", "other-body"},
            elsewhere,
        ),
    )
    yield (
        "adviser-who-gave",
        Asker(
            Role.HEALTH_ADVISER,
            {"process", "identity", "other-body", "others-health-adviser"},
            {"body": OTHER_BODY},
        ),
    )
    for role in (Role.AUTHORITY_ADMINISTRATOR, Role.AUDITOR, Role.SUPPORT):
        yield role.value, Asker(role, set())
    yield "another-school", Asker(Role.SCHOOL_CONTRIBUTOR, set(), {"school": "990002"})
    yield "another-body", Asker(Role.HEALTH_ADVISER, set(), elsewhere)
    yield "another-authority", Asker(Role.SEND_MANAGER, set(), {"authority": THEIRS})


ASKERS = dict(askers())
ALIKE = {"send-manager", "service-account", "another-authority"}
"""Whoever sees all there is, has a role that another has, or is walled off by the database.

They ask each question as it is, and no command.
"""

FOUND_BY = {
    **dict.fromkeys(
        ("caseworker", "send-manager", "tribunal-preparer"),
        ASKERS["caseworker"].sees - {"identity", "third-party", "address", "other-body"},
    ),
    "school": {"education", "process"},
}
"""Of what stands in plans and notes. Nobody finds a case by an address."""
