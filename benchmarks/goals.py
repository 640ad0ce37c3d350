"""The table of every goal that the other benchmarks have put down, as Markdown.

    python -m benchmarks.goals FILE

FILE is what they were given as BENCH_GOALS; the last line of a goal counts. `make bench` ends
with it.
"""

import json
import sys
from pathlib import Path

IN_FULL = 100


def main() -> None:
    """Print the table."""
    lines = Path(sys.argv[1]).read_text().splitlines()
    goals = {said["goal"]: said for said in map(json.loads, lines)}
    print("| goal | found | mark | |")
    print("|---|---|---|---|")
    for said in goals.values():
        found = f"{said['found']:,.{0 if said['found'] > IN_FULL else 2}f}"
        stands = "met" if said["met"] else "**missed**"
        print(f"| {said['goal']} | {found} {said['unit']} | {said['mark']} | {stands} |")


if __name__ == "__main__":
    main()
