"""Archives of invented notices read from disk, cold and again: `python benchmarks/reading_speed.py [2500 10000]`.

CPU time of this process, one core; cold is everything from the files to the checked archive, again is the same with
the cache of bodies as the first reading left it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.demo.generate import write
from benchmarks.search.values import TODAY
from ketluan.store.reader import read_archive


def seconds(folder: Path) -> float:
    """CPU seconds to read an archive."""
    start = time.process_time()
    read_archive(folder, today=TODAY)
    return time.process_time() - start


def main() -> None:
    """Print the figures."""
    for count in [int(given) for given in sys.argv[1:]] or [2_500, 10_000]:
        with tempfile.TemporaryDirectory() as scratch:
            notices = Path(scratch) / "notices"
            write(notices, count, seed=1)
            size = sum(path.stat().st_size for path in notices.rglob("*.md")) / count
            cold, again = seconds(notices), seconds(notices)
        print(
            f"{count} notices of {size / 1000:.1f} kB: {cold:.1f} s cold, {count / cold:.0f} a second; "
            f"again {again:.1f} s"
        )


if __name__ == "__main__":
    main()
