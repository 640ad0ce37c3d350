"""Lives that are steered to the transitions which chance has not visited."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from tests.lifecycle.acts import ACTS, Said
from tests.lifecycle.life import Life, stage, ways
from tests.lifecycle.model import MAY, No
from tests.lifecycle.script import STARTS, further, play

Wanted = set[tuple[str, str]]
Step = tuple[str, date, Said]
MOST_LIVES = 400
STEPS = 50
DAYS_ON = (0, 1, 15, 40)
ANY_DAY = (0, 1, 15, -1, -15, -40, -200)


def visit(wanted: Wanted, born: tuple[date, ...], today: date, seed: int) -> Wanted:
    """Live until all that is wanted was visited, or often enough; return what was not."""
    chance = Random(seed)  # noqa: S311 - nothing secret
    left = set(wanted)
    for _ in range(MOST_LIVES):
        if not left:
            break
        life = Life(chance.choice(born), today)
        play(life, STARTS[chance.choice(list(STARTS))](life))
        for _ in range(STEPS):
            _step(life, left, chance)
            left -= {
                (act, where if answer == "allowed" else answer)
                for where, act, answer in life.visited
            }
    return left


def _step(life: Life, left: Wanted, chance: Random) -> None:
    """Ask for something wanted that can be visited now, else for what brings the life further."""
    found = list(_visits(life, left))
    if found:
        name, on, said = chance.choice(found)
    else:
        on = life.today + timedelta(days=chance.choice(DAYS_ON))
        allowed = life.allowed(on)
        if chance.random() < 0.8:
            allowed = further(life, allowed)
        name = chance.choice(list(allowed))
        said = chance.choice(allowed[name])
        on = (act.day(life.state, on, said) if (act := ACTS[name]).day else on) or on
    life.today = max(life.today, on)
    life.ask(name, on, said)


def _visits(life: Life, left: Wanted) -> Iterator[Step]:
    """Yield what would visit something that is wanted."""
    where = stage(life.state)
    for name in sorted({act for act, _ in left}):
        act = ACTS[name]
        for days in ANY_DAY:
            on = life.today + timedelta(days=days)
            for said in ways(act, life.state, on):
                for flaw in (None, *act.flaws):
                    asked = said | {"flaw": flaw}
                    if (name, _answer(life, name, on, asked) or where) in left:
                        yield name, on, asked


def _answer(life: Life, name: str, on: date, said: Said) -> str | None:
    """Return the refusal that the model expects; None if it allows it."""
    try:
        MAY[name](life.state, on, said)
    except No as no:
        return str(no)
    return None
