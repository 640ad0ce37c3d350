"""What is shown when a plan may end. CFA 2014 ss.45-46; SI 2014/1530 regs 29-31, 46."""

from ehcp.law.citations import CFA_2014, CODE_2015, SEND_REGS_2014
from ehcp.law.shown.shown import Shown
from ehcp.law.time_limits import ceasing

CEASING_SHOWN = (
    Shown(
        rule="G1",
        text="A plan ends on two grounds only: the authority is no longer responsible, or the plan"
        " is no longer necessary. Outcomes that were achieved are not enough by themselves, and"
        " reaching 19 never is.",
        source=CFA_2014.at("s.45(1)-(3)") & CODE_2015.at("paras 9.199-9.200"),
        limits=(ceasing.CEASE_CONSULT, ceasing.CEASE_NOTIFY),
    ),
    Shown(
        rule="G6",
        text="The authority is typically no longer responsible where the person left England, is"
        " in paid employment that is no apprenticeship, is in higher education, or at 18 or more"
        " left education and will not return. A move to another English authority transfers the"
        " plan.",
        source=CFA_2014.at("s.45(1)-(3)"),
        limits=(ceasing.CEASE_CONSULT,),
    ),
    Shown(
        rule="G7",
        text="The plan may be kept to the end of the academic year in which the person turns 25:"
        " decide before the birthday whether it is. That a plan ends at the legal ceiling cannot"
        " be appealed.",
        source=CFA_2014.s("46") & SEND_REGS_2014.reg("46"),
        limits=(ceasing.AGE_25_END_OF_ACADEMIC_YEAR,),
    ),
)
