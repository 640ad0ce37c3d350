"""What may stand behind the question mark: read into the day, the moment and the filters."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any

from flask import request
from marshmallow import RAISE, Schema, ValidationError, validate
from marshmallow import fields as ma

from ehcp.api.answering import sparse
from ehcp.api.answering.problem import BadRequest
from ehcp.application.chronology.check import Supposed
from ehcp.application.clock import end_of, moment, start_of
from ehcp.domain.deadlines import Status
from ehcp.domain.waits import Party
from ehcp.law.time_limits import CATALOGUE
from ehcp.projections.queries.caseload import Order
from ehcp.projections.stage import CaseStage
from ehcp.schemas import YEARS, Day, Text, faults

MOST_SUPPOSED = 20
LONGEST_PAGE = 200
PAGE = 50
LAST_POSITION = 2**63 - 1
A_STAGE = r"(28|14|7|3|1|0|(overdue|excused)-[1-9][0-9]*)\Z"


class Moment(ma.Field[datetime]):
    """A moment, or a day, which stands for its end; in London where no zone is given."""

    default_error_messages = {  # noqa: RUF012 - as its base declares it
        "invalid": "Write a day as YYYY-MM-DD, or a moment as 2026-12-14T09:30:00Z."
    }

    def __init__(self, of_day: Callable[[date], datetime] = end_of, **kwargs: Any) -> None:
        end = "start" if of_day is start_of else "end"
        said = f"A day (its {end}, in London) or a moment with its zone."
        super().__init__(metadata={"type": "string", "description": said}, **kwargs)
        self.of_day = of_day

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> datetime:
        try:
            found = moment(str(value), self.of_day)
        except (ValueError, OverflowError):
            raise self.make_error("invalid") from None
        if found.year not in YEARS:
            raise self.make_error("invalid")
        return found


class Suppose(ma.Field[Supposed]):
    """`EVENT@DATE`: what would follow if it happened."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            metadata={"type": "string", "description": "`final-plan-issued@2026-12-14`"}, **kwargs
        )

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Supposed:
        event, _at, day = str(value).partition("@")
        Day().deserialize(day)
        try:
            supposed = Supposed.read(f"{event}@{day}")
            supposed.made()
        except ValueError:
            raise ValidationError(
                "Write EVENT@DATE, with an event that needs no more than its day, and a day from"
                " 1 September 2014 on."
            ) from None
        return supposed


def number(least: int, most: int, **kwargs: Any) -> ma.Integer:
    """Return the parameter of a whole number between two, both included."""
    return ma.Integer(validate=validate.Range(least, most), **kwargs)


class Query(Schema):
    """The parameters of one route; one that it does not have is a mistake."""

    class Meta:
        """What is not a parameter is a mistake, never ignored."""

        unknown = RAISE


class Nothing(Query):
    """No parameter at all."""


class AsAt(Query):
    """How things stood on which day, as known on which moment."""

    as_at = Day(
        data_key="as-at",
        metadata={"description": "What had happened by the end of this day. Left out: today."},
    )
    as_known_on = Moment(data_key="as-known-on")


class Recorded(AsAt):
    """The same, of what was recorded between two moments."""

    recorded_from = Moment(start_of, data_key="recorded-from")
    recorded_to = Moment(data_key="recorded-to")


class WhatIf(AsAt):
    """The same, with what is supposed to happen."""

    suppose = ma.List(Suppose(), validate=validate.Length(max=MOST_SUPPOSED))


A_POSITION = {"description": "The `position` of a command that the list must have."}


class Listed(Query):
    """A page of a list, not older than a position."""

    after = number(
        0,
        LAST_POSITION,
        metadata=A_POSITION,
    )
    page = Text(metadata={"description": "`page.next` of the page before."})
    limit = number(1, LONGEST_PAGE, load_default=PAGE)


def yes_or_no(said: str) -> ma.String:
    """Return the parameter of a yes or no: what is asked for with `true`, or without."""
    return ma.String(validate=validate.OneOf(["true", "false"]), metadata={"description": said})


class ListedThen(AsAt, Listed):
    """A page of a list, how things stood on which day, as known on which moment."""


def _a_limit(value: str) -> None:
    if value not in CATALOGUE:
        raise ValidationError("The law has no limit of that name; see `ehcp law list`.")


class DueWithin(Query):
    """What falls due soon."""

    due_within = number(
        0, 3660, data_key="due-within", metadata={"description": "Open, and due in so many days."}
    )


class CountsQuery(Query):
    """How far ahead is looked."""

    due_within = number(
        0,
        3660,
        data_key="due-within",
        load_default=14,
        metadata={"description": "Duties that are open, and due in so many days."},
    )


class Officers(Query):
    """Whose cases."""

    officer = Text(metadata={"description": "The officer's name or subject."})


class CaseloadQuery(Officers, ListedThen):
    """Which cases."""

    overdue = yes_or_no("With a binding duty overdue, or without.")
    due_within = number(
        0, 3660, data_key="due-within", metadata={"description": "Days from that day on."}
    )
    stage = ma.Enum(CaseStage, by_value=Text)
    waiting_on = ma.Enum(
        Party,
        by_value=Text,
        data_key="waiting-on",
        metadata={"description": "From whom something is awaited."},
    )
    no_contact_since = Day(
        data_key="no-contact-since",
        metadata={"description": "With no contact with the family from this day on."},
    )
    order = ma.Enum(Order, by_value=Text, load_default=Order.NEXT_DUE)


class DeadlinesQuery(DueWithin, Officers, ListedThen):
    """Which deadlines of all cases."""

    status = ma.Enum(Status, by_value=Text)
    concerning = Text(_a_limit, metadata={"description": "The limit's id."})


class AlertsQuery(ListedThen):
    """Which alerts."""

    ended = yes_or_no("Whose duty is done, gone or due on another day; or not.")
    officer = Text(
        metadata={"description": "Whose case it is, or to whom it was assigned or escalated."}
    )
    stage = Text(
        validate.Regexp(A_STAGE, error="Write 28, 14, 7, 3, 1, 0, overdue-N or excused-N."),
        metadata={"description": "28, 14, 7, 3, 1, 0, overdue-1, excused-1 and so on."},
    )
    concerning = Text(_a_limit, metadata={"description": "The limit's id."})


class AlertsOfCase(AsAt):
    """Which alerts of one case."""

    after = number(0, LAST_POSITION, metadata=A_POSITION)


@cache
def _made(shape: type[Query]) -> Query:
    """Return the one instance of a shape: to make one copies every field of it."""
    return shape()


def asked(shape: type[Query]) -> dict[str, Any]:
    """Return the parameters. Raises BadRequest where one is wrong, or given twice."""
    schema = _made(shape)
    fields = {field.data_key or name: field for name, field in schema.fields.items()}
    given: dict[str, Any] = {}
    twice = []
    for name, values in request.args.lists():
        if name == sparse.PARAMETER and sparse.asked():
            continue  # it says what of the answer is sent, and nothing about what is read
        several = isinstance(fields.get(name), ma.List)
        given[name] = values if several else values[0]
        if len(values) > 1 and not several:
            twice.append({"parameter": name[:100], "detail": "Given more than once."})
    try:
        found: dict[str, Any] = schema.load(given)
    except ValidationError as error:
        twice += [
            {"parameter": pointer.split("/")[1] if pointer else "", "detail": detail}
            for pointer, detail in faults(error)
        ]
    if twice:
        raise BadRequest(422, "invalid", "A parameter is not right.", errors=twice)
    return found
