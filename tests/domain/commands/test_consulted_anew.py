"""A consultation is about the plan that is being made: one of years ago does not count."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.setting.section_i import (
    MAINTAINER_NOT_CONSULTED,
    NAMED_WITHOUT_CONSULTATION,
)
from ehcp.domain.commands.setting.setting import REPLIED_BEFORE_CONSULTED, RecordSettingReply
from ehcp.domain.events.amendment import AmendmentCause
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.naming import ConsultedAs, SettingConsulted, SettingReplied
from ehcp.domain.events.order import Ordered, TribunalOrder
from ehcp.domain.events.plan import AmendedPlanIssued, AppealNoticeSent
from tests.domain.amending_case import AMENDED, AMENDED_PLAN, ISSUE_AMENDED, NOTICE_PLACE, NOTIFIED
from tests.domain.ordinary_case import (
    DRAFT,
    DRAFTED,
    ELM_CONSULTED,
    ELM_REQUESTED,
    FINAL,
    FULL_NOTICE,
    ISSUE_FINAL,
    OAK,
    OAK_CONSULTED,
    OAK_PLACEMENT,
    naming,
)
from tests.domain.scenario import recorded, scenario

AT_OAK = naming(OAK_PLACEMENT, of=AMENDED_PLAN)
MOVE_TO_OAK = replace(
    ISSUE_AMENDED, plan=AT_OAK, naming=replace(ISSUE_AMENDED.naming, mainstream_unwanted=True)
)
OLD = [*NOTIFIED[:12], OAK_CONSULTED, *NOTIFIED[12:]]
ASKED_NOW = SettingConsulted(
    on=date(2026, 3, 24),
    of=NOTICE_PLACE + 1,
    institution=OAK,
    consulted_as=ConsultedAs.CONSIDERED,
)


def amended_of(given):
    return [
        replace(AMENDED, plan=AT_OAK, naming=MOVE_TO_OAK.naming, of=NOTICE_PLACE + 1),
        AppealNoticeSent(on=AMENDED.on, of=len(given) + 1, notice=FULL_NOTICE),
    ]


def moved(event, by=1):
    """The event after another was put in before what it answers."""
    return replace(event, of=event.of + by) if event.of and event.of > 12 else event


HISTORY = [*OLD[:13], *map(moved, OLD[13:])]


def test_a_consultation_on_the_first_draft_does_not_count_for_the_amended_plan():
    scenario(given=HISTORY, when=MOVE_TO_OAK, then=NAMED_WITHOUT_CONSULTATION)
    now = [*HISTORY, ASKED_NOW]
    scenario(given=now, when=MOVE_TO_OAK, then=amended_of(now))


def test_one_on_the_amendments_counts_though_another_plan_was_issued_since():
    """An order had the plan amended while the notice of other amendments was before the family."""
    ordered = TribunalOrder(on=date(2026, 3, 25), ordered=Ordered.AMEND)
    place = len(HISTORY) + 2
    meanwhile = replace(
        AMENDED, on=date(2026, 4, 7), of=place, cause=AmendmentCause.TRIBUNAL_ORDER
    )
    scenario(
        given=[*HISTORY, ordered, replace(meanwhile, of=place - 1)],
        when=MOVE_TO_OAK,
        then=NAMED_WITHOUT_CONSULTATION,
    )
    given = [*HISTORY, ASKED_NOW, ordered, meanwhile]
    (issued, *_) = MOVE_TO_OAK.asked_of(recorded(*given))
    assert (type(issued), issued.of) == (AmendedPlanIssued, NOTICE_PLACE + 1)


def test_so_is_that_of_the_authority_that_maintains_it():
    elsewhere = replace(OAK, maintained_by="Fenmoor Council")
    plan = naming(replace(OAK_PLACEMENT, institution=elsewhere), of=AMENDED_PLAN)
    theirs = replace(ASKED_NOW, consulted_as=ConsultedAs.MAINTAINING_AUTHORITY)
    old = replace(theirs, on=OAK_CONSULTED.on, of=OAK_CONSULTED.of)
    given = [*HISTORY[:13], old, *[moved(e) for e in HISTORY[13:]]]
    given = [*given, replace(ASKED_NOW, of=NOTICE_PLACE + 2)]
    command = replace(MOVE_TO_OAK, plan=plan)
    scenario(given=given, when=command, then=MAINTAINER_NOT_CONSULTED)


def test_a_setting_that_the_plan_names_already_stays_without_another():
    changed = naming(
        replace(AMENDED_PLAN.placements[0], ends=date(2026, 8, 31)),
        replace(OAK_PLACEMENT, id="i2", starts=date(2026, 9, 1)),
        of=AMENDED_PLAN,
    )
    command = replace(MOVE_TO_OAK, plan=changed)
    given = recorded(*HISTORY, ASKED_NOW)
    assert isinstance(next(command.decide(given)), type(AMENDED))


def test_a_consultation_on_a_draft_that_came_to_nothing_does_not_count_for_the_next():
    dropped = NoPlanDecided(on=date(2025, 5, 1), of=4)
    again = replace(DRAFT, on=date(2025, 5, 2), representations_until=date(2025, 5, 10))
    given = [*DRAFTED, ELM_REQUESTED, ELM_CONSULTED, dropped, *DRAFTED[1:4], again]
    command = replace(ISSUE_FINAL, on=date(2025, 6, 2))
    scenario(given=given, when=command, then=NAMED_WITHOUT_CONSULTATION)


def test_a_reply_that_comes_after_the_plan_is_that_of_the_older_consultation():
    reply = RecordSettingReply(on=date(2026, 4, 1), institution=OAK, can_meet_needs=False)
    replied = SettingReplied(on=date(2026, 4, 1), of=13, institution=OAK, can_meet_needs=False)
    scenario(given=HISTORY, when=reply, then=[replied])
    assert FINAL in HISTORY


def test_being_consulted_once_more_later_takes_nothing_from_the_first_time():
    again = replace(ASKED_NOW, on=date(2026, 4, 27))
    now = [*HISTORY, ASKED_NOW, again]
    scenario(given=now, when=MOVE_TO_OAK, then=amended_of(now))
    scenario(given=[*HISTORY, again], when=MOVE_TO_OAK, then=NAMED_WITHOUT_CONSULTATION)


def test_so_it_is_for_the_authority_that_maintains_it_and_for_what_was_asked_for():
    elsewhere = replace(OAK, maintained_by="Fenmoor Council")
    plan = naming(replace(OAK_PLACEMENT, institution=elsewhere), of=AMENDED_PLAN)
    theirs = replace(ASKED_NOW, consulted_as=ConsultedAs.MAINTAINING_AUTHORITY)
    late = replace(theirs, on=date(2026, 4, 27))
    command = replace(MOVE_TO_OAK, plan=plan)
    both = recorded(*HISTORY, ASKED_NOW, theirs, late)
    assert isinstance(next(command.decide(both)), type(AMENDED))
    scenario(given=[*HISTORY, ASKED_NOW, late], when=command, then=MAINTAINER_NOT_CONSULTED)


def test_a_reply_answers_the_consultation_that_had_come_by_its_day():
    again = replace(ASKED_NOW, on=date(2026, 4, 27))
    given = [*HISTORY, ASKED_NOW, again]
    reply = RecordSettingReply(on=date(2026, 4, 1), institution=OAK, can_meet_needs=False)
    (replied,) = reply.decide(recorded(*given))
    assert replied.of == len(HISTORY) + 1
    (later,) = replace(reply, on=date(2026, 4, 28)).decide(recorded(*given))
    assert later.of == len(HISTORY) + 2
    early = replace(reply, on=date(2025, 1, 7))
    scenario(given=given, when=early, then=REPLIED_BEFORE_CONSULTED)
