"""The lists of excuses that several limits share, named after the paragraph that holds them."""

from ehcp.law import grounds
from ehcp.law.citations import (
    DETAINED_REGS_2015,
    SEND_REGS_2014,
    TRIBUNAL_RULES_2008,
    UPPER_TRIBUNAL_RULES_2008,
    Citation,
)
from ehcp.law.grounds import Ground
from ehcp.law.time_limit import Confidence, Excuse

HIGH, MEDIUM, LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW

CLOSED_SCHOOL = (
    "Head teacher/principal of a school or post-16 institution was asked for advice in the"
    " period that opens one week before a closure of at least 4 continuous weeks and ends one"
    " week before re-opening; and meeting the limit is impractical because of that."
)
CLOSED_EARLY_YEARS = (
    "Same closure window, where advice was asked of the SEN lead (or other person responsible"
    " for the child's education) at a provider of relevant early years education."
)
CIRCUMSTANCES = (
    "Exceptional personal circumstances affect the child, the child's parent or the young"
    " person during the period, making compliance impractical."
)
AWAY_4_WEEKS = (
    "The child, the child's parent or the young person is away from the authority's area for a"
    " continuous period of at least 4 weeks during the period, making compliance impractical."
)
AWAY_2_WEEKS = (
    "The child, the child's parent or the young person is away from the authority's area for a"
    " continuous period of at least 2 weeks during the period, making compliance impractical."
)


def four_grounds(a: Citation, b: Citation, c: Citation, d: Citation) -> tuple[Excuse, ...]:
    """The list that regulations 5, 10, 13 and 27 have in the same words."""
    return (
        _excuse(grounds.ADVICE_SOURCE_CLOSED_SCHOOL, a, CLOSED_SCHOOL),
        _excuse(grounds.ADVICE_SOURCE_CLOSED_EARLY_YEARS, b, CLOSED_EARLY_YEARS),
        _excuse(grounds.EXCEPTIONAL_PERSONAL_CIRCUMSTANCES, c, CIRCUMSTANCES),
        _excuse(grounds.ABSENT_FROM_AREA_4_WEEKS, d, AWAY_4_WEEKS),
    )


def three_grounds(paragraph: str, confidence: Confidence) -> tuple[Excuse, ...]:
    """The list that regulations 44 and 45 have, so far as it reaches the limb concerned."""
    return (
        _excuse(
            grounds.EXCEPTIONAL_PERSONAL_CIRCUMSTANCES,
            SEND_REGS_2014.reg(f"{paragraph}(a)"),
            CIRCUMSTANCES,
            confidence,
        ),
        _excuse(
            grounds.ABSENT_FROM_AREA_2_WEEKS,
            SEND_REGS_2014.reg(f"{paragraph}(b)"),
            AWAY_2_WEEKS,
            confidence,
        ),
        _excuse(
            grounds.REG_13_3_CIRCUMSTANCES,
            SEND_REGS_2014.reg(f"{paragraph}(c)"),
            "Any circumstance covered by reg 13(3) (i.e. reg 10(4)(a)-(d)) applies.",
            confidence,
        ),
    )


def advice_grounds(
    a: Citation, b: Citation, c: Citation, confidence: Confidence
) -> tuple[Excuse, ...]:
    """The list for a body that is asked for advice; a re-assessment has it too."""
    return (
        _excuse(
            grounds.EXCEPTIONAL_CIRCUMSTANCES,
            a,
            "Exceptional circumstances affect the child, parent or young person during the 6 weeks"
            " (note: not 'personal' in this paragraph).",
            confidence,
        ),
        _excuse(grounds.ABSENT_FROM_AREA_4_WEEKS, b, AWAY_4_WEEKS, confidence),
        _excuse(
            grounds.MISSED_APPOINTMENT,
            c,
            "The child/young person fails to keep an appointment for an examination or test made"
            " by the body in the 6 weeks.",
            confidence,
        ),
    )


def detained_grounds(regulation: str) -> tuple[Excuse, ...]:
    """The list for detained persons: three grounds, and no more."""
    return (
        _excuse(
            grounds.ADVICE_SOURCE_CLOSED_SCHOOL,
            DETAINED_REGS_2015.reg(f"{regulation}(a)"),
            CLOSED_SCHOOL,
            MEDIUM,
        ),
        _excuse(
            grounds.EXCEPTIONAL_PERSONAL_CIRCUMSTANCES,
            DETAINED_REGS_2015.reg(f"{regulation}(b)"),
            "Exceptional personal circumstances affect the detained person or (child) the"
            " parent during the period.",
        ),
        _excuse(
            grounds.PARENT_ABSENT_4_WEEKS,
            DETAINED_REGS_2015.reg(f"{regulation}(c)"),
            "Detained person is a child and the parent is away from the authority's area for a"
            " continuous period of at least 4 weeks (inferred from truncated text).",
            MEDIUM,
        ),
    )


def _excuse(
    ground: Ground, source: Citation, condition: str, confidence: Confidence = HIGH
) -> Excuse:
    return Excuse(ground=ground, source=source, condition=condition, confidence=confidence)


