"""A request for a re-assessment that comes while one is under way. SI 2014/1530 regs 23 and 25."""

from collections.abc import Iterator

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.amendment.reassessment import BEFORE_ASKED, NOTHING_ASKED
from ehcp.domain.commands.request.decision import S19_NOT_CONSIDERED, stated
from ehcp.domain.commands.underway import open_reassessment_request, reassessment
from ehcp.domain.event import Event
from ehcp.domain.events.reassessment import ReassessmentRequestJoined
from ehcp.law.citations import SEND_REGS_2014

NOTHING_TO_JOIN = Refusal(
    "no-reassessment-to-join",
    "No re-assessment is under way that could answer the request.",
    SEND_REGS_2014.reg("25(1)"),
    instead="Agree to re-assess.",
    rule="F13",
)


class JoinReassessmentRequest(Command):
    """Tell the family that the re-assessment under way answers a further request as well.

    No second one begins, and its limits run on. What a commissioning body asks for in the
    meantime is granted so.
    """

    s19_considered: str
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        request = require(open_reassessment_request(case), NOTHING_ASKED)
        require(reassessment(case), NOTHING_TO_JOIN)
        require(request.first <= self.on, BEFORE_ASKED)
        require(stated(self.s19_considered), S19_NOT_CONSIDERED)
        yield ReassessmentRequestJoined(
            on=self.on,
            of=request.place,
            reasons=self.reasons,
            s19_considered=self.s19_considered,
        )
