"""To whom a plan goes, and whose the rights are. CFA 2014 ss.73, 80, 83; SI 2014/1530 reg 17."""

from ehcp.law.citations import (
    CFA_2014,
    CODE_2015,
    DETAINED_REGS_2015,
    EDUCATION_ACT_1996,
    SEND_REGS_2014,
)
from ehcp.law.rules.authorities import (
    BUCKINGHAMSHIRE_2016,
    CONSOLIDATION_2001,
    GREENWICH_2024,
    GUIDES,
    HILLINGDON_2016,
    PRACTICE,
)
from ehcp.law.rules.rule import (
    Asks,
    Rule,
    Section,
    read,
    read_beside,
    recollection,
    secondary,
)

DISCLOSURE = Section(
    letter="J",
    title="Disclosure, storage and sharing",
    rules=(
        Rule(
            id="J1",
            says="A plan is not disclosed without the consent of the child or young person, but"
            " for the cases listed. A child who understands enough may consent; otherwise the"
            " parent does.",
            sources=(
                recollection(SEND_REGS_2014.reg("17")),
                read_beside(CONSOLIDATION_2001.reg("24").noting("the parallel rule before it")),
                recollection(CODE_2015.at("paras 9.211-9.214")),
            ),
            asks=(Asks.WARN, Asks.SHOW),
            by=("disclose-plan",),
            left="Without consent it is warned of and not refused, but for a copy that is asked"
            " for here: the text of the regulation in force was not read.",
        ),
        Rule(
            id="J2",
            says="Plans are kept so that nobody reaches them without a right to, and every"
            " reading is logged.",
            sources=(recollection(SEND_REGS_2014.reg("17")),),
            asks=(Asks.SHOW,),
            left="Who may read and do what is a table of roles, which refuses what it does not"
            " name; it stands outside the rules of a case. Every look at a record is a row before"
            " it is answered: who, as what, of which child, and what was read.",
        ),
        Rule(
            id="J3",
            says="For detained persons a regime of its own says what may be disclosed to whom.",
            sources=(read_beside(DETAINED_REGS_2015.reg("17").noting("that it exists")),),
            asks=(Asks.SHOW,),
            by=("notify-detained-step",),
            left="Only that the regulation exists was read, so nothing is refused under it.",
        ),
        Rule(
            id="J3a",
            says="A detained person appeals only a refusal to assess, a refusal to issue a plan,"
            " or the setting first named in one.",
            sources=(read(CFA_2014.at("s.73(2)-(3)")),),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="J4",
            says="When a young person asks, the plan goes to the assessor of a student allowance"
            " or to the institution of higher education.",
            sources=(read_beside(SEND_REGS_2014.reg("47").noting("that it exists")),),
            asks=(Asks.RECORD,),
            by=("request-higher-education-disclosure", "disclose-plan"),
        ),
        Rule(
            id="J5",
            says="The setting named has the whole plan; one that is consulted has what it needs to"
            " reply.",
            sources=(recollection(PRACTICE.whole),),
            asks=(Asks.SHOW,),
            by=("disclose-plan",),
            left="What to leave out of a copy is for the person who sends it.",
        ),
    ),
)

PEOPLE = Section(
    letter="K",
    title="The holder of the rights, capacity and age",
    rules=(
        Rule(
            id="K1",
            says="While a child is of compulsory school age the rights are the parent's; after"
            " that, and under 25, they are the young person's. They pass on the last Friday in"
            " June of the school year, and not on the birthday.",
            sources=(secondary(CFA_2014.s("83(2)")),),
            asks=(Asks.RECORD, Asks.WARN),
            by=("record-rights-holder", "send-notice"),
        ),
        Rule(
            id="K2",
            says="From then on letters go to the young person; the parent has a copy if the young"
            " person agrees, or as representative.",
            sources=(
                secondary(GUIDES.whole),
                recollection(CODE_2015.at("paras 8.13-8.18")),
            ),
            asks=(Asks.WARN,),
            by=("send-notice",),
        ),
        Rule(
            id="K3",
            says="Capacity is presumed, decision by decision. Where a young person lacks it a"
            " deputy or attorney acts, else the parent; a representative acts for a parent who"
            " lacks it.",
            sources=(
                read(SEND_REGS_2014.at("reg 64 and Schedule 3")),
                secondary(CFA_2014.s("80")),
                recollection(SEND_REGS_2014.at("regs 63, 65")),
                secondary(GREENWICH_2024.whole),
                secondary(HILLINGDON_2016.whole),
                secondary(BUCKINGHAMSHIRE_2016.whole),
            ),
            asks=(Asks.RECORD, Asks.REFUSE),
            by=("find-lack-of-capacity", "end-capacity-finding"),
        ),
        Rule(
            id="K4",
            says="The record says for each decision who held the right, on what footing, under"
            " which document, and when that was checked.",
            sources=(recollection(PRACTICE.whole),),
            asks=(Asks.RECORD,),
            by=("record-rights-holder",),
        ),
        Rule(
            id="K5",
            says="Everybody with parental responsibility or the care of the child is a parent, and"
            " several may hold the rights.",
            sources=(recollection(EDUCATION_ACT_1996.s("576")),),
            asks=(Asks.RECORD, Asks.SHOW),
            by=("record-person",),
        ),
    ),
)
