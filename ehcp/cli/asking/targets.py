"""Who is sent alerts, as the settings say."""

from ehcp.config import BadSettings, Settings
from ehcp.scheduler.delivery.targets import BadTargets, Targets, read


def targets(found: Settings) -> Targets | None:
    """Return who is sent alerts; None where nobody is. Raises BadSettings."""
    if found.delivery is None:
        return None
    try:
        return read(found.delivery)
    except BadTargets as error:
        raise BadSettings(f"EHCP_DELIVERY: {error}") from None
