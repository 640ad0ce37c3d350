"""The table of rights: for each role what it may do, of which cases, and what it sees of them.

What the table does not say is forbidden. Nothing else in the project decides about a right: one
case is judged by `access`, and lists by the same table put into SQL.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ehcp.application.rights.actions import (
    Action,
    Agreeing,
    Alerting,
    InEmergency,
    Keeping,
    Linking,
    Protected,
    Reading,
    Sending,
    Writing,
)
from ehcp.application.rights.fields import ALL, ORDINARY, FieldClass
from ehcp.domain.command import Command
from ehcp.domain.events.users import Role
from ehcp.domain.standing.relations import AFTERWARDS, RelationKind

May = Callable[[Action], bool]

MANAGERS_ALONE = frozenset({"decide-on-exception"})
"""What the officer who is late should not decide about their own lateness."""


def only(*actions: Action) -> May:
    """Return the right to these actions and no other."""
    allowed = frozenset(actions)
    return lambda action: action in allowed


PUBLIC = (Reading.SETTINGS,)
INSIDE = (*PUBLIC, Reading.AUTHORITY, Reading.PURPOSES)
"""What everybody may read who works with the cases of the authority, at the authority."""
ONE_CASE = (
    Reading.CASE,
    Reading.DEADLINES,
    Reading.TIMELINE,
    Reading.PLAN,
    Reading.OUTCOMES,
    Reading.BUDGETS,
    Reading.ADVICE,
    Reading.CONSULTATIONS,
    Reading.PLACEMENTS,
    Reading.REVIEWS,
    Reading.PHASE_TRANSFERS,
    Reading.APPEALS,
    Reading.DELAY,
    Reading.DOCUMENTS,
)
MANY_CASES = (
    Reading.CASELOAD,
    Reading.ALL_DEADLINES,
    Reading.ALL_ADVICE,
    Reading.ALL_CONSULTATIONS,
    Reading.ALL_REVIEWS,
    Reading.ALL_PHASE_TRANSFERS,
    Reading.ALL_APPEALS,
    Reading.COUNTS,
    Reading.SEARCH,
    Reading.CHANGES,
    Reading.ALERTS,
)
EVERYDAY = only(*ONE_CASE, Reading.EVIDENCE, *MANY_CASES, *INSIDE, *Alerting, *Sending)


AGREEING = (Reading.PROPOSALS, Agreeing.APPROVE, Agreeing.REJECT, Agreeing.WITHDRAW)
"""What whoever may do something that needs two persons does about proposals."""
EXPORTING = (*AGREEING, Agreeing.PROPOSE, Protected.BULK_EXPORT)
OFFICERS_ALSO = only(*AGREEING, Reading.CALENDAR, *Linking, InEmergency.BREAK_GLASS)
MANAGERS_ALSO = only(
    *EXPORTING,
    Reading.CALENDAR,
    *Linking,
    Reading.EMERGENCIES,
    Reading.LOOKS,
    Reading.TIMELINESS,
    InEmergency.REVIEW,
)


def casework(action: Action) -> bool:
    """Whether it is an officer's daily work: every command, reading and alert but a manager's."""
    daily = action in Command.named and action not in MANAGERS_ALONE
    return daily or EVERYDAY(action) or OFFICERS_ALSO(action)


def management(action: Action) -> bool:
    """Whether it is a manager's work: every command, reading and alert."""
    return action in Command.named or EVERYDAY(action) or MANAGERS_ALSO(action)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What one role may do, and what of a case it sees.

    `through` is what their school or body must have to do with a case on the day; None: every
    case of the authority. `emergency` is what it sees of a case that it opened in one, whatever
    it has to do with it; nothing: it opens none. `then` is what it still may when that relation
    has become another: it gave the advice, and may put it right.
    """

    may: May
    through: RelationKind | None = None
    sees: frozenset[FieldClass] = frozenset()
    emergency: frozenset[FieldClass] = frozenset()
    then: "Rule | None" = None

    @property
    def parts(self) -> "tuple[Rule, ...]":
        """This rule, and what follows it."""
        return (self,) if self.then is None else (self, *self.then.parts)

    def ever(self, action: Action) -> bool:
        """Whether the role may ever do this."""
        return any(part.may(action) for part in self.parts)


SCHOOLS_PART = (
    "record-outcome-progress",
    "fix-review-meeting",
    "invite-to-review",
    "request-review-advice",
    "record-review-advice",
    "record-review-views",
    "report-attendance",
    "submit-provision-map",
    "record-graduated-approach",
    "circulate-review-advice",
    "hold-review-meeting",
    "send-review-report",
)
"""What regulation 20 has the head teacher do in a review, and what is said of outcomes."""


def _sees(*classes: FieldClass) -> frozenset[FieldClass]:
    """Return what stands of a case in any answer, and these classes."""
    return frozenset({FieldClass.PROCESS, FieldClass.IDENTITY, FieldClass.THIRD_PARTY, *classes})


REVIEW_FORM = (
    Reading.DRAFTS,
    Reading.REVIEW_FORM,
    Writing.SAVE_REVIEW,
    Writing.DISCARD_REVIEW,
    Writing.SUBMIT_REVIEW,
)
ADVICE_FORM = (
    Reading.DRAFTS,
    Reading.ADVICE_FORM,
    Writing.SAVE_ADVICE,
    Writing.DISCARD_ADVICE,
    Writing.SUBMIT_ADVICE,
)
"""A form is for the school or body that fills it in, and for nobody at the authority."""
ADVISERS_PART = ("record-advice", "report-advice-delay")
"""What a body does that was asked for advice: of its own advice alone, as `own` has it."""


def _advice(through: RelationKind, *classes: FieldClass) -> Rule:
    may = only(
        Reading.CASELOAD,
        Reading.SEARCH,
        Reading.CASE,
        Reading.ALL_ADVICE,
        Reading.ADVICE,
        Reading.DOCUMENTS,
        *Sending,
        Reading.CHANGES,
        InEmergency.BREAK_GLASS,
        *PUBLIC,
        *ADVICE_FORM,
        *ADVISERS_PART,
        "correct-advice",
    )
    emergency = _sees(*classes, FieldClass.ADDRESS)
    given = Rule(
        may=only(
            Reading.ALL_ADVICE, Reading.ADVICE, Reading.DOCUMENTS, *Sending, "correct-advice"
        ),
        through=AFTERWARDS[through],
        sees=frozenset({FieldClass.PROCESS, FieldClass.IDENTITY}),
    )
    return Rule(may=may, through=through, sees=_sees(*classes), emergency=emergency, then=given)


POLICY: dict[Role, Rule] = {
    Role.CASEWORKER: Rule(may=casework, sees=ORDINARY, emergency=ALL),
    Role.SEND_MANAGER: Rule(may=management, sees=ALL),
    Role.PANEL_MEMBER: Rule(
        may=only(*ONE_CASE, *INSIDE, InEmergency.BREAK_GLASS), sees=ORDINARY, emergency=ALL
    ),
    Role.TRIBUNAL_PREPARER: Rule(
        may=only(
            *ONE_CASE,
            Reading.EVIDENCE,
            *MANY_CASES,
            *INSIDE,
            *EXPORTING,
            InEmergency.BREAK_GLASS,
        ),
        sees=ORDINARY,
        emergency=ALL,
    ),
    Role.SCHOOL_CONTRIBUTOR: Rule(
        may=only(
            Reading.CASELOAD,
            Reading.SEARCH,
            Reading.CASE,
            Reading.PLAN,
            Reading.OUTCOMES,
            Reading.PLACEMENTS,
            Reading.ALL_REVIEWS,
            Reading.REVIEWS,
            Reading.ALL_PHASE_TRANSFERS,
            Reading.PHASE_TRANSFERS,
            Reading.CHANGES,
            Reading.DOCUMENTS,
            *Sending,
            *PUBLIC,
            *REVIEW_FORM,
            *SCHOOLS_PART,
        ),
        through=RelationKind.ON_ROLL,
        sees=_sees(FieldClass.EDUCATION),
    ),
    Role.HEALTH_ADVISER: _advice(RelationKind.HEALTH_ADVICE, FieldClass.HEALTH),
    Role.SOCIAL_CARE_ADVISER: _advice(RelationKind.CARE_ADVICE, FieldClass.CARE),
    Role.PSYCHOLOGY_ADVISER: _advice(RelationKind.PSYCHOLOGY_ADVICE, FieldClass.EDUCATION),
    # keep the users, the audit and the machines, and see no case
    Role.AUTHORITY_ADMINISTRATOR: Rule(
        may=only(Reading.AUTHORITY, Reading.PEOPLE, Reading.WEBHOOKS, *Keeping)
    ),
    Role.AUDITOR: Rule(
        may=only(Reading.AUTHORITY, Reading.PROPOSALS, Reading.EMERGENCIES, Reading.LOOKS)
    ),
    Role.SUPPORT: Rule(may=only(Reading.AUTHORITY)),
}


def may(role: str, action: Action) -> bool:
    """Whether this role may ever do this; an unknown role may do nothing."""
    return POLICY[Role(role)].ever(action) if role in list(Role) else False


def any_may(roles: Iterable[Role], action: Action) -> bool:
    """Whether any of these roles may ever do this."""
    return any(may(role, action) for role in roles)