REG_5_4 = four_grounds(
    SEND_REGS_2014.reg("5(4)(a)"),
    SEND_REGS_2014.reg("5(4)(b)"),
    SEND_REGS_2014.reg("5(4)(c)"),
    SEND_REGS_2014.reg("5(4)(d)"),
)
REG_8_2 = advice_grounds(
    SEND_REGS_2014.reg("8(2)(a)"),
    SEND_REGS_2014.reg("8(2)(b)"),
    SEND_REGS_2014.reg("8(2)(c)"),
    HIGH,
)
REG_26 = advice_grounds(
    SEND_REGS_2014.at("reg 26 applying reg 8(2)(a)"),
    SEND_REGS_2014.at("reg 26 applying reg 8(2)(b)"),
    SEND_REGS_2014.at("reg 26 applying reg 8(2)(c)"),
    MEDIUM,
)
REG_10_4 = four_grounds(
    SEND_REGS_2014.reg("10(4)(a)"),
    SEND_REGS_2014.reg("10(4)(b)"),
    SEND_REGS_2014.reg("10(4)(c)"),
    SEND_REGS_2014.reg("10(4)(d)"),
)
REG_13_3 = four_grounds(
    SEND_REGS_2014.at("reg 13(3) applying reg 10(4)(a)"),
    SEND_REGS_2014.at("reg 13(3) applying reg 10(4)(b)"),
    SEND_REGS_2014.at("reg 13(3) applying reg 10(4)(c)"),
    SEND_REGS_2014.at("reg 13(3) applying reg 10(4)(d)"),
)
REG_27_3 = four_grounds(
    SEND_REGS_2014.reg("27(3)(a)"),
    SEND_REGS_2014.reg("27(3)(b)"),
    SEND_REGS_2014.reg("27(3)(c)"),
    SEND_REGS_2014.reg("27(3)(d)"),
)
REG_42_5 = (
    _excuse(
        grounds.PARTIES_AGREE_OTHER_TIMESCALE,
        SEND_REGS_2014.reg("42(5)"),
        "The parties to the mediation agree in writing to a different timescale (covers"
        " reg 42(2) and 42(3) only, not 42(4)).",
    ),
)

# Orders of the Tribunal. Which limbs regulations 44(3) and 45(7) reach has not been read:
# they are doubted except for assessments and the making of a plan.
DIRECTED = (
    _excuse(
        grounds.TRIBUNAL_DIRECTS_OTHERWISE,
        SEND_REGS_2014.reg("44(1)"),
        "The Tribunal itself directs a different period; the direction prevails.",
    ),
)
REG_44_3 = three_grounds("44(3)", MEDIUM)
REG_44_3_DOUBTED = three_grounds("44(3)", LOW)
REG_45_7 = three_grounds("45(7)", MEDIUM)
REG_45_7_DOUBTED = three_grounds("45(7)", LOW)
REG_44_3_SCOPE = (
    "Exception scope NOT read. The 2020 temporary rules treated this limb as one without its own"
    " exceptions (recalled), which points to reg 44(3) reaching only assessment and make-a-plan"
    " orders (44(2)(b)-(c)); gov.uk SEND18 and SENDIASS summaries state the grounds for all"
    " orders. Show the grounds as advisory and keep the date running."
)
REG_45_7_SCOPE = (
    "Exception scope NOT read. The 2020 temporary rules treated this limb as one without its own"
    " exceptions (recalled), which points to reg 45(7) reaching only assessment and make-a-plan"
    " concessions (45(3A), (6)); gov.uk SEND18 and SENDIASS summaries state the grounds for all"
    " orders. Show the grounds as advisory and keep the date running."
)

# The Tribunals' own rules.
RULE_12_STARTING = (
    _excuse(
        grounds.TRIBUNAL_RULES_LAST_DAY_IN_AUGUST_OR_CHRISTMAS,
        TRIBUNAL_RULES_2008.rule("12(3)(a)"),
        "If the last day for lodging falls on 25 Dec-1 Jan inclusive or any day in August,"
        " lodging on the first working day after 1 Jan / 31 Aug is in time. (Days inside those"
        " spells are still counted; only an END date there is moved.)",
    ),
    _excuse(
        grounds.TRIBUNAL_RULES_NON_WORKING_DAY,
        TRIBUNAL_RULES_2008.rule("12(2)"),
        "If the last day is not a working day, the next working day is in time.",
    ),
    _excuse(
        grounds.TRIBUNAL_EXTENDS_TIME,
        TRIBUNAL_RULES_2008.at("rule 5(3)(a) with rule 20"),
        "The Tribunal may extend time on application with reasons.",
        MEDIUM,
    ),
)
RULE_12_OTHER_ACTS = (
    _excuse(
        grounds.TRIBUNAL_RULES_EXCLUDED_DAYS,
        TRIBUNAL_RULES_2008.rule("12(3)(b)"),
        "25 Dec-1 Jan inclusive and every day in August are left out of the count (acts other"
        " than starting proceedings), unless the Tribunal fixed a specific date (rule 12(4)).",
    ),
    _excuse(
        grounds.TRIBUNAL_EXTENDS_TIME,
        TRIBUNAL_RULES_2008.rule("5(3)(a)"),
        "The Tribunal may extend or shorten time by direction.",
        MEDIUM,
    ),
)
UPPER_TRIBUNAL_RULE_5 = (
    _excuse(
        grounds.TRIBUNAL_EXTENDS_TIME,
        UPPER_TRIBUNAL_RULES_2008.rule("5(3)(a)"),
        "The Upper Tribunal may extend or shorten time by direction.",
        MEDIUM,
    ),
)

# Persons in custody.
DETAINED_REG_5_4 = detained_grounds("5(4)")
DETAINED_REG_10_4 = detained_grounds("10(4)")
DETAINED_REG_29_7 = (
    _excuse(
        grounds.EXCEPTIONAL_PERSONAL_CIRCUMSTANCES,
        DETAINED_REGS_2015.reg("29(7)(a)"),
        "Exceptional personal circumstances affect the detained person or the parent (which"
        " limbs it reaches not read).",
        LOW,
    ),
)
