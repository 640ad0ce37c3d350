"""The plans of a case: which there were, what each says, and what changed from one to another.

The case is one that the reader may see: what is kept from them has been taken out of it.
"""

import re
from dataclasses import dataclass
from typing import Any

from ehcp.application.in_json import span_json
from ehcp.application.one_case.views import plain
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
    return {"plan": _contents(_in_force(case)), "draft": _contents(draft_out(case))}


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


def in_force_json(before: Case, after: Case) -> dict[str, Any] | None:
    """Return how the plan in force differs between two points of one case; None where it does not.

    `contents_known` is false where the record has of one of them only that it was issued: then
    nothing is compared. Against no plan at all, everything was added, or removed.
    """
    was, now = _in_force(before), _in_force(after)
    if (was and (was.step.place, was.plan)) == (now and (now.step.place, now.plan)):
        return None
    known = all(version is None or version.plan is not None for version in (was, now))
    old, new = (was and was.plan) or Plan(), (now and now.plan) or Plan()
    between = [version.plan for version in _since(after, was) if version.plan]
    return {
        "before": was and _head(was),
        "after": now and _head(now),
        "contents_known": known,
        "fields": [plain(change) for change in whole(old, new)] if known else [],
        "items": [plain(change) for change in changes(old, new, between)] if known else [],
    }


def _in_force(case: Case) -> Version | None:
    return next((version for version in versions(case) if version.in_force), None)


def _since(case: Case, was: Version | None) -> tuple[Version, ...]:
    """Return the versions after one, in legal order."""
    known = versions(case)
    places = [version.step.place for version in known]
    if was is None or was.step.place not in places:
        return known
    return known[places.index(was.step.place) + 1 :]


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
