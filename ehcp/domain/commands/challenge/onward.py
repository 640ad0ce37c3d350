"""Challenges to a decision of the Tribunal, and the Upper Tribunal. Rules 45-46."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.challenge.order import order_before
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


class RequestPermissionToAppeal(Command):
    """Record that a party asked the First-tier Tribunal for permission to appeal."""

    by_family: bool

    def decide(self, case: Case) -> Iterator[Event]:
        order = order_before(case, self.on)
        yield PermissionToAppealRequested(
            on=self.on, of=order.place, party=_party(by_family=self.by_family)
        )


class RequestSetAside(Command):
    """Record that a party asked the First-tier Tribunal to set its decision aside."""

    by_family: bool
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        order = order_before(case, self.on)
        party = _party(by_family=self.by_family)
        yield SetAsideRequested(on=self.on, of=order.place, party=party, reasons=self.reasons)


class RequestTribunalReview(Command):
    """Record that a party asked the First-tier Tribunal to review its decision."""

    by_family: bool
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        order = order_before(case, self.on)
        party = _party(by_family=self.by_family)
        yield TribunalReviewRequested(
            on=self.on, of=order.place, party=party, reasons=self.reasons
        )


class RefuseSetAsideOrReview(Command):
    """Record that the First-tier Tribunal let its decision stand."""

    def decide(self, case: Case) -> Iterator[Event]:
        asked = _open(case, self.on, APPLICATIONS, (SetAsideOrReviewRefused,), NO_APPLICATION)
        yield SetAsideOrReviewRefused(on=self.on, of=asked.place)


class RecordPermissionDecision(Command):
    """Record whether the First-tier Tribunal gave permission. `on` is the day it sent that."""

    given: bool

    def decide(self, case: Case) -> Iterator[Event]:
        asked = _open(case, self.on, (PermissionToAppealRequested,), FIRST_TIER, NO_APPLICATION)
        kind = PermissionToAppealGiven if self.given else PermissionToAppealRefused
        yield kind(on=self.on, of=asked.place)


class RenewPermissionRequest(Command):
    """Record that a party asked the Upper Tribunal itself, after the refusal."""

    by_family: bool

    def decide(self, case: Case) -> Iterator[Event]:
        ends = (UpperTribunalPermissionRequested, PermissionToAppealGiven)
        refused = _open(case, self.on, (PermissionToAppealRefused,), ends, NOT_REFUSED_YET)
        party = _party(by_family=self.by_family)
        yield UpperTribunalPermissionRequested(on=self.on, of=refused.place, party=party)


class RecordUpperTribunalPermission(Command):
    """Record whether the Upper Tribunal gave permission, and whether a notice is needed."""

    given: bool
    treated_as_notice: bool = False

    def decide(self, case: Case) -> Iterator[Event]:
        ends = (UpperTribunalPermissionDecided,)
        asked = _open(case, self.on, (UpperTribunalPermissionRequested,), ends, NO_APPLICATION)
        yield UpperTribunalPermissionDecided(
            on=self.on,
            of=asked.place,
            given=self.given,
            treated_as_notice=self.given and self.treated_as_notice,
        )


class LodgeUpperTribunalNotice(Command):
    """Record that the notice of appeal reached the Upper Tribunal."""

    by_family: bool

    def decide(self, case: Case) -> Iterator[Event]:
        permission = _permission(case, self.on)
        party = _party(by_family=self.by_family)
        yield UpperTribunalNoticeLodged(on=self.on, of=permission.place, party=party)


class RecordUpperTribunalHearing(Command):
    """Record a hearing in the Upper Tribunal."""

    def decide(self, case: Case) -> Iterator[Event]:
        yield UpperTribunalHearing(on=self.on, of=_permission(case, self.on).place)


class RecordUpperTribunalDecision(Command):
    """Record what the Upper Tribunal decided. An order that it sets aside is one more entry."""

    decided: str

    def decide(self, case: Case) -> Iterator[Event]:
        permission = _permission(case, self.on)
        yield UpperTribunalDecision(on=self.on, of=permission.place, note=self.decided)


def _party(*, by_family: bool) -> str | None:
    return "family" if by_family else None


def _open(
    case: Case,
    on: date,
    kinds: tuple[type[Event], ...],
    ends: tuple[type[Event], ...],
    otherwise: Refusal,
) -> Step:
    """Return the latest step of these kinds, unless one that ends it has followed; or refuse."""
    found = case.steps_of(*kinds, *ends)
    step = require(found[-1] if found else None, otherwise)
    require(isinstance(step.event, kinds), otherwise)
    require(step.first <= on, ANSWERED_TOO_EARLY)
    return step


def _permission(case: Case, on: date) -> Step:
    """Return the permission to appeal to the Upper Tribunal that was given last, or refuse."""
    found = [
        step
        for step in case.steps_of(PermissionToAppealGiven, UpperTribunalPermissionDecided)
        if not isinstance(step.event, UpperTribunalPermissionDecided) or step.event.given
    ]
    permission = require(found[-1] if found else None, NO_PERMISSION)
    require(permission.first <= on, ANSWERED_TOO_EARLY)
    return permission
