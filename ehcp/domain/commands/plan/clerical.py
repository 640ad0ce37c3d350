"""Slips of the pen in a plan in force. No provision lets a plan be corrected: see reg 28."""

from collections.abc import Iterator

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.plan.final import plan_before
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.event import Event
from ehcp.domain.events.amendment import ClericalErrorCorrected
from ehcp.domain.plan.clerical import ClericalCorrection, of_substance, stands
from ehcp.domain.standing.clerical import as_corrected
from ehcp.law.citations import SEND_REGS_2014

NOTHING_CORRECTED = Refusal(
    "no-clerical-error",
    "A correction names each slip, and says how it came about.",
    instead="Give the element, what stands there, what should, and why.",
)
WORDS_NOT_THERE = Refusal(
    "words-not-there",
    "The plan in force does not have these words in that element, or Section I was meant.",
    SEND_REGS_2014.reg("28"),
    instead="Quote the words as they stand; Section I is changed by amendment only.",
    rule="F10",
)
OF_SUBSTANCE = Refusal(
    "correction-of-substance",
    "What changes a figure, or adds or leaves out words, is no slip of the pen: a plan in force"
    " is not edited.",
    SEND_REGS_2014.reg("28"),
    instead="Send notice of the amendment.",
    rule="F9",
)

CLERICAL = Caution(
    "clerical-correction",
    "No provision lets a plan be corrected: unless nothing of substance changes, it is an"
    " amendment and goes by notice.",
    SEND_REGS_2014.reg("28"),
    rule="F10",
)


class CorrectClericalError(Command):
    """Put right a slip of the pen in the plan in force. Nothing but the words named changes."""

    corrections: tuple[ClericalCorrection, ...]
    why: str
    corrected_by: str

    def decide(self, case: Case) -> Iterator[Event]:
        in_force = plan_before(case, self.on)
        require(len(self.corrections) > 0 and stated(self.why), NOTHING_CORRECTED)
        require(stated(self.corrected_by), NOTHING_CORRECTED)
        plan = require(as_corrected(case, in_force), WORDS_NOT_THERE)
        for correction in self.corrections:
            require(stands(plan, correction), WORDS_NOT_THERE)
            require(not of_substance(correction), OF_SUBSTANCE)
        yield ClericalErrorCorrected(
            on=self.on,
            of=in_force.place,
            corrections=self.corrections,
            why=self.why,
            corrected_by=self.corrected_by,
        )
        yield CLERICAL.about(self.on, ", ".join(c.element for c in self.corrections))
