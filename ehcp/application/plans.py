"""The plans of a case: which there were, what each says, and what changed from one to another.

The case is one that the reader may see: what is kept from them has been taken out of it.
"""

import re
from dataclasses import dataclass
from typing import Any

from ehcp.application.chronology.check import span_json
from ehcp.application.views import plain
from ehcp.domain.case import Case
from ehcp.domain.plan.differences import changes, whole
from ehcp.domain.plan.sections import Plan
from ehcp.domain.standing.representations import Representation, representations
from ehcp.domain.standing.versions import Version, draft_out, versions
from ehcp.domain.step import Step

NAMED = re.compile(r"(?:v[1-9]\d{0,8}|[1-9]\d{0,8})\Z")
"""How a version is asked for: `v2` is the second plan that was put in force, `12` a place."""


class NoSuchVersion(LookupError):  # noqa: N818 - named for what it says
    """The case has no such version; or the record does not hold what it says."""


@dataclass(frozen=True)
class Compared:
    """Two versions of a case's plan, and those between them."""

    before: Version
    after: Version
    between: tuple[Version, ...]


def plan_json(case: Case) -> dict[str, Any]:
    """Return the plan in force, and the draft that is out; None where there is none."""
    in_force = next((version for version in versions(case) if version.in_force), None)
    return {"plan": _contents(in_force), "draft": _contents(draft_out(case))}


def plans_json(case: Case) -> list[dict[str, Any]]:
    """Return every version, in legal order, and when each was in force."""
    return [
        {
            **_head(version),
            "dated": plain(getattr(version.step.event, "dated", None)),
            "signed_by": getattr(version.step.event, "signed_by", None),
            "in_force": version.in_force,
            "in_force_from": None if version.is_draft else span_json(version.step.span),
            "in_force_to": span_json(version.until),
            "contents_known": version.plan is not None,
        }
        for version in versions(case)
    ]


def compared(case: Case, before: str | None, after: str | None) -> Compared:
    """Return two versions, as asked for: `v2`, or the place of the entry. Raises NoSuchVersion.

    Left out, they are the latest version and the one before that which is compared.
    """
    known = versions(case)
    to = _index(known, after) if after else len(known) - 1
    since = _index(known, before) if before else to - 1
    if to < 0 or since < 0:
        raise NoSuchVersion("The case has no two versions to compare.")
    for asked in (since, to):
        if known[asked].plan is None:
            raise NoSuchVersion("The record does not hold what this version says.")
    return Compared(known[since], known[to], known[since + 1 : to])


def differences_json(found: Compared) -> dict[str, Any]:
    """Return what changed from one version to another, element by element and word by word."""
    before, after = found.before.plan or Plan(), found.after.plan or Plan()
    between = [version.plan for version in found.between if version.plan]
    return {
        "before": _head(found.before),
        "after": _head(found.after),
        "fields": [plain(change) for change in whole(before, after)],
        "items": [plain(change) for change in changes(before, after, between)],
    }


def representations_json(case: Case) -> list[dict[str, Any]]:
    """Return what the family said of its plans, the answers, and what was changed for each."""
    return [_representation(found) for found in representations(case)]


def _representation(found: Representation) -> dict[str, Any]:
    made, answer = found.made.event, found.answer and found.answer.event
    return {
        "place": found.made.place,
        "made": span_json(found.made.span),
        "section": plain(getattr(made, "section", None)),
        "element": getattr(made, "element", None),
        "text": getattr(made, "text", None),
        "setting": getattr(made, "setting", None),
        "answered": found.answer and span_json(found.answer.span),
        "answer": getattr(answer, "answer", None),
        "accepted": getattr(answer, "accepted", None),
        "taken_up_by": _place(found.taken_up_by),
        "changed_in": found.changed_in and _head(found.changed_in),
        "changes": [plain(change) for change in found.changes],
    }


def _place(step: Step | None) -> int | None:
    return step.place if step else None


def _index(known: tuple[Version, ...], asked: str) -> int:
    """Return which version is asked for, from 0. A number `v2` is never that of a draft."""
    if NAMED.match(asked):
        for index, version in enumerate(known):
            named = None if version.is_draft else f"v{version.number}"
            if asked in (named, str(version.step.place)):
                return index
    raise NoSuchVersion("The case has no such version: give its place, or v1, v2 and so on.")


def _head(version: Version) -> dict[str, Any]:
    return {
        "place": version.step.place,
        "version": version.number,
        "kind": str(version.status),
        "issued": span_json(version.step.span),
    }


def _contents(version: Version | None) -> dict[str, Any] | None:
    if version is None:
        return None
    return {
        **_head(version),
        "plan": plain(version.plan),
        "naming": plain(version.naming),
    }
