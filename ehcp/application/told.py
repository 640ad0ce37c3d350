"""Who must be told of each step of a case, who was, and who is missing: as JSON values."""

from typing import Any

from ehcp.application.chronology.check import span_json
from ehcp.application.chronology.file import name_of
from ehcp.domain.case import Case
from ehcp.domain.step import Step
from ehcp.domain.told import Owed, Told, ToldOf, told


def told_json(case: Case) -> list[dict[str, Any]]:
    """Return every step of which somebody is to be told, in legal order."""
    return [_step_json(found) for found in told(case)]


def _step_json(found: ToldOf) -> dict[str, Any]:
    return {
        "place": found.step.place,
        "step": name_of(found.step.event),
        "on": span_json(found.step.span),
        "telling": found.telling.id,
        "source": str(found.telling.source),
        "doubted": found.telling.doubted,
        "recipients": [_owed_json(owed) for owed in found.owed],
        "missing": [str(owed.to) for owed in found.owed if owed.missing],
    }


def _owed_json(owed: Owed) -> dict[str, Any]:
    return {
        "to": str(owed.to),
        "called": owed.called,
        "required": owed.required,
        "missing": owed.missing,
        "told": [_told_json(sending) for sending in owed.told],
    }


def _told_json(sending: Told) -> dict[str, Any]:
    return {
        "place": sending.step.place,
        "event": name_of(sending.step.event),
        "on": span_json(sending.step.span),
        "name": sending.name,
        "how": sending.how,
        "delivered": _on(sending.delivered),
        "opened": _on(sending.opened),
        "returned": _on(sending.returned),
    }


def _on(step: Step | None) -> Any:
    return None if step is None else span_json(step.span)
