"""When a plan ends. CFA 2014 ss.45-46; SI 2014/1530 regs 29-31, 46."""

from ehcp.law.citations import CFA_2014, CODE_2015, SEND_REGS_2014
from ehcp.law.rules.authorities import GUIDES
from ehcp.law.rules.rule import Asks, Rule, Section, read, secondary

CEASING = Section(
    letter="G",
    title="The end of a plan",
    rules=(
        Rule(
            id="G1",
            says="A plan ends because the authority is no longer responsible, or because it is no"
            " longer necessary. Outcomes that are met do not alone suffice, and the age of 19"
            " never does.",
            sources=(
                secondary(CFA_2014.at("s.45(1)-(3)")),
                secondary(CODE_2015.at("paras 9.199-9.200")),
            ),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="G2",
            says="Under 18 it ends only if special educational provision under it is no longer"
            " needed; not to be in education or training is no ground.",
            sources=(read(SEND_REGS_2014.reg("29")),),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="G3",
            says="Where somebody of 18 or more has left, the plan is reviewed first, and ends only"
            " if they do not wish to return or a return is not appropriate.",
            sources=(read(SEND_REGS_2014.reg("30")),),
            asks=(Asks.REFUSE,),
            left="Paid work and higher education stand apart in the list of those for whom nobody"
            " is responsible (G6): before a plan ends on those grounds no review is asked for.",
        ),
        Rule(
            id="G4",
            says="The family and the head or principal are consulted before the decision; the"
            " family, the institution and the commissioning body are told of it, with the four"
            " items.",
            sources=(read(SEND_REGS_2014.reg("31")),),
            asks=(Asks.REFUSE,),
            by=("consider-ceasing", "consult-on-ceasing"),
        ),
        Rule(
            id="G5",
            says="The plan and its duties go on until the time for an appeal is over, or the"
            " appeal is.",
            sources=(secondary(CFA_2014.s("45(4)")),),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="G6",
            says="Nobody is responsible any longer for somebody who left England, has paid work"
            " that is no apprenticeship, is in higher education, left at 18 or more for good, or"
            " is 25. A move inside England transfers the plan.",
            sources=(secondary(GUIDES.whole),),
            asks=(Asks.RECORD,),
            by=("consider-ceasing",),
        ),
        Rule(
            id="G7",
            says="At 25 a plan may go on to the end of the academic year; that it ends then cannot"
            " be appealed.",
            sources=(secondary(CFA_2014.s("46")), secondary(SEND_REGS_2014.reg("46"))),
            asks=(Asks.RECORD,),
            by=("continue-past25",),
        ),
    ),
)
