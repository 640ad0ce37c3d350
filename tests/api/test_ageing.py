"""A route that will go says so in every answer, and in the description."""

from datetime import date

import pytest
from flask import Flask, Response

from ehcp.api.answering import ageing
from ehcp.api.answering.ageing import ages
from ehcp.api.asking.gate import OPEN
from ehcp.api.description import ProblemApi
from ehcp.api.routes import Routes
from ehcp.api.shapes import DoneAnswer

CONFIG = {"API_TITLE": "t", "API_VERSION": "v1", "OPENAPI_VERSION": "3.1.0"}


@pytest.fixture
def old():
    """An application with one route that will go and one that stays."""
    app, routes = Flask("old"), Routes("old", "old")

    @routes.reads("/old", OPEN, DoneAnswer)
    @ages(since=date(2027, 1, 4), until=date(2027, 8, 31), instead="/v1/new")
    def read_old() -> Response:
        """Return what is old."""
        return Response("{}")

    @routes.reads("/new", OPEN, DoneAnswer)
    def read_new() -> Response:
        """Return what is new."""
        return Response("{}")

    app.config.update(CONFIG)
    api = ProblemApi(app)
    api.register_blueprint(routes)
    ageing.register(app)
    return app, api.spec.to_dict()["paths"]


def test_its_answers_say_since_when_until_when_and_what_instead(old):
    app, _ = old
    said = app.test_client().get("/old").headers
    assert said["Deprecation"] == "@1799020800"  # 4 January 2027, 0:00 UTC
    assert said["Sunset"] == "Wed, 01 Sep 2027 00:00:00 GMT"
    assert said["Link"] == '</v1/new>; rel="successor-version"'
    assert "Deprecation" not in app.test_client().get("/new").headers


def test_the_description_says_so(old):
    _, paths = old
    assert paths["/old"]["get"]["deprecated"] is True
    assert "deprecated" not in paths["/new"]["get"]


def test_it_cannot_go_within_half_a_year():
    with pytest.raises(ValueError, match="stays for 182 days"):
        ages(since=date(2027, 1, 4), until=date(2027, 6, 30), instead="/v1/new")
