"""The register of settings: public facts, the same for everybody who is signed in."""

from dataclasses import dataclass
from typing import Any

from flask import Response
from marshmallow import fields as ma
from marshmallow import validate

from ehcp.api.answering import answers
from ehcp.api.answering.pages import Pages
from ehcp.api.asking.query import LONGEST_PAGE, PAGE, Query, asked
from ehcp.api.routes import Routes
from ehcp.api.services import person, services
from ehcp.api.shapes import Paged
from ehcp.application.register import table
from ehcp.application.register.setting import Setting
from ehcp.application.rights import Reading
from ehcp.schemas import Text, dump

routes = Routes("register", __name__, description="Schools and other institutions")


class SettingsQuery(Query):
    """Which settings."""

    search = Text(metadata={"description": "Words that stand in the name, in this order."})
    urn = Text(metadata={"description": "The number in the national register."})
    page = Text(metadata={"description": "`page.next` of the page before."})
    limit = ma.Integer(validate=validate.Range(1, LONGEST_PAGE), load_default=PAGE)


@dataclass(frozen=True, kw_only=True)
class SettingsAnswer:
    """A page of the register."""

    items: tuple[Setting, ...]
    page: Paged


@routes.reads("/settings", Reading.SETTINGS, SettingsAnswer, SettingsQuery)
def read_settings() -> Response:
    """Return settings of the national register, in the order of their names."""
    query: dict[str, Any] = asked(SettingsQuery)
    search, urn, size = query.get("search"), query.get("urn"), query["limit"]
    pages = Pages(services().page_key, "settings", person().authority, search, urn)
    after = pages.after(query.get("page"))
    with services().cases.store.reading(person().authority) as connection:
        found = table.found(
            connection,
            search=search,
            urn=urn,
            after=tuple(after) if after else None,
            size=size + 1,
        )
    shown = found[:size]
    more = len(found) > size
    following = pages.token([shown[-1].name, shown[-1].urn]) if more else None
    return answers.read({"items": [dump(each) for each in shown], "page": {"next": following}})
