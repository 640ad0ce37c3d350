"""Every route of the interface, with what its address is filled in with, and what it can be asked.

The routes are those of the app's own table, and the parameters those of its own description: what
is added there is asked about here, or a test fails that names it.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import chain, product
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from flask import Flask

from ehcp.application.cases import Asked
from ehcp.application.keeping.calendars import Calendars
from ehcp.application.keeping.service_accounts import NewServiceAccount, ServiceAccounts
from ehcp.application.webhooks import Addresses, NewWebhook, Secrets, Webhooks
from ehcp.domain.users import stream_of_account
from ehcp.store.cases import Store
from tests.api.agreement import operation, resolved
from tests.api.conftest import KEY, OURS, RECORDER, TODAY, in_role

PLACE = re.compile(r"<(?:\w+:)?(\w+)>")

Values = Mapping[str, Collection[Any]]
"""What may stand in each place of an address."""


class Route(NamedTuple):
    """A route, and what whoever asks for it needs a right to."""

    method: str
    rule: str
    action: str


def routes(app: Flask) -> Iterator[Route]:
    """Yield every route of an app."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            action = getattr(app.view_functions[rule.endpoint], "action", "")
            yield Route(method, rule.rule, action)


def places(rule: str) -> list[str]:
    """Return the names of what is to be filled in."""
    return PLACE.findall(rule)


def filled(rule: str, values: Values) -> list[str]:
    """Return each address of a route. Fails by name where nothing is known for a place in it."""
    names = places(rule)
    for name in names:
        assert values.get(name), f"nothing to stand for {name} in {rule}"
    parts = PLACE.split(rule)[::2]
    return [
        "".join(chain(*zip(parts, (*map(str, each), ""), strict=True)))
        for each in product(*(values[name] for name in names))
    ]


def asked_with(url: str, values: Mapping[str, Collection[str]] | None) -> Iterator[str]:
    """Yield an address as it is, with each parameter that it takes, and with one that it does not.

    Of a choice the first is taken. Fails by name where nothing is known for another parameter.
    Without any `values` none is tried but the wrong one.
    """
    yield url
    yield f"{url}?no-such-parameter=1"
    if values is None:
        return
    described = operation("GET", url) or {}
    for each in map(resolved, described.get("parameters", ())):
        if each["in"] != "query":
            continue
        name = each["name"]
        choices = values.get(name) or each["schema"].get("enum", ())[:1]
        choices = _members(described) if name == "fields" else choices
        assert choices, f"nothing to ask with for {name} of {url}"
        yield from (f"{url}?{name}={choice}" for choice in choices)


def _members(described: Any) -> list[str]:
    """Return what of an answer may be asked for alone: its first and its last member."""
    content = resolved(described["responses"]["200"])["content"]["application/json"]
    members = [*resolved(content["schema"])["properties"]]
    return sorted({members[0], members[-1]})


def calendar(store: Store, subject: str = "in.calendar") -> str:
    """Return the secret of the calendar of an officer."""
    in_role(store, subject=subject)
    return Calendars(store).make(OURS, subject, KEY, uuid4())


def webhook(store: Store) -> UUID:
    """Return the id of a webhook of a system that may follow changes."""
    in_role(store, "tribunal-preparer", subject="system")
    new = NewWebhook(url="https://192.0.2.1/", subject="system")
    public = Addresses(resolve=lambda *_: ["8.8.8.8"])
    kept = Webhooks(store, lambda: TODAY, Secrets(KEY), public)
    return kept.add(OURS, new, 0, "tests", uuid4()).webhook.id


def account(store: Store) -> UUID:
    """Return the id of a service account."""
    new = NewServiceAccount(account="feed", name="A feed", organisation="Larkmere Council")
    asked = Asked(by=RECORDER, command_id=uuid4())
    ServiceAccounts(store, lambda: TODAY).add(OURS, new, asked)
    return stream_of_account(OURS, "feed")
