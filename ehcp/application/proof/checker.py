"""Check a copy of a case that the ehcp case record made.

    python3 checker.py [--json] FILE [EARLIER FILE]

It needs Python 3.11 and nothing else: no network, no database, nothing of the authority's. It
works out the hash of every entry from its bytes and the hash before it, from the first entry to
the last. An entry that was altered, left out, put in or moved makes a hash that is not the one
that stands there. Of an entry that was kept from you the copy has the digest of its bytes, so
that its place in the chain is checked and nothing of it is shown.

Where there is a copy of an earlier day, give it too: all of it must stand in the later one as
it was. Beside the copy, files whose names begin with their own SHA-256 are checked as well:
the documents that the entries name.

A file with everything of an authority has a copy a line, and a last line that counts them and has
a hash over all: it is checked line by line.

With --json a machine is told the same: `whole`, what was counted, and each of the `faults`.

What it cannot tell: whether what was recorded was true, and whether a whole history was written
anew before the first copy was made of it.

Exit status 0: whole. 1: not as it was recorded. 2: no such file, or no copy.
"""

import json
import sys
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any
from uuid import UUID

START = bytes(32)
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
END = "ehcp-export-end-1"
A_DIGEST = 64
USAGE = 2
JSON = "--json"

Copy = Mapping[str, Any]


@dataclass(frozen=True)
class Found:
    """What a file holds, by name and in words, and what in it is not as it was recorded."""

    counted: Mapping[str, Any]
    words: str
    faults: Sequence[str]


def link(copy: Copy, entry: Mapping[str, Any], before: bytes) -> bytes:
    """Return the hash that an entry should have after the one before it; empty: it has none.

    SHA-256 over a zero byte, the hash before, and the parts of the entry, each of a fixed width
    or with its length before it.
    """
    try:
        code, name = copy["authority"].encode(), entry["name"].encode()
        state = entry.get("state")
        digest = (
            bytes.fromhex(entry["digest"])
            if state is None
            else sha256(b64decode(state, validate=True)).digest()
        )
        moment = datetime.fromisoformat(entry["recorded_at"])
        parts = (
            len(code).to_bytes(4), code, UUID(copy["case"]).bytes, entry["version"].to_bytes(8),
            len(name).to_bytes(4), name, entry["form"].to_bytes(2),
            ((moment - EPOCH) // MICROSECOND).to_bytes(8, signed=True), digest,
        )  # fmt: skip
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError):
        return b""
    return sha256(b"\0" + before + b"".join(parts)).digest()


def faults(copy: Copy) -> Iterator[str]:
    """Yield what is not as it was recorded; nothing: the copy is whole."""
    entries = copy.get("entries")
    if not isinstance(entries, list) or not entries:
        yield "The copy holds no entry."
        return
    before = START
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, Mapping) or entry.get("version") != number:
            yield f"Entry {number} is missing, or is not in its place."
            return
        should = link(copy, entry, before)
        if entry.get("hash") != should.hex():
            yield f"Entry {number} is not as it was recorded."
            return
        if "says" in entry and not _says(entry):
            yield f"Entry {number} is shown in other words than it was recorded in."
        before = should
    if copy.get("history_hash", before.hex()) != before.hex():
        yield "The hash of the whole is not that of its last entry."


def _says(entry: Mapping[str, Any]) -> bool:
    """Whether the words beside the bytes of an entry are what the bytes say."""
    try:
        return bool(entry["says"] == json.loads(b64decode(entry["state"])))
    except (KeyError, TypeError, ValueError):
        return False


def grown(earlier: Copy, later: Copy) -> Iterator[str]:
    """Yield what of an earlier copy does not stand in a later one as it was."""
    if (earlier["authority"], earlier["case"]) != (later["authority"], later["case"]):
        yield "The two are not copies of one case."
        return
    had, has = (
        [entry.get("hash") for entry in copy.get("entries", ())] for copy in (earlier, later)
    )
    if has[: len(had)] != had:
        pairs = enumerate(zip(had, has, strict=False), start=1)
        changed = next((place for place, (then, now) in pairs if then != now), len(has) + 1)
        yield f"From entry {changed} on, the later copy does not hold what the earlier one held."


def altered_files(folder: Path) -> Iterator[str]:
    """Yield which files in a folder are not those of which they have the name."""
    for path in sorted(folder.iterdir()):
        named = path.name.partition(".")[0]
        if len(named) == A_DIGEST and path.is_file():
            with path.open("rb") as content:
                if file_digest(content, "sha256").hexdigest() != named:
                    yield f"The file {named} is not the document that was recorded."


def read(path: Path) -> Copy:
    """Return the copy in a file. Raises ValueError where there is none, OSError."""
    found = json.loads(path.read_bytes())
    if not isinstance(found, dict) or not {"authority", "case", "entries"} <= found.keys():
        raise ValueError
    return found


def exported(path: Path) -> Found:
    """Return what is in a file with everything of an authority. Raises as `read` does."""
    over_all, histories, entries, wrong = sha256(), 0, 0, list[str]()
    with path.open("rb") as lines:
        for line in lines:
            found = json.loads(line)
            if found.get("kind") == END:
                told = (found["histories"], found["entries"], found["hash"])
                if told != (histories, entries, over_all.hexdigest()) or lines.read(1):
                    wrong.append("The last line does not count what stands before it.")
                break
            histories += 1
            entries += len(found["entries"])
            wrong += [f"History {found['case']}: {fault}" for fault in faults(found)]
            over_all.update(bytes.fromhex(found["entries"][-1]["hash"]))
        else:
            wrong.append("The file breaks off: its last line is not there.")
    counted = {"histories": histories, "entries": entries}
    return Found(counted, f"{histories} histories, {entries} entries.", wrong)


def checked(names: Sequence[str]) -> Found:
    """Return what is in a file, with that of an earlier day. Raises OSError, ValueError."""
    paths = [Path(name) for name in names]
    with paths[0].open("rb") as first:
        several = first.readline().startswith(b'{"authority"') and bool(first.readline(2))
    if several:
        return exported(paths[0])
    copies = [read(path) for path in paths]
    later = copies[0]
    wrong = [fault for copy in copies for fault in faults(copy)]
    for earlier in copies[1:]:
        wrong += grown(earlier, later)
    wrong += altered_files(paths[0].resolve().parent)
    entries, last = len(later["entries"]), later["entries"][-1]["hash"]
    kept = sum(entry.get("state") is None for entry in later["entries"])
    words = f"{entries} entries, {kept} of them by their digest alone; it ends with {last}"
    return Found({"entries": entries, "by_digest": kept, "history_hash": last}, words, wrong)


def main(arguments: Sequence[str]) -> int:
    """Check the files named, print what was found, and return the exit status."""
    names = [each for each in arguments if each != JSON]
    if len(names) not in (1, 2):
        sys.stderr.write((__doc__ or "") + "\n")
        return USAGE
    try:
        found = checked(names)
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}.\n")
        return USAGE
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        sys.stderr.write("This is no copy of a case.\n")
        return USAGE
    if JSON in arguments:
        told = {"whole": not found.faults, **found.counted, "faults": found.faults}
        sys.stdout.write(json.dumps(told) + "\n")
    else:
        whole = () if found.faults else ("Whole: everything is as it was recorded.",)
        sys.stdout.writelines(f"{line}\n" for line in (found.words, *found.faults, *whole))
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
