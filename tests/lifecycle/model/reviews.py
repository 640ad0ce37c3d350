"""The reviews of a plan, several of which may be open at once."""

from datetime import date
from typing import Any

from tests.lifecycle.model.facts import Fact, Review, State, may, refuse_flaw, takes, unless
from tests.lifecycle.model.first_plan import unless_plan

Said = dict[str, Any]
INVITED = ("family", "setting", "sen-officer", "health", "social-care")


@may("start-review")
def _start(s: State, on: date, said: Said) -> None:
    unless_plan(s, on)
    refuse_flaw(said, "cannot-be-required", "nobody-to-ask", "not-under-five")


@takes("start-review")
def _started(s: State, fact: Fact) -> None:
    s.reviews[fact.first] = Review(fact)


def _meant(s: State, said: Said, *, held: bool) -> Review:
    """Return the review that is meant: the one named, or the only one that has come so far."""
    named = said.get("review")
    if named is not None:
        found = [review for review in s.reviews.values() if review.begun.place == named]
        unless(found, "no-review")
        return found[0]
    waiting = [
        review
        for review in s.reviews.values()
        if not review.over and review.decided is None and (review.held is not None) is held
    ]
    unless(waiting, "no-review")
    unless(len(waiting) == 1, "which-review")
    return waiting[0]


def before_meeting(s: State, on: date, said: Said) -> Review:
    review = _meant(s, said, held=False)
    unless(review.held is None, "meeting-is-over")
    unless(not review.over, "review-over")
    unless(review.begun.day <= on, "before-review")
    return review


def after_meeting(s: State, on: date, said: Said) -> Review:
    review = _meant(s, said, held=True)
    unless(not review.over, "review-over")
    unless(review.held, "no-meeting-yet")
    unless(review.held and review.held.day <= on, "before-review-meeting")
    return review


def _to_report_on(s: State, on: date, said: Said) -> Review:
    """Return the review that is meant; its decision may have come before the report."""
    undecided = [r for r in s.reviews.values() if r.held and not r.over and r.decided is None]
    if said.get("review") is not None or undecided:
        review = _meant(s, said, held=True)
    else:
        found = [r for r in s.reviews.values() if r.held and r.reported is None]
        unless(found, "no-review")
        unless(len(found) == 1, "which-review")
        review = found[0]
    unless(review.held or not review.over, "review-over")
    unless(review.held, "no-meeting-yet")
    unless(review.held and review.held.day <= on, "before-review-meeting")
    return review


def _review(s: State, fact: Fact) -> Review | None:
    begun = fact.root("start-review")
    return s.reviews.get(begun.first) if begun else None


@may("fix-review-meeting")
def _fix(s: State, on: date, said: Said) -> Fact:
    review = before_meeting(s, on, said)
    unless(review.meeting_day is None, "already-fixed")
    unless(on <= said["meeting"], "meeting-in-the-past")
    return review.begun


@takes("fix-review-meeting")
def _fixed(s: State, fact: Fact) -> None:
    if review := _review(s, fact):
        review.meeting_day = fact.said["meeting"]


@may("postpone-review")
def _postpone(s: State, on: date, said: Said) -> Fact:
    review = before_meeting(s, on, said)
    unless(review.meeting_day, "no-meeting-fixed")
    refuse_flaw(said, "why-postponed")
    return review.begun


@takes("postpone-review")
def _postponed(s: State, fact: Fact) -> None:
    if review := _review(s, fact):
        review.meeting_day = None


@may("invite-to-review")
def _invite(s: State, on: date, said: Said) -> Fact:
    review = before_meeting(s, on, said)
    unless(review.meeting_day, "no-meeting-fixed")
    unless(review.meeting_day and on <= review.meeting_day, "told-after-meeting")
    said["meeting"] = review.meeting_day
    return review.begun


@takes("invite-to-review")
def _invited(s: State, fact: Fact) -> None:
    if review := _review(s, fact):
        review.told.setdefault(fact.said["meeting"], set()).add(fact.said["invitee"])


@may("hold-review-meeting")
def _hold(s: State, on: date, said: Said) -> Fact:
    review = before_meeting(s, on, said)
    unless(review.meeting_day, "no-meeting-fixed")
    unless(review.meeting_day == on, "on-another-day")
    unless(review.told.get(on, set()) >= set(INVITED), "not-all-invited")
    return review.begun


@takes("hold-review-meeting")
def _held(s: State, fact: Fact) -> None:
    if review := _review(s, fact):
        review.held, review.dropped = fact, False


@may("send-review-report")
def _report(s: State, on: date, said: Said) -> Fact:
    review = _to_report_on(s, on, said)
    unless(review.reported is None, "already-reported")
    if review.held and s.in_year_9(review.held.day):
        refuse_flaw(said, "adulthood-not-considered")
    return review.begun


@takes("send-review-report")
def _reported(s: State, fact: Fact) -> None:
    if review := _review(s, fact):
        review.reported = fact


@may("decide-on-review")
def _decide(s: State, on: date, said: Said) -> Fact:
    review = after_meeting(s, on, said)
    unless(review.decided is None, "review-decided")
    refuse_flaw(said, "no-reasons-for-review-decision")
    if said["decision"] == "amend":
        refuse_flaw(said, "amend-without-amendments")
    else:
        refuse_flaw(said, "amendments-without-amending", "review-notice-incomplete")
    refuse_flaw(said, "s19-not-considered")
    return review.begun


@takes("decide-on-review")
def _decided(s: State, fact: Fact) -> None:
    if review := _review(s, fact):
        review.decided, review.dropped = fact, False


@may("cancel-review", "record-review-lost", "record-review-missed")
def _end(s: State, on: date, said: Said) -> Fact:
    review = before_meeting(s, on, said)
    refuse_flaw(said, "reasons-for-ending")
    return review.begun


ENDS = {
    "cancel-review": "cancelled",
    "record-review-lost": "lost",
    "record-review-missed": "missed",
    "absorb-review": "absorbed",
}


@may("absorb-review")
def _absorb(s: State, on: date, said: Said) -> Fact:
    review = before_meeting(s, on, said)
    into = next((r for r in s.reviews.values() if r.begun.place == said["into"]), None)
    unless(into and into is not review and not into.over, "not-another-review")
    unless(into and into.begun.day <= on, "not-another-review")
    return review.begun


@takes(*ENDS)
def _ended(s: State, fact: Fact) -> None:
    review = _review(s, fact)
    if review and review.held is None:
        review.ended = ENDS[fact.act]


@takes("issue-amendment-notice")
def _noticed(s: State, fact: Fact) -> None:
    if review := _review(s, fact):
        review.notices.append(fact)


@takes("issue-amended-plan", "decide-not-to-amend")
def _finished(s: State, fact: Fact) -> None:
    if fact.said["cause"] != "review":
        return
    if review := _review(s, fact):
        review.finished = fact


@takes("issue-final-plan")
def _dropped(s: State, _fact: Fact) -> None:
    for review in s.reviews.values():
        review.dropped = True
