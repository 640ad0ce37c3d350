"""What may be asked of a case, one module per stage; each command carries its rule."""

from ehcp.domain.commands import request

__all__ = ["request"]
