"""The house's list of rules that are no time limits, by section, in our own words.

Who must be told of what, the ninth section of the list, is in `ehcp.law.recipients`. Which of
the code carries a rule is not said here: refusals, warnings and shown texts name their rule.
"""

from ehcp.law.rules.appeal import APPEAL
from ehcp.law.rules.assessment import ASSESSMENT
from ehcp.law.rules.ceasing import CEASING
from ehcp.law.rules.people import DISCLOSURE, PEOPLE
from ehcp.law.rules.personal_budget import PERSONAL_BUDGET
from ehcp.law.rules.plan import PLAN
from ehcp.law.rules.request import REQUEST
from ehcp.law.rules.review import REVIEW
from ehcp.law.rules.rule import Asks, Rule, Section, Source, Verified
from ehcp.law.rules.setting import SETTING
from ehcp.law.rules.transfer import TRANSFER

__all__ = ["RULES", "SECTIONS", "Asks", "Rule", "Section", "Source", "Verified"]

SECTIONS = (
    REQUEST,
    ASSESSMENT,
    PLAN,
    SETTING,
    PERSONAL_BUDGET,
    REVIEW,
    CEASING,
    APPEAL,
    DISCLOSURE,
    PEOPLE,
    TRANSFER,
)
RULES = {rule.id: rule for section in SECTIONS for rule in section.rules}
