from pathlib import Path

import pytest

from ehcp.domain.command import Command
from ehcp.domain.event import Event, kebab
from ehcp.domain.tracing.carried import carried
from ehcp.domain.tracing.limits import CONDITION, counted
from ehcp.domain.tracing.page import page
from ehcp.domain.tracing.reach import reaches
from ehcp.law.recipients import TELLINGS
from ehcp.law.rules import RULES, SECTIONS
from ehcp.law.time_limits import CATALOGUE

PAGE = Path(__file__).parents[3] / "docs" / "traceability.md"
LIMITS = list(CATALOGUE.values())

SECTION_SIZES = {
    "A": 12,
    "B": 10,
    "C": 14,
    "D": 11,
    "E": 14,
    "F": 13,
    "G": 7,
    "H": 18,
    "J": 6,
    "K": 5,
    "L": 6,
}
INSERTED = {"H7a", "H7b", "H10a", "H12a", "J3a", "L4a"}
STEPS = {
    "considering-assessment",
    "decision-whether-to-assess",
    "no-plan",
    "draft-plan",
    "final-plan",
    "review-meeting",
    "review-report",
    "review-decision",
    "reassessment-decision",
    "cease-consultation",
    "cease-decision",
    "transfer-out",
    "transfer-in",
    "commissioner-change",
    "mediation-on-health",
    "order-to-assess",
    "detained-person",
    "detained-decision",
    "detained-no-plan",
    "detained-draft-plan",
    "detained-final-plan",
}


def test_the_page_is_what_the_code_does():
    stale = "docs/traceability.md is stale: `make docs` makes it anew"
    assert PAGE.read_text(encoding="utf-8") == page(), stale


def test_the_page_tells_of_every_rule_every_step_and_every_limit():
    text = page()
    assert all(f"| **{rule}** |" in text for rule in RULES)
    assert all(f"time-limits.md#{limit}): " in text for limit in CATALOGUE)
    assert all(f"| `{telling.steps[0]}`" in text for telling in TELLINGS)


def test_no_rule_is_missing_from_the_list():
    assert {section.letter: len(section.rules) for section in SECTIONS} == SECTION_SIZES
    assert set(RULES) >= INSERTED
    assert set(RULES) - INSERTED == {
        f"{letter}{number}"
        for letter, size in SECTION_SIZES.items()
        for number in range(1, size + 1 - sum(rule[0] == letter for rule in INSERTED))
    }


def test_every_step_whose_recipients_the_law_names_has_them():
    assert {telling.id for telling in TELLINGS} == STEPS


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_is_stated_with_its_source_and_is_carried_or_explained(rule):
    found = carried(rule)
    assert rule.says.endswith(".")
    assert rule.sources
    assert rule.asks
    assert found.refused or found.warned or found.shown or rule.by or rule.through or rule.left
    assert not rule.left or rule.left.endswith(".")


def test_what_is_said_to_carry_a_rule_is_in_the_code():
    names = set(Command.named) | {kebab(event) for event in Event.named}
    assert [by for rule in RULES.values() for by in rule.by if by not in names] == []
    assert [each for rule in RULES.values() for each in rule.through if each not in RULES] == []


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.id)
def test_a_limit_is_started_and_ended_by_what_can_be_recorded_or_says_why_not(limit):
    found = counted(limit)
    recorded = {event for reach in reaches() for event in reach.events}
    if found.why_not:
        assert not found.started
        return
    assert recorded & {event.removesuffix(CONDITION) for event in found.started}
    assert recorded & {event.removesuffix(CONDITION) for event in found.ended} or not found.ended
    assert found.alerts
