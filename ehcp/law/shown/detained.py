"""What is shown for a detained person. CFA 2014 ss.70-75; SI 2015/62."""

from ehcp.law.citations import CFA_2014, DETAINED_REGS_2015
from ehcp.law.shown.shown import Shown
from ehcp.law.time_limits import detained

DETAINED_SHOWN = (
    Shown(
        rule="J3",
        text="For a detained person a regime of its own says to whom what may be disclosed. Tell"
        " the appropriate person, the person in charge of the accommodation, the youth offending"
        " team, the institution, the home commissioning body and the commissioner of health"
        " services there, as the step requires.",
        source=DETAINED_REGS_2015.at("regs 4, 5, 13, 17"),
        limits=(
            detained.DETAINED_DECISION,
            detained.DETAINED_NOT_ISSUE,
            detained.DETAINED_FINAL_PLAN,
        ),
    ),
    Shown(
        rule="J3a",
        text="While detained a person can appeal only against a refusal to assess, a refusal to"
        " issue a plan, and the setting named when the plan is first finalised.",
        source=CFA_2014.at("s.73(2)-(3)"),
        limits=(
            detained.DETAINED_DECISION,
            detained.DETAINED_NOT_ISSUE,
            detained.DETAINED_FINAL_PLAN,
        ),
    ),
)
