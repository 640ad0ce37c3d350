"""One alert, and what may be done about it. All of it commutes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import ValidationError

from ehcp.api.answering import answers
from ehcp.api.asking import looking
from ehcp.api.asking.body import expected_version, json_object
from ehcp.api.asking.query import Nothing, asked
from ehcp.api.deciding.commands import asking
from ehcp.api.routes import ETAG, Routes, acting, answer
from ehcp.api.services import person, right, services
from ehcp.api.shapes import AlertDoneAnswer
from ehcp.application.cases import Asked
from ehcp.application.deciding.alerts import Alerts, NoSuchAlert
from ehcp.application.rights import Alerting, Reading
from ehcp.projections import queries
from ehcp.schemas import dump, load, schema_for
from ehcp.store.cases import Appended


@dataclass(frozen=True, kw_only=True)
class Acknowledge:
    """Say that you have seen the alert."""

    def done(self, alerts: Alerts, authority: str, alert: UUID, by: Asked) -> Appended:
        """Record it."""
        return alerts.acknowledge(authority, alert, by)


@dataclass(frozen=True, kw_only=True)
class Assign:
    """Give the alert to somebody. `to` is who that is when signed in."""

    to: str

    def done(self, alerts: Alerts, authority: str, alert: UUID, by: Asked) -> Appended:
        """Record it."""
        return alerts.assign(authority, alert, _somebody(self.to), by)


@dataclass(frozen=True, kw_only=True)
class Escalate:
    """Take the alert to a manager. `to` is who that is when signed in."""

    to: str
    reasons: str | None = None

    def done(self, alerts: Alerts, authority: str, alert: UUID, by: Asked) -> Appended:
        """Record it."""
        return alerts.escalate(authority, alert, _somebody(self.to), by, self.reasons)


Act = Acknowledge | Assign | Escalate
ACTS: tuple[tuple[str, Alerting, type[Act]], ...] = (
    ("acknowledge", Alerting.ACKNOWLEDGE, Acknowledge),
    ("assign", Alerting.ASSIGN, Assign),
    ("escalate", Alerting.ESCALATE, Escalate),
)


def routes() -> Routes:
    """Return the route of one alert, and one for each thing to do about it."""
    found = Routes("alerts", __name__, description="What may be done about an alert")
    found.reads("/alerts/<uuid:alert>", Reading.ALERTS, queries.Alert)(read_alert)
    for name, action, kind in ACTS:
        view: Callable[..., Response] = partial(act, kind)
        view.__doc__ = kind.__doc__
        view.__name__ = action
        found.does(f"/alerts/<uuid:alert>/{name}", action, view, _acting(action, kind))
    return found


def read_alert(alert: UUID) -> Response:
    """Return one alert, as the read models have it."""
    asked(Nothing)
    found = queries.alert(services().cases.store, person().authority, alert, access=right())
    if found is None:
        raise NoSuchAlert
    looking.at((found.case_id,))
    return answers.read(dump(found), version=found.version)


def act(kind: type[Act], alert: UUID) -> Response:
    """Do something about an alert. Only a right to every case is one to its alerts."""
    if not right().every_case:
        raise NoSuchAlert
    expected = expected_version(needed=False)
    wanted = load(kind, json_object())
    alerts = Alerts(services().cases.store, services().cases.today)
    appended = wanted.done(alerts, person().authority, alert, asking(expected=expected))
    return answers.done_about(alert, appended)


def _somebody(to: str) -> str:
    if not to.strip():
        raise ValidationError({"to": ["Say who."]})
    return to


def _acting(action: Alerting, kind: type[Act]) -> dict[str, Any]:
    done = {"200": answer("Done.", AlertDoneAnswer, ETAG)}
    return acting(action, kind.__doc__, schema_for(kind), done, (412,), version=False)
