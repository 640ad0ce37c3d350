"""The HTTP interface: JSON in, problem details out. Holds no rules."""

from ehcp.api.app import create_app
from ehcp.api.services import Services

__all__ = ["Services", "create_app"]
