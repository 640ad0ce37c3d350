"""Lives that come to no plan, or not yet: asked, told of, withdrawn, refused."""

from collections.abc import Callable

from ehcp.cli.demo.lives.parts import (
    FOUR_ITEMS,
    WEIGHED,
    advised,
    asked,
    decided,
    refused,
)
from ehcp.cli.demo.telling import Told
from ehcp.domain.commands.assessment.no_plan import DecideNoPlan
from ehcp.domain.commands.record import Note
from ehcp.domain.commands.request.request import (
    AskedBy,
    BringToAttention,
    RequestAssessment,
    WithdrawRequest,
)
from ehcp.domain.events.request import Informant


def refused_in_time(told: Told) -> None:
    """A refusal to assess, in time, with the four pieces of information."""
    refused(told, 60, 21, told.child(11))


def no_plan(told: Told) -> None:
    """An assessment after which no plan was found necessary."""
    decided(told, 130, 93, told.child(9))
    advised(told, 90, 50)
    told.then(
        DecideNoPlan(
            on=told.on(24),
            reasons="What the child needs can be made without a plan.",
            notice=FOUR_ITEMS,
            s19_considered=WEIGHED,
            feedback="Sent on the same day.",
        )
    )


def foster_carer(told: Told) -> None:
    """A child brought to attention by a foster carer."""
    told.then(
        BringToAttention(
            on=told.on(15),
            child=told.child(3),
            parents=told.parents,
            officer=told.officer,
            informant=Informant.FOSTER_CARER,
            by_whom="The foster carer",
        )
    )
    told.then(Note(on=told.on(12), text="The foster carer asks to be rung after four o'clock."))


def withdrawn(told: Told) -> None:
    """A request that the parents withdrew."""
    asked(told, 33, told.child(10))
    told.then(WithdrawRequest(on=told.on(5), reasons="They want to wait until the summer."))


def today_s_post(told: Told) -> None:
    """A request that came in today, on a form that is not filled in."""
    told.then(
        RequestAssessment(
            on=told.on(0),
            child=told.child(4),
            parents=told.parents,
            officer=told.officer,
            requested_by=AskedBy.PARENT,
            form_complete=False,
        )
    )


NO_PLAN_YET: tuple[Callable[[Told], None], ...] = (
    refused_in_time,
    no_plan,
    foster_carer,
    withdrawn,
    today_s_post,
)
