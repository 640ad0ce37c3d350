"""The streams beside the cases: which events are of none of them."""

from ehcp.domain.authority import KINDS as OF_AUTHORITIES
from ehcp.domain.emergency import KINDS as OF_EMERGENCIES
from ehcp.domain.events.alert import (
    AlertAcknowledged,
    AlertAssigned,
    AlertEscalated,
    AlertRaised,
)
from ehcp.domain.proposals import KINDS as OF_PROPOSALS
from ehcp.domain.reading import KINDS as OF_READING
from ehcp.domain.users import KINDS as OF_USERS

NO_CASE = (
    AlertRaised,
    AlertAcknowledged,
    AlertAssigned,
    AlertEscalated,
    *OF_AUTHORITIES,
    *OF_USERS,
    *OF_PROPOSALS,
    *OF_EMERGENCIES,
    *OF_READING,
)
"""The events of streams beside the cases: alerts, how the authority works, who signs in, what is
proposed, what was opened in an emergency."""
