"""The acts of amendments and re-assessments, as commands."""

from dataclasses import replace

from ehcp.domain.commands.amendment.amended_plan import IssueAmendedPlan
from ehcp.domain.commands.amendment.amendment import DecideNotToAmend
from ehcp.domain.commands.amendment.amendment_hearing import (
    ConfirmAmendmentRepresentationsComplete,
    MakeRepresentationsOnAmendments,
)
from ehcp.domain.commands.amendment.reassessment import (
    AgreeToReassess,
    RefuseToReassess,
    RequestReassessment,
    WithdrawReassessmentRequest,
)
from ehcp.domain.commands.amendment.reassessment_end import KeepPlanAfterReassessment
from ehcp.domain.events.amendment import AmendmentCause, NoticeCause
from ehcp.domain.events.reassessment import ReassessmentRefusalGround, ReassessmentRequester
from ehcp.domain.events.request import Route
from ehcp.domain.plan.letters import Section
from tests.domain.amending_case import ISSUE_NOTICE, MORE_READING
from tests.domain.ordinary_case import EVERYBODY, NOTICE, S19
from tests.lifecycle.acts import Choices, Flaws, act, altered, later
from tests.lifecycle.acts_first_plan import PLAN_CHOICES, PLAN_FLAWS, UNFIT, named, naming

NO_REASONS: dict[str, object] = {"reasons": " "}
BY_NOTICE: Choices = {"cause": ["review", "without-review"]}


@act(
    "issue-amendment-notice",
    "AmendmentNoticeIssued",
    BY_NOTICE,
    (
        "nothing-proposed",
        "amendment-unfounded",
        "notice-names-setting",
        "amendment-notice-incomplete",
        "amendment-period-too-short",
        "s19-not-considered",
    ),
)
def _(on, said):
    notice = replace(ISSUE_NOTICE, cause=NoticeCause(said["cause"]))
    flaws: Flaws = {
        "nothing-proposed": {"amendments": ()},
        "amendment-unfounded": {"amendments": (replace(MORE_READING, reason=""),)},
        "notice-names-setting": {"amendments": (replace(MORE_READING, section=Section.I),)},
        "amendment-notice-incomplete": {"pack": ISSUE_NOTICE.pack[1:]},
        "amendment-period-too-short": {"representations_until": later(on, 13)},
    }
    return altered(notice, on, said, flaws | UNFIT)


@act(
    "make-representations-on-amendments",
    "AmendmentRepresentationsMade",
    flaws=("nothing-said-of-amendments",),
)
def _(on, said):
    return MakeRepresentationsOnAmendments(on=on, text="" if said["flaw"] else "More.")


@act("confirm-amendment-representations-complete", "AmendmentRepresentationsComplete")
def _(on, _said):
    return ConfirmAmendmentRepresentationsComplete(on=on)


@act(
    "decide-not-to-amend",
    "NotToAmendDecided",
    BY_NOTICE,
    ("no-reasons-not-to-amend", "not-to-amend-notice-incomplete", "s19-not-considered"),
)
def _(on, said):
    decided = DecideNotToAmend(
        on=on,
        cause=NoticeCause(said["cause"]),
        reasons="It works.",
        notice=NOTICE,
        s19_considered=S19,
    )
    flaws: Flaws = {
        "no-reasons-not-to-amend": NO_REASONS,
        "not-to-amend-notice-incomplete": {"notice": ()},
    }
    return altered(decided, on, said, flaws | UNFIT)


AMENDED_FOR: Choices = {"cause": [str(cause) for cause in AmendmentCause]}


@act(
    "issue-amended-plan",
    "AmendedPlanIssued",
    AMENDED_FOR | PLAN_CHOICES,
    ("replaced-without-reassessment", *PLAN_FLAWS),
)
def _(on, said):
    issue = IssueAmendedPlan(
        on=on,
        cause=AmendmentCause(said["cause"]),
        plan=named(said),
        naming=naming(said),
        sent_to=EVERYBODY,
        s19_considered=S19,
        dated=on,
        signed_by="O. Ade, SEN officer",
    )
    flaws: Flaws = {
        "replaced-without-reassessment": {"replacement": True},
        "sent-before-made": {"dated": later(on, 1)},
    }
    return altered(issue, on, said, flaws | UNFIT)


@act("request-reassessment", "ReassessmentRequested")
def _(on, _said):
    return RequestReassessment(on=on, requested_by=ReassessmentRequester.PARENT)


@act("withdraw-reassessment-request", "ReassessmentWithdrawn")
def _(on, _said):
    return WithdrawReassessmentRequest(on=on)


@act(
    "agree-to-reassess",
    "ReassessmentAgreed",
    {"own_motion": [False, True], "route": [None, "own-decision", "mediation", "tribunal-order"]},
    ("s19-not-considered",),
)
def _(on, said):
    route = Route(said["route"]) if said["route"] else None
    agreed = AgreeToReassess(on=on, s19_considered=S19, own_motion=said["own_motion"], route=route)
    return altered(agreed, on, said, UNFIT)


REFUSED_WITH = (
    "no-reasons-not-to-reassess",
    "reassessment-notice-incomplete",
    "s19-not-considered",
)


@act("refuse-to-reassess", "ReassessmentRefused", flaws=REFUSED_WITH)
def _(on, said):
    refused = RefuseToReassess(
        on=on,
        ground=ReassessmentRefusalGround.NOT_NECESSARY,
        reasons="Nothing has changed.",
        notice=NOTICE,
        s19_considered=S19,
    )
    flaws: Flaws = {
        "no-reasons-not-to-reassess": NO_REASONS,
        "reassessment-notice-incomplete": {"notice": ()},
    }
    return altered(refused, on, said, flaws | UNFIT)


@act(
    "keep-plan-after-reassessment",
    "PlanKeptAfterReassessment",
    flaws=("no-reasons-to-keep-plan", "reassessment-notice-incomplete", "s19-not-considered"),
)
def _(on, said):
    kept = KeepPlanAfterReassessment(on=on, reasons="It works.", notice=NOTICE, s19_considered=S19)
    flaws: Flaws = {
        "no-reasons-to-keep-plan": NO_REASONS,
        "reassessment-notice-incomplete": {"notice": ()},
    }
    return altered(kept, on, said, flaws | UNFIT)
