"""How often a process that reads cases looks for what nobody holds any more."""

import gc

CASES_AT_ONCE = 50_000  # objects: some thirty cases, where Python looks at a tenth of one


def collect_seldom() -> None:
    """Set aside what has been imported, and look at what the cases hold less often.

    A case that is read is thousands of objects that hold each other and go together. To look
    through them again and again while it is judged costs a fifth of the time, and to walk what
    has been imported a third of the time to read a case of 2,000 events.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(CASES_AT_ONCE, 20, 20)
