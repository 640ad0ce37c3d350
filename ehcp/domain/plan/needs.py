"""Sections A to D: what the person and the family say, and the needs."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ViewOf(StrEnum):
    """Whose views they are: the parent's stand apart from the child's."""

    CHILD = "child"
    YOUNG_PERSON = "young-person"
    PARENT = "parent"
    SOMEBODY_ELSE = "somebody-else"


class ViewAbout(StrEnum):
    """What Section A sets out. An aspiration is what outcomes may support."""

    VIEWS = "views"
    INTERESTS = "interests"
    ASPIRATION = "aspiration"
    HISTORY = "history"
    COMMUNICATION = "how-to-communicate"


@dataclass(frozen=True, kw_only=True)
class View:
    """Section A: what the child, the young person or the parent says, in their own words.

    `by` is the name of whoever said it, `whose` what they are, `dated` the day on which it was
    obtained and `how` the way. `own_words`: said in the first person.
    """

    id: str
    text: str
    by: str | None = None
    dated: date | None = None
    whose: ViewOf | None = None
    about: ViewAbout | None = None
    how: str | None = None
    own_words: bool | None = None
    replaces: tuple[str, ...] = ()


class NeedArea(StrEnum):
    """The four broad areas of need."""

    COMMUNICATION_AND_INTERACTION = "communication-and-interaction"
    COGNITION_AND_LEARNING = "cognition-and-learning"
    SOCIAL_EMOTIONAL_AND_MENTAL_HEALTH = "social-emotional-and-mental-health"
    SENSORY_AND_PHYSICAL = "sensory-and-physical"


@dataclass(frozen=True, kw_only=True)
class Need:
    """Section B: one special educational need. `evidence` are ids in Section K.

    `present_level` is where the person stands now, `impact` what the need does to learning.
    """

    id: str
    text: str
    area: NeedArea | None = None
    evidence: tuple[str, ...] = ()
    present_level: str | None = None
    impact: str | None = None
    strengths: str | None = None
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RelatedNeed:
    """Sections C and D: a health or social care need. `needs` are the ids it relates to in B.

    `source` is the clinician or worker who found it, `reference` that of a plan of theirs (a
    child in need, child protection or care plan). `for_information`: it is told and not related
    to a special educational need.
    """

    id: str
    text: str
    needs: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    diagnosis: str | None = None
    source: str | None = None
    impact: str | None = None
    reference: str | None = None
    for_information: bool = False
    replaces: tuple[str, ...] = ()
