"""What a plan must contain, draft or final, and what is warned of. CFA 2014 s.37(2); reg 12."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.command import Caution, Refusal, require
from ehcp.domain.commands.plan.golden_thread import THREAD, Check
from ehcp.domain.events.opening import Child
from ehcp.domain.events.record import RuleWarned
from ehcp.domain.plan import checks
from ehcp.domain.plan.school_year import in_or_beyond_year_9
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
BUDGET_CONTRADICTED = Refusal(
    "budget-contradicted",
    "Section J has direct payments, and says that none was asked for.",
    SEND_REGS_2014.reg("12(1)(j)"),
    instead="Leave out the day on which information was given, or the direct payments.",
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
NOT_QUANTIFIED = Caution(
    "provision-not-quantified",
    "Provision says how much, how often and by whom, or why the needs demand that it does not.",
    CFA_2014.s("37(2)") & CODE_2015.para("9.69"),
    rule="C5",
)
CARE_OUT_OF_PLACE = Caution(
    "care-out-of-place",
    "Section H1 has the services of section 2 of the 1970 Act, Section H2 the others.",
    SEND_REGS_2014.reg("12(1)(h)"),
    rule="C2",
)
RECOMMENDATION_UNANSWERED = Caution(
    "recommendation-unanswered",
    "Provision that a report recommends is in the plan, or the plan says why it is not.",
    SEND_REGS_2014.reg("11"),
    rule="C1",
)
PAYMENT_FOR_NO_PROVISION = Caution(
    "direct-payment-for-no-provision",
    "A direct payment in Section J secures provision that stands in Section F, G or H.",
    SEND_REGS_2014.reg("12(1)(j)"),
)
PAYMENT_MEETS_NOTHING = Caution(
    "direct-payment-meets-nothing",
    "Section J says which needs and which outcomes a direct payment is to meet.",
    SEND_REGS_2014.reg("12(1)(j)"),
)
NO_PREPARATION_YET = Caution(
    "no-preparation-for-adulthood-yet",
    "In or beyond Year 9 the plan sets out provision to prepare for adulthood and independent"
    " living; without it the plan cannot be finalised.",
    SEND_REGS_2014.reg("12(3)"),
    rule="C4",
)

WARNED_OF: tuple[tuple[Caution, Check], ...] = (
    *THREAD,
    (VAGUE, checks.vague),
    (NOT_QUANTIFIED, checks.not_quantified),
    (EDUCATES, checks.educating_elsewhere),
    (CARE_OUT_OF_PLACE, checks.care_out_of_place),
    (PAYMENT_FOR_NO_PROVISION, checks.payments_for_no_provision),
    (PAYMENT_MEETS_NOTHING, checks.payments_that_meet_nothing),
    (RECOMMENDATION_UNANSWERED, checks.unanswered_recommendations),
)
"""Every check of a plan that warns, and blocks nothing."""


def require_contents(plan: Plan) -> None:
    """Refuse a plan whose sections are missing or merged, or whose Section G is not agreed."""
    require(not checks.missing_sections(plan), SECTION_MISSING)
    require(not checks.contradicted(plan), SECTION_MISSING)
    require(not checks.budget_contradicted(plan), BUDGET_CONTRADICTED)
    require(not checks.merged(plan), SECTIONS_MERGED)
    require(not checks.not_agreed(plan), HEALTH_NOT_AGREED)


def cautions(plan: Plan, on: date) -> Iterator[RuleWarned]:
    """Yield what is warned of, each with the ids of the elements concerned."""
    for caution, check in WARNED_OF:
        found = check(plan)
        if found:
            yield caution.about(on, ", ".join(found))


def preparation_cautions(about: Child | None, plan: Plan, on: date) -> Iterator[RuleWarned]:
    """Yield the warning that a plan still lacks preparation for adulthood."""
    if must_prepare(about, on) and not checks.prepares_for_adulthood(plan):
        yield NO_PREPARATION_YET.about(on)


def must_prepare(about: Child | None, on: date) -> bool:
    """Whether the child or young person is known to be in or beyond Year 9."""
    return about is not None and in_or_beyond_year_9(
        about.date_of_birth, on, offset=about.year_offset
    )
