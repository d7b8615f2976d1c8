"""Kills a command that publishes at random moments, and looks at what readers would see then.

python benchmarks/publishing_kills.py [--kills 1000] [--seed 1]

By link: after each kill the folder must hold one whole release, every byte as its manifest has it.
By files: after each kill the next command must bring the folder to one whole release, and leave nothing else there.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from ketluan.publishing.publisher import Method, finished, placed, publish
from ketluan.publishing.release_store import store_of
from ketluan.publishing.verification import discrepancies
from ketluan.site.edition import Edition

PAGES = 60


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    os.sync = lambda: None  # a kill is no power cut, and each takes a quarter of a second
    bad = [_run(method, arguments.kills, random.Random(arguments.seed)) for method in ("link", "files")]
    return 1 if any(bad) else 0


def _run(method: Method, kills: int, chance: random.Random) -> int:
    """Print what was seen; how often it was not one whole site."""
    with tempfile.TemporaryDirectory() as name:
        folder, notices = Path(name) / "kho", Path(name) / "notices"
        notices.mkdir()
        (notices / "agencies.yml").write_text("agencies: []\n", encoding="utf-8")
        lasts = max(_duration(partial(_publish, folder, notices, method, -turn)) for turn in range(5))
        bad, seen = 0, Counter[str]()
        for turn in range(1, kills + 1):
            _killed_after(chance.uniform(0, 1.2 * lasts), partial(_publish, folder, notices, method, turn))
            under_way = (store_of(folder) / "journal.json").exists()
            release = placed(folder) if method == "link" else finished(folder)
            wrong = discrepancies(folder, release) if release else ["no release"]
            bad += bool(wrong)
            seen["finished by the next command" if under_way else "whole already"] += 1
        last = release.release if release else None
        print(f"{method}: {kills} kills, {bad} not whole; {dict(seen)}; last release in place {last}", flush=True)
    return bad


def _duration(work: partial[None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _killed_after(seconds: float, work: partial[None]) -> None:
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _publish(folder: Path, notices: Path, method: Method, turn: int) -> None:
    now = dt.datetime(2026, 1, 15, tzinfo=dt.UTC)
    publish(folder, notices=notices, method=method, keep=3, now=now, build=partial(_build, turn))


def _build(turn: int, *, notices: Path, site: Path, last: Path | None) -> Edition:
    """A small site in which every file is another one each time, and some come and go."""
    data = f"turn {turn}\n".encode()
    names = [f"tra-cuu/du-lieu/2026-{hashlib.sha256(data).hexdigest()[:12]}.js", "index.html", "inventory.tsv"]
    names += [f"thong-bao/{at}/index.html" for at in range(PAGES) if (at + turn) % 7]
    for name in names:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data * 200)
    return Edition(day="2026-01-15", version="0", notices=PAGES, directives=0)


if __name__ == "__main__":
    raise SystemExit(main())
