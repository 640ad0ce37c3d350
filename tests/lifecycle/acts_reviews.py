"""The acts of reviews, as commands."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.review.decision import DecideOnReview
from ehcp.domain.commands.review.meeting import (
    FixReviewMeeting,
    HoldReviewMeeting,
    InviteToReview,
    PostponeReview,
)
from ehcp.domain.commands.review.start import (
    AbsorbReview,
    CancelReview,
    RecordReviewLost,
    RecordReviewMissed,
    StartReview,
)
from ehcp.domain.events.review import Invitee, ReviewDecision, ReviewKind
from ehcp.domain.plan.organiser import Organiser
from tests.domain.ordinary_case import ELM, NOTICE, PRIVATE, S19
from tests.domain.ordinary_review import AMENDMENT, REPORT
from tests.lifecycle.acts import Choices, Flaws, Said, act, altered, later
from tests.lifecycle.acts_first_plan import UNFIT
from tests.lifecycle.model import State

INVITEES = {
    "family": Invitee.FAMILY,
    "setting": Invitee.SETTING,
    "sen-officer": Invitee.SEN_OFFICER,
    "health": Invitee.HEALTH,
    "social-care": Invitee.SOCIAL_CARE,
}
NO_REASONS: dict[str, object] = {"reasons": " "}


def which(s: State, _on: date) -> Choices:
    """Return the reviews that can be meant: the only one, or any by its place."""
    return {"review": [None, *(review.begun.place for review in s.reviews.values())]}


@act(
    "start-review",
    "ReviewStarted",
    flaws=("cannot-be-required", "nobody-to-ask", "not-under-five"),
)
def _(on, said):
    start = StartReview(on=on, kind=ReviewKind.ANNUAL, institution=ELM)
    wanted = Organiser.REQUIRED_SCHOOL
    flaws: Flaws = {
        "cannot-be-required": {"institution": PRIVATE, "organiser": wanted},
        "nobody-to-ask": {"institution": None, "organiser": wanted},
        "not-under-five": {"kind": ReviewKind.UNDER_FIVE},
    }
    return altered(start, on, said, flaws)


def _to_fix(s: State, on: date) -> Choices:
    return which(s, on) | {"meeting": [later(on, days) for days in (16, 1, 0, 40, -1)]}


@act("fix-review-meeting", "ReviewMeetingFixed", _to_fix)
def _(on, said):
    return FixReviewMeeting(on=on, meeting=said["meeting"], review=said["review"])


@act("postpone-review", "ReviewPostponed", which, ("why-postponed",))
def _(on, said):
    return PostponeReview(on=on, reasons="" if said["flaw"] else "Illness.", review=said["review"])


def _to_invite(s: State, on: date) -> Choices:
    return which(s, on) | {"invitee": list(INVITEES)}


@act("invite-to-review", "InvitedToReview", _to_invite)
def _(on, said):
    return InviteToReview(on=on, invitee=INVITEES[said["invitee"]], review=said["review"])


def meeting_day(s: State, on: date, said: Said) -> date | None:
    """Return the day of a meeting that is to come."""
    days = [
        review.meeting_day
        for review in s.reviews.values()
        if said["review"] in (None, review.begun.place) and not review.over and not review.held
    ]
    return next((day for day in days if day and day >= on), None)


@act("hold-review-meeting", "ReviewMeetingHeld", which, day=meeting_day)
def _(on, said):
    return HoldReviewMeeting(on=on, attended=(Invitee.FAMILY,), review=said["review"])


@act("send-review-report", "ReviewReportSent", which, ("adulthood-not-considered",))
def _(on, said):
    said_of_it = None if said["flaw"] else "Travel on her own."
    return replace(REPORT, on=on, dated=on, adulthood=said_of_it, review=said["review"])


def _to_decide(s: State, on: date) -> Choices:
    return which(s, on) | {"decision": ["amend", "maintain", "cease"]}


@act(
    "decide-on-review",
    "ReviewDecisionNotified",
    _to_decide,
    (
        "no-reasons-for-review-decision",
        "amend-without-amendments",
        "amendments-without-amending",
        "review-notice-incomplete",
        "s19-not-considered",
    ),
)
def _(on, said):
    decided = DecideOnReview(
        on=on,
        decision=ReviewDecision(said["decision"]),
        reasons="It works.",
        s19_considered=S19,
        amendments=(AMENDMENT,) if said["decision"] == "amend" else (),
        notice=NOTICE,
        review=said["review"],
    )
    flaws: Flaws = {
        "no-reasons-for-review-decision": NO_REASONS,
        "amend-without-amendments": {"amendments": ()},
        "amendments-without-amending": {"amendments": (AMENDMENT,)},
        "review-notice-incomplete": {"notice": ()},
    }
    if said["flaw"] == "amend-without-amendments" and said["decision"] != "amend":
        return decided
    return altered(decided, on, said, flaws | UNFIT)


@act("cancel-review", "ReviewCancelled", which, ("reasons-for-ending",))
def _(on, said):
    return CancelReview(on=on, reasons="" if said["flaw"] else "Ill.", review=said["review"])


@act("record-review-lost", "ReviewRecordLost", which, ("reasons-for-ending",))
def _(on, said):
    return RecordReviewLost(on=on, reasons="" if said["flaw"] else "Lost.", review=said["review"])


@act("record-review-missed", "ReviewNotHeld", which, ("reasons-for-ending",))
def _(on, said):
    return RecordReviewMissed(
        on=on, reasons="" if said["flaw"] else "Late.", review=said["review"]
    )


def _to_absorb(s: State, _on: date) -> Choices:
    places = [review.begun.place for review in s.reviews.values()] or [999]
    return {"review": places, "into": places[::-1]}


@act("absorb-review", "ReviewAbsorbed", _to_absorb)
def _(on, said):
    return AbsorbReview(on=on, review=said["review"], into=said["into"])
