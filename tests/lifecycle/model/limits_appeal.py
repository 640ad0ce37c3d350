"""The limits of appeals by the model's own arithmetic."""

from datetime import date

from tests.lifecycle.model.appealable import decision_of
from tests.lifecycle.model.counting import tribunal_months_on
from tests.lifecycle.model.facts import Fact, State
from tests.lifecycle.model.mediation import done


def certificates(s: State, decision: Fact) -> list[Fact]:
    issued = done(s, "record-mediation-certificate")
    return [fact for fact in issued if decision_of(fact) is decision]


def may_appeal_until(s: State, decision: Fact) -> date:
    """Return the later of two months after the decision, and one after the first certificate."""
    first = certificates(s, decision)[:1]
    months = [tribunal_months_on(fact.day, 1) for fact in first]
    return max([tribunal_months_on(decision.day, 2), *months])
