"""What is shown when a plan moves to another authority or commissioning body: regs 15, 16."""

from ehcp.law.citations import CFA_2014, CODE_2015, SEND_REGS_2014
from ehcp.law.shown.shown import Shown
from ehcp.law.time_limits import transfer

NEW_AUTHORITY = (transfer.LA_TRANSFER_INFORM_FAMILY, transfer.LA_TRANSFER_REVIEW)
OLD_AUTHORITY = (transfer.LA_TRANSFER_ON_MOVE, transfer.LA_TRANSFER_LATE_NOTICE)

TRANSFER_SHOWN = (
    Shown(
        rule="L1",
        text="From the day of the transfer the plan is treated as made by this authority on its"
        " original date: maintain it, and secure its provision, fees included.",
        source=SEND_REGS_2014.reg("15(3)(a)"),
        limits=NEW_AUTHORITY,
    ),
    Shown(
        rule="L2",
        text="Advice that was passed on need not be sought again if its author, the old authority"
        " and the family agree that it suffices.",
        source=SEND_REGS_2014.reg("15(3)(b)"),
        limits=NEW_AUTHORITY,
    ),
    Shown(
        rule="L3",
        text="Where attendance at the setting named is no longer practicable, arrange an"
        " appropriate alternative until the plan is amended. Fees are paid until then.",
        source=SEND_REGS_2014.reg("15") & CODE_2015.para("9.159"),
        limits=NEW_AUTHORITY,
    ),
    Shown(
        rule="L4",
        text="If the family moves while an assessment is under way and no plan is made, the"
        " assessment here stops. The new authority decides afresh, with a clock of its own, and"
        " should use the advice that is there.",
        source=CFA_2014.s("24(1)") & CODE_2015.at("paras 9.157-9.161"),
        limits=OLD_AUTHORITY,
    ),
    Shown(
        rule="L4a",
        text="A change of commissioning body is a separate thing, with notices of its own: a new"
        " general practitioner can cause it alone. What the new body asks for, an assessment or a"
        " review, cannot be refused.",
        source=SEND_REGS_2014.reg("16"),
        limits=(
            transfer.COMMISSIONER_CHANGE_WITH_MOVE,
            transfer.COMMISSIONER_CHANGE_OTHER,
            transfer.COMMISSIONER_NEW_NOT_PRACTICABLE,
        ),
    ),
)
