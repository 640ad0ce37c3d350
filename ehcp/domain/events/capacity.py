"""Who decides: the rights holder, capacity, and who acts for somebody. CFA 2014 ss.80, 83(2)."""

from datetime import date
from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.law.citations import CFA_2014


class Matter(StrEnum):
    """What is to be decided. Capacity is presumed, and judged for each decision by itself."""

    REQUEST = "request"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    SETTING = "setting"
    PERSONAL_BUDGET = "personal-budget"
    REVIEW = "review"
    MEDIATION = "mediation"
    APPEAL = "appeal"
    DISCLOSURE = "disclosure"


class ActsAs(StrEnum):
    """Who acts for somebody who lacks capacity: CFA 2014 s.80."""

    DEPUTY = "deputy"
    ATTORNEY = "attorney"
    PARENT = "parent"
    REPRESENTATIVE = "representative"
    PARENTS_REPRESENTATIVE = "parents-representative"


class CapacityBasis(StrEnum):
    """What the record of who holds a right says of that person's capacity."""

    PRESUMED = "presumed"
    ASSESSED = "assessed"
    LACKING = "lacking"


class Holder(StrEnum):
    """Whose the rights of Part 3 are: CFA 2014 ss.80, 83(2)."""

    PARENT = "parent"
    YOUNG_PERSON = "young-person"
    ALTERNATIVE_PERSON = "alternative-person"


class LackOfCapacityFound(Event, under=CFA_2014.s("80")):
    """Somebody was found to lack capacity for one decision, and this is who acts for them.

    `on` is the day from which it holds. `person` lacks capacity: "child" for the young person,
    or the id of a parent. `acting` is the id of who acts, where the case has one, `name` what
    they are called; `document` is what gives them authority, `checked` the day it was seen.
    """

    person: str | None = None
    matter: Matter | None = None
    acts_as: ActsAs | None = None
    acting: str | None = None
    name: str | None = None
    document: str | None = None
    checked: date | None = None
    reasons: str | None = None


class CapacityFindingEnded(Event, under=CFA_2014.s("80")):
    """A finding that somebody lacks capacity no longer holds from the day `on`. `of` is it."""

    reasons: str | None = None


class RightsHolderRecorded(Event, under=CFA_2014.s("83(2)")):
    """Who holds the right to decide was looked at for a decision, and put on record.

    `on` is the day it was checked. `capacity` is what it rests on, `document` what gives
    somebody else authority.
    """

    matter: Matter | None = None
    holder: Holder | None = None
    capacity: CapacityBasis | None = None
    document: str | None = None
