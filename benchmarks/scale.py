"""What building costs as an archive grows, beside other generators: time, memory of all processes, size of the site.

python benchmarks/scale.py [1000 10000 ...]     (default: 1000)

With several sizes it ends with slopes: how much each figure grows from one size to the next, 1.00 being as the archive.

Memory is the greatest sum of the proportional shares (PSS) of the command and its children, asked twice a second.
"""

from __future__ import annotations

import math
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.demo.generate import write
from benchmarks.other_generators import timed_generators

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall clock and processor time in seconds, memory in MB."""

    wall: float
    processor: float
    memory: float


def main() -> int:
    print(f"{'notices':>8}  {'what':<22} {'wall s':>8} {'cpu s':>8} {'MB':>6}")
    costs: dict[str, dict[int, Cost]] = {}
    for count in map(int, sys.argv[1:] or ["1000"]):
        with tempfile.TemporaryDirectory() as name:
            for what, cost in _measured(Path(name), count):
                costs.setdefault(what, {})[count] = cost
    for what, found in costs.items():
        for (few, one), (many, other) in pairwise(found.items()):
            spent = _slope(one.processor, other.processor, many / few)
            held = _slope(one.memory, other.memory, many / few)
            print(f"{few:>8} to {many}  {what:<22} processor time {spent:.2f}, memory {held:.2f}")
    return 0


def _slope(one: float, other: float, times: float) -> float:
    """The power of the number of notices with which a figure grows."""
    return math.log(other / one) / math.log(times)


def _measured(folder: Path, count: int) -> Iterator[tuple[str, Cost]]:
    notices = folder / "notices"
    write(notices, count, seed=1)
    one = sorted(notices.rglob("20*/*.md"))[-1]
    yield "first build", (first := _timed(folder, count, "first build", "build"))
    yield "nothing changed", _timed(folder, count, "nothing changed", "build")
    one.write_text(one.read_text(encoding="utf-8").replace("./.", ", báo cáo kết quả./.", 1), encoding="utf-8")
    yield "one notice changed", (again := _timed(folder, count, "one notice changed", "build"))
    yield "check", _timed(folder, count, "check", "check")
    yield "check, unchanged", _timed(folder, count, "check, unchanged", "check")
    yield "publish", _timed(folder, count, "publish", "publish", "--to", str(folder / "kho"))
    files = [path for path in (folder / "site").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    print(f"{count:>8}  site: {size:.0f} MB, {len(files)} files, {len(files) / count:.2f} a notice", flush=True)
    for name, seconds in timed_generators(folder / "others", notices):
        if seconds is None:
            print(f"{count:>8}  {name:<22} not installed", flush=True)
        else:
            ratios = f"ours: {first.wall / seconds:.2f} times first, {again.wall / seconds:.2f} times when one changed"
            print(f"{count:>8}  {name:<22} {seconds:>8.1f}   {ratios}", flush=True)


def _timed(folder: Path, count: int, what: str, *words: str) -> Cost:
    command = [sys.executable, str(ROOT / "build_archive.py"), "--notices", str(folder / "notices")]
    command += ["--site", str(folder / "site"), *words]
    before, began, peak = _spent(), time.perf_counter(), [0]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) as process:
        watcher = threading.Thread(target=_watch, args=(process, peak))
        watcher.start()
        process.wait()
        watcher.join()
    assert process.returncode == 0, words
    cost = Cost(time.perf_counter() - began, _spent() - before, peak[0] / 1024)
    print(f"{count:>8}  {what:<22} {cost.wall:>8.1f} {cost.processor:>8.1f} {cost.memory:>6.0f}", flush=True)
    return cost


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def _watch(process: subprocess.Popen[bytes], peak: list[int]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(_share, _family(process.pid))))
        time.sleep(0.5)


def _family(parent: int) -> list[int]:
    try:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    except OSError:
        return [parent]
    return [parent, *(one for child in children for one in _family(int(child)))]


def _share(process: int) -> int:
    """In kB; a process that has just ended has none."""
    try:
        rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(row.split()[1]) for row in rows if row.startswith("Pss:"))


if __name__ == "__main__":
    raise SystemExit(main())
