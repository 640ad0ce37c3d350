"""What is open in a case: as the product says, and as the model says, in the same words."""

from ehcp.domain.case import Case
from ehcp.domain.commands import amending, underway
from ehcp.domain.commands.ending.ceasing import cease_decision, considered_ceasing
from ehcp.domain.commands.ending.transfer import moved_away
from ehcp.domain.events.amendment import NoticeCause
from ehcp.domain.standing.appeals import appeals
from ehcp.domain.standing.detained import detention
from ehcp.domain.standing.mediations import standing_wishes
from ehcp.domain.standing.requests import governing_request
from ehcp.domain.standing.reviews import reviews
from ehcp.domain.step import Step
from tests.lifecycle.model import Fact, State
from tests.lifecycle.model.appeals import appeals as model_appeals
from tests.lifecycle.model.facts import Served
from tests.lifecycle.model.mediation import wishes

Tracks = dict[str, object]


def of_case(case: Case) -> Tracks:
    """Return what the product holds open, by the places of the entries."""
    found: dict[str, Step | None] = {
        "request pending": governing_request(case),
        "decision awaited": underway.open_request(case),
        "refused": underway.standing_refusal(case),
        "under assessment": underway.assessment(case),
        "draft out": underway.pending_draft(case),
        "plan in force": case.plan_in_force,
        "re-assessment asked for": underway.open_reassessment_request(case),
        "re-assessment refused": underway.standing_reassessment_refusal(case),
        "under re-assessment": underway.reassessment(case),
        "ceasing considered": considered_ceasing(case),
        "decided to cease": cease_decision(case),
        "moved away": moved_away(case),
        "detained": detention(case),
    }
    for cause in NoticeCause:
        found[f"notice out, {cause}"] = amending.pending_notice(case, cause)
    places: Tracks = {name: step and step.place for name, step in found.items()}
    return places | {
        "reviews": {review.place: str(review.state) for review in reviews(case)},
        "mediation wanted": [wish.place for wish in standing_wishes(case)],
        "appeals": {
            a.lodged.place: (a.live, a.live and a.state == "stayed") for a in appeals(case)
        },
    }


def of_model(s: State) -> Tracks:
    """Return what the model holds open, by the places of the facts."""

    def served(found: Served | None) -> Fact | None:
        return found.fact if found else None

    found: dict[str, Fact | None] = {
        "request pending": s.request,
        "decision awaited": None if s.decided else s.request,
        "refused": None if s.request else s.refused,
        "under assessment": s.agreed,
        "draft out": served(s.before_family),
        "plan in force": s.plan,
        "re-assessment asked for": s.again_request,
        "re-assessment refused": None if s.again_request else s.again_refused,
        "under re-assessment": s.again,
        "ceasing considered": s.ceasing_considered,
        "decided to cease": s.cease_decided,
        "moved away": s.moved,
        "detained": s.detained,
    }
    for cause in ("review", "without-review"):
        found[f"notice out, {cause}"] = served(s.notices.get(cause))
    places: Tracks = {name: fact and fact.place for name, fact in found.items()}
    return places | {
        "reviews": {review.begun.place: review.stands for review in s.reviews.values()},
        "mediation wanted": [wish.place for wish in wishes(s)],
        "appeals": {a.lodged.place: (a.live, a.stayed) for a in model_appeals(s)},
    }
