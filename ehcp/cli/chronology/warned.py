"""What of a file was not understood, or had to be assumed, as a person reads it."""

from collections.abc import Iterator, Sequence

from ehcp.application.chronology.file import Remark

ASSUMED = {
    "ordered": "does not say what was ordered: it was inferred from the rest of the history",
    "route": "does not say how the refusal came to be dropped: both readings are shown",
    "decision": "does not say what was decided: no duty was taken away",
    "phase": "does not say which change of phase it is: it was taken from the day",
}
SAID = {
    "unknown-key": "has the key {name}, which was not read",
    "unknown-event": "({name}) is no event of the vocabulary: it is kept as a note",
    "after-today": "({name}) lies after today: it has not happened yet",
    "no-start": "({name}) started no limit and ended none",
}


def warnings(remarks: Sequence[Remark]) -> Iterator[str]:
    """Yield what was not understood or had to be assumed, in plain words."""
    keys = [r.name for r in remarks if r.code == "unknown-key" and r.entry is None]
    if keys:
        yield f"Keys of the file that were not read: {', '.join(keys)}."
    for remark in remarks:
        if remark.entry is not None:
            yield f"Entry {remark.entry} {_remark(remark)}."


def _remark(remark: Remark) -> str:
    if remark.code == "assumed":
        return ASSUMED[remark.name]
    return SAID[remark.code].format(name=remark.name)
