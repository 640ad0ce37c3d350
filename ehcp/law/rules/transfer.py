"""Moving to another authority, and a change of commissioning body. SI 2014/1530 regs 15-16."""

from ehcp.law.citations import CFA_2014, CODE_2015, SEND_REGS_2014
from ehcp.law.rules.authorities import GUIDES
from ehcp.law.rules.rule import (
    Asks,
    Rule,
    Section,
    read,
    recollection,
    secondary,
)

TRANSFER = Section(
    letter="L",
    title="Transfers",
    rules=(
        Rule(
            id="L1",
            says="From the transfer the plan counts as made by the new authority on its original"
            " date; that authority maintains it and secures its provision.",
            sources=(read(SEND_REGS_2014.reg("15(3)(a)")),),
            asks=(Asks.RECORD,),
            by=("receive-plan",),
        ),
        Rule(
            id="L2",
            says="Advice that came with the plan is not sought again if its author, the old"
            " authority and the family agree that it suffices.",
            sources=(read(SEND_REGS_2014.reg("15(3)(b)")),),
            asks=(Asks.RECORD,),
            by=("reuse-advice",),
            through=("B4",),
        ),
        Rule(
            id="L3",
            says="Where attendance at the named setting is no longer practicable an alternative is"
            " arranged, and the fees are paid, until the plan is amended.",
            sources=(
                secondary(SEND_REGS_2014.reg("15")),
                secondary(CODE_2015.para("9.159")),
            ),
            asks=(Asks.RECORD, Asks.WARN),
            by=("arrange-alternative",),
        ),
        Rule(
            id="L4",
            says="A move during an assessment stops it. The new authority decides afresh, with"
            " limits of its own, and should use the advice there is.",
            sources=(
                read(SEND_REGS_2014.at("regs 5(1)(b), 10(1), 13(2)")),
                secondary(GUIDES.whole),
                recollection(CODE_2015.at("paras 9.157-9.161")),
            ),
            asks=(Asks.RECORD,),
            by=("stop-assessment-on-move",),
        ),
        Rule(
            id="L4a",
            says="A change of commissioning body is a matter by itself, with its own notices; what"
            " the new body asks for, an assessment or a review, is not refused.",
            sources=(secondary(SEND_REGS_2014.reg("16")),),
            asks=(Asks.RECORD,),
            by=("ask-for-new-commissioner", "notify-new-commissioner"),
            through=("F13",),
        ),
        Rule(
            id="L5",
            says="To be away for a time, or to be placed elsewhere, transfers nothing: where"
            " somebody ordinarily lives decides.",
            sources=(secondary(CFA_2014.s("24")),),
            asks=(Asks.WARN,),
            by=("record-temporary-absence",),
        ),
    ),
)
