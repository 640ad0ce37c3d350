"""Recording how far the outcomes in Section E are reached. SI 2014/1530 regs 19 and 20."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import PLANS, Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.event import Event
from ehcp.domain.events.outcome import OutcomeProgressRecorded, Progress
from ehcp.domain.events.review import ReviewMeetingHeld, ReviewStarted
from ehcp.domain.events.transfer import PlanReceived
from ehcp.domain.standing.outcomes import contents
from ehcp.domain.step import Step
from ehcp.law.citations import SEND_REGS_2014

WHOLE = 100

NO_OUTCOMES_YET = Refusal(
    "no-outcomes-yet",
    "No plan had been made by that day, so that there is no outcome to speak of.",
    SEND_REGS_2014.at("reg 12(1)(e)"),
    instead="Give a day from the making of the plan on.",
)
NOT_AN_OUTCOME = Refusal(
    "not-an-outcome",
    "No plan issued by that day has an outcome of this id in Section E.",
    SEND_REGS_2014.at("reg 12(1)(e)"),
    instead="Give the id of an outcome of the plan.",
)
NOTHING_SAID = Refusal(
    "nothing-said-of-progress",
    "It says neither how far the outcome is reached, nor whether it is still the right one.",
    SEND_REGS_2014.reg("19"),
    instead="Give the progress, the per cent, or whether the outcome is still appropriate.",
)
NOBODY_SAID_IT = Refusal(
    "nobody-said-it",
    "It does not say who judged the progress.",
    instead="Say who: the setting, an adviser, the meeting.",
)
NOT_A_PER_CENT = Refusal(
    "not-a-per-cent",
    "How far an outcome is reached is a number from 0 to 100, and 100 means that it is met.",
    instead="Give a whole number from 0 to 100: 100 where it is met, less where it is not.",
)
NOT_A_REVIEW_MEETING = Refusal(
    "not-a-review-meeting",
    "The entry named is neither a review begun by that day nor its meeting.",
    instead="Name the entry that began the review, or that of its meeting; none for what is said"
    " between reviews.",
)


class RecordOutcomeProgress(Command, commutes=True):
    """Record how far an outcome in Section E is reached.

    `at_review` is the place of the review meeting at which it was said, or of the entry that
    began the review for which it is said. `under_authority` names the authority that maintained
    the plan then, for what came with a plan received.
    """

    outcome: str
    said_by: str
    progress: Progress | None = None
    percent: int | None = None
    evidence: str | None = None
    childs_view: str | None = None
    parents_view: str | None = None
    appropriate: bool | None = None
    at_review: int | None = None
    under_authority: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        self._require_outcome(case)
        self._require_content()
        if self.at_review is not None:
            meeting = require(case.at(self.at_review), NOT_A_REVIEW_MEETING)
            require(
                isinstance(meeting.event, (ReviewMeetingHeld, ReviewStarted)), NOT_A_REVIEW_MEETING
            )
            require(meeting.first <= self.on, NOT_A_REVIEW_MEETING)
        yield OutcomeProgressRecorded(
            on=self.on,
            of=self.at_review,
            outcome=self.outcome,
            progress=self.progress,
            percent=self.percent,
            evidence=self.evidence,
            said_by=self.said_by,
            childs_view=self.childs_view,
            parents_view=self.parents_view,
            appropriate=self.appropriate,
            under_authority=self.under_authority,
        )

    def _require_outcome(self, case: Case) -> None:
        """Refuse an outcome that no plan has; one whose words were not kept may have had it."""
        issued = [step for step in case.steps_of(*PLANS) if made(step) <= self.on]
        require(len(issued) > 0, NO_OUTCOMES_YET)
        plans = [contents(step) for step in issued]
        named = {outcome.id for plan in plans if plan for outcome in plan.outcomes}
        require(self.outcome in named or None in plans, NOT_AN_OUTCOME)

    def _require_content(self) -> None:
        require(
            self.progress is not None or self.percent is not None or self.appropriate is not None,
            NOTHING_SAID,
        )
        percent = self.percent
        require(percent is None or 0 <= percent <= WHOLE, NOT_A_PER_CENT)
        agreed = None in (percent, self.progress) or (
            (percent == WHOLE) == (self.progress is Progress.MET)
        )
        require(agreed, NOT_A_PER_CENT)
        require(stated(self.said_by), NOBODY_SAID_IT)


def made(plan: Step) -> date:
    """Return the day from which a plan counts: one received, from its original date."""
    event = plan.event
    if isinstance(event, PlanReceived) and event.made_on is not None:
        return event.made_on
    return plan.first
