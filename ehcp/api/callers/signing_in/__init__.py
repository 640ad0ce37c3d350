"""Signing in with tokens of other people's identity providers, found by OIDC discovery."""

from ehcp.api.callers.signing_in.bearer import Bearer
from ehcp.api.callers.signing_in.providers import BadProviders, Provider, read

__all__ = ["BadProviders", "Bearer", "Provider", "read"]
