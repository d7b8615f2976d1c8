"""Notices understood a second, and that time grows with length only: `python benchmarks/understanding_speed.py`.

CPU time of one core; the notices are test bodies, several different ones joined to the usual length of a notice; every
round puts a word of its own behind each sentence, so that none is read twice. `--against COMMIT` reads the same bodies
with the code of a commit too, in turn with this one, and prints how many times as long this code takes; its code is
put into a temporary folder.
"""

from __future__ import annotations

import argparse
import datetime as dt
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ketluan.store.notice_body import read_body  # noqa: E402

USUAL_LENGTH = 9_000  # bytes of a notice file in the archive, as UTF-8
ROUNDS = 20
PAIRS = 40
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


def bodies_of_round(bodies: list[str], number: int) -> list[str]:
    """The bodies with a word of the round's own at the end of each line that ends a sentence."""
    return ["\n".join(_marked(line, number) for line in body.split("\n")) for body in bodies]


def _marked(line: str, number: int) -> str:
    word = "x" + "".join(chr(ord("a") + int(digit)) for digit in str(number))
    return f"{line[:-1]} {word}{line[-1]}" if line.endswith((".", ";")) else line


def seconds(text: str) -> float:
    """CPU seconds to read one body."""
    start = time.process_time()
    read_body(text, date=DAY)
    return time.process_time() - start


def usual() -> None:
    """Print how long a usual notice takes."""
    bodies = usual_bodies()
    rounds = [sum(map(seconds, bodies_of_round(bodies, number))) for number in range(ROUNDS)]
    spent = min(rounds) / len(bodies)
    size = sum(len(body.encode()) for body in bodies) / len(bodies)
    print(
        f"{spent * 1000:.2f} ms a notice of {size / 1000:.1f} kB, {1 / spent:.0f} a second; "
        f"10,000 in {spent * 10_000:.0f} s"
    )


def hostile() -> None:
    """Print how time grows with length."""
    for name, text in HOSTILE.items():
        quarter, whole = seconds(text[: len(text) // 4]), seconds(text)
        print(
            f"{name:15} {len(text.encode()) / 1e6:4.1f} MB {whole:6.2f} s, "
            f"{whole / max(quarter, 1e-3):4.1f} times a quarter of it"
        )


READER = """
import datetime, sys, time
sys.path[:0] = [sys.argv[1], sys.argv[2]]
try:
    from ketluan.store.notice_body import read_body
except ModuleNotFoundError:
    from ketluan.body import read_body
from pathlib import Path
for line in sys.stdin:
    texts = Path(line.strip()).read_text(encoding="utf-8").split("\\0")
    start = time.process_time()
    for text in texts:
        read_body(text, date=datetime.date(2025, 1, 1))
    print((time.process_time() - start) / len(texts), flush=True)
"""
"""Reads the files named to it and says the CPU seconds a body; older commits keep `read_body` elsewhere."""


@contextmanager
def reader(root: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that reads with the code of a folder."""
    command = [sys.executable, "-c", READER, str(root), str(root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        yield process
        process.terminate()


def read_by(process: subprocess.Popen[str], path: Path) -> float:
    """CPU seconds a body."""
    assert process.stdin and process.stdout
    print(path, file=process.stdin, flush=True)
    return float(process.stdout.readline())


def against(commit: str) -> None:
    """Print the time of this code and of a commit's, read in turn, and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        root, path = Path(folder) / "code", Path(folder) / "bodies"
        subprocess.run(["git", "worktree", "add", "-q", "--detach", str(root), commit], cwd=ROOT, check=True)
        try:
            with reader(ROOT) as ours, reader(root) as theirs:
                pairs = [_pair(path, number, ours, theirs) for number in range(PAIRS + 1)][1:]
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(root)], cwd=ROOT, check=True)
    ratio = median(one / other for one, other in pairs)
    here, there = (min(times) * 1000 for times in zip(*pairs, strict=True))
    print(f"{here:.2f} ms a notice here, {there:.2f} ms at {commit}: {ratio:.2f} times (median of {PAIRS} pairs)")


def _pair(path: Path, number: int, ours: subprocess.Popen[str], theirs: subprocess.Popen[str]) -> tuple[float, float]:
    path.write_text("\0".join(bodies_of_round(usual_bodies(), number)), encoding="utf-8")
    return read_by(ours, path), read_by(theirs, path)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", metavar="COMMIT", help="compare with the code of a commit")
    commit = parser.parse_args().against
    if commit:
        against(commit)
    else:
        usual()
        hostile()


if __name__ == "__main__":
    main()
