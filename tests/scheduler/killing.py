"""Processes that are killed in the middle of their work."""

import multiprocessing
import random
import time


def killed(work, *arguments, times, between, seed=20261121):
    """Start `work` in a process so many times, and kill it at a random moment; count each.

    `between` are the least and most seconds that it lives.
    """
    context = multiprocessing.get_context("fork")
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    for n in range(times):
        process = context.Process(target=work, args=arguments, daemon=True)
        process.start()
        time.sleep(dice.uniform(*between))
        process.kill()
        process.join()
        yield n
