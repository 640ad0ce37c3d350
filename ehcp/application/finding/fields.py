"""What a case is found by."""

from enum import StrEnum


class Field(StrEnum):
    """What a case is found by. A section of a plan is "section-" and its letter."""

    CASE = "case"
    CHILD = "child"
    PARENT = "parent"
    PERSON = "person"
    OFFICER = "officer"
    DATE_OF_BIRTH = "date-of-birth"
    UPN = "upn"
    NHS_NUMBER = "nhs-number"
    ULN = "uln"
    REFERENCE = "reference"
    NOTE = "note"
