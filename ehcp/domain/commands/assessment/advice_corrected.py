"""Putting right what was recorded of advice that came. SI 2014/1530 reg 8."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.assessment.advice_course import NO_SUCH_ADVICE
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.commands.underway import next_place
from ehcp.domain.event import Event
from ehcp.domain.events.assessment import AdviceReceived
from ehcp.domain.events.record import EntryCorrected

WHY_ADVICE_WRONG = Refusal(
    "why-advice-wrong",
    "A correction says why the advice as it was recorded was wrong.",
    instead="Say why.",
)
NOTHING_PUT_RIGHT = Refusal(
    "nothing-put-right",
    "It does not say what is right.",
    instead="Give the author, the day on the report, what it says, or the document.",
)


class CorrectAdvice(Command):
    """Say that advice was recorded wrongly, and what is right. `advice` is its entry's place.

    What is left out stays as it was, and so does the day on which the authority had it.
    """

    advice: int
    why: str
    author: str | None = None
    dated: date | None = None
    document: str | None = None
    says: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        wrong = require(case.at(self.advice), NO_SUCH_ADVICE)
        require(isinstance(wrong.event, AdviceReceived), NO_SUCH_ADVICE)
        require(stated(self.why), WHY_ADVICE_WRONG)
        said = {name: getattr(self, name) for name in ("author", "dated", "document", "says")}
        right: dict[str, Any] = {name: value for name, value in said.items() if value is not None}
        require(len(right) > 0, NOTHING_PUT_RIGHT)
        stands_in = next_place(case)
        yield replace(wrong.event, **right)
        yield EntryCorrected(on=self.on, entry=wrong.place, stands_in=stands_in, why=self.why)
