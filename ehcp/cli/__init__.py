"""The command line: where the parts are put together."""

from ehcp.cli.main import main

__all__ = ["main"]
