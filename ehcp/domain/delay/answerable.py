"""With whom the lateness of a limit lies: whoever owed the duty, as the Act and the record say."""

from enum import StrEnum

from ehcp.domain.case import Case
from ehcp.domain.deadlines import Deadline
from ehcp.domain.plan.organiser import Organiser
from ehcp.domain.standing.advice import Advice
from ehcp.domain.standing.reviews import begun_by
from ehcp.law.time_limit import OwedBy


class Answerable(StrEnum):
    """With whom days lie. `other`: somebody else, or the record does not say with whom."""

    AUTHORITY = "authority"
    SETTING = "school-or-setting"
    HEALTH = "health"
    SOCIAL_CARE = "social-care"
    PSYCHOLOGY = "psychology-advice"
    FAMILY = "family"
    TRIBUNAL = "tribunal"
    OTHER = "other"


BY_KIND = {
    "a": Answerable.FAMILY,
    "b": Answerable.SETTING,
    "c": Answerable.HEALTH,
    "d": Answerable.PSYCHOLOGY,
    "e": Answerable.SOCIAL_CARE,
}
"""Who gives the advice under each letter of reg 6(1). The others may come from anybody."""

OWED: dict[OwedBy, Answerable] = {
    OwedBy.LOCAL_AUTHORITY: Answerable.AUTHORITY,
    OwedBy.HOME_AUTHORITY: Answerable.AUTHORITY,
    OwedBy.OLD_LOCAL_AUTHORITY: Answerable.AUTHORITY,
    OwedBy.NEW_LOCAL_AUTHORITY: Answerable.AUTHORITY,
    OwedBy.PARENT_OR_YOUNG_PERSON: Answerable.FAMILY,
    OwedBy.RESPONSIBLE_COMMISSIONING_BODY: Answerable.HEALTH,
    OwedBy.OLD_COMMISSIONING_BODY: Answerable.HEALTH,
    OwedBy.NEW_COMMISSIONING_BODY: Answerable.HEALTH,
    OwedBy.CONSULTED_INSTITUTION: Answerable.SETTING,
    OwedBy.NAMED_INSTITUTION: Answerable.SETTING,
}
"""What is owed by one of several, or by both sides, is not said to lie with either."""

ORGANISED_BY = {
    Organiser.AUTHORITY: Answerable.AUTHORITY,
    Organiser.REQUIRED_SCHOOL: Answerable.SETTING,
    Organiser.REQUESTED_INSTITUTION: Answerable.SETTING,
}


def answerable_for(advice: Advice) -> Answerable:
    """Return with whom it lies that advice is late."""
    return BY_KIND.get(advice.kind or "", Answerable.OTHER)


def answerable(case: Case, deadline: Deadline, advice: tuple[Advice, ...]) -> Answerable:
    """Return with whom it lies that a limit is not kept."""
    owed_by = deadline.limit.owed_by
    if owed_by is OwedBy.BODY_ASKED_FOR_ADVICE:
        asked = (one for one in advice if deadline.started_by in (one.root, one.given))
        found = next(asked, None)
        return answerable_for(found) if found else Answerable.OTHER
    if owed_by is OwedBy.MEETING_ORGANISER:
        return _organiser(case, deadline)
    return OWED.get(owed_by, Answerable.OTHER)


def _organiser(case: Case, deadline: Deadline) -> Answerable:
    begun = begun_by(case, deadline.started_by)
    organiser = getattr(begun.event, "organiser", None) if begun else None
    return ORGANISED_BY.get(organiser, Answerable.OTHER) if organiser else Answerable.OTHER
