"""For what a plan may be disclosed, and what each purpose needs. SI 2014/1530 regs 17 and 47.

The text of regulation 17 has not been read in its own words: the list is that of its predecessor
(SI 2001/3455 reg 24), which runs parallel, and of the Code.
"""

from dataclasses import dataclass

from ehcp.law.citations import CFA_2014, SEND_REGS_2014, Citation, Citations


@dataclass(frozen=True)
class Purpose:
    """One purpose. `consent`: it needs that of the child or young person."""

    id: str
    says: str
    consent: bool
    source: Citation | Citations


REG_17 = SEND_REGS_2014.reg("17")


def _excepted(id_: str, says: str) -> Purpose:
    """Return a purpose for which the regulation needs no consent."""
    return Purpose(id_, says, consent=False, source=REG_17)


PURPOSES = {
    purpose.id: purpose
    for purpose in (
        Purpose(
            "as-agreed",
            "As the child or young person has agreed, or the parent for a child who does not"
            " understand enough.",
            consent=True,
            source=REG_17,
        ),
        Purpose(
            "higher-education",
            "To the institution of higher education or to the assessor of a student allowance,"
            " when the young person asks.",
            consent=True,
            source=SEND_REGS_2014.reg("47"),
        ),
        _excepted(
            "necessary-in-their-interests",
            "It is necessary in the interests of the child or young person.",
        ),
        _excepted("appeal", "For an appeal."),
        _excepted(
            "court-order-or-criminal-proceedings",
            "On the order of a court, or for criminal proceedings.",
        ),
        _excepted("ombudsman", "For the Ombudsman."),
        _excepted("secretary-of-state", "For the Secretary of State."),
        _excepted("inspection", "For inspectors."),
        _excepted(
            "research-without-identification",
            "For research, whose results do not let the child or young person be identified.",
        ),
        _excepted("disabled-persons-assessment", "For the assessment of a disabled person."),
        _excepted("looked-after-assessment", "For the assessment of a looked-after child."),
        _excepted("youth-custody", "For those who have the young person in youth custody."),
        Purpose(
            "consultation-of-a-setting",
            "To a setting that is consulted: what it needs to reply.",
            consent=False,
            source=CFA_2014.s("39") & SEND_REGS_2014.reg("13(2)"),
        ),
        Purpose(
            "named-setting",
            "To the setting that the plan names: the whole plan.",
            consent=False,
            source=SEND_REGS_2014.reg("13(2)"),
        ),
    )
}
"""Every purpose, by its id."""
