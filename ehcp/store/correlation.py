"""Which request whatever is recorded now belongs to, where there is one."""

from contextvars import ContextVar

REQUEST: ContextVar[str | None] = ContextVar("ehcp_request", default=None)
"""The id that is in the answer, in the log and in the record of looks. It says nothing else."""
