"""The acts of the draft and the first plan, as commands."""

from dataclasses import replace

from ehcp.domain.commands.plan.draft import ConfirmRepresentationsComplete, MakeRepresentations
from ehcp.domain.commands.plan.final import SendAppealNotice
from ehcp.domain.commands.setting.setting import ConsultSetting, RecordSettingReply, RequestSetting
from ehcp.domain.events.naming import ConsultedAs
from ehcp.domain.events.plan import PlanRecipient
from ehcp.domain.events.request import Route
from ehcp.domain.plan.institution import Institution, SettingType
from ehcp.domain.plan.naming import GroundAgainst, Naming
from ehcp.domain.plan.sections import Placement, Plan, Section
from tests.domain.ordinary_case import (
    ELM,
    FULL_NOTICE,
    ISSUE_DRAFT,
    ISSUE_FINAL,
    NOTICE,
    OAK,
    PLAN,
    PRIVATE,
)
from tests.lifecycle.acts import Choices, Flaws, Said, act, altered, later

INSTITUTIONS = {"elm": ELM, "oak": OAK}
SETTINGS: Choices = {"setting": ["elm", "oak"]}
PREPARING = replace(
    PLAN, provision=tuple(replace(p, prepares_for_adulthood=True) for p in PLAN.provision)
)
UNFIT: Flaws = {
    "s19-not-considered": {"s19_considered": " "},
    "undated-or-unsigned": {"dated": None},
    "recipient-missing": {"sent_to": (PlanRecipient.FAMILY,)},
}


def named(said: Said, plan: Plan = PREPARING) -> Plan:
    """Return the plan with Section I as it is to be."""
    flaw = said.get("flaw")
    if flaw == "no-preparation-for-adulthood":
        plan = PLAN
    if flaw == "section-missing":
        plan = replace(plan, nothing_in=plan.nothing_in[1:])
    if flaw == "nothing-named":
        return plan
    setting = said["setting"]
    if setting == "mainstream":
        return replace(
            plan, placements=(Placement(id="i-type", type=SettingType.MAINSTREAM_SCHOOL),)
        )
    type_ = SettingType.SPECIAL_SCHOOL if setting == "oak" else SettingType.MAINSTREAM_SCHOOL
    institution = INSTITUTIONS[setting]
    return replace(
        plan, placements=(Placement(id=f"i-{setting}", type=type_, institution=institution),)
    )


def naming(said: Said) -> Naming:
    """Return why Section I is as it is."""
    against = said.get("ground")
    return Naming(
        ground=next(iter(GroundAgainst)) if against else None,
        evidence="The report of 1 May." if against else "",
        mainstream_unwanted=bool(said.get("unwanted")),
    )


@act(
    "issue-draft-plan",
    "DraftPlanIssued",
    {"route": [None, "own-decision"]},
    flaws=(
        "draft-names-setting",
        "section-missing",
        "draft-without-appendices",
        "draft-notice-incomplete",
        "period-too-short",
        "s19-not-considered",
    ),
)
def _(on, said):
    flaws: Flaws = {
        "draft-names-setting": {"plan": named({"setting": "elm"})},
        "section-missing": {"plan": replace(PREPARING, nothing_in=PREPARING.nothing_in[1:])},
        "draft-without-appendices": {
            "plan": replace(
                PREPARING, appendices=(), nothing_in=(*PREPARING.nothing_in, Section.K)
            )
        },
        "draft-notice-incomplete": {"notice": ISSUE_DRAFT.notice[1:]},
        "period-too-short": {"representations_until": later(on, 13)},
    }
    route = Route(said["route"]) if said["route"] else None
    return altered(replace(ISSUE_DRAFT, plan=PREPARING, route=route), on, said, flaws | UNFIT)


@act("make-representations", "RepresentationsMade", flaws=("no-such-element",))
def _(on, said):
    return MakeRepresentations(on=on, text="More of it.", element="f9" if said["flaw"] else "f1")


@act("confirm-representations-complete", "RepresentationsComplete")
def _(on, _said):
    return ConfirmRepresentationsComplete(on=on)


@act("request-setting", "SettingRequested", SETTINGS, ("cannot-be-requested", "category-unknown"))
def _(on, said):
    wrong = {"cannot-be-requested": PRIVATE, "category-unknown": Institution(name="Yew House")}
    return RequestSetting(
        on=on, institution=wrong.get(said["flaw"]) or INSTITUTIONS[said["setting"]]
    )


@act("consult-setting", "SettingConsulted", SETTINGS)
def _(on, said):
    return ConsultSetting(
        on=on, institution=INSTITUTIONS[said["setting"]], consulted_as=ConsultedAs.CONSIDERED
    )


@act("record-setting-reply", "SettingReplied", SETTINGS)
def _(on, said):
    return RecordSettingReply(
        on=on, institution=INSTITUTIONS[said["setting"]], can_meet_needs=True
    )


PLAN_FLAWS = (
    "section-missing",
    "no-preparation-for-adulthood",
    "nothing-named",
    "undated-or-unsigned",
    "sent-before-made",
    "recipient-missing",
    "s19-not-considered",
)
PLAN_CHOICES: Choices = {
    "setting": ["elm", "oak", "mainstream"],
    "ground": [False, True],
    "unwanted": [False, True],
}


@act("issue-final-plan", "FinalPlanIssued", PLAN_CHOICES, PLAN_FLAWS)
def _(on, said):
    issue = replace(ISSUE_FINAL, on=on, plan=named(said), naming=naming(said), dated=on)
    late = {"sent-before-made": {"dated": later(on, 1)}}
    return altered(issue, on, said, UNFIT | late)


@act("send-appeal-notice", "AppealNoticeSent", flaws=("appeal-notice-incomplete",))
def _(on, said):
    return SendAppealNotice(on=on, notice=NOTICE if said["flaw"] else FULL_NOTICE)
