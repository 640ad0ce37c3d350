"""Challenges to a decision of the Tribunal, and the Upper Tribunal. Rules 45-46.

Throughout, `order` is the entry of the order that is challenged; what was done last is meant if
it is left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.challenge.order import NO_LIVE_ORDER, order_before
from ehcp.domain.event import Event
from ehcp.domain.events.onward import (
    PermissionToAppealGiven,
    PermissionToAppealRefused,
    PermissionToAppealRequested,
    SetAsideOrReviewRefused,
    SetAsideRequested,
    TribunalReviewRequested,
    UpperTribunalDecision,
    UpperTribunalHearing,
    UpperTribunalNoticeLodged,
    UpperTribunalPermissionDecided,
    UpperTribunalPermissionRequested,
)
from ehcp.domain.standing.orders import first_dated, order_about, order_at
from ehcp.domain.step import Step
from ehcp.law.citations import TRIBUNAL_RULES_2008, UPPER_TRIBUNAL_RULES_2008

NO_APPLICATION = Refusal(
    "no-application-open",
    "No application of that kind awaits an answer.",
    TRIBUNAL_RULES_2008.at("rules 45-46"),
    instead="Record the application first.",
    rule="H12a",
)
NOT_REFUSED_YET = Refusal(
    "permission-not-refused",
    "The Upper Tribunal is asked once the First-tier Tribunal has refused permission.",
    UPPER_TRIBUNAL_RULES_2008.rule("21(3)"),
    instead="Record that it refused permission first.",
    rule="H12a",
)
NO_PERMISSION = Refusal(
    "no-permission",
    "An appeal to the Upper Tribunal needs permission.",
    UPPER_TRIBUNAL_RULES_2008.rule("23(2)"),
    instead="Record who gave permission first.",
    rule="H12a",
)
ANSWERED_TOO_EARLY = Refusal(
    "answered-too-early",
    "It is dated before what it answers.",
    instead="Give the day on which it happened.",
)

FIRST_TIER = (PermissionToAppealGiven, PermissionToAppealRefused)
APPLICATIONS = (SetAsideRequested, TribunalReviewRequested)


@dataclass(frozen=True)
class Awaits:
    """Steps of some kinds that await an answer, what ends the waiting, and the refusal if none."""

    kinds: tuple[type[Event], ...]
    ends: tuple[type[Event], ...]
    otherwise: Refusal

    def found(self, case: Case, on: date, place: int | None) -> Step:
        """Return the latest that waits about the order of a place, or any order; or refuse."""
        last: dict[Step | None, Step] = {}
        for step in _of_order(case, case.steps_of(*self.kinds, *self.ends), place):
            last[order_about(case, step)] = step
        waiting = [step for step in last.values() if isinstance(step.event, self.kinds)]
        latest = max(waiting, key=case.number, default=None)
        found = require(latest, self.otherwise)
        require(found.first <= on, ANSWERED_TOO_EARLY)
        return found


class RequestPermissionToAppeal(Command):
    """Record that a party asked the First-tier Tribunal for permission to appeal."""

    by_family: bool
    order: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        order = order_before(case, self.on, self.order)
        yield PermissionToAppealRequested(
            on=self.on, of=order.place, party=_party(by_family=self.by_family)
        )


class RequestSetAside(Command):
    """Record that a party asked the First-tier Tribunal to set its decision aside."""

    by_family: bool
    reasons: str | None = None
    order: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        order = order_before(case, self.on, self.order)
        party = _party(by_family=self.by_family)
        yield SetAsideRequested(on=self.on, of=order.place, party=party, reasons=self.reasons)


class RequestTribunalReview(Command):
    """Record that a party asked the First-tier Tribunal to review its decision."""

    by_family: bool
    reasons: str | None = None
    order: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        order = order_before(case, self.on, self.order)
        party = _party(by_family=self.by_family)
        yield TribunalReviewRequested(
            on=self.on, of=order.place, party=party, reasons=self.reasons
        )


class RefuseSetAsideOrReview(Command):
    """Record that the First-tier Tribunal let its decision stand."""

    order: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        awaits = Awaits(APPLICATIONS, (SetAsideOrReviewRefused,), NO_APPLICATION)
        asked = awaits.found(case, self.on, self.order)
        yield SetAsideOrReviewRefused(on=self.on, of=asked.place)


class RecordPermissionDecision(Command):
    """Record whether the First-tier Tribunal gave permission. `on` is the day it sent that."""

    given: bool
    order: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        awaits = Awaits((PermissionToAppealRequested,), FIRST_TIER, NO_APPLICATION)
        asked = awaits.found(case, self.on, self.order)
        kind = PermissionToAppealGiven if self.given else PermissionToAppealRefused
        yield kind(on=self.on, of=asked.place)


class RenewPermissionRequest(Command):
    """Record that a party asked the Upper Tribunal itself, after the refusal."""

    by_family: bool
    order: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        ends = (UpperTribunalPermissionRequested, PermissionToAppealGiven)
        awaits = Awaits((PermissionToAppealRefused,), ends, NOT_REFUSED_YET)
        refused = awaits.found(case, self.on, self.order)
        party = _party(by_family=self.by_family)
        yield UpperTribunalPermissionRequested(on=self.on, of=refused.place, party=party)


class RecordUpperTribunalPermission(Command):
    """Record whether the Upper Tribunal gave permission, and whether a notice is needed."""

    given: bool
    treated_as_notice: bool = False
    order: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        ends = (UpperTribunalPermissionDecided,)
        awaits = Awaits((UpperTribunalPermissionRequested,), ends, NO_APPLICATION)
        asked = awaits.found(case, self.on, self.order)
        yield UpperTribunalPermissionDecided(
            on=self.on,
            of=asked.place,
            given=self.given,
            treated_as_notice=self.given and self.treated_as_notice,
        )


class LodgeUpperTribunalNotice(Command):
    """Record that the notice of appeal reached the Upper Tribunal."""

    by_family: bool
    order: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        permission = _permission(case, self.on, self.order)
        party = _party(by_family=self.by_family)
        yield UpperTribunalNoticeLodged(on=self.on, of=permission.place, party=party)


class RecordUpperTribunalHearing(Command):
    """Record a hearing in the Upper Tribunal."""

    order: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        yield UpperTribunalHearing(on=self.on, of=_permission(case, self.on, self.order).place)


class RecordUpperTribunalDecision(Command):
    """Record what the Upper Tribunal decided. An order that it sets aside is one more entry."""

    decided: str
    order: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        permission = _permission(case, self.on, self.order)
        yield UpperTribunalDecision(on=self.on, of=permission.place, note=self.decided)


def _party(*, by_family: bool) -> str | None:
    return "family" if by_family else None


def _of_order(case: Case, found: Iterable[Step], place: int | None) -> list[Step]:
    """Return those of the steps that are about the order of a place; all without one."""
    if place is None:
        return list(found)
    order = first_dated(case, require(order_at(case, place), NO_LIVE_ORDER))
    return [step for step in found if order_about(case, step) is order]


def _permission(case: Case, on: date, place: int | None) -> Step:
    """Return the permission to appeal to the Upper Tribunal that was given last, or refuse."""
    given = (
        step
        for step in case.steps_of(PermissionToAppealGiven, UpperTribunalPermissionDecided)
        if not isinstance(step.event, UpperTribunalPermissionDecided) or step.event.given
    )
    found = _of_order(case, given, place)
    permission = require(found[-1] if found else None, NO_PERMISSION)
    require(permission.first <= on, ANSWERED_TOO_EARLY)
    return permission
