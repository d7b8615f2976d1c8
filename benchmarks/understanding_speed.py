"""Notices understood a second, and that time grows with length only: `python benchmarks/understanding_speed.py`.

CPU time of this process, one core; the notices are test bodies, several different ones joined to the usual length of
a notice, so that no sentence is read twice in a round.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ketluan.store.notice_body import read_body  # noqa: E402

USUAL_LENGTH = 9_000  # bytes of a notice file in the archive, as UTF-8
ROUNDS = 20
DAY = dt.date(2025, 1, 1)

HOSTILE = {
    "one long line": "Giao Sở Y tế phối hợp với các đơn vị, " * 120_000,
    "capitals": "Công ty Cổ Phần Đầu Tư " * 160_000,
    "commas": "Sở Y tế, " * 400_000,
    "groups": "các sở, ban, ngành, " * 200_000,
    "until": "hoàn thành " * 350_000,
    "before": "trước ngày " * 350_000,
    "digits": "1/" * 2_400_000,
    "stars": "*" * 5_000_000,
    "star words": "*a " * 1_600_000,
    "brackets": "[" * 5_000_000,
    "escapes": "\\*" * 2_400_000,
    "headings": "# a\n" * 100_000,
    "bullets": "- a\n" * 100_000,
    "nested bullets": "".join(f"{' ' * (2 * (at % 200))}- a\n" for at in range(20_000)),
    "paragraphs": "Giao Sở Y tế.\n\n" * 30_000,
    "table": "| a | b |\n|---|---|\n" + "| c | d |\n" * 50_000,
    "attributes": "- a\n  {: lead=x }\n" * 30_000,
}


def usual_bodies() -> list[str]:
    """The test bodies in the order of their names, joined until each notice is as long as a usual one."""
    bodies = [""]
    for path in sorted((ROOT / "tests" / "understanding" / "fixtures" / "body").glob("*.md")):
        if len(bodies[-1].encode()) >= USUAL_LENGTH:
            bodies.append("")
        bodies[-1] += path.read_text(encoding="utf-8") + "\n"
    return bodies


def seconds(text: str) -> float:
    """CPU seconds to read one body."""
    start = time.process_time()
    read_body(text, date=DAY)
    return time.process_time() - start


def main() -> None:
    """Print the figures."""
    bodies = usual_bodies()
    for body in bodies:
        read_body(body, date=DAY)
    spent = min(sum(seconds(body) for body in bodies) for _ in range(ROUNDS)) / len(bodies)
    size = sum(len(body.encode()) for body in bodies) / len(bodies)
    print(
        f"{spent * 1000:.2f} ms a notice of {size / 1000:.1f} kB, {1 / spent:.0f} a second; "
        f"10,000 in {spent * 10_000:.0f} s"
    )
    for name, text in HOSTILE.items():
        quarter, whole = seconds(text[: len(text) // 4]), seconds(text)
        print(
            f"{name:15} {len(text.encode()) / 1e6:4.1f} MB {whole:6.2f} s, "
            f"{whole / max(quarter, 1e-3):4.1f} times a quarter of it"
        )


if __name__ == "__main__":
    main()
