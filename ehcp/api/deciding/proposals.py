"""What needs two persons: what is proposed, and what somebody else decides about it."""

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import fields as ma

from ehcp.api.answering import answers
from ehcp.api.answering.pages import Pages
from ehcp.api.asking import looking
from ehcp.api.asking.body import expected_version, json_object
from ehcp.api.asking.gate import require_right
from ehcp.api.asking.query import Listed, Nothing, asked
from ehcp.api.deciding.commands import asking
from ehcp.api.deciding.proposal_shapes import (
    ApproveProposal,
    ProposalAnswer,
    ProposalDecidedAnswer,
    ProposalLine,
    ProposalsAnswer,
    Propose,
    RejectProposal,
    WithdrawProposal,
)
from ehcp.api.deciding.proposing import PROPOSED, proposed
from ehcp.api.listing import wait
from ehcp.api.routes import ETAG, Routes, acting, answer
from ehcp.api.services import person, services
from ehcp.api.shapes import Warned
from ehcp.application.deciding.proposals import Outcome, Proposals
from ehcp.application.deciding.proposed import command_of
from ehcp.application.rights import Access, Agreeing, FieldClass, Reading, cut
from ehcp.application.rights.withholding import WITHHELD, Withholding
from ehcp.domain.command import Refused
from ehcp.domain.proposals import Proposal, State
from ehcp.domain.standing.two_persons import Effect
from ehcp.projections.proposals import ProposalRow, proposals
from ehcp.schemas import Text, dump, load, schema_for
from ehcp.store.errors import ChangedMeanwhile


class ProposalsQuery(Listed):
    """Which proposals."""

    state = ma.Enum(State, by_value=Text)


Kind = type[ApproveProposal | RejectProposal | WithdrawProposal]
ACTS: tuple[tuple[str, Agreeing, Kind], ...] = (
    ("approve", Agreeing.APPROVE, ApproveProposal),
    ("reject", Agreeing.REJECT, RejectProposal),
    ("withdraw", Agreeing.WITHDRAW, WithdrawProposal),
)


def routes() -> Routes:
    """Return the routes of what is proposed, and of what is decided about it."""
    found = Routes("proposals", __name__, description="What needs two persons")
    found.reads("/proposals", Reading.PROPOSALS, ProposalsAnswer, ProposalsQuery)(read_proposals)
    found.reads("/proposals/<uuid:proposal>", Reading.PROPOSALS, ProposalAnswer)(read_proposal)
    described = acting("propose", Propose.__doc__, schema_for(Propose), PROPOSED, (409,))
    found.does("/proposals", Agreeing.PROPOSE, propose, described)
    for name, action, kind in ACTS:
        view: Callable[..., Response] = partial(decide, kind)
        view.__doc__ = kind.__doc__
        view.__name__ = action
        found.does(f"/proposals/<uuid:proposal>/{name}", action, view, _acting(action, kind))
    return found


def read_proposals() -> Response:
    """Return what was proposed, in the order of the last days on which it can be approved."""
    query = asked(ProposalsQuery)
    wait(query)
    state, size, today = query.get("state"), query["limit"], services().cases.today()
    pages = Pages(services().page_key, "proposals", person().authority, state)
    after = pages.after(query.get("page"))
    store = services().cases.store
    page = proposals(store, person().authority, today, state=state, after=after, size=size)
    looking.at(row.case_id for row in page.items if row.case_id)
    following = None if page.next is None else pages.token(page.next)
    items = [dump(_line(row, today)) for row in page.items]
    return answers.read({"items": items, "page": {"next": following}})


