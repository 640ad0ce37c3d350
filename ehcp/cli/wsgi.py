"""The web application as a WSGI server loads it."""

from datetime import timedelta

from flask import Flask

from ehcp.config import settings

TOKENS_GOOD_FOR = timedelta(days=30)


def create() -> Flask:
    """Return the application, with its connections opened in this process."""
    raise NotImplementedError(settings(), TOKENS_GOOD_FOR)
