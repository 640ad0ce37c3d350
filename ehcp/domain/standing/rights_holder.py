"""Who holds the rights under Part 3: the parent, then the young person, or who acts for them.

CFA 2014 ss.80 and 83(2). A child's rights are the parent's, and there may be several parents.
They pass on the last Friday in June of the school year of the 16th birthday, and not with
the birthday.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.events.capacity import (
    ActsAs,
    CapacityFindingEnded,
    Holder,
    LackOfCapacityFound,
    Matter,
)
from ehcp.domain.events.opening import CaseOpened
from ehcp.domain.events.people import THE_CHILD
from ehcp.domain.standing.people import involved
from ehcp.law.calendar import NO_HOLIDAYS
from ehcp.law.citations import CFA_2014, EDUCATION_ACT_1996
from ehcp.law.time_limits.age import YOUNG_PERSON_RIGHTS


@dataclass(frozen=True, kw_only=True)
class RightsHolder:
    """Who holds the rights on a day. `people` are their ids, "child" for the young person.

    `holder` is None where the date of birth is not recorded. `switch` is the day on which the
    rights pass to the young person. `name`, `acts_as` and `document` are those of who acts for
    somebody without capacity. `why` says it in sentences.
    """

    holder: Holder | None
    people: tuple[str, ...]
    switch: date | None
    why: tuple[str, ...]
    acts_as: ActsAs | None = None
    name: str | None = None
    document: str | None = None


def rights_switch(date_of_birth: date) -> date:
    """Return the day on which the rights pass from the parent to the young person."""
    last = YOUNG_PERSON_RIGHTS.period.last_day(date_of_birth, NO_HOLIDAYS)
    if last is None:
        raise ValueError
    return last


def rights_holder(case: Case, on: date, matter: Matter | None = None) -> RightsHolder:
    """Return who holds the rights at the end of the day `on`, for one decision if it is given.

    Without one, capacity is presumed: a finding holds for its own decision and no other.
    """
    seen = case.seen(as_at=on, as_known_on=case.as_known_on)
    opened = seen.last(CaseOpened)
    if opened is None or opened.child is None:
        return RightsHolder(
            holder=None,
            people=(),
            switch=None,
            why=("The date of birth is not recorded, so nobody can say who holds the rights.",),
        )
    switch = rights_switch(opened.child.date_of_birth)
    return _young_person(seen, switch, matter) if on >= switch else _parent(seen, switch, matter)


def findings(case: Case) -> Iterator[LackOfCapacityFound]:
    """Yield the findings of lacking capacity that hold, the latest last."""
    ended = {
        of.place
        for step in case.steps_of(CapacityFindingEnded)
        if (of := case.at(step.event.of)) is not None
    }
    for step in case.steps_of(LackOfCapacityFound):
        if step.place not in ended and isinstance(step.event, LackOfCapacityFound):
            yield step.event


def _young_person(case: Case, switch: date, matter: Matter | None) -> RightsHolder:
    since = f"The rights are the young person's since {switch}: {YOUNG_PERSON_RIGHTS.source}."
    finding = _finding(case, THE_CHILD, matter)
    if finding is None:
        return RightsHolder(
            holder=Holder.YOUNG_PERSON,
            people=(THE_CHILD,),
            switch=switch,
            why=(since, *_presumed(case, matter)),
        )
    return _alternative(finding, switch, since)


def _parent(case: Case, switch: date, matter: Matter | None) -> RightsHolder:
    parents = [p for p in involved(case).values() if p.details.role.is_parent]
    until = f"The rights are the parent's until {switch}: {YOUNG_PERSON_RIGHTS.source}."
    without = {p.id: _finding(case, p.id, matter) for p in parents}
    able = tuple(id_ for id_, finding in without.items() if finding is None)
    acting = next((finding for finding in without.values() if finding is not None), None)
    if acting is not None and not able:
        return _alternative(acting, switch, until)
    several = (f"Each of them may hold rights: {EDUCATION_ACT_1996.s('576')}.",) * (len(able) > 1)
    return RightsHolder(holder=Holder.PARENT, people=able, switch=switch, why=(until, *several))


def _alternative(finding: LackOfCapacityFound, switch: date, since: str) -> RightsHolder:
    acts = str(finding.acts_as or "representative").replace("-", " ")
    who = finding.name or "somebody"
    shown = f" ({finding.document})" if finding.document else ""
    return RightsHolder(
        holder=Holder.ALTERNATIVE_PERSON,
        people=(finding.acting,) if finding.acting else (),
        switch=switch,
        why=(
            since,
            f"Capacity is lacking here: {who} acts as {acts}{shown}: {CFA_2014.s('80')}.",
        ),
        acts_as=finding.acts_as,
        name=finding.name,
        document=finding.document,
    )


def _finding(case: Case, person: str, matter: Matter | None) -> LackOfCapacityFound | None:
    """Return the latest finding for this person and decision."""
    found = [f for f in findings(case) if f.person == person and f.matter is matter]
    return found[-1] if matter is not None and found else None


def _presumed(case: Case, matter: Matter | None) -> Iterator[str]:
    yield f"Capacity is presumed: {CFA_2014.s('80')}."
    others = sorted({str(f.matter) for f in findings(case) if f.person == THE_CHILD and f.matter})
    if others and matter is None:
        yield f"It was found lacking for: {', '.join(others)}."
