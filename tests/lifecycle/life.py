"""One case and the model of it, side by side: each command is asked of both."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, product
from typing import Any
from uuid import UUID

from ehcp.domain.case import Case
from ehcp.domain.command import Refused
from ehcp.domain.deadlines import deadlines
from ehcp.domain.entry import Entry, Recorder, Source
from ehcp.domain.event import Event
from ehcp.domain.events.opening import CaseOpened, Child
from ehcp.domain.events.record import RuleWarned
from ehcp.law.calendar import Calendar
from ehcp.store.mapper import Recorded, Row, encode, entries
from tests.lifecycle import (
    acts_amendment,
    acts_appeals,
    acts_assessment,
    acts_endings,
    acts_first_plan,
    acts_mediation,
    acts_orders,
    acts_reviews,
)
from tests.lifecycle.acts import ACTS, Act, Said
from tests.lifecycle.model import MAY, Fact, No, State, add_up
from tests.lifecycle.model.limit import with_shared
from tests.lifecycle.model.limits import limits
from tests.lifecycle.model.limits_appeal import SURE as OF_APPEALS
from tests.lifecycle.model.limits_appeal import limits_of_appeals
from tests.lifecycle.model.limits_mediation import SURE as OF_MEDIATION
from tests.lifecycle.model.limits_mediation import limits_of_mediation
from tests.lifecycle.model.limits_orders import limits_of_orders
from tests.lifecycle.tracks import of_case, of_model

LISTED = (
    acts_assessment,
    acts_first_plan,
    acts_reviews,
    acts_amendment,
    acts_mediation,
    acts_appeals,
    acts_orders,
    acts_endings,
)
LIMITS = (limits, limits_of_mediation, limits_of_appeals, limits_of_orders)
SURE = OF_MEDIATION | OF_APPEALS
BY = Recorder(subject="officer-7", role="caseworker", organisation="E10000014")
EVERY = 3
"""The limits are reckoned at every third fact: what is wrong shows soon in one life or another."""
STREAM = UUID("5d6e1c7a-63a4-4b52-9d5c-0a9f0c7d6b11")
NO_HOLIDAYS = Calendar(frozenset())
OPENED = "case-opened"
Visit = tuple[str, str, str]
"""Where the case stood, what was asked, and the answer."""


class Life:
    """A case that is lived command by command, with the model of what should be true of it."""

    def __init__(self, born: date, today: date) -> None:
        self.today = today
        self.case = Case()
        self.facts: list[Fact] = []
        self.visited: set[Visit] = set()
        self.born = born
        self.state = State(born=born)
        child = Child(name="Ada Hill", date_of_birth=born)
        self._record([CaseOpened(on=today, child=child)], OPENED, today, {}, None)

    def ask(self, name: str, on: date, said: Said) -> bool:
        """Ask for something on both sides; return whether it was allowed, on which both agree."""
        act = ACTS[name]
        expected: object
        try:
            answered = MAY[name](self.state, on, said)
            expected = "allowed"
        except No as no:
            expected = str(no)
        before = self.case.entries
        try:
            events = tuple(act.command(on, said).asked_of(self.case))
            found = "allowed"
        except Refused as refused:
            found = refused.refusal.id
        asked = f"{name} on {on} {said}"
        differs = f"{asked}: the case says {found}, the model {expected}\n{self.story()}"
        assert found == expected, differs
        assert self.case.entries == before
        self.visited.add((stage(self.state), name, str(found)))
        if found != "allowed":
            return False
        main = next(event for event in events if type(event).__name__ == act.event)
        assert main.of == (answered and answered.place), f"{asked} answers {main.of}"
        self._record(events, name, on, said, answered)
        self._check(asked)
        return True

    def allowed(self, on: date) -> dict[str, list[Said]]:
        """Return what the model would allow on that day, each act with the ways to ask it."""
        found: dict[str, list[Said]] = {}
        for act in ACTS.values():
            for said in ways(act, self.state, on):
                day = act.day(self.state, on, said) if act.day else on
                if day and self._may(act.name, day, said):
                    found.setdefault(act.name, []).append(said)
        return found

    def story(self) -> str:
        """Return what was recorded, one line for each fact."""
        return "\n".join(
            f"{fact.place}: {fact.day} {fact.act} of {fact.of and fact.of.place} {fact.said}"
            for fact in self.facts
        )

    def _may(self, name: str, on: date, said: Said) -> bool:
        try:
            MAY[name](self.state, on, said)
        except No:
            return False
        return True

    def _record(
        self,
        events: "list[Event] | tuple[Event, ...]",
        name: str,
        on: date,
        said: Said,
        answered: Fact | None,
    ) -> None:
        at = datetime.combine(self.today, time(12), UTC) + timedelta(
            seconds=len(self.case.entries)
        )
        added = []
        for place, event in enumerate(events, start=len(self.case.entries) + 1):
            added.append(
                Entry(
                    place=place,
                    event=event,
                    recorded_at=at,
                    known_from=at,
                    recorded_by=BY,
                    source=Source.PORTAL,
                )
            )
            main = name == OPENED or type(event).__name__ == ACTS[name].event
            if not isinstance(event, RuleWarned):
                act = name if main else type(event).__name__
                self.facts.append(Fact(place, place, on, act, answered if main else None, said))
        self.case = Case((*self.case.entries, *added))
        self.state = add_up(self.born, self.facts)

    def _check(self, asked: str) -> None:
        ours, theirs = of_model(self.state), of_case(self.case)
        assert theirs == ours, f"after {asked}: {differing(theirs, ours)}\n{self.story()}"
        last = self.case.entries[-1]
        assert as_stored(last) == last, asked
        if len(self.facts) % EVERY == 0:
            assert of_case(Case(self.case.entries)) == theirs
            self._check_limits(asked)

    def _check_limits(self, asked: str) -> None:
        found = {
            (deadline.limit.id, deadline.started_by.place): (
                deadline.due and deadline.due.exact,
                str(deadline.status),
            )
            for deadline in deadlines(self.case, NO_HOLIDAYS, self.today)
        }
        expected = {
            (limit.name, limit.start.place): (limit.due, limit.stands(self.today))
            for limit in with_shared(chain.from_iterable(each(self.state) for each in LIMITS))
        }
        theirs = {key: found.get(key) for key in expected}
        theirs |= {key: told for key, told in found.items() if key[0] in SURE}
        differs = f"after {asked}: {differing(theirs, expected)}\n{self.story()}"
        assert theirs == expected, differs


def stage(s: State) -> str:
    """Return in one word where a case stands: what comes first of all that is open."""
    words = {
        "re-assessment": s.again,
        "notice": s.notices,
        "review": any(not review.over for review in s.reviews.values()),
        "plan": s.plan,
        "draft": s.draft,
        "assessment": s.agreed,
        "request": s.request,
        "refused": s.refused,
        "no-plan": s.no_plan,
    }
    return next((word for word, holds in words.items() if holds), "nothing")


def ways(act: Act, state: State, on: date) -> Iterator[Said]:
    """Yield every way to ask for something without a flaw."""
    choices = act.choices(state, on)
    for values in product(*choices.values()):
        yield {**dict(zip(choices, values, strict=True)), "flaw": None}


def differing(one: Mapping[Any, object], other: Mapping[Any, object]) -> str:
    """Return where two differ."""
    return "; ".join(
        f"{name}: the case says {one.get(name)}, the model {other.get(name)}"
        for name in {**one, **other}
        if one.get(name) != other.get(name)
    )


def as_stored(entry: Entry) -> Entry:
    """Return an entry as it is read again from what the store keeps of it."""
    event = entry.event
    assert Event.named[type(event).__name__] is type(event)
    recorded = Recorded(
        originator_id=STREAM,
        originator_version=entry.place,
        event=event,
        by=BY,
        source=entry.source,
    )
    assert entry.recorded_at is not None
    row = Row(
        entry.place, type(event).__name__, type(event).form, encode(recorded), entry.recorded_at, 1
    )
    return entries(STREAM, [row])[0]
