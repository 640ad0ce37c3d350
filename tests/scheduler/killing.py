"""Processes that are killed in the middle of their work."""

import multiprocessing
import random
import time


def killed(work, *arguments, times, longest):
    """Start `work` in a process so many times, each time killing it at a random moment."""
    context = multiprocessing.get_context("fork")
    dice = random.Random(20261121)  # noqa: S311 - moments, not secrets
    for _ in range(times):
        process = context.Process(target=work, args=arguments, daemon=True)
        process.start()
        time.sleep(dice.uniform(0.02, longest))
        process.kill()
        process.join()
