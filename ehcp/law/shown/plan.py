"""What is shown when a plan is written and maintained. CFA 2014 ss.38, 42; regs 11-14."""

from ehcp.law.citations import CFA_2014, RECOMMENDATIONS_2017, SEND_REGS_2014, Instrument
from ehcp.law.shown.shown import Shown
from ehcp.law.time_limits import assessment, draft, final

BA_V_NOTTINGHAMSHIRE = Instrument(
    "[2021] EWHC 1348 (Admin)", "BA v Nottinghamshire County Council"
)

DRAFT = (assessment.DECISION_TO_ISSUE_OR_DRAFT, draft.DRAFT_REPRESENTATIONS_WINDOW)
FINAL = (final.FINAL_PLAN_20_WEEKS,)
PROVISION = (final.PROVISION_IN_PLACE,)

PLAN_SHOWN = (
    Shown(
        rule="C1",
        text="Take account of the evidence from the assessment, and consider how best to achieve"
        " the outcomes.",
        source=SEND_REGS_2014.reg("11"),
        limits=DRAFT,
    ),
    Shown(
        rule="C12",
        text="With the plan goes notice of the right of appeal and what it reaches, its time"
        " limits, mediation, disagreement resolution and advice, and the appeal on health and"
        " social care.",
        source=SEND_REGS_2014.reg("14") & RECOMMENDATIONS_2017.whole,
        limits=(*FINAL, final.FINAL_PLAN_APPEAL_NOTICE),
    ),
    Shown(
        rule="C14",
        text="The authority must secure what Section F says, the commissioning body must arrange"
        " what Section G says, and the authority must make what Sections H1 and H2 say as its"
        " social care duties require. The duty cannot be passed on, and a budget is no defence.",
        source=CFA_2014.at("s.42(2)-(3)") & BA_V_NOTTINGHAMSHIRE.whole,
        limits=PROVISION,
    ),
)
