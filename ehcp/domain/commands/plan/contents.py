"""What a plan must contain, draft or final. SI 2014/1530 reg 12."""

from datetime import date

from ehcp.domain.command import Refusal, require
from ehcp.domain.events.opening import Child
from ehcp.domain.plan import checks
from ehcp.domain.plan.school_year import in_or_beyond_year_9
from ehcp.domain.plan.sections import Plan
from ehcp.law.citations import SEND_REGS_2014

SECTION_MISSING = Refusal(
    "section-missing",
    "Each section is separately identified: one that holds nothing says so.",
    SEND_REGS_2014.reg("12(1)"),
    instead="Fill the section, or list it among those in which there is nothing.",
    rule="C2",
)
SECTION_CONTRADICTED = Refusal(
    "section-contradicted",
    "A section holds something, and is listed among those in which there is nothing.",
    SEND_REGS_2014.reg("12(1)"),
    instead="Take the section off that list, or leave out what stands in it.",
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
BUDGET_CONTRADICTED = Refusal(
    "budget-contradicted",
    "Section J has direct payments, and says that none was asked for.",
    SEND_REGS_2014.reg("12(1)(j)"),
    instead="Leave out the day on which information was given, or the direct payments.",
)


def require_contents(plan: Plan) -> None:
    """Refuse a plan whose sections are missing or confused, or whose Section G is not agreed."""
    require(not checks.missing_sections(plan), SECTION_MISSING)
    require(not checks.contradicted(plan), SECTION_CONTRADICTED)
    require(not checks.budget_contradicted(plan), BUDGET_CONTRADICTED)
    require(not checks.merged(plan), SECTIONS_MERGED)
    require(not checks.not_agreed(plan), HEALTH_NOT_AGREED)


def must_prepare(about: Child | None, on: date) -> bool:
    """Whether the child or young person is known to be in or beyond Year 9."""
    return about is not None and in_or_beyond_year_9(
        about.date_of_birth, on, offset=about.year_offset
    )
