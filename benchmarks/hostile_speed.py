"""How long texts made to be slow take: `python -m benchmarks.hostile_speed [LETTERS] [SHAPE...]`.

Every shape is grown to so many letters (20,000) and to twice as many, and goes through everything that an import does
with a text. Prints the slowest shapes with the seconds for both and how much slower twice as much is: 2 is linear, 4
quadratic. Figures of small times say nothing; run it on a quiet machine.
"""

from __future__ import annotations

import sys
import time

from benchmarks.hostile_shapes import SHAPES
from tests.importing.test_hostile_texts import imported

SHOWN = 15


def seconds(text: str) -> float:
    """Of processor time."""
    start = time.process_time()
    imported(text)
    return time.process_time() - start


def main(arguments: list[str]) -> None:
    """Measure and print."""
    letters = int(arguments[0]) if arguments else 20_000
    times = {}
    for name in arguments[1:] or SHAPES:
        times[name] = seconds(SHAPES[name](letters)), seconds(SHAPES[name](2 * letters))
    print(f"{len(times)} shapes, {letters:,} and {2 * letters:,} letters")
    for name, (small, large) in sorted(times.items(), key=lambda item: -item[1][1])[:SHOWN]:
        print(f"{small:8.2f} s {large:8.2f} s  x{large / max(small, 0.001):4.1f}  {name}")
    worst = max(times, key=lambda name: times[name][1] / max(times[name][0], 0.05))
    small, large = times[worst]
    print(f"steepest: x{large / max(small, 0.05):.1f} {worst} ({small:.2f} s, {large:.2f} s)")


if __name__ == "__main__":
    main(sys.argv[1:])
