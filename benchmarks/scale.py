"""What building costs as an archive grows: processor time, wall, memory of all processes, size of the site.

python benchmarks/scale.py [1000 10000 ...]     (default: 1000)

Memory is the greatest sum of the proportional shares (PSS) of the command and its children, asked ten times a second.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.demo.generate import write

ROOT = Path(__file__).parents[1]


def main() -> int:
    print(f"{'notices':>8}  {'what':<22} {'wall s':>8} {'cpu s':>8} {'MB':>6}")
    for count in map(int, sys.argv[1:] or ["1000"]):
        with tempfile.TemporaryDirectory() as name:
            _measure(Path(name), count)
    return 0


def _measure(folder: Path, count: int) -> None:
    notices = folder / "notices"
    write(notices, count, seed=1)
    one = sorted(notices.rglob("20*/*.md"))[-1]
    _timed(folder, count, "first build", "build")
    _timed(folder, count, "nothing changed", "build")
    one.write_text(one.read_text(encoding="utf-8").replace("./.", ", báo cáo kết quả./.", 1), encoding="utf-8")
    _timed(folder, count, "one notice changed", "build")
    _timed(folder, count, "check", "check")
    _timed(folder, count, "check, unchanged", "check")
    _timed(folder, count, "publish", "publish", "--to", str(folder / "kho"))
    files = [path for path in (folder / "site").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    print(f"{count:>8}  site: {size:.0f} MB, {len(files)} files, {len(files) / count:.2f} a notice", flush=True)


def _timed(folder: Path, count: int, what: str, *words: str) -> None:
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
    wall = time.perf_counter() - began
    print(f"{count:>8}  {what:<22} {wall:>8.1f} {_spent() - before:>8.1f} {peak[0] / 1024:>6.0f}", flush=True)


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def _watch(process: subprocess.Popen[bytes], peak: list[int]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(_share, _family(process.pid))))
        time.sleep(0.1)


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
