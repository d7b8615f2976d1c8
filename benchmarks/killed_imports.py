"""Kills imports and looks at what is left: `python -m benchmarks.killed_imports [TIMES]`.

Each import is killed at a random moment of its whole run, every second one within a few milliseconds of the moment at
which it takes the lock to write. The next import must then find nothing in its way: one notice, its original and the
register, no draft, no lock, no journal. Prints how many were killed where, and every archive that was left wrong.
"""

from __future__ import annotations

import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = ROOT / "tests" / "importing" / "fixtures" / "intake" / "xa.txt"
RIGHT = ["agencies.yml", "xa-tan-hoa/ubnd/2023/07-tb-ubnd.md", "xa-tan-hoa/ubnd/2023/07-tb-ubnd.txt"]


def command(notices: Path) -> list[str]:
    """The import of one text."""
    return [sys.executable, str(ROOT / "build_archive.py"), "--notices", str(notices), "import", str(TEXT)]


def files(notices: Path) -> list[str]:
    """What stands in the archive, hidden files too."""
    return sorted(path.relative_to(notices).as_posix() for path in notices.rglob("*") if path.is_file())


def killed(notices: Path, chance: random.Random, *, at_lock: bool, whole: float) -> list[str]:
    """Starts an import, kills it, and tells what it left."""
    running = subprocess.Popen(command(notices), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if at_lock:
        while running.poll() is None and not (notices / ".dang-nhap.lock").exists():
            time.sleep(0.0002)
        time.sleep(chance.uniform(0, 0.02))
    else:
        time.sleep(chance.uniform(0, whole))
    running.send_signal(signal.SIGKILL)
    running.wait()
    return files(notices)


def main(times: int) -> int:
    """Exit code 1 when an archive was left wrong."""
    chance, left, wrong = random.Random(10), Counter[str](), 0
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        subprocess.run(command(Path(folder) / "first"), cwd=ROOT, check=True, capture_output=True)
        whole = time.monotonic() - start
        for number in range(times):
            notices = Path(folder) / str(number)
            found = killed(notices, chance, at_lock=bool(number % 2), whole=whole)
            left["all" if found == RIGHT else re.sub(r"ghi-\w+", "ghi-*", ", ".join(found)) or "nothing"] += 1
            subprocess.run(command(notices), cwd=ROOT, check=False, capture_output=True)
            if files(notices) != RIGHT:
                wrong += 1
                print(f"wrong: {found} -> {files(notices)}")
    for state, count in left.most_common():
        print(f"{count:5} left {state}")
    print(f"{times} imports killed, {wrong} archives wrong after the next import")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
