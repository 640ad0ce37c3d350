"""Types that are worked out while other threads ask for them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
AT_ONCE = """
import json, random, sys, threading
from pathlib import Path
from ehcp.store.mapper import Row, entries

sys.setswitchinterval(1e-6)
samples = [json.loads(line) for line in Path("tests/store/golden.jsonl").read_text().splitlines()]
rows = [Row(1, s["name"], s["form"], s["state"].encode(), None, 1) for s in samples]
ready, read = threading.Barrier(16), []

def reads(seed):
    mine = random.Random(seed).sample(rows, len(rows))
    ready.wait()
    read.append(sum(len(entries(None, [row])) for row in mine))

threads = [threading.Thread(target=reads, args=(seed,)) for seed in range(16)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert read == [len(rows)] * 16, read
"""


def test_a_process_lives_in_which_many_threads_read_their_first_events_at_once():
    for _ in range(3):
        run = subprocess.run(  # noqa: S603 - our own
            [sys.executable, "-c", AT_ONCE], cwd=ROOT, capture_output=True, check=False
        )
        assert run.returncode == 0, run.stderr.decode()
