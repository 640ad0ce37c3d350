"""Whether somebody is detained: CFA 2014 ss.70-75 then take the place of the ordinary rules."""

from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.entry import Source
from ehcp.domain.events.detention import PersonDetained, PersonReleased
from ehcp.domain.step import Step


def detention(case: Case) -> Step | None:
    """Return the detention that lasts: None where there is none, or it has ended."""
    found = case.steps_of(PersonDetained, PersonReleased)
    return found[-1] if found and isinstance(found[-1].event, PersonDetained) else None


def detained_at(case: Case, step: Step) -> bool:
    """Whether the person was detained when a step was taken that was recorded here."""
    if step.entry.source is Source.IMPORT:
        return False
    latest = case.before(step, PersonDetained, PersonReleased)
    return latest is not None and isinstance(latest.event, PersonDetained)


def detained_on(case: Case, day: date) -> bool:
    """Whether a detention that lasts had begun by that day."""
    lasts = detention(case)
    return lasts is not None and lasts.first <= day
