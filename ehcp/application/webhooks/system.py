"""The system that a webhook is for: somebody who signs in, or a service account."""

from uuid import UUID

from ehcp.domain.users import SERVICE_ACCOUNT, stream_of, stream_of_account


def stream_of_system(authority: str, subject: str) -> UUID:
    """Return the stream of whoever signs in as `subject`."""
    if subject.startswith(SERVICE_ACCOUNT):
        return stream_of_account(authority, subject.removeprefix(SERVICE_ACCOUNT))
    return stream_of(authority, subject)
