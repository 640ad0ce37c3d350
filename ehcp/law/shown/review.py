"""What is shown when a plan is reviewed. CFA 2014 s.44; SI 2014/1530 regs 18 to 21."""

from ehcp.law.citations import CFA_2014, CODE_2015, SEND_REGS_2014
from ehcp.law.shown.shown import Shown
from ehcp.law.time_limits import annual_review

MEETING = (
    annual_review.ANNUAL_REVIEW_MEETING_NOTICE,
    annual_review.ANNUAL_REVIEW_CIRCULATE_ADVICE,
)
REPORT = (annual_review.ANNUAL_REVIEW_REPORT,)
DECISION = (
    annual_review.ANNUAL_REVIEW_DECISION,
    annual_review.ANNUAL_REVIEW_DECISION_INSIDE_YEAR,
)
YEARLY = (annual_review.ANNUAL_REVIEW_FIRST, annual_review.ANNUAL_REVIEW_SUBSEQUENT)

REVIEW_SHOWN = (
    Shown(
        rule="F1",
        text="Consult the child and the parent, or the young person, and take account of their"
        " views, wishes and feelings; consult the institution; consider progress towards the"
        " outcomes, and whether they remain appropriate.",
        source=SEND_REGS_2014.reg("19") & CODE_2015.at("paras 9.166-9.168"),
        limits=(*MEETING, *REPORT),
    ),
    Shown(
        rule="F2",
        text="Where an institution is attended the authority ensures that a meeting is held. It"
        " may require the heads of the schools in reg 20(12) to arrange it, and request others.",
        source=SEND_REGS_2014.at("reg 20(1), (12)") & CODE_2015.para("9.173"),
        limits=(*YEARLY, *MEETING),
    ),
    Shown(
        rule="F5",
        text="The report has recommendations on amendments, any differences of view and whose"
        " they are, and the advice with it. It goes to everybody who was invited.",
        source=SEND_REGS_2014.at("regs 20(7)-(9), 21(7)"),
        limits=REPORT,
    ),
    Shown(
        rule="F7",
        text="A decision to maintain or to cease carries the right of appeal, its time limits,"
        " mediation, and disagreement resolution and advice; the amended plan does when it is"
        " finalised.",
        source=SEND_REGS_2014.at("regs 20(11), 21, 22(5), 31(3)"),
        limits=DECISION,
    ),
    Shown(
        rule="F11",
        text="Align the review of a looked-after child with that of the care plan and the personal"
        " education plan. The review of a personal budget and of direct payments is part of it.",
        source=CODE_2015.para("9.169"),
        limits=(*YEARLY, *MEETING),
    ),
    Shown(
        rule="F12",
        text="From 19 on, have regard to whether the educational or training outcomes have been"
        " achieved.",
        source=CFA_2014.s("44(5)"),
        limits=(*REPORT, *DECISION),
    ),
)
