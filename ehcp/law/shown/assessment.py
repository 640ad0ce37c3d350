"""What is shown during the assessment. CFA 2014 ss.19, 36-37; SI 2014/1530 regs 6-10."""

from ehcp.law.citations import CFA_2014, SEND_REGS_2014
from ehcp.law.shown.shown import Shown
from ehcp.law.time_limits import assessment, draft, final, request

ADVICE = (assessment.ADVICE_RESPONSE,)
NO_PLAN = (assessment.DECISION_NOT_TO_ISSUE,)
DRAFT = (assessment.DECISION_TO_ISSUE_OR_DRAFT, draft.DRAFT_REPRESENTATIONS_WINDOW)
DECISION = (request.ASSESSMENT_DECISION_NOTIFY,)
FINAL = (final.FINAL_PLAN_20_WEEKS,)
WHOLE_PROCESS = (*DECISION, *NO_PLAN, *FINAL)

ASSESSMENT_SHOWN = (
    Shown(
        rule="B3",
        text="Each adviser is asked for the needs, the provision required and the outcomes"
        " intended, and has copies of the family's representations and evidence.",
        source=SEND_REGS_2014.at("reg 6(1), (3)"),
        limits=ADVICE,
    ),
    Shown(
        rule="B5",
        text="Take into account the views of the child or young person, the parent's views and"
        " information, and the setting's information; keep disruption to the family small, and"
        " avoid more than one assessment.",
        source=SEND_REGS_2014.reg("7"),
        limits=(*ADVICE, *NO_PLAN),
    ),
    Shown(
        rule="B6",
        text="Give the family the advice, information and support they need to take part, and"
        " consider whether they need an advocate.",
        source=SEND_REGS_2014.reg("9") & CFA_2014.s("19"),
        limits=WHOLE_PROCESS,
    ),
    Shown(
        rule="B7",
        text="Have regard to views, wishes and feelings, to participation, to the information and"
        " support needed for it, and to the best possible outcomes.",
        source=CFA_2014.s("19"),
        limits=WHOLE_PROCESS,
    ),
    Shown(
        rule="B8",
        text="The authority cannot make the setting carry out the assessment or pay for it.",
        source=CFA_2014.s("36"),
        limits=ADVICE,
    ),
    Shown(
        rule="B9",
        text="The test: in the light of the assessment, is it necessary for provision to be made"
        " under a plan? Then the authority must secure that one is prepared and maintained.",
        source=CFA_2014.s("37(1)") & SEND_REGS_2014.reg("10(1)"),
        limits=(*NO_PLAN, *DRAFT),
    ),
)
