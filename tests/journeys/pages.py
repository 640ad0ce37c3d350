"""A page of `docs/journeys`: what it has a reader type, and what it says comes back.

A fenced `sh` block is run. A `json` block after it shows the answer: every key that it shows is in
what was printed, with a value of the same kind. A `text` block after it: each of its lines stands
in what was printed, but for a line of `...` alone.
"""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = "ehcp-journey-block"


@dataclass(frozen=True)
class Shown:
    """What a page says is printed: as `json` or `text`, from a line on."""

    kind: str
    text: str
    line: int


@dataclass(frozen=True)
class Block:
    """What is typed, from a line of the page on, and what it says comes back, if it does."""

    typed: str
    line: int
    shown: Shown | None = None


class Wrong(AssertionError):  # noqa: N818 - named for what it says
    """A page does not do what it says. `args` says where and what."""


def blocks(page: str) -> list[Block]:
    """Return what a page has a reader type, in its order. Raises Wrong."""
    found: list[Block] = []
    for fence in FENCE.finditer(page):
        kind, text = fence.groups()
        line = page.count("\n", 0, fence.start()) + 1
        if kind == "sh":
            found.append(Block(text, line))
        elif kind in ("json", "text"):
            if not found or found[-1].shown is not None:
                raise Wrong(f"line {line}: this block shows the answer to nothing")
            found[-1] = Block(found[-1].typed, found[-1].line, Shown(kind, text, line))
        else:
            raise Wrong(f"line {line}: a block is sh, json or text, and not {kind!r}")
    return found


def run(typed: list[Block], folder: Path, environment: dict[str, str]) -> list[str]:
    """Run blocks in one bash that stops at the first error; return what each printed.

    Raises Wrong, with the line of the block that failed.
    """
    marked = (f"printf '%s\\n' {MARK}\n{block.typed}" for block in typed)
    done = subprocess.run(  # noqa: S603 - our own pages
        ["bash", "-e", "-o", "pipefail", "-c", "\n".join(marked)],  # noqa: S607 - whichever
        cwd=folder,
        env={**environment, "PATH": f"{Path(sys.executable).parent}:{environment['PATH']}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    printed = done.stdout.split(f"{MARK}\n")[1:]
    if done.returncode != 0 or len(printed) != len(typed):
        failed = typed[max(len(printed) - 1, 0)]
        said = f"{printed[-1] if printed else ''}\n{done.stderr}"
        raise Wrong(f"line {failed.line}: exit {done.returncode}\n{said}")
    return printed


def agree(block: Block, printed: str) -> None:
    """Hold what was printed against what the page shows. Raises Wrong."""
    shown = block.shown
    if shown is None:
        return
    if shown.kind == "text":
        for line in shown.text.splitlines():
            if line.strip() not in ("", "...") and line.strip() not in printed:
                raise Wrong(f"line {shown.line}: {line.strip()!r} is not in\n{printed}")
        return
    try:
        said, came = json.loads(shown.text), json.loads(printed)
    except json.JSONDecodeError as error:
        raise Wrong(f"line {shown.line}: {error}\n{printed}") from None
    missing = list(differences(said, came))
    if missing:
        raise Wrong(f"line {shown.line}: {', '.join(missing)} is not in\n{printed}")


def differences(shown: Any, came: Any, at: str = "") -> list[str]:
    """Return where an answer lacks what is shown. An item shown is like any item that came."""
    if isinstance(shown, dict):
        if not isinstance(came, dict):
            return [at or "/"]
        found = [f"{at}/{name}" for name in shown if name not in came]
        for name in shown.keys() & came.keys():
            found += differences(shown[name], came[name], f"{at}/{name}")
        return found
    if isinstance(shown, list):
        if not isinstance(came, list):
            return [at]
        return [
            f"{at}/{number}"
            for number, item in enumerate(shown)
            if all(differences(item, one) for one in came)
        ]
    return [] if shown is None or came is None or type(shown) is type(came) else [at]
