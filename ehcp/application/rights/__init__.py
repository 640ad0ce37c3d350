"""Who may do what, of which cases, and what they see of each: a role, a relationship, a class.

`policy` is the table, `access` decides by it, `fields` says what is left of a case. `withholding`
keeps a restricted address from it, and `following` says what another system is told of.
"""

from ehcp.application.rights.access import (
    EVERY_CASE,
    Access,
    Emergency,
    EveryCase,
    Grant,
    access,
)
from ehcp.application.rights.actions import (
    NOT_OF_CHILDREN,
    Action,
    Agreeing,
    Alerting,
    InEmergency,
    Keeping,
    Linking,
    Protected,
    Reading,
    Sending,
    Writing,
)
from ehcp.application.rights.fields import FieldClass, cut, cut_case, withheld
from ehcp.application.rights.own import as_asked, own_places
from ehcp.application.rights.policy import POLICY, any_may, may
from ehcp.domain.events.users import Role

__all__ = [
    "EVERY_CASE",
    "NOT_OF_CHILDREN",
    "POLICY",
    "Access",
    "Action",
    "Agreeing",
    "Alerting",
    "Emergency",
    "EveryCase",
    "FieldClass",
    "Grant",
    "InEmergency",
    "Keeping",
    "Linking",
    "Protected",
    "Reading",
    "Role",
    "Sending",
    "Writing",
    "access",
    "any_may",
    "as_asked",
    "cut",
    "cut_case",
    "may",
    "own_places",
    "withheld",
]
