"""Where other systems are told of changes: for the administrators of your authority."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from flask import Response
from marshmallow import ValidationError, validate
from marshmallow import fields as ma

from ehcp.api.answering import answers
from ehcp.api.answering.pages import Pages
from ehcp.api.asking.body import json_object
from ehcp.api.asking.query import LONGEST_PAGE, PAGE, Nothing, Query, asked, number
from ehcp.api.deciding.commands import asking
from ehcp.api.routes import LOCATION, Routes, acting, answer
from ehcp.api.services import person, services
from ehcp.api.shapes import Paged
from ehcp.application.keeping.authorities import BadSetting
from ehcp.application.rights import Keeping, Reading
from ehcp.application.webhooks import Made, NewWebhook, Notice, Rotation, Webhook, Webhooks
from ehcp.application.webhooks.keeping import Waiting
from ehcp.projections.queries.changes import log_of
from ehcp.schemas import Text, dump, load, schema_for

W = TypeVar("W")
ONE = "/webhooks/<uuid:webhook>"
STATES = ("waiting", "delivered", "dead", "withdrawn")


@dataclass(frozen=True, kw_only=True)
class WebhookShown:
    """A webhook. It is told of what `subject` may follow; of all kinds where `kinds` is empty.

    `state`: on or off; `off_because`: failing for days, gone (it answered 410) or switched-off.
    `failing_since`: nothing has arrived since then. `key_changed`: nothing is sent before the
    secret is rotated, since the one that was shown is good no longer. The secret before this
    `generation` is signed with until `before_until`. `waiting` and `dead` count what has not
    arrived yet, and what was given up.
    """

    id: UUID
    url: str
    subject: str
    kinds: tuple[str, ...]
    state: str
    off_because: str | None
    failing_since: datetime | None
    key_changed: bool
    generation: int
    before_until: datetime | None
    waiting: int
    dead: int
    made_at: datetime
    made_by: str
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, kw_only=True)
class WebhookMade:
    """A webhook and its secret, which is shown this once. Both are as at that moment."""

    webhook: UUID
    generation: int
    before_until: datetime | None
    secret: str


@dataclass(frozen=True, kw_only=True)
class WebhooksAnswer:
    """Every webhook of the authority, in the order in which they were added."""

    items: tuple[WebhookShown, ...]
    page: Paged


@dataclass(frozen=True, kw_only=True)
class NoticesAnswer:
    """A page of what a webhook is told of, the latest first."""

    items: tuple[Notice, ...]
    page: Paged


@dataclass(frozen=True, kw_only=True)
class Retried:
    """What is sent again."""

    ids: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class Retry:
    """Send again what was given up: these, or without any all of it."""

    ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SwitchOn:
    """Send to a webhook again. It goes on where it was: what happened meanwhile is told."""


@dataclass(frozen=True, kw_only=True)
class SwitchOff:
    """Send nothing more to a webhook for now."""


@dataclass(frozen=True, kw_only=True)
class Remove:
    """Remove a webhook, and what waits for it."""


class NoticesQuery(Query):
    """Which of them."""

    state = ma.String(
        validate=validate.OneOf(STATES), metadata={"description": "What became of it."}
    )
    page = Text(metadata={"description": "`page.next` of the page before."})
    limit = number(1, LONGEST_PAGE, load_default=PAGE)


def routes() -> Routes:
    """Return the routes of webhooks."""
    found = Routes("webhooks", __name__, description="Where other systems are told of changes")
    found.reads("/webhooks", Reading.WEBHOOKS, WebhooksAnswer)(read_webhooks)
    found.reads(ONE, Reading.WEBHOOKS, WebhookShown)(read_webhook)
    found.reads(f"{ONE}/deliveries", Reading.WEBHOOKS, NoticesAnswer, NoticesQuery)(
        read_webhook_deliveries
    )
    made = {"201": answer("Added.", WebhookMade, LOCATION)}
    found.does(
        "/webhooks", Keeping.ADD_WEBHOOK, add_webhook,
        acting("add-webhook", NewWebhook.__doc__, schema_for(NewWebhook), made, (409,)),
    )  # fmt: skip
    for name, action, view, kind, shape in ACTS:
        done = {"200": answer("Done.", shape, {})}
        described = acting(f"webhook-{name}", kind.__doc__, schema_for(kind), done, (409,))
        found.does(f"{ONE}/{name}", action, view, described)
    return found


def read_webhooks() -> Response:
    """Return where other systems are told of changes."""
    asked(Nothing)
    of, code = kept(), person().authority
    counts = of.waiting(code)
    items = [_shown(of, webhook, counts) for webhook in of.every(code)]
    return answers.read({"items": [dump(item) for item in items], "page": {"next": None}})


def read_webhook(webhook: UUID) -> Response:
    """Return one webhook, and whether it takes what it is sent."""
    asked(Nothing)
    return answers.read(dump(_one(webhook)))


def read_webhook_deliveries(webhook: UUID) -> Response:
    """Return what became of what a webhook is told of. Of which case is not said here."""
    query, code = asked(NoticesQuery), person().authority
    state, size = query.get("state"), query["limit"]
    pages = Pages(services().page_key, "deliveries", code, webhook, state)
    before = pages.after(query.get("page"))
    rows = kept().notices(code, webhook, state=state, before=before, size=size + 1)
    following = pages.token(rows[size - 1].position) if len(rows) > size else None
    items = [dump(row) for row in rows[:size]]
    return answers.read({"items": items, "page": {"next": following}})


def add_webhook() -> Response:
    """Add a webhook."""
    new, code = load(NewWebhook, json_object()), person().authority
    command = asking(expected=None).command_id
    try:
        reached = log_of(services().cases.store, code).reached
        made = kept().add(code, new, reached, person().subject, command)
    except BadSetting as wrong:
        raise ValidationError({wrong.field: [wrong.reason]}) from None
    done = _made(made)
    done.status_code = 201
    done.headers["Location"] = f"/v1/webhooks/{made.webhook.id}"
    return done


def rotate_secret(webhook: UUID) -> Response:
    """Give a webhook a new secret."""
    rotation = _wish(Rotation)
    try:
        return _made(kept().rotate(person().authority, webhook, rotation, person().subject))
    except BadSetting as wrong:
        raise ValidationError({wrong.field: [wrong.reason]}) from None


def switch_on(webhook: UUID) -> Response:
    """Send to a webhook again."""
    _wish(SwitchOn)
    kept().switch(person().authority, webhook, person().subject, on=True)
    return _sent(dump(_one(webhook)))


def switch_off(webhook: UUID) -> Response:
    """Send nothing more to a webhook for now."""
    _wish(SwitchOff)
    kept().switch(person().authority, webhook, person().subject, on=False)
    return _sent(dump(_one(webhook)))


def remove_webhook(webhook: UUID) -> Response:
    """Remove a webhook."""
    _wish(Remove)
    shown = _one(webhook)
    kept().remove(person().authority, webhook, person().subject)
    return _sent(dump(shown))


def retry(webhook: UUID) -> Response:
    """Send again what was given up."""
    wanted = _wish(Retry)
    done = kept().retry(person().authority, webhook, wanted.ids or None)
    return _sent(dump(Retried(ids=done)))


Act = tuple[str, Keeping, Callable[[UUID], Response], type, type]
ACTS: tuple[Act, ...] = (
    ("rotate-secret", Keeping.ROTATE_WEBHOOK, rotate_secret, Rotation, WebhookMade),
    ("switch-on", Keeping.SWITCH_WEBHOOK, switch_on, SwitchOn, WebhookShown),
    ("switch-off", Keeping.SWITCH_WEBHOOK, switch_off, SwitchOff, WebhookShown),
    ("remove", Keeping.REMOVE_WEBHOOK, remove_webhook, Remove, WebhookShown),
    ("retry", Keeping.RETRY_WEBHOOK, retry, Retry, Retried),
)


def kept() -> Webhooks:
    """Return the webhooks of the database that serves this request."""
    here = services()
    return Webhooks(here.cases.store, here.cases.today, here.webhook_secrets, here.addresses)


def _wish(kind: type[W]) -> W:
    """Return what is asked for. Its headers are looked at, though it may be done twice."""
    wanted = load(kind, json_object())
    asking(expected=None)
    return wanted


def _one(webhook: UUID) -> WebhookShown:
    of, code = kept(), person().authority
    return _shown(of, of.one(code, webhook), of.waiting(code))


def _shown(of: Webhooks, webhook: Webhook, counts: dict[UUID, Waiting]) -> WebhookShown:
    counted = counts.get(webhook.id, Waiting())
    return WebhookShown(
        id=webhook.id,
        url=webhook.url,
        subject=webhook.subject,
        kinds=webhook.kinds,
        state=webhook.state,
        off_because=webhook.off_because,
        failing_since=webhook.failing_since,
        key_changed=of.key_changed(webhook),
        generation=webhook.generation,
        before_until=webhook.before_until if webhook.both(datetime.now(UTC)) else None,
        waiting=counted.waiting,
        dead=counted.dead,
        made_at=webhook.made_at,
        made_by=webhook.made_by,
        changed_at=webhook.changed_at,
        changed_by=webhook.changed_by,
    )


def _made(made: Made) -> Response:
    shown = WebhookMade(
        webhook=made.webhook.id,
        generation=made.webhook.generation,
        before_until=made.webhook.before_until,
        secret=made.secret,
    )
    return _sent(dump(shown))


def _sent(body: dict[str, Any]) -> Response:
    return Response(answers.encoded(body), content_type="application/json")
