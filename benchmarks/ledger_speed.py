"""The ledger of published ids over invented notices: `python benchmarks/ledger_speed.py [1000 10000]`.

CPU time of this process, one core: reading the archive with a cache of bodies, before anything is published and after;
publishing everything; and reading after every tenth notice got a bullet in front, before its ids are written.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.demo.generate import write
from benchmarks.search.values import TODAY
from ketluan.model.ledger import FOLDER
from ketluan.store.id_keeping import keep_ids
from ketluan.store.ledger_file import read_ledger
from ketluan.store.reader import read_archive


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def edit(notices: Path) -> None:
    """A bullet in front of the first one of every tenth notice."""
    for path in sorted(notices.rglob("*.md"))[::10]:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("\n- ", "\n- Báo cáo thêm một việc mới.\n- ", 1), encoding="utf-8")


def main() -> None:
    """Print the figures."""
    for count in [int(given) for given in sys.argv[1:]] or [1_000, 10_000]:
        with tempfile.TemporaryDirectory() as scratch:
            notices = Path(scratch) / "notices"
            write(notices, count, seed=1)

            def read(folder: Path = notices) -> object:
                return read_archive(folder, today=TODAY)

            seconds(read)
            before = seconds(read)
            publish = seconds(lambda folder=notices: keep_ids(folder, today=TODAY))  # type: ignore[misc]
            after, ledger = seconds(read), seconds(lambda folder=notices: read_ledger(folder))  # type: ignore[misc]
            size = sum(path.stat().st_size for path in (notices / FOLDER).rglob("*.txt")) / 1e6
            ids = sum(path.read_bytes().count(b"#") for path in (notices / FOLDER).rglob("*.txt"))
            edit(notices)
            edited = seconds(read)
        print(
            f"{count} notices, {ids} ids, {size:.1f} MB: read {before:.1f} s before, {after:.1f} s after (the ledger "
            f"{ledger:.2f} s), published in {publish:.1f} s, read with every tenth edited {edited:.1f} s"
        )


if __name__ == "__main__":
    main()
