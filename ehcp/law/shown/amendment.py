"""What is shown when a plan is amended, and when a re-assessment is asked for. Regs 22-28."""

from ehcp.law.citations import CFA_2014, SEND_REGS_2014
from ehcp.law.shown.shown import Shown
from ehcp.law.time_limits import amendment, annual_review, reassessment

AMENDMENT_SHOWN = (
    Shown(
        rule="F8",
        text="With the notice go the existing plan, the amendments and their evidence, the right"
        " to ask for a setting, 15 days, a meeting, and where to find settings.",
        source=SEND_REGS_2014.reg("22(2)"),
        limits=(
            annual_review.ANNUAL_REVIEW_AMENDMENT_NOTICE,
            annual_review.ANNUAL_REVIEW_REPRESENTATIONS,
            amendment.AMEND_WITHOUT_REVIEW_REPRESENTATIONS,
        ),
    ),
    Shown(
        rule="F9",
        text="An amendment outside a review goes by the same notice. No plan in force is edited.",
        source=SEND_REGS_2014.reg("28"),
        limits=(amendment.AMEND_WITHOUT_REVIEW_FINAL,),
    ),
    Shown(
        rule="F13",
        text="A parent, a young person, the institution attended or the commissioning body may"
        " ask; what the commissioning body asks for is granted. An assessment in the last six"
        " months, or one that is not necessary, is a ground to refuse, and none to stay silent.",
        source=CFA_2014.at("s.44(2)-(3)") & SEND_REGS_2014.at("regs 23-24"),
        limits=(
            reassessment.REASSESSMENT_DECISION,
            reassessment.REASSESSMENT_SIX_MONTH_BAR,
        ),
    ),
)
