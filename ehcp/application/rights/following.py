"""What a follower is told of: which kinds of entry, by what they have to do with a case.

A follower that works with every case is told of each entry, but of a restricted address only with
the right to it. Who has to do with some cases alone is told of what they have a part in: what is
not named here is absent for them, as is an entry that was found wrong. A correction is told them
without saying what it is: the case is to be read again.
"""

from dataclasses import dataclass
from inspect import cleandoc

from ehcp.application.beside import NO_CASE
from ehcp.application.rights.access import Access
from ehcp.application.rights.fields import FieldClass
from ehcp.application.rights.withholding import KEPT_FIELDS
from ehcp.domain.event import Event, kebab
from ehcp.domain.events import (
    amendment,
    assessment,
    ceasing,
    opening,
    outcome,
    placement,
    plan,
    record,
)
from ehcp.domain.events import review as rv
from ehcp.domain.events import review_contribution as given
from ehcp.domain.events import review_meeting as rm
from ehcp.domain.standing.relations import RelationKind

CASE_CHANGED = "case-changed"
"""What stands for a correction where it is not told which."""

CORRECTIONS = (record.EntryCorrected.__name__, record.EntryStruckOut.__name__)
OF_RESTRICTED_ADDRESSES = tuple(kind.__name__ for kind in KEPT_FIELDS)

OWN_ADVICE: tuple[type[Event], ...] = (assessment.AdviceRequested, assessment.AdviceReceived)
"""Of these a body is told where they are about its own advice, and not of another body's."""

OF_A_PUPIL: tuple[type[Event], ...] = (
    opening.OfficerAssigned,
    plan.FinalPlanIssued,
    plan.AmendedPlanIssued,
    amendment.ClericalErrorCorrected,
    ceasing.PlanCeased,
    ceasing.CeaseSetAside,
    placement.SchoolPlaceStarted,
    placement.SchoolPlaceLeft,
    placement.InstitutionAdmitted,
    outcome.OutcomeProgressRecorded,
    rv.PhaseTransferDue,
    rv.ReviewStarted,
    rv.ReviewCompletionDue,
    rv.ReviewMissed,
    rv.ReviewMeetingHeld,
    rv.ReviewReportSent,
    rv.ReviewDecisionNotified,
    rm.ReviewPostponed,
    rv.ReviewCancelled,
    rm.ReviewMeetingFixed,
    rm.InvitedToReview,
    rm.ReviewAdviceRequested,
    rm.ReviewAdviceReceived,
    rm.ReviewAdviceCirculated,
    rm.ReviewViewsObtained,
    given.AttendanceReported,
    given.ProvisionMapSubmitted,
    given.GraduatedApproachRecorded,
)
OF_ADVICE: tuple[type[Event], ...] = (opening.OfficerAssigned, *OWN_ADVICE)
PARTS: dict[RelationKind, tuple[type[Event], ...]] = {
    RelationKind.ON_ROLL: OF_A_PUPIL,
    RelationKind.HEALTH_ADVICE: OF_ADVICE,
    RelationKind.CARE_ADVICE: OF_ADVICE,
    RelationKind.PSYCHOLOGY_ADVICE: OF_ADVICE,
}


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of change: its name, and what it says that happened."""

    kind: str
    says: str


class NoSuchKind(ValueError):  # noqa: N818 - named for what it says
    """There is no kind of change of that name."""


@dataclass(frozen=True)
class Told:
    """Which entries a right lets a follower be told of, by their stored names.

    `every_case`: of all, but those `withheld`. Otherwise each of `parts` is a relation and a name.
    """

    every_case: bool
    withheld: tuple[str, ...]
    parts: tuple[tuple[RelationKind, str], ...]

    def kind(self, name: str) -> str:
        """Return what the follower reads as the kind of an entry."""
        return CASE_CHANGED if not self.every_case and name in CORRECTIONS else kebab(name)

    def names(self, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """Return the names of the entries that a follower asks for by their kinds."""
        if self.every_case:
            return tuple(_NAMES[kind] for kind in kinds if kind != CASE_CHANGED)
        open_kinds = tuple(_NAMES.get(kind) for kind in kinds)
        named = tuple(name for name in open_kinds if name and name not in CORRECTIONS)
        return (*named, *CORRECTIONS) if CASE_CHANGED in kinds else named


def told(access: Access) -> Told:
    """Return what a right lets a follower be told of."""
    if access.every_case:
        hidden = FieldClass.RESTRICTED_ADDRESS not in access.in_lists
        return Told(every_case=True, withheld=OF_RESTRICTED_ADDRESSES if hidden else (), parts=())
    parts = tuple(
        (relation, name)
        for relation in dict.fromkeys(kind for kind, _ in access.ties)
        for name in (*(kind.__name__ for kind in PARTS.get(relation, ())), *CORRECTIONS)
    )
    return Told(every_case=False, withheld=OF_RESTRICTED_ADDRESSES, parts=parts)


def kinds_told(access: Access) -> tuple[Kind, ...]:
    """Return the kinds of change that a right lets a follower be told of, by name."""
    seen = told(access)
    if seen.every_case:
        apart = {*seen.withheld, *(kind.__name__ for kind in NO_CASE)}
        names = [name for name in Event.named if name not in apart]
    else:
        names = list(dict.fromkeys(name for _, name in seen.parts if name not in CORRECTIONS))
    found = {kebab(name): _says(Event.named[name]) for name in names}
    if not seen.every_case:
        found[CASE_CHANGED] = "Something was put right: read the case again."
    return tuple(Kind(kind=kind, says=found[kind]) for kind in sorted(found))


def _says(kind: type[Event]) -> str:
    """Return the first sentence of what an event is."""
    return " ".join(cleandoc(kind.__doc__ or "").partition("\n\n")[0].split())


def require_kinds(kinds: tuple[str, ...]) -> None:
    """Raise NoSuchKind unless each of these is the name of a kind of change."""
    for kind in kinds:
        if kind != CASE_CHANGED and kind not in _NAMES:
            raise NoSuchKind(kind)


_NAMES = {kebab(name): name for name in Event.named}
