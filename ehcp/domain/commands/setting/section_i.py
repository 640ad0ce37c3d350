"""What Section I of a final plan may say, and what it must be able to say for itself.

CFA 2014 ss.33, 38 to 41 and 61.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Refusal, require
from ehcp.domain.commands.amending import plan_of
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.commands.setting.setting import CATEGORY_UNKNOWN, consulted_for_plan
from ehcp.domain.events.record import RuleWarned
from ehcp.domain.plan.institution import Category, Institution
from ehcp.domain.plan.naming import Naming
from ehcp.domain.plan.sections import Plan
from ehcp.domain.plan.times import at_once, backwards, unnamed_from
from ehcp.law.citations import CFA_2014, SEND_REGS_2014

NOTHING_NAMED = Refusal(
    "nothing-named",
    "A final plan names an institution and its type, or at least a type.",
    CFA_2014.at("ss.39(5), 40(2)") & SEND_REGS_2014.reg("12(1)(i)"),
    instead="Fill Section I, or record why education in an institution would be inappropriate.",
    rule="C9",
)
NO_TYPE = Refusal(
    "named-without-type",
    "A final plan that names an institution gives its type as well.",
    CFA_2014.at("ss.39(5), 40(2)") & SEND_REGS_2014.reg("12(1)(i)"),
    instead="Give the type.",
    rule="C9",
)
NAMED_WITHOUT_CONSULTATION = Refusal(
    "named-without-consultation",
    "An institution is consulted on the draft or the amendments before it is named.",
    CFA_2014.at("ss.39(2), 40(3)"),
    instead="Consult it, or specify a type.",
    rule="D3",
)
MAINTAINER_NOT_CONSULTED = Refusal(
    "maintainer-not-consulted",
    "Where another authority maintains the institution, that authority is consulted as well.",
    CFA_2014.at("ss.39(2), 40(3)"),
    instead="Consult the maintaining authority.",
    rule="D3",
)
REQUESTED_NOT_CONSULTED = Refusal(
    "requested-not-consulted",
    "The institution that the family asked for is consulted before Section I is decided.",
    CFA_2014.s("39(2)"),
    instead="Consult it.",
    rule="D3",
)
REQUESTED_NOT_NAMED = Refusal(
    "requested-not-named",
    "The institution asked for is named unless it is unsuitable, or incompatible with the"
    " efficient education of others or the efficient use of resources.",
    CFA_2014.at("s.39(3)-(4)"),
    instead="Name it, or give one of the three grounds and the evidence for it.",
    rule="D4",
)
MAINSTREAM_PRESUMED = Refusal(
    "mainstream-presumed",
    "The plan is for mainstream unless that is against the family's wishes, or incompatible with"
    " the efficient education of others and no reasonable steps could remove that.",
    CFA_2014.at("s.33(2)-(5)"),
    instead="Name mainstream, or record the wishes, or the incompatibility and the steps.",
    rule="D7",
)
OTHERWISE_WITHOUT_REASONS = Refusal(
    "otherwise-without-reasons",
    "Education otherwise than in an institution needs it to be inappropriate there, and the"
    " family to have been consulted.",
    CFA_2014.s("61"),
    instead="Record why, and the day on which the family was consulted.",
    rule="D10",
)
NO_OFFER = Refusal(
    "named-without-offer",
    "An institution that no duty makes admit is named only with its offer of a place.",
    CFA_2014.at("ss.38(3), 43"),
    instead="Record the offer, or specify a type.",
    rule="D2",
)

PLACEMENT_BACKWARDS = Refusal(
    "placement-backwards",
    "A placement ends before it begins.",
    instead="Give its first and last day.",
)

APPROVAL_NOT_CHECKED = Caution(
    "approval-not-checked",
    "Whether an institution is approved is looked up on the day it is named.",
    CFA_2014.s("41"),
    rule="D8",
)
CONDITION = Caution(
    "conditional-naming",
    "A condition is possible only between two suitable settings, and for the extra cost: the"
    " record has both.",
    rule="D11",
)
CONDITION_UNSHOWN = Caution(
    "condition-unshown",
    "The record does not have both the other suitable setting and the extra cost, without which"
    " no condition can stand.",
    rule="D11",
)
SHARED_WITHOUT_SHARES = Caution(
    "shared-without-shares",
    "Two institutions are named for the same time: each entry says how much of the week is"
    " spent there, and which of them has the child on its register.",
    rule="C9",
)
NAMED_GAP = Caution(
    "named-gap",
    "There are days for which the plan names neither an institution nor a type: provision is to"
    " be secured on them all the same.",
    CFA_2014.at("ss.39(5), 40(2), 42(2)"),
    rule="C9",
)


@dataclass(frozen=True)
class SectionI:
    """Section I of a plan about to be finalised, and the institution that was asked for."""

    plan: Plan
    naming: Naming
    requested: Institution | None

    @property
    def named(self) -> tuple[Institution, ...]:
        """The institutions that the plan names."""
        return tuple(p.institution for p in self.plan.placements if p.institution)

    @property
    def names_requested(self) -> bool:
        """Whether the institution asked for is named."""
        return self.requested is not None and any(map(self.requested.is_same, self.named))

    @property
    def special(self) -> bool:
        """Whether it is for other than mainstream."""
        return any(p.type is not None and not p.type.mainstream for p in self.plan.placements)

    @property
    def mainstream_excluded(self) -> bool:
        """Whether s.33(2) lets the plan be for other than mainstream."""
        incompatible = stated(self.naming.incompatible) and stated(self.naming.reasonable_steps)
        return self.naming.mainstream_unwanted or incompatible


def require_filled(section: SectionI, on: date) -> None:
    """Refuse a Section I that names nothing or no type, or ends before it begins."""
    naming = section.naming
    if naming.otherwise:
        require(
            stated(naming.inappropriate) and naming.family_consulted, OTHERWISE_WITHOUT_REASONS
        )
        require(
            naming.family_consulted and naming.family_consulted <= on, OTHERWISE_WITHOUT_REASONS
        )
    else:
        require(len(section.plan.placements) > 0, NOTHING_NAMED)
    require(all(placement.type for placement in section.plan.placements), NO_TYPE)
    require(not any(map(backwards, section.plan.placements)), PLACEMENT_BACKWARDS)


def require_section_i(case: Case, section: SectionI, on: date) -> None:
    """Refuse a Section I that the law does not allow, in the order in which it is decided."""
    naming = section.naming
    require_filled(section, on)
    for institution in section.named:
        _require_may_be_named(case, institution, naming, on)
    if section.requested and not _named_already(case, section.requested):
        _require_consulted(case, section.requested, on, REQUESTED_NOT_CONSULTED)
    if section.requested and not section.names_requested:
        require(naming.ground is not None and stated(naming.evidence), REQUESTED_NOT_NAMED)
    if section.special and not section.names_requested:
        require(section.mainstream_excluded, MAINSTREAM_PRESUMED)


def _require_may_be_named(case: Case, institution: Institution, naming: Naming, on: date) -> None:
    """Refuse to name an institution that was not consulted, or that nothing makes admit."""
    if not _named_already(case, institution):
        _require_consulted(case, institution, on, NAMED_WITHOUT_CONSULTATION)
    category = require(institution.category, CATEGORY_UNKNOWN)
    if not category.may_be_requested:
        require(stated(naming.offer), NO_OFFER)


def _require_consulted(case: Case, institution: Institution, on: date, otherwise: Refusal) -> None:
    """Refuse what was not consulted, or whose maintaining authority was not."""
    require(consulted_for_plan(case, institution, on), otherwise)
    if institution.maintained_by:
        require(
            consulted_for_plan(case, institution, on, maintainer=True), MAINTAINER_NOT_CONSULTED
        )


def _named_already(case: Case, institution: Institution) -> bool:
    """Whether the plan in force names it: it was consulted then, and stays."""
    plan = plan_of(case.plan_in_force)
    named = [p.institution for p in plan.placements if p.institution] if plan else []
    return any(map(institution.is_same, named))


def naming_cautions(section: SectionI, on: date) -> Iterator[RuleWarned]:
    """Yield what is warned of in the naming decision."""
    approved = any(i.category is Category.SECTION_41_APPROVED for i in section.named)
    if approved and section.naming.list_checked != on:
        yield APPROVAL_NOT_CHECKED.about(on)
    if stated(section.naming.condition):
        yield CONDITION.about(on)
        if not stated(section.naming.also_suitable) or section.naming.extra_cost is None:
            yield CONDITION_UNSHOWN.about(on)
    placements = section.plan.placements
    if any(p.share is None or p.main is None for pair in at_once(placements) for p in pair):
        yield SHARED_WITHOUT_SHARES.about(on)
    if gap := unnamed_from(placements, on):
        yield NAMED_GAP.about(on, gap.isoformat())
