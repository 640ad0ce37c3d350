"""The authorities of a synthetic England: how many cases each has. None of them exists."""

from dataclasses import dataclass

from ehcp.cli.generate.figures import Figures, quantile

CODE = "E98{:06}"  # no code of this form is given out
FIRST = ("Alder", "Birch", "Crane", "Dun", "Elm", "Fen", "Gorse", "Hazel", "Iver", "Jay", "Kest",
         "Lark", "Mar", "North", "Oak", "Pen", "Quar", "Row")  # fmt: skip
SECOND = ("bourne", "combe", "dale", "ford", "ham", "ley", "mere", "ton", "wick")
WHOLE = 100


@dataclass(frozen=True)
class Authority:
    """An invented authority, and the number of its cases."""

    code: str
    name: str
    cases: int


def authorities(figures: Figures, cases: int, number: int) -> tuple[Authority, ...]:
    """Return so many authorities with so many cases in all, of the sizes that are published.

    Each has one case at least. The last is the largest.
    """
    sizes = _sizes([quantile(figures, _rank(n, number)) for n in range(number)], cases)
    return tuple(Authority(CODE.format(n + 1), name(n), size) for n, size in enumerate(sizes))


def name(number: int) -> str:
    """Return the invented name of the authority of a number."""
    again = number // (len(FIRST) * len(SECOND))
    found = f"{FIRST[number % len(FIRST)]}{SECOND[number // len(FIRST) % len(SECOND)]}"
    return f"{found} {again + 1} Council" if again else f"{found} Council"


def _rank(n: int, number: int) -> float:
    """Return where the nth of them stands among all, in per cent; a single one in the middle."""
    return WHOLE * n / (number - 1) if number > 1 else WHOLE / 2


def _sizes(weights: list[float], cases: int) -> list[int]:
    """Divide the cases by weight, whole and at least one each, by largest remainder."""
    spare = cases - len(weights)
    total = sum(weights)
    exact = [spare * weight / total for weight in weights]
    sizes = [int(share) for share in exact]
    by_rest = sorted(range(len(sizes)), key=lambda n: (sizes[n] - exact[n], n))
    for n in by_rest[: spare - sum(sizes)]:
        sizes[n] += 1
    return [size + 1 for size in sizes]
