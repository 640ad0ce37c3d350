"""What a plan must contain, draft or final, and what is warned of. CFA 2014 s.37(2); reg 12."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.command import Caution, Refusal, require
from ehcp.domain.events.record import RuleWarned
from ehcp.domain.plan import checks
from ehcp.domain.plan.sections import Plan
from ehcp.law.citations import CFA_2014, CODE_2015, SEND_REGS_2014

SECTION_MISSING = Refusal(
    "section-missing",
    "Each section is separately identified: one that holds nothing says so.",
    SEND_REGS_2014.reg("12(1)"),
    instead="Fill the section, or list it among those in which there is nothing.",
    rule="C2",
)
SECTIONS_MERGED = Refusal(
    "sections-merged",
    "Each part of a plan is separately identified, by an id that no other part has.",
    SEND_REGS_2014.reg("12(1)"),
    instead="Give every part an id of its own.",
    rule="C2",
)
HEALTH_NOT_AGREED = Refusal(
    "health-provision-not-agreed",
    "Health provision in Section G is agreed by the responsible commissioning body.",
    SEND_REGS_2014.reg("12(2)"),
    instead="Record the body's agreement, or leave the provision out.",
    rule="C3",
)

NEED_WITHOUT_PROVISION = Caution(
    "need-without-provision",
    "Every need in Section B has provision in Section F.",
    CFA_2014.s("37(2)") & CODE_2015.para("9.69"),
    rule="C5",
)
VAGUE = Caution(
    "vague-provision",
    "Provision is specific and normally quantified.",
    CFA_2014.s("37(2)") & CODE_2015.para("9.69"),
    rule="C5",
)
EDUCATES = Caution(
    "provision-that-educates",
    "Health or social care provision that educates or trains belongs in Section F.",
    CFA_2014.s("21(5)") & CODE_2015.at("paras 9.73-9.76"),
    rule="C6",
)


def require_contents(plan: Plan) -> None:
    """Refuse a plan whose sections are missing or merged, or whose Section G is not agreed."""
    require(not checks.missing_sections(plan), SECTION_MISSING)
    require(not checks.contradicted(plan), SECTION_MISSING)
    require(not checks.merged(plan), SECTIONS_MERGED)
    require(not checks.not_agreed(plan), HEALTH_NOT_AGREED)


def cautions(plan: Plan, on: date) -> Iterator[RuleWarned]:
    """Yield what is warned of, each with the ids of the elements concerned."""
    for caution, found in (
        (NEED_WITHOUT_PROVISION, checks.needs_without_provision(plan)),
        (VAGUE, checks.vague(plan)),
        (EDUCATES, checks.educating_elsewhere(plan)),
    ):
        if found:
            yield caution.about(on, ", ".join(found))
