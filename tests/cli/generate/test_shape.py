"""What is drawn has the published shape, within what chance allows."""

from collections import Counter
from datetime import date
from itertools import product

import pytest

from ehcp.cli.generate.authorities import authorities
from ehcp.cli.generate.drawing import Draw
from ehcp.cli.generate.figures import fitted, published, quantile
from ehcp.cli.generate.population import Kind, Population

UNTIL = date(2026, 11, 22)
FIGURES = published()
DRAWN = 12_000
WITHIN = 2.0  # per cent: three times what chance does to the largest share of so many


@pytest.fixture(scope="module")
def fates():
    population = Population(FIGURES, UNTIL, years=10)
    return [population.fate(Draw("shape", n)) for n in range(DRAWN)]


@pytest.fixture(scope="module")
def planned(fates):
    return [fate for fate in fates if fate.kind is Kind.PLANNED]


def years(since, until=UNTIL):
    return int((until - since).days / 365.25)


def agrees(found, published_shares):
    total = sum(published_shares.values())
    for key, share in published_shares.items():
        drawn = 100 * found[key] / sum(found.values())
        assert drawn == pytest.approx(100 * share / total, abs=WITHIN), key


def test_those_with_a_plan_have_the_published_ages(planned):
    bands = {band: tuple(map(int, band.split("-"))) for band in FIGURES.plans.ages}
    ages = Counter(
        next(band for band, (low, high) in bands.items() if low <= years(fate.born) <= high)
        for fate in planned
    )
    agrees(ages, FIGURES.plans.ages)


def test_plans_have_been_held_for_the_published_years(planned):
    held = Counter(min(10, years(fate.planned) + 1) for fate in planned)
    agrees(held, FIGURES.plans.years_held)


def test_sex_need_and_setting_are_as_published(planned):
    plans = FIGURES.plans
    agrees(Counter(f.sex for f in planned), {"male": plans.male, "female": 100 - plans.male})
    agrees(Counter(f.need for f in planned), plans.primary_need)
    agrees(Counter(f.setting for f in planned), plans.setting)


def test_plans_come_as_late_as_published(planned):
    def band(days):
        return next(n for n, w in enumerate(FIGURES.requests.plan_after) if days <= w.last)

    waited = Counter(band((fate.planned - fate.requested).days) for fate in planned)
    agrees(waited, {n: w.share for n, w in enumerate(FIGURES.requests.plan_after)})


def test_requests_are_decided_in_six_weeks_as_often_as_published(fates):
    in_time = sum((fate.decided - fate.requested).days <= 42 for fate in fates)
    decided = FIGURES.requests.decided_in_6_weeks
    assert 100 * in_time / len(fates) == pytest.approx(decided, abs=WITHIN)


def test_requests_are_agreed_and_refused_as_often_as_published(fates):
    kinds = Counter(fate.kind for fate in fates)
    agreed = kinds[Kind.PLANNED] + kinds[Kind.CEASED] + kinds[Kind.UNDER_WAY] + kinds[Kind.NO_PLAN]
    assert 100 * agreed / len(fates) == pytest.approx(FIGURES.requests.agreed, abs=WITHIN)
    refused = 100 * kinds[Kind.REFUSED] / len(fates)
    assert refused == pytest.approx(FIGURES.requests.refused, abs=WITHIN)


def test_nobody_is_in_the_record_before_the_law_or_older_than_it_allows(fates):
    assert min(fate.requested for fate in fates) >= date(2014, 9, 1)
    assert all(years(fate.born, fate.requested) < 25 for fate in fates)
    assert all(fate.born < fate.requested for fate in fates)


@pytest.mark.parametrize(("span", "until"), [*product((1, 3, 12), (UNTIL, date(2019, 3, 1)))])
def test_a_shorter_record_reaches_no_further_back_than_asked(span, until):
    population = Population(FIGURES, until, span)
    fates = [population.fate(Draw("short", n)) for n in range(300)]
    oldest = min(fate.planned or until for fate in fates if fate.kind is Kind.PLANNED)
    assert years(oldest, until) < span
    assert min(fate.requested for fate in fates) >= date(2014, 9, 1)


def test_authorities_are_of_the_published_sizes():
    found = authorities(FIGURES, 718_838, 153)
    sizes = [authority.cases for authority in found]
    assert sum(sizes) == 718_838
    assert len({authority.code for authority in found}) == 153
    scale = 718_838 / sum(quantile(FIGURES, 100 * n / 152) for n in range(153))
    for share, place in ((0, 0), (50, 76), (100, 152)):
        wanted = FIGURES.plans.per_authority[share] * scale
        assert sizes[place] == pytest.approx(wanted, abs=5)


def test_each_authority_has_one_case_at_least():
    assert [authority.cases for authority in authorities(FIGURES, 3, 3)] == [1, 1, 1]
    assert [authority.cases for authority in authorities(FIGURES, 50, 1)] == [50]


def test_a_fitted_table_has_the_sums_asked_for_and_nothing_impossible():
    table = fitted([60, 40], [30, 70], [[True, True], [False, True]])
    assert [sum(row) for row in table] == pytest.approx([60, 40])
    assert [sum(column) for column in zip(*table, strict=True)] == pytest.approx([30, 70])
    assert table[1][0] == 0
