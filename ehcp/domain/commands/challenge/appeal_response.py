"""The answer to an appeal: the response, or that it is not opposed. Rule 21; reg 45."""

from collections.abc import Iterator

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.challenge.appeal import live_before
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.event import Event
from ehcp.domain.events.appeal import AppealMatter, AppealNotOpposed, AppealResponseSent
from ehcp.domain.events.order import Ordered
from ehcp.law.citations import SEND_REGS_2014, TRIBUNAL_RULES_2008

RESPONSE_INCOMPLETE = Refusal(
    "response-incomplete",
    "The response says whether the appeal is opposed and on which grounds, and gives the views of"
    " the child or young person or says why there are none.",
    TRIBUNAL_RULES_2008.rule("21"),
    instead="Give the grounds, and the views or the reason.",
    rule="H11",
)
ALREADY_RESPONDED = Refusal(
    "already-responded",
    "The authority has responded to the appeal.",
    TRIBUNAL_RULES_2008.rule("21"),
    instead="Correct the entry if it is wrong; what more there is goes with the final evidence.",
)
NOT_WHAT_WAS_APPEALED = Refusal(
    "not-what-was-appealed",
    "An appeal that is not opposed is treated as decided for the appellant: what the authority"
    " must do then is what the appeal asks for.",
    SEND_REGS_2014.at("reg 45(1)-(2)"),
    instead="Say what the appeal asks for; about a plan's contents, that it is amended.",
    rule="H10",
)
RESPONSE_IS_IN = Refusal(
    "response-is-in",
    "An appeal is left unopposed only before the response to it is submitted.",
    SEND_REGS_2014.at("reg 45(1)-(2)"),
    instead="Agree a consent order, which the Tribunal approves, and record that.",
    rule="H10",
)

NO_WORKING_DOCUMENT = Caution(
    "no-working-document",
    "In an appeal about the contents of a plan an editable working document goes with the"
    " response.",
    TRIBUNAL_RULES_2008.rule("21"),
    rule="H11",
)

ASKED_FOR = {
    AppealMatter.REFUSAL_TO_ASSESS: (Ordered.ASSESS,),
    AppealMatter.REFUSAL_TO_REASSESS: (Ordered.ASSESS,),
    AppealMatter.REFUSAL_TO_ISSUE: (Ordered.MAKE_PLAN,),
    AppealMatter.NEEDS: (Ordered.AMEND,),
    AppealMatter.PROVISION: (Ordered.AMEND,),
    AppealMatter.NOT_TO_AMEND: (Ordered.AMEND,),
    AppealMatter.INSTITUTION: (Ordered.NAME_SCHOOL,),
    AppealMatter.NONE_NAMED: (Ordered.NAME_SCHOOL,),
    AppealMatter.CEASE: (Ordered.CONTINUE, Ordered.CONTINUE_AND_AMEND),
}
CONTENTS = (AppealMatter.NEEDS, AppealMatter.PROVISION)


class RespondToAppeal(Command):
    """Send the response to the Tribunal and the appellant."""

    opposed: bool
    grounds: str
    views: str | None = None
    why_no_views: str | None = None
    working_document: bool = False
    appeal: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        appeal = live_before(case, self.on, self.appeal)
        require(appeal.response is None, ALREADY_RESPONDED)
        require(stated(self.grounds), RESPONSE_INCOMPLETE)
        require(stated(self.views) or stated(self.why_no_views), RESPONSE_INCOMPLETE)
        yield AppealResponseSent(
            on=self.on,
            of=appeal.lodged.place,
            opposed=self.opposed,
            grounds=self.grounds,
            views=self.views,
            why_no_views=self.why_no_views,
            working_document=self.working_document,
        )
        if set(appeal.matters) & set(CONTENTS) and not self.working_document:
            yield NO_WORKING_DOCUMENT.about(self.on)


class ConcedeAppeal(Command):
    """Tell the Tribunal, before responding, that the appeal is not opposed.

    It is then treated as decided for the appellant, and no order is made: `ordered` is what
    the authority must do as if there were one.
    """

    ordered: Ordered
    appeal: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        appeal = live_before(case, self.on, self.appeal)
        require(appeal.response is None, RESPONSE_IS_IN)
        require(self.ordered in _asked_for(appeal.matters), NOT_WHAT_WAS_APPEALED)
        yield AppealNotOpposed(on=self.on, of=appeal.lodged.place, ordered=self.ordered)


def _asked_for(matters: tuple[AppealMatter, ...]) -> set[Ordered]:
    """Return what an appeal about these can ask for. To name a setting is asked for alone."""
    found = {ordered for matter in matters for ordered in ASKED_FOR[matter]}
    if Ordered.AMEND in found:
        found.discard(Ordered.NAME_SCHOOL)
    return found or set(Ordered)
