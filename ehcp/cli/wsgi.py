"""The web application as a WSGI server loads it."""

from datetime import timedelta

from flask import Flask

from ehcp.api.app import create_app
from ehcp.api.identity import Tokens, signing_key
from ehcp.api.services import Services
from ehcp.application import clock
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.cases import Cases
from ehcp.cli.database import opened
from ehcp.config import settings

TOKENS_GOOD_FOR = timedelta(days=30)
"""Until people sign in with their own authority's accounts, a token is good for a month."""


def create() -> Flask:
    """Return the application, with its connections opened in this process."""
    found = settings()
    key = signing_key(found.token_key)
    if found.database_url is None:
        raise ValueError("EHCP_DATABASE_URL is not set.")
    return create_app(
        Services(
            cases=Cases(opened(found.database_url, found), clock.today),
            identity=Tokens(key, good_for=TOKENS_GOOD_FOR).person,
            calendar=england_and_wales(),
            page_key=key,
        )
    )
