"""The web application as a WSGI server loads it."""

import os
from functools import cache

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from ehcp.api.app import Interface, interface
from ehcp.api.callers.limits import Limit, Limits
from ehcp.api.running.log import as_lines_of_json
from ehcp.api.running.metrics import Pools
from ehcp.api.services import EXTENSION, Services
from ehcp.application import clock
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.cases import Cases
from ehcp.application.keeping.directory import Directory, Homes
from ehcp.cli.asking.database import DEFAULT, every_database
from ehcp.cli.asking.filing import filing_of
from ehcp.cli.asking.following import addresses_of, secrets_of
from ehcp.cli.asking.signing_in import page_key, sign_in
from ehcp.cli.running.arenas import share_arenas
from ehcp.cli.running.shared import FOLDER
from ehcp.config import Settings, settings
from ehcp.projections.collecting import collect_seldom
from ehcp.store.standby import standby_store


@cache
def prepared() -> Interface:
    """Return what every process of a server shares: made before they fork, it is made once.

    A process that takes the place of one that was killed then answers at once.
    """
    share_arenas()
    found = interface()
    collect_seldom()
    return found


def create() -> Flask:
    """Return the application, with its connections opened in this process."""
    as_lines_of_json()
    found = settings()
    identity, key = sign_in(found), page_key(found)
    urls = found.databases or ({DEFAULT: found.database_url} if found.database_url else {})
    if not urls:
        raise ValueError("EHCP_DATABASE_URL is not set.")
    databases = every_database(urls, found)
    standby = _standby(found)
    application = prepared()
    if found.proxies:  # theirs is the only address that can be seen; they say whose it is
        application.wsgi_app = ProxyFix(application.wsgi_app, x_for=found.proxies, x_proto=0)  # type: ignore[method-assign]
    application.extensions[EXTENSION] = Services(
        cases=Cases(databases.store(databases.default), clock.today),
        homes=Homes(Directory(databases), clock.today) if len(urls) > 1 else None,
        standby=standby,
        identity=identity,
        limits=Limits(
            person=Limit.read(found.limit_person),
            authority=Limit.read(found.limit_authority),
            failures=Limit.read(found.limit_failures),
        ),
        calendar=england_and_wales(),
        page_key=key,
        webhook_secrets=secrets_of(found),
        addresses=addresses_of(found),
        filing=filing_of(found),
    )
    if FOLDER in os.environ:
        stores = [databases.store(name) for name in databases.names]
        Pools([*stores, *([standby.store] if standby else [])]).start()
    return application


def _standby(found: Settings) -> Cases | None:
    if found.standby is None:
        return None
    return Cases(
        standby_store(found.standby, web=found.pool_web, timeout=found.pool_timeout), clock.today
    )
