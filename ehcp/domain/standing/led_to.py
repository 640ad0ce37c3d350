"""What a step goes back to by its `of`, from one to the next."""

from ehcp.domain.case import Case
from ehcp.domain.event import Event
from ehcp.domain.step import Step


def led_to(case: Case, step: Step, *kinds: type[Event]) -> Step | None:
    """Return the first step of these kinds that `of` leads to, from one to the next; else None."""
    if step.event.of is None:  # as most are that are asked
        return None
    found, seen = case.at(step.event.of), {step.place}
    while found is not None and found.place not in seen:
        if isinstance(found.event, kinds):
            return found
        seen.add(found.place)
        found = case.at(found.event.of)
    return None