def read_proposal(proposal: UUID) -> Response:
    """Return one proposal, with what was asked, and whether you may approve it."""
    asked(Nothing)
    code, here = person().authority, Proposals(services().cases)
    found = here.of_id(code, proposal)
    right = here.right_to(code, person().subject, found)
    now = services().cases.case(code, found.case).version if found.case else None
    looking.at((found.case,) if found.case else ())
    wish, reasons, because = _texts(here, found, right)
    why_not = here.why_not(code, found, person().subject)
    shown = ProposalAnswer(
        id=proposal,
        action=found.action,
        case=found.case,
        proposed_by=found.proposed_by,
        proposed_on=found.proposed_on,
        last_day=found.last_day,
        state=found.state(here.today()),
        decided_by=found.decided_by,
        decided_on=found.decided_on,
        version=found.version,
        wish=wish,
        reasons=reasons,
        decided_because=because,
        case_version=now,
        may_approve=why_not is None,
        because=why_not.title if why_not else None,
    )
    return answers.read(dump(shown), version=found.version if now is None else now)


def propose() -> Response:
    """Propose what needs two persons and is no command on a case."""
    new = load(Propose, json_object())
    require_right(new.action)
    here = Proposals(services().cases)
    by = asking(expected=None)
    return proposed(here.propose_action(person().authority, new.action, {}, by, new.reasons))


def decide(kind: Kind, proposal: UUID) -> Response:
    """Decide about a proposal."""
    code, here = person().authority, Proposals(services().cases)
    about_case = here.of_id(code, proposal).case
    expected = expected_version(needed=kind is ApproveProposal and about_case is not None)
    wanted = load(kind, json_object())
    by = asking(expected=expected if about_case else None)
    if isinstance(wanted, ApproveProposal):
        try:
            return _decided(here.approve(code, proposal, wanted.reasons, by))
        except (Refused, ChangedMeanwhile):
            if about_case is not None:
                looking.at((about_case,))  # why not says something of it
            raise
    if isinstance(wanted, RejectProposal):
        return _decided(here.reject(code, proposal, wanted.reasons, by))
    return _decided(here.withdraw(code, proposal, by, wanted.reasons))


Texts = tuple[dict[str, Any] | None, str | None, str | None]


def _texts(here: Proposals, found: Proposal, right: Access | None) -> Texts:
    """Return what was asked, why, and why it was decided so, as far as somebody may read it."""
    if right is None:
        return None, None, None
    if found.case is None:
        return json.loads(found.wish), found.reasons, found.decided_because
    code = person().authority
    sees = here.sees(code, found.case, right) or frozenset()
    sees_all = FieldClass.RESTRICTED_ADDRESS in sees
    kept = Withholding.of(here.cases.case(code, found.case), sees_all=sees_all)
    wish = dump(kept.shown(cut(command_of(found), sees)))
    why, because = kept.shown(found.reasons), kept.shown(found.decided_because)
    if found.action == Effect.ADDRESS_SHOWS and not sees_all:
        wish = {**wish, "reasons": wish["reasons"] and WITHHELD}
        why, because = why and WITHHELD, because and WITHHELD
    return wish, why, because


def _decided(what: Outcome) -> Response:
    done = what.done
    body = ProposalDecidedAnswer(
        proposal=what.proposal,
        version=what.version,
        position=what.position,
        case=done.case if done else None,
        case_version=done.version if done else None,
        warnings=tuple(
            Warned(warning=w.warning, title=w.title, detail=w.detail, provision=w.provision)
            for w in (done.warnings if done else ())
        ),
    )
    made = Response(answers.encoded(dump(body)), content_type="application/json")
    made.set_etag(str(done.version if done else what.version))
    return made


def _line(row: ProposalRow, today: date) -> ProposalLine:
    return ProposalLine(
        id=row.id,
        action=row.action,
        case=row.case_id,
        proposed_by=row.proposed_by,
        proposed_on=row.proposed_on,
        last_day=row.last_day,
        state=row.state(today),
        decided_by=row.decided_by,
        decided_on=row.decided_on,
        version=row.version,
    )


def _acting(action: Agreeing, kind: Kind) -> dict[str, Any]:
    done = {"200": answer("Done.", ProposalDecidedAnswer, ETAG)}
    return acting(action, kind.__doc__, schema_for(kind), done, (409, 412, 428), version=False)
