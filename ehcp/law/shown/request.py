"""What is shown when a request is decided on. CFA 2014 s.36; SI 2014/1530 regs 3-5."""

from ehcp.law.citations import CFA_2014, CODE_2015, SEND_REGS_2014
from ehcp.law.shown.shown import Shown
from ehcp.law.time_limits import assessment, final, request

DECISION = (request.ASSESSMENT_DECISION_NOTIFY,)

REQUEST_SHOWN = (
    Shown(
        rule="A2",
        text="Anybody may bring a child or young person to the authority's attention. It is"
        " responsible from that day on, and must decide; the same limits run as from a request.",
        source=CFA_2014.at("ss.22-24, 36(3)") & SEND_REGS_2014.at("regs 5(1)(b), 10(1), 13(2)"),
        limits=(*DECISION, assessment.DECISION_NOT_TO_ISSUE, final.FINAL_PLAN_20_WEEKS),
    ),
    Shown(
        rule="A3",
        text="No form is prescribed. Neither school support, a diagnosis, an educational"
        " psychologist's report nor two cycles of support need to be shown, and a form that is"
        " not complete delays nothing.",
        source=CFA_2014.s("36(1)"),
        limits=DECISION,
    ),
    Shown(
        rule="A6",
        text="Where a plan may be necessary, none is maintained and there was no assessment in"
        " the last six months: tell the family that an assessment is being considered, and that"
        " they may give views, orally or in writing, and evidence.",
        source=CFA_2014.at("s.36(6)-(7)"),
        limits=(request.ASSESSMENT_CONSIDERING_NOTICE, request.ASSESSMENT_SIX_MONTH_BAR),
    ),
    Shown(
        rule="A7",
        text="The test: having regard to the views and evidence, is the authority of the opinion"
        " that the child or young person has or may have special educational needs, and that it"
        " may be necessary for provision to be made under a plan? Nothing more may be asked for.",
        source=CFA_2014.s("36(8)") & CODE_2015.at("paras 9.3, 9.14"),
        limits=DECISION,
    ),
    Shown(
        rule="A9",
        text="For a person over 18, have regard to their age.",
        source=CFA_2014.s("36(10)"),
        limits=DECISION,
    ),
    Shown(
        rule="A11",
        text="The decision, either way, also goes to everybody who was told that an assessment"
        " was being considered.",
        source=SEND_REGS_2014.reg("5(2)"),
        limits=(*DECISION, request.ASSESSMENT_DECISION_NOTIFY_OTHERS),
    ),
)
