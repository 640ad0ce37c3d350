"""Commands in any order on one case, against a model that shares nothing with the product."""

import os
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.lifecycle.acts import ACTS
from tests.lifecycle.life import Life, Visit, ways
from tests.lifecycle.script import STARTS, further, play
from tests.lifecycle.steered import visit
from tests.lifecycle.transitions import TO_VISIT

RUNS = int(os.environ.get("EHCP_LIFECYCLE_RUNS", "100"))
A_NIGHT = 2000
PARTS = 1 if RUNS >= A_NIGHT else 2  # for two workers
SAME_LIVES = 20260901  # by day: what is red there comes of a change; a night draws new lives
STEPS = 50
FROM = date(2025, 1, 6)
BIRTHDAYS = (date(2016, 5, 10), date(2010, 11, 2), date(2005, 3, 1))
DAYS_ON = (0, 1, 2, 5, 14, 15, 16, 28, 40, 90)
ANY_DAY = (0, 0, 1, 14, -1, -15, -40)
WAYS = ("further", "further", "further", "allowed", "flawed", "flawed", "any")
VISITED: set[Visit] = set()

WANTED = TO_VISIT | {(act.name, flaw) for act in ACTS.values() for flaw in act.flaws}


def seen(visits: set[Visit]) -> set[tuple[str, str]]:
    """Return each act with where it was allowed, and with each refusal of it."""
    return {(act, where if answer == "allowed" else answer) for where, act, answer in visits}


class Lifecycle(RuleBasedStateMachine):
    """One case: each step asks for something that may be allowed or not."""

    @initialize(born=st.sampled_from(BIRTHDAYS), start=st.sampled_from(list(STARTS)))
    def open(self, born, start):
        self.life = Life(born, FROM)
        play(self.life, STARTS[start](self.life))

    @rule(data=st.data(), way=st.sampled_from(WAYS))
    def live_on(self, data, way):
        """Ask for something: what brings the life further, what is allowed, or anything at all."""
        if way == "any":
            self._ask_anything(data)
        else:
            self._ask_what_is_allowed(data, way)

    def _ask_what_is_allowed(self, data, way):
        life = self.life
        on = life.today + timedelta(days=data.draw(st.sampled_from(DAYS_ON), label="days"))
        allowed = life.allowed(on)
        if way == "further":
            allowed = further(life, allowed)
        elif way == "flawed":
            wanted = further(life, allowed) if data.draw(st.booleans(), label="far") else allowed
            allowed = {name: wanted[name] for name in wanted if ACTS[name].flaws} or allowed
        name = data.draw(st.sampled_from(list(allowed)), label="act")
        said = data.draw(st.sampled_from(allowed[name]), label="said")
        act = ACTS[name]
        if way == "flawed" and act.flaws:
            said = said | {"flaw": data.draw(st.sampled_from(act.flaws), label="flaw")}
        day = act.day(life.state, on, said) if act.day else on
        assert day is not None
        life.today = max(life.today, day)
        life.ask(name, day, said)

    def _ask_anything(self, data):
        life = self.life
        on = life.today + timedelta(days=data.draw(st.sampled_from(ANY_DAY), label="days"))
        life.today = max(life.today, on)
        act = data.draw(st.sampled_from(list(ACTS.values())), label="act")
        said = data.draw(st.sampled_from(list(ways(act, life.state, on))), label="said")
        flaw = data.draw(st.sampled_from((None, *act.flaws)), label="flaw")
        life.ask(act.name, on, said | {"flaw": flaw})

    def teardown(self):
        if hasattr(self, "life"):
            VISITED.update(self.life.visited)


@pytest.mark.timeout(0)
@pytest.mark.parametrize("part", range(PARTS))
def test_a_case_and_the_model_of_it_never_differ(request, part):
    night = RUNS >= A_NIGHT
    given = request.config.getoption("randomly_seed") if night else SAME_LIVES + part
    machine = seed(given)(Lifecycle)
    profile = settings(
        max_examples=RUNS // PARTS,
        stateful_step_count=STEPS,
        deadline=None,
        print_blob=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=profile)
    if night:
        left = visit(WANTED - seen(VISITED), BIRTHDAYS, FROM, given)
        assert not left, f"never visited: {sorted(left)}"
