"""How often a process that restates cases looks for what nobody holds any more."""

import gc

CASES_AT_ONCE = 50_000  # objects: some thirty cases, where Python looks at a tenth of one


def collect_seldom() -> None:
    """Set aside what has been imported, and look at what the cases hold less often.

    A case that is restated is thousands of objects that hold each other and go together. To look
    through them again and again while it is made costs a fifth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(CASES_AT_ONCE, 20, 20)
