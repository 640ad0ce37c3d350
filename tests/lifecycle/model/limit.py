"""One limit as the model reckons it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from tests.lifecycle.model.facts import Fact, State


@dataclass(frozen=True)
class Limit:
    """One limit that began: by which fact, the last day in time, what ended it or took it away.

    Without a last day the duty has no number of days. One that `lapses` is a right: nobody is
    late once it is over. What ended two at once does not say whose it is: `shared`. An order that
    was issued again is judged under its last date: `replaced`.
    """

    name: str
    start: Fact
    due: date | None
    done: Fact | None = None
    gone: Fact | None = None
    lapses: bool = False
    shared: bool = False
    replaced: bool = False

    def stands(self, on: date) -> str:
        """Return how it stands at the end of a day."""
        if self.replaced:
            return "undetermined"
        end = self.done or self.gone
        if end is not None and end.day > on:
            end = None
        if self.due is None:
            return "no-limit" if end is None else ("met" if self.done else "disapplied")
        if end is None or (self.lapses and end is self.gone and end.day > self.due):
            over = "disapplied" if self.lapses else "outstanding"
            return "not-due" if on <= self.due else over
        if end.day > self.due:
            return "missed"
        if end is self.gone:
            return "disapplied"
        return "undetermined" if self.shared else "met"

    def closed(
        self,
        s: State,
        done: Iterable[Fact],
        gone: Iterable[Fact] = (),
        after: Fact | None = None,
    ) -> "Limit":
        """Return the limit with what came first after its start: what ends it, or takes it away.

        It is looked for `after` another fact where one is given. A plan that is passed on leaves
        nothing to be done here.
        """
        ends, takes = list(done), list(gone)
        for fact in since(s, after or self.start):
            if fact in ends:
                return replace(self, done=fact)
            if fact in takes or fact.act == "pass-plan-on":
                return replace(self, gone=fact)
        return self


def since(s: State, start: Fact) -> list[Fact]:
    """Return what came after a fact."""
    return s.facts[s.facts.index(start) + 1 :]


def with_shared(limits: Iterable[Limit]) -> Iterator[Limit]:
    """Yield the limits, those marked that one fact ended together."""
    found = list(limits)
    ended = Counter((each.name, each.done) for each in found if not each.replaced)
    for limit in found:
        yield replace(limit, shared=bool(limit.done) and ended[limit.name, limit.done] > 1)
